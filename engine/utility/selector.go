package utility

import "bytes"

// Selectors are parsed only as far as it takes to put one into another; see nesting.go.

// Kinds of nodes.
const (
	simpleNode     = iota // ".a", ":hover", "[x]", "&", "*", "p"
	functionNode          // ":is(", with its arguments parsed or as one valueNode
	valueNode             // arguments that are not parsed
	combinatorNode        //
	compoundNode          // ".a:hover"
	complexNode           // ".a > .b"
	listNode              // ".a, .b"
)

// maxSelectorDepth is how deeply functions may nest in a selector.
const maxSelectorDepth = 12

// node is a part of a selector. Its children are a chain.
type node struct {
	kind     uint8
	from, to uint16 // its text; of a function its name
	first    int32  // child, 0 is none
	next     int32  // sibling, 0 is none
}

// selectorTree is a parsed selector. Node 0 is none.
type selectorTree struct {
	src   []byte
	nodes []node
	pos   int
	depth int
	bad   bool
}

// parse parses a selector and returns its root, or 0.
func (t *selectorTree) parse(src []byte) int32 {
	t.src, t.pos, t.depth, t.bad = src, 0, 0, len(src) > maxSelectorBytes
	t.nodes = append(t.nodes[:0], node{})
	if t.bad {
		return 0
	}
	root := t.list()
	if t.bad || t.pos < len(src) {
		return 0
	}
	return root
}

func (t *selectorTree) add(kind uint8, from, to int) int32 {
	t.nodes = append(t.nodes, node{kind: kind, from: uint16(from), to: uint16(to)})
	return int32(len(t.nodes) - 1)
}

// chain is siblings in the making.
type chain struct {
	first, last int32
	count       int
}

func (t *selectorTree) push(c *chain, n int32) {
	if c.first == 0 {
		c.first = n
	} else {
		t.nodes[c.last].next = n
	}
	c.last = n
	c.count++
}

// wrap makes one node of a chain: the node itself when it is alone.
func (t *selectorTree) wrap(kind uint8, c chain) int32 {
	if c.count == 1 {
		return c.first
	}
	n := t.add(kind, 0, 0)
	t.nodes[n].first = c.first
	return n
}

// list parses up to the end or a closing parenthesis.
func (t *selectorTree) list() int32 {
	var items chain
	for {
		item := t.item()
		if item == 0 {
			t.bad = true
			return 0
		}
		t.push(&items, item)
		if t.pos >= len(t.src) || t.src[t.pos] != ',' {
			return t.wrap(listNode, items)
		}
		t.pos++
	}
}

// item parses a selector without commas.
func (t *selectorTree) item() int32 {
	var complex, compound chain
	combined := false
	for t.pos < len(t.src) && t.src[t.pos] != ',' && t.src[t.pos] != ')' && !t.bad {
		if !isCombinator(t.src[t.pos]) {
			t.push(&compound, t.simple())
			continue
		}
		c := t.combinator(compound.count == 0 && complex.count == 0)
		if c == 0 {
			continue
		}
		if compound.count > 0 {
			t.push(&complex, t.wrap(compoundNode, compound))
			compound = chain{}
		}
		combined = true
		t.push(&complex, c)
	}
	if compound.count > 0 {
		t.push(&complex, t.wrap(compoundNode, compound))
	}
	if complex.count == 0 {
		return 0
	}
	if !combined {
		return complex.first
	}
	n := t.add(complexNode, 0, 0)
	t.nodes[n].first = complex.first
	return n
}

func isCombinator(c byte) bool {
	return c == ' ' || c == '>' || c == '+' || c == '~' || c == '\t' || c == '\n'
}

// combinator parses a combinator with the white space around it; white space at the start and end is none.
func (t *selectorTree) combinator(atStart bool) int32 {
	from := t.pos
	for t.pos < len(t.src) && isCombinator(t.src[t.pos]) {
		t.pos++
	}
	to := t.pos
	for from < to && t.src[from] <= ' ' {
		from++
	}
	for from < to && t.src[to-1] <= ' ' {
		to--
	}
	if from == to {
		if atStart || t.pos == len(t.src) || t.src[t.pos] == ',' || t.src[t.pos] == ')' {
			return 0
		}
		return t.add(combinatorNode, to-1, to)
	}
	return t.add(combinatorNode, from, to)
}

// simple parses ".a", "[x=y]" or ":is(…)".
func (t *selectorTree) simple() int32 {
	from := t.pos
	switch t.src[from] {
	case '&', '*':
		t.pos++
		return t.add(simpleNode, from, t.pos)
	case '[':
		return t.attribute()
	}
	for t.pos < len(t.src) {
		switch c := t.src[t.pos]; {
		case c == '\\':
			t.pos = min(t.pos+2, len(t.src))
			continue
		case c == '"' || c == '\'':
			t.pos = stringEnd(t.src, t.pos)
			continue
		case c == '(':
			return t.function(from)
		case c == ':' && t.pos == from+1 && t.src[from] == ':':
		case t.pos > from && (c == '.' || c == ':' || c == '#' || c == '['), c == '&', c == '*', c == ',', c == ')',
			isCombinator(c):
			return t.add(simpleNode, from, t.pos)
		}
		t.pos++
	}
	return t.add(simpleNode, from, t.pos)
}

