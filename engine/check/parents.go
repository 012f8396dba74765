package check

import (
	"placard/engine/spec"
	"placard/engine/value"
)

// parents notes the parent of each element while children are looked up. When every element but the root has just one,
// and all of them lead to the root, the elements are a tree, and nothing need be visited. Whatever else they are, a visit
// will say.
type parents struct {
	of     [spec.MaxElements]int16 // 1 + the parent; 0 where nobody has named the element yet
	levels [spec.MaxElements]uint8 // from 1; 0 where it is not known yet
	known  int                     // how many levels are known
	noTree bool                    // something is not as in a tree
}

// begin forgets the parents; the root, spec.NoElement when there is none, is at the first level.
func (p *parents) begin(root int32, elements int) {
	clear(p.of[:elements])
	clear(p.levels[:elements])
	p.noTree, p.known = root < 0, 0
	if root >= 0 {
		p.levels[root], p.known = 1, 1
	}
}

// place notes a child of element i; an id that is not found is none. Mostly the parent's own place is known.
func (p *parents) place(kid, i int32) {
	if kid < 0 || p.of[kid] != 0 {
		p.noTree = true
		return
	}
	p.of[kid] = int16(i + 1)
	if level := p.levels[i]; level > 0 && level < spec.MaxLevels && p.levels[kid] == 0 {
		p.levels[kid] = level + 1
		p.known++
	}
}

// parent is that of an element, spec.NoElement when it has none.
func (p *parents) parent(i int) int { return int(p.of[i]) - 1 }

// isTree tells whether the elements are a tree from the root that is not too deep.
func (p *parents) isTree(root int32, elements int) bool {
	if p.noTree || p.of[root] != 0 {
		return false
	}
	if p.known == elements {
		return true
	}
	for i := range elements {
		if p.levels[i] == 0 && !p.findLevel(i) {
			return false
		}
	}
	return true
}

// findLevel goes up to an element whose level is known, mostly the parent, and back.
func (p *parents) findLevel(i int) bool {
	steps, top := 0, i
	for p.levels[top] == 0 {
		if steps++; steps > spec.MaxLevels || p.of[top] == 0 {
			return false // too deep, in a cycle, or not reached
		}
		top = p.parent(top)
	}
	level := int(p.levels[top]) + steps
	if level > spec.MaxLevels {
		return false
	}
	for at := i; p.levels[at] == 0; at = p.parent(at) {
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
		if i == root || p.of[i] == 0 {
			break
		}
		i = p.parent(i)
	}
	return i == root, repeated
}

// inRepeat tells whether an element of the tree is within a repeat.
func (p *parents) inRepeat(elements []spec.Element, i int) bool {
	for at := p.parent(i); at != spec.NoElement; at = p.parent(at) {
		if elements[at].Repeat != value.NoRef {
			return true
		}
	}
	return false
}
