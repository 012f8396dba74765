package check

import (
	"placard/engine/spec"
	"placard/engine/value"
)

// parents notes the parent of each element while children are looked up. When every element but the root has just one,
// and all of them lead to the root, the elements are a tree, and nothing need be visited. Whatever else they are, a visit
// will say.
type parents struct {
	of     [spec.MaxElements]int16 // noParent where nobody has named the element yet
	levels [spec.MaxElements]uint8 // from 1; 0 where it is not known yet
	noTree bool                    // something is not as in a tree
}

const noParent = -1

func (p *parents) begin(elements int) {
	for i := range p.of[:elements] {
		p.of[i] = noParent
	}
	clear(p.levels[:elements])
	p.noTree = false
}

// place notes a child of element i; an id that is not found is none.
func (p *parents) place(kid, i int32) {
	if kid < 0 || p.of[kid] != noParent {
		p.noTree = true
		return
	}
	p.of[kid] = int16(i)
}

// isTree tells whether the elements are a tree from the root that is not too deep.
func (p *parents) isTree(root int32, elements int) bool {
	if p.noTree || root < 0 || p.of[root] != noParent {
		return false
	}
	p.levels[root] = 1
	for i := range elements {
		if !p.findLevel(i) {
			return false
		}
	}
	return true
}

// findLevel goes up to an element whose level is known, mostly the parent, and back.
func (p *parents) findLevel(i int) bool {
	steps, top := 0, i
	for p.levels[top] == 0 {
		if steps++; steps > spec.MaxLevels || p.of[top] == noParent {
			return false // too deep, in a cycle, or not reached
		}
		top = int(p.of[top])
	}
	level := int(p.levels[top]) + steps
	if level > spec.MaxLevels {
		return false
	}
	for at := i; p.levels[at] == 0; at = int(p.of[at]) {
		p.levels[at] = uint8(level)
		level--
	}
	return true
}

// wayUp tells whether the way up from an element leads to the root, and whether there is a repeat on it. Elements need not
// be a tree.
func (p *parents) wayUp(elements []spec.Element, i, root int) (reached, repeated bool) {
	for range elements {
		repeated = repeated || elements[i].Repeat != value.NoRef
		if i == root || p.of[i] == noParent {
			break
		}
		i = int(p.of[i])
	}
	return i == root, repeated
}

// inRepeat tells whether an element of the tree is within a repeat.
func (p *parents) inRepeat(elements []spec.Element, i int) bool {
	for at := p.of[i]; at != noParent; at = p.of[at] {
		if elements[at].Repeat != value.NoRef {
			return true
		}
	}
	return false
}
