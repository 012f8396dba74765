package spec

import (
	"placard/engine/diag"
	"placard/engine/value"
)

// ParseElements reads some elements of a page that is written bit by bit, {"id": element, …}, into s, using s's memory again.
// There is no root, and ids lead nowhere: what the elements name may be elsewhere, or not be there yet. It tells whether
// the text could be read to its end.
func (s *Spec) ParseElements(text []byte, diags *diag.List) bool {
	s.beginPart(diags)
	s.Doc.Load(text)
	p := parser{Spec: s}
	p.Reset(&s.Doc)
	first := true
	for p.Enter('{'); p.More('}', first); first = false {
		id, ok := p.Key()
		if !ok {
			break
		}
		kind := p.Peek()
		e := p.addElement(id)
		if kind != value.Object {
			p.notAnObject("an element is an object with a type", "elements", string(p.Doc.Bytes(id)))
			e.Type = TypeReported
			continue
		}
		p.fields(e)
	}
	return p.End()
}

// ParseElement is ParseElements for one element at a place in a text that s.Doc has been loaded with; its id stands there too.
func (s *Spec) ParseElement(at value.Place, id value.Span, diags *diag.List) bool {
	s.beginPart(diags)
	p := parser{Spec: s}
	p.Return(&s.Doc, at)
	p.fields(p.addElement(id))
	return p.Err() == nil
}

func (s *Spec) beginPart(diags *diag.List) {
	s.HasRoot, s.Cut = false, true
	s.Elements, s.Kids, s.Slots, s.Classes = s.Elements[:0], s.Kids[:0], s.Slots[:0], s.Classes[:0]
	s.State, s.Meta, s.RootElement = value.NoRef, value.NoRef, NoElement
	s.manyKids, s.diags = false, diags
	if s.lines == nil {
		s.lines = new(lineIndex)
	}
	s.lines.built = false
}
