package patch

import (
	"bytes"

	"placard/engine/value"
)

// Value is a value that was read, of an operation: a piece of a text.
type Value struct {
	doc      *value.Doc
	ref      value.Ref
	from, to uint32 // of its text
	compact  bool   // there is no white space in it, outside of strings
	packed   bool   // it is an object that may be packed, of which there are no nodes
	plain    bool   // it is a string without escapes, of which there is no node
	// start is its place in window, the Doc of who reads the elements of Lines, nil for none.
	start  value.Place
	window *value.Doc
}

// Place is where the value stands in the Doc of NewElementLines; ok is false when it does not.
func (v *Value) Place() (at value.Place, ok bool) { return v.start, v.window != nil }

// Given tells whether there is a value.
func (v *Value) Given() bool { return v.doc != nil && (v.packed || v.plain || v.ref != value.NoRef) }

// Plain tells that the value is a string without escapes, and the operation one that ReplaceText can do.
func (v *Value) Plain() bool { return v.plain }

// Followed tells that the value has been read by the Follow of Lines.
func (v *Value) Followed() bool { return v.packed }

// JSON is the value's text.
func (v *Value) JSON() []byte { return v.doc.Text()[v.from:v.to] }

// read reads the next value.
func (v *Value) read(r *value.Reader, doc *value.Doc) {
	r.Peek() // moves over what stands before it
	spaces := r.Spaces()
	v.doc, v.from = doc, uint32(r.Pos())
	v.ref = r.Value(value.Span{})
	v.to, v.compact = uint32(r.Pos()), r.Spaces() == spaces
}

// graft makes a value part of the document's memory.
func (d *Document) graft(v *Value) content {
	if v.packed {
		return content{kind: value.Object, text: d.put(v.JSON()), packed: true}
	}
	if v.plain {
		return content{kind: value.String, text: d.put(v.JSON())}
	}
	doc, kind := v.doc, v.doc.Kind(v.ref)
	if kind >= value.Array && doc.Len(v.ref) == 0 {
		return content{kind: kind}
	}
	base := uint32(len(d.text))
	d.text = append(d.text, doc.Text()[v.from:v.to]...)
	if kind < value.Array || v.compact && mayPack(doc, v.ref) {
		return content{kind: kind, text: span{base, v.to - v.from}, packed: kind >= value.Array}
	}
	return d.build(doc, v.ref, base-v.from)
}

// maxPackedMembers bounds the objects of a packed value: each key is compared with each other one.
const maxPackedMembers = 12

// mayPack tells whether all objects of a value are small and have different keys without escapes: only such a text is
// what the document would write.
func mayPack(doc *value.Doc, ref value.Ref) bool {
	for r, end := ref, doc.End(ref); r < end; r++ {
		if doc.Kind(r) == value.Object && (doc.Len(r) > maxPackedMembers || !hasPlainKeys(doc, r)) {
			return false
		}
	}
	return true
}

func hasPlainKeys(doc *value.Doc, object value.Ref) bool {
	for a, end := doc.First(object), doc.End(object); a < end; a = doc.Next(a) {
		key := doc.KeySpan(a)
		if !inText(doc, key) {
			return false
		}
		for b := doc.First(object); b < a; b = doc.Next(b) {
			if other := doc.KeySpan(b); other.Len == key.Len && string(doc.Bytes(other)) == string(doc.Bytes(key)) {
				return false
			}
		}
	}
	return true
}

// inText tells whether a string is in the text as it is, since it has no escapes.
func inText(doc *value.Doc, s value.Span) bool { return int(s.Off) <= len(doc.Text()) }

// build makes nodes of a value whose text the document has already: shift is what to add to offsets in doc.
func (d *Document) build(doc *value.Doc, ref value.Ref, shift uint32) content {
	c := content{kind: doc.Kind(ref)}
	switch c.kind {
	case value.Object, value.Array:
		shell := d.newNode(content{kind: c.kind})
		for m := doc.First(ref); m < doc.End(ref); m = doc.Next(m) {
			inner := d.build(doc, m, shift)
			if c.kind == value.Array {
				d.insert(shell, d.newNode(inner), int(d.nodes[shell].count))
				continue
			}
			d.addMember(shell, doc, m, shift, inner)
		}
		c = d.nodes[shell].content
		d.releaseShell(shell)
	default:
		from, to := textOf(doc, ref)
		c.text = span{from + shift, to - from}
	}
	return c
}

