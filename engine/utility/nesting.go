package utility

import "bytes"

// Tailwind writes nested rules flat: the selector of a variant, "&:hover", is put together with that of the class. What
// follows are its rules for where the outer selector can stand in place of '&' as it is, and where it takes an :is().

// maxSelectorBytes is the longest selector that is written.
const maxSelectorBytes = 4 << 10

// shape is what matters of a selector that is put into another.
type shape struct{ list, complex bool }

// shapeOf looks at what stands outside brackets.
func shapeOf(selector []byte) (sh shape) {
	var sc scanner
	for i := 0; i < len(selector); {
		if sc.depth == 0 {
			sh.list = sh.list || selector[i] == ','
			sh.complex = sh.complex || isCombinator(selector[i])
		}
		end, ok := sc.next(selector, i)
		if !ok {
			return sh
		}
		i = end
	}
	if sh.list {
		sh.complex = false
	}
	return sh
}

// nest appends the selector of a rule within a rule. What no browser would match is left out; nothing is appended when
// that is all. It is not ok for selectors that cannot be read.
func (s *Sheet) nest(dst, child, parent []byte) (out []byte, ok bool) {
	n := nesting{tree: &s.tree, parent: parent, shape: shapeOf(parent)}
	if simple, ok := n.appendSuffix(dst, child); ok {
		return simple, true
	}
	start := len(dst)
	ok = parts(child, ',', func(part []byte) bool {
		before := len(dst)
		if before > start {
			dst = append(dst, ", "...)
		}
		written := len(dst)
		var fits bool
		if dst, fits = n.appendItem(dst, part); !fits {
			return false
		}
		if n.matchesNothing(dst[written:]) {
			dst = dst[:before]
		}
		return len(dst)-start <= maxSelectorBytes
	})
	return dst, ok
}

// nesting puts one selector into another.
type nesting struct {
	tree   *selectorTree
	parent []byte
	shape  shape
}

// appendSuffix is the usual case, "&:hover".
func (n *nesting) appendSuffix(dst, child []byte) (out []byte, ok bool) {
	if len(child) < 2 || child[0] != '&' || child[1] != ':' || bytes.ContainsAny(child[1:], "&*,( >+~") ||
		bytes.Contains(child, []byte("::")) || bytes.Contains(n.parent, []byte("::")) {
		return dst, false
	}
	return append(n.appendParent(dst, !n.shape.list), child[1:]...), true
}

func (n *nesting) appendParent(dst []byte, bare bool) []byte {
	if bare {
		return append(dst, n.parent...)
	}
	return append(append(append(dst, ":is("...), n.parent...), ')')
}

// appendItem appends a selector without commas; without '&' it is a descendant.
func (n *nesting) appendItem(dst, item []byte) (out []byte, ok bool) {
	root := n.tree.parse(item)
	if root == 0 {
		return dst, false
	}
	if !n.tree.has(root) {
		return append(append(n.appendParent(dst, !n.shape.list), ' '), item...), true
	}
	return n.appendNode(dst, root, 0, 0, 0), true
}

// matchesNothing reports a written selector that no browser would match.
func (n *nesting) matchesNothing(selector []byte) bool {
	if !bytes.Contains(selector, []byte(":")) || !n.mayHavePseudoElement(selector) {
		return false
	}
	root := n.tree.parse(selector)
	return root != 0 && n.tree.matchesNothing(root)
}

func (n *nesting) mayHavePseudoElement(selector []byte) bool {
	for i, c := range selector {
		if c == ':' && (i == 0 || selector[i-1] != '\\') && i+1 < len(selector) {
			if next := selector[i+1] | 0x20; selector[i+1] == ':' || next == 'b' || next == 'a' || next == 'f' {
				return true
			}
		}
	}
	return false
}

// appendNode writes a node, with the outer selector for '&'. The parent and grandparent of the node are given, and its
// place among its siblings.
func (n *nesting) appendNode(dst []byte, id, parent, grandparent int32, index int) []byte {
	t := n.tree
	switch t.kind(id) {
	case simpleNode:
		if t.isSimple(id, '&') {
			return n.appendParent(dst, n.fits(id, parent, grandparent, index))
		}
		return append(dst, t.text(id)...)
	case valueNode:
		return append(dst, t.text(id)...)
	case combinatorNode:
		if c := t.text(id); c[0] > ' ' {
			return append(append(append(dst, ' '), c...), ' ')
		}
		return append(dst, ' ')
	case functionNode:
		dst = append(append(dst, t.text(id)...), '(')
		return append(n.appendChildren(dst, id, parent), ')')
	}
	return n.appendChildren(dst, id, parent)
}

func (n *nesting) appendChildren(dst []byte, id, parent int32) []byte {
	index := 0
	first := n.tree.nodes[id].first
	for n.tree.kind(id) == compoundNode && n.tree.isSimple(first, '*') && n.tree.nodes[first].next != 0 {
		first = n.tree.nodes[first].next // "*:hover" is ":hover".
		index++
	}
	for c := first; c != 0; c = n.tree.nodes[c].next {
		if index > 0 && n.tree.kind(id) == listNode {
			dst = append(dst, ", "...)
		}
		dst = n.appendNode(dst, c, id, parent, index)
		index++
	}
	return dst
}

// fits reports that the outer selector can stand for the '&' as it is.
func (n *nesting) fits(id, parent, grandparent int32, index int) bool {
	t := n.tree
	if n.shape.list || parent == 0 {
		return false
	}
	switch t.kind(parent) {
	case functionNode:
		return true
	case complexNode:
		return index == 0 || !n.shape.complex
	case compoundNode:
		if n.shape.complex && grandparent != 0 && t.kind(grandparent) == complexNode &&
			t.nodes[grandparent].first != parent {
			return false
		}
		for c := t.nodes[id].next; c != 0; c = t.nodes[c].next {
			if t.isType(c) {
				return false
			}
		}
		return index == 0 || !n.shape.complex
	}
	return false
}