func (t *selectorTree) attribute() int32 {
	from := t.pos
	var sc scanner
	for t.pos < len(t.src) {
		end, ok := sc.next(t.src, t.pos)
		if !ok {
			t.bad = true
			return 0
		}
		t.pos = end
		if sc.depth == 0 {
			break
		}
	}
	return t.add(simpleNode, from, t.pos)
}

// function parses the arguments of a pseudo-class whose name begins at from.
func (t *selectorTree) function(from int) int32 {
	n := t.add(functionNode, from, t.pos)
	name := t.src[from:t.pos]
	t.pos++
	if t.depth++; t.depth > maxSelectorDepth {
		t.bad = true
		return n
	}
	var argument int32
	switch string(name) {
	case ":not", ":where", ":has", ":is", ":-moz-any", ":-webkit-any":
		argument = t.list()
	default:
		argument = t.value()
	}
	t.nodes[n].first = argument
	t.depth--
	if t.pos >= len(t.src) || t.src[t.pos] != ')' {
		t.bad = true
		return n
	}
	t.pos++
	return n
}

// value takes arguments as they are.
func (t *selectorTree) value() int32 {
	from, nesting := t.pos, 0
	for ; t.pos < len(t.src); t.pos++ {
		if c := t.src[t.pos]; c == '(' {
			nesting++
		} else if c == ')' {
			if nesting == 0 {
				break
			}
			nesting--
		}
	}
	return t.add(valueNode, from, t.pos)
}

func (t *selectorTree) text(n int32) []byte {
	return t.src[t.nodes[n].from:t.nodes[n].to]
}

func (t *selectorTree) kind(n int32) uint8 {
	return t.nodes[n].kind
}

func (t *selectorTree) isSimple(n int32, first byte) bool {
	return t.kind(n) == simpleNode && t.src[t.nodes[n].from] == first
}

// isType reports a type selector or "*".
func (t *selectorTree) isType(n int32) bool {
	if t.kind(n) != simpleNode {
		return false
	}
	switch t.src[t.nodes[n].from] {
	case '&', '.', '#', ':', '[':
		return false
	}
	return true
}

// has reports that the selector has a '&' at n or below.
func (t *selectorTree) has(n int32) bool {
	for ; n != 0; n = t.nodes[n].next {
		if t.isSimple(n, '&') || t.has(t.nodes[n].first) {
			return true
		}
	}
	return false
}

// matchesNothing reports a selector that goes on behind a pseudo-element, which browsers refuse: "::before > *".
func (t *selectorTree) matchesNothing(n int32) bool {
	switch t.kind(n) {
	case listNode:
		return t.allMatchNothing(t.nodes[n].first)
	case compoundNode:
		for c := t.nodes[n].first; c != 0; c = t.nodes[c].next {
			if t.matchesNothing(c) {
				return true
			}
		}
	case functionNode:
		name := t.text(n)
		return (string(name) == ":is" || string(name) == ":where") && t.allMatchNothing(t.nodes[n].first)
	case complexNode:
		previous := int32(0)
		for c := t.nodes[n].first; c != 0; c = t.nodes[c].next {
			if t.kind(c) == combinatorNode && previous != 0 && t.hasPseudoElement(previous) || t.matchesNothing(c) {
				return true
			}
			previous = c
		}
	}
	return false
}

func (t *selectorTree) allMatchNothing(n int32) bool {
	if n == 0 {
		return false
	}
	for ; n != 0; n = t.nodes[n].next {
		if !t.matchesNothing(n) {
			return false
		}
	}
	return true
}

// hasPseudoElement reports a compound selector with a pseudo-element that is known to browsers.
func (t *selectorTree) hasPseudoElement(n int32) bool {
	if t.kind(n) == compoundNode {
		for c := t.nodes[n].first; c != 0; c = t.nodes[c].next {
			if t.hasPseudoElement(c) {
				return true
			}
		}
		return false
	}
	return (t.kind(n) == simpleNode || t.kind(n) == functionNode) && isPseudoElement(t.text(n))
}

// isPseudoElement reports the pseudo-elements that Tailwind knows.
func isPseudoElement(name []byte) bool {
	var lower [40]byte
	if len(name) > len(lower) {
		return false
	}
	for i, c := range name {
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		lower[i] = c
	}
	switch string(lower[:len(name)]) {
	case ":before", ":after", ":first-line", ":first-letter", "::after", "::backdrop", "::before", "::checkmark",
		"::column", "::cue", "::cue-region", "::details-content", "::file-selector-button", "::first-letter",
		"::first-line", "::grammar-error", "::highlight", "::marker", "::part", "::picker", "::picker-icon",
		"::placeholder", "::scroll-button", "::scroll-marker", "::scroll-marker-group", "::search-text", "::selection",
		"::slotted", "::spelling-error", "::target-text", "::view-transition", "::view-transition-group",
		"::view-transition-group-children", "::view-transition-image-pair", "::view-transition-new",
		"::view-transition-old":
		return true
	}
	return bytes.HasPrefix(name, []byte("::-"))
}
