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
	s.last.from = p.Here()
	p.fields(p.addElement(id))
	s.last.end = p.Here()
	return p.Err() == nil
}

// lastElement is where the element that ParseElement has read last stands.
type lastElement struct {
	from, end value.Place
	// What belongs to examples: slots, and of the Doc what is kept for them.
	slots int
	kept  value.Place
}

// FollowElement reads one more element of a part, written like an element that KeepElement has kept, and tells where it ends.
// If it is written otherwise, nothing is read. KeepFollowed keeps the element for EndPart, when the Doc is loaded again
// (value.Doc.LoadNext); DropFollowed forgets it.
func (s *Spec) FollowElement(at value.Place, id value.Span) (end int, ok bool) {
	if s.Examples == 0 {
		return 0, false
	}
	p := parser{Spec: s}
	p.Return(&s.Doc, at)
	ok = p.Err() == nil && p.alike(id)
	return p.Pos(), ok
}

// KeepFollowed keeps the last element that FollowElement has read.
func (s *Spec) KeepFollowed() { s.Doc.Keep() }

// DropFollowed forgets the last element that FollowElement has read.
func (s *Spec) DropFollowed() {
	n := len(s.Elements) - 1
	s.Kids, s.Elements = s.Kids[:s.Elements[n].FirstKid], s.Elements[:n]
}

// PartBytes is how much text the elements take that are no examples.
func (s *Spec) PartBytes() int { return s.Doc.Kept() - s.last.kept.Offset() }

// EndPart forgets all elements that are no examples.
func (s *Spec) EndPart() {
	s.beginPart(s.diags)
	s.Doc.KeepUpTo(s.last.kept)
}

// A part has so many examples at most, and so much text with them. When there are more, all are forgotten.
const (
	maxExamples     = 2 * patternCells
	maxExampleBytes = 128 << 10
)

// KeepElement makes the element that ParseElement has read last, after it has been checked and found sound, an example for
// FollowElement, if it is the second one that begins like it. What s.Doc has is kept then (value.Doc.LoadNext).
func (s *Spec) KeepElement() {
	e := &s.Elements[s.Examples]
	if s.patterns == nil {
		s.patterns = new(patterns)
		s.patterns.reset()
	}
	p := parser{Spec: s}
	p.Return(&s.Doc, s.last.end)
	if !e.Sound || !p.learn(e, s.last.from, 2) {
		return
	}
	s.Examples++
	s.last.slots = len(s.Slots)
	s.Doc.Keep()
	s.last.kept = s.Doc.KeptEnd()
	if s.Examples == maxExamples || s.Doc.Kept() > maxExampleBytes {
		s.ForgetElements()
	}
}

// ForgetElements forgets the examples.
func (s *Spec) ForgetElements() {
	s.Examples, s.last = 0, lastElement{}
	s.Doc.Forget()
	if s.patterns != nil {
		s.patterns.reset()
	}
}

func (s *Spec) beginPart(diags *diag.List) {
	s.HasRoot, s.Cut = false, true
	s.Elements, s.Slots = s.Elements[:s.Examples], s.Slots[:s.last.slots]
	s.Kids, s.Classes = s.Kids[:0], s.Classes[:0]
	s.State, s.Meta, s.RootElement = value.NoRef, value.NoRef, NoElement
	s.manyKids, s.diags = false, diags
	if s.lines == nil {
		s.lines = new(lineIndex)
	}
	s.lines.built = false
}
