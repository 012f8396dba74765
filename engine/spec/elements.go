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

// lastElement is where the element that ParseElement has read last stands, and how many slots belong to examples.
type lastElement struct {
	from, end value.Place
	slots     int
}

// FollowElement reads one more element of a part, written like an element that KeepElement has kept, and tells where it ends.
// If it is written otherwise, nothing is read. It is part of s until DropFollowed, which forgets the last one, or EndPart.
func (s *Spec) FollowElement(at value.Place, id value.Span) (end int, ok bool) {
	if s.Examples == 0 {
		return 0, false
	}
	if s.follower == nil {
		s.follower = &parser{Spec: s}
	}
	p := s.follower
	p.Move(&s.Doc, at)
	ok = p.Err() == nil && p.alike(id)
	return p.Pos(), ok
}

// DropFollowed forgets the last element that FollowElement has read.
func (s *Spec) DropFollowed() {
	n := len(s.Elements) - 1
	s.Kids, s.Elements = s.Kids[:s.Elements[n].FirstKid], s.Elements[:n]
}

// EndPart forgets all elements that are no examples.
func (s *Spec) EndPart() { s.beginPart(s.diags) }

// Repeats tells whether the element that ParseElement has read last is sound, and one that begins like it was there before: then
// it is worth to be an example. text is its JSON.
func (s *Spec) Repeats() (text []byte, ok bool) {
	e := &s.Elements[s.Examples]
	if s.patterns == nil {
		s.patterns = new(patterns)
		s.patterns.reset()
	}
	p := parser{Spec: s}
	p.Return(&s.Doc, s.last.end)
	if !p.begins(e, s.last.from, 2) || !e.Sound {
		return nil, false
	}
	return s.Doc.Text()[s.last.from.Offset():s.last.end.Offset()], true
}

// A part has so many examples at most, and so much text with them. When there are more, all are forgotten.
const (
	maxExamples     = 2 * patternCells
	maxExampleBytes = 128 << 10
)

// KeepElement makes an element, all that was loaded, an example for FollowElement: ParseElement has read it, and it was found
// sound. s.Doc keeps it then (value.Doc.LoadNext).
func (s *Spec) KeepElement() {
	e := &s.Elements[s.Examples]
	p := parser{Spec: s}
	p.Return(&s.Doc, s.last.end)
	if !p.learnPattern(e, s.last.from) {
		return
	}
	s.Examples++
	s.last.slots = len(s.Slots)
	s.Doc.Keep()
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
