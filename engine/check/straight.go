package check

import (
	"placard/engine/spec"
	"placard/engine/value"
)

// straight notes the parent of each element while children are looked up. When every element but the root has just one,
// and all of them lead to the root, the elements are a tree, and nothing need be visited. Whatever else they are, a visit
// will say.
type straight struct {
	parents [spec.MaxElements]int16 // noParent where nobody has named the element yet
	levels  [spec.MaxElements]uint8 // from 1; 0 where it is not known yet
	bent    bool                    // something is not as in a tree
}

const noParent = -1

func (s *straight) begin(elements int) {
	for i := range s.parents[:elements] {
		s.parents[i] = noParent
	}
	clear(s.levels[:elements])
	s.bent = false
}

// place notes a child of element i; an id that is not found is none.
func (s *straight) place(kid, i int32) {
	if kid < 0 || s.parents[kid] != noParent {
		s.bent = true
		return
	}
	s.parents[kid] = int16(i)
}

// isTree tells whether the elements are a tree from the root that is not too deep.
func (s *straight) isTree(root int32, elements int) bool {
	if s.bent || root < 0 || s.parents[root] != noParent {
		return false
	}
	s.levels[root] = 1
	for i := range elements {
		if !s.findLevel(i) {
			return false
		}
	}
	return true
}

// findLevel goes up to an element whose level is known, mostly the parent, and back.
func (s *straight) findLevel(i int) bool {
	steps, top := 0, i
	for s.levels[top] == 0 {
		if steps++; steps > spec.MaxLevels || s.parents[top] == noParent {
			return false // too deep, in a cycle, or not reached
		}
		top = int(s.parents[top])
	}
	level := int(s.levels[top]) + steps
	if level > spec.MaxLevels {
		return false
	}
	for at := i; s.levels[at] == 0; at = int(s.parents[at]) {
		s.levels[at] = uint8(level)
		level--
	}
	return true
}

// inRepeat tells whether an element of the tree is within a repeat.
func (s *straight) inRepeat(elements []spec.Element, i int) bool {
	for at := s.parents[i]; at != noParent; at = s.parents[at] {
		if elements[at].Repeat != value.NoRef {
			return true
		}
	}
	return false
}
