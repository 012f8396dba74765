package check

import (
	"placard/engine/spec"
	"placard/engine/value"
)

// straight finds the levels of the elements while their children are looked up, as long as each element stands before
// its children, as nearly all specs have them. Such a tree needs no visit: it has no cycles, and what nobody has named
// by the time it is reached has no place in it.
type straight struct {
	levels [spec.MaxElements + 1]level
	// bent: the elements stand otherwise, or something is wrong with them, which a visit will find.
	bent bool
}

// level is how deep an element is, from 1, with repeated when it is within a repeat; 0 when nobody has named it yet.
type level uint8

const repeated level = 0x80

// begin takes the first element for the root.
func (s *straight) begin() {
	clear(s.levels[:])
	s.levels[0], s.bent = 1, false
}

// enter comes to the next element and returns the level of its children.
func (s *straight) enter(e *spec.Element, i int32) level {
	l := s.levels[i]
	if l == 0 || l&^repeated > spec.MaxLevels {
		s.bent = true
	}
	if e.Repeat != value.NoRef {
		l |= repeated
	}
	return l + 1
}

// place gives a child of element i its level.
func (s *straight) place(kid, i int32, l level) {
	if kid <= i || s.levels[kid] != 0 {
		s.bent = true
		return
	}
	s.levels[kid] = l
}