// addMember adds a member to an object that is being built; the last of two with one key counts.
func (d *Document) addMember(object Ref, doc *value.Doc, m value.Ref, shift uint32, c content) {
	key := doc.KeySpan(m)
	if old := d.find(object, doc.Bytes(key)); old != 0 {
		d.releaseContent(&d.nodes[old].content)
		d.nodes[old].content = c
		return
	}
	at := span{key.Off + shift, key.Len}
	if !inText(doc, key) {
		at = d.put(doc.Bytes(key))
	}
	d.link(object, d.newMember(c, at), d.nodes[object].last)
}

// textOf is where the text of a scalar stands.
func textOf(doc *value.Doc, ref value.Ref) (from, to uint32) {
	from = uint32(doc.Offset(ref))
	switch doc.Kind(ref) {
	case value.String:
		if s := doc.ContentSpan(ref); s.Off == from+1 {
			return from, s.Off + s.Len + 1
		}
		return from, from + uint32(stringEnd(doc.Text()[from:]))
	case value.Number:
		return from, from + doc.ContentSpan(ref).Len
	case value.False:
		return from, from + uint32(len("false"))
	}
	return from, from + uint32(len("true"))
}

// stringEnd is the length of the JSON string at the beginning of a text.
func stringEnd(text []byte) int {
	for i := 1; ; i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
}

// open takes a packed container apart.
func (d *Document) open(r Ref) {
	n := &d.nodes[r]
	if !n.packed {
		return
	}
	at := n.text
	ref, _ := d.scratch.Parse(d.bytes(at)) // it was read before
	c := d.build(&d.scratch, ref, at.off)
	d.nodes[r].content = c
}

// copyOf is a copy of a value. Texts are shared: nobody changes them.
func (d *Document) copyOf(c content) content {
	if c.packed {
		return c
	}
	shell := d.newNode(content{kind: c.kind, text: c.text})
	switch c.kind {
	case value.Object:
		for m := c.first; m != 0; m = d.nodes[m].next {
			inner := d.copyOf(d.nodes[m].content)
			d.link(shell, d.newMember(inner, d.nodes[m].key), d.nodes[shell].last)
		}
	case value.Array:
		for i := range d.lists[c.list] {
			inner := d.copyOf(d.nodes[d.lists[c.list][i]].content)
			d.insert(shell, d.newNode(inner), i)
		}
	}
	c = d.nodes[shell].content
	d.releaseShell(shell)
	return c
}

// sizeOf is the number of bytes of a value's compact JSON.
func (d *Document) sizeOf(c *content) int {
	if c.packed || c.kind < value.Array {
		return int(c.text.len)
	}
	size := len("{}") + max(int(c.count)-1, 0)
	if c.kind == value.Array {
		for _, item := range d.lists[c.list] {
			size += d.sizeOf(&d.nodes[item].content)
		}
		return size
	}
	for m := c.first; m != 0; m = d.nodes[m].next {
		size += d.keySize(m) + d.sizeOf(&d.nodes[m].content)
	}
	return size
}

// nesting is how many containers lie within each other at most in a value.
func (d *Document) nesting(c *content) int {
	if c.kind < value.Array {
		return 0
	}
	deepest := 0
	switch {
	case c.packed:
		return nestingOf(d.bytes(c.text))
	case c.kind == value.Array:
		for _, item := range d.lists[c.list] {
			deepest = max(deepest, d.nesting(&d.nodes[item].content))
		}
	default:
		for m := c.first; m != 0; m = d.nodes[m].next {
			deepest = max(deepest, d.nesting(&d.nodes[m].content))
		}
	}
	return deepest + 1
}

// fitsNesting tells whether a value can stand below so many containers. Most texts have fewer brackets than that in all.
func (d *Document) fitsNesting(c *content, above int) bool {
	if c.kind < value.Array {
		return true
	}
	if c.packed {
		text := d.bytes(c.text)
		if above+len(text)/2 <= MaxNesting || above+bytes.Count(text, []byte{'{'})+bytes.Count(text, []byte{'['}) <= MaxNesting {
			return true
		}
	}
	return above+d.nesting(c) <= MaxNesting
}

func nestingOf(text []byte) int {
	depth, deepest := 0, 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '"':
			i += stringEnd(text[i:]) - 1
		case '{', '[':
			depth++
			deepest = max(deepest, depth)
		case '}', ']':
			depth--
		}
	}
	return deepest
}
