package check

import "placard/engine/spec"

// CheckPart checks what elements say of themselves that spec.ParseElements has read: all but their place in a tree. The
// targets of their children are left to the caller. inRepeat tells that they are in a repeat, or may be. Like Check, it
// notes in s.Used what they use, but does not empty that first.
func (c *Checker) CheckPart(s *spec.Spec, inRepeat bool) {
	c.beginPart(s)
	for i := s.Examples; i < len(s.Elements); i++ {
		c.element(&s.Elements[i], int32(i))
	}
	for i := s.Examples; i < len(s.Elements); i++ {
		if e := &s.Elements[i]; e.Shape == 0 { // else it has none
			c.expressions(e, inRepeat)
		}
	}
	c.endPart()
}

// CheckElement is CheckPart for one element.
func (c *Checker) CheckElement(s *spec.Spec, i int, inRepeat bool) {
	c.beginPart(s)
	e := &s.Elements[i]
	c.element(e, int32(i))
	if e.Shape == 0 {
		c.expressions(e, inRepeat)
	}
	c.endPart()
}

func (c *Checker) beginPart(s *spec.Spec) {
	c.spec, c.exprs.Doc, c.apart = s, &s.Doc, true
	c.guesses = maxGuesses
}

func (c *Checker) endPart() {
	c.spec, c.exprs.Doc, c.exprs.element, c.apart = nil, nil, nil, false
}
