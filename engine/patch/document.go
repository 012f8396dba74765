// Package patch holds a JSON document that changes: JSON Patch (RFC 6902), JSON Pointer (RFC 6901), JSON Merge Patch
// (RFC 7396), and the lines of patches that models write (semantics §8).
//
// Cost: an operation takes as long as its pointer, its value and what it removes are large, whatever the size of the
// document. A value that is added is one copy of its text: it is taken apart when an operation goes into it, once.
// Members of an object are found by hash when there are more than a few; inserting into a list moves the places of that
// list's items, four bytes each. The goal is 150 ns for adding an element of a page, its line read, and no allocation for
// replacing a value once the memory has grown.
//
// The document is as JSON.parse would have it: of two members with one key the last value counts, in the place of the
// first. Strings and numbers are written back as they came.
package patch

import (
	"hash/maphash"
	"slices"

	"placard/engine/value"
)

// MaxNesting is how deep lists and objects can be nested in a document: as deep as value.Reader reads them.
const MaxNesting = value.MaxNesting

// Ref is a value of a Document; 0 is none. It is valid until the value is removed and that is committed.
type Ref uint32

// span is a run of bytes of Document.text.
type span struct{ off, len uint32 }

// content is the value of a node, apart from its place in a parent: replacing a value replaces its content.
type content struct {
	// text is the JSON of a scalar, or of a packed container.
	text span
	// first and last are the members of an object, in order; of a list, list says.
	first, last Ref
	count       uint32
	// list is the place of a list's items in Document.lists, table that of an object's index in Document.tables; 0 is none.
	list, table uint32
	kind        value.Kind
	// packed tells of a container that has not been taken apart: text is all of it, compact and without duplicate keys.
	packed bool
}

// isText tells of a value whose JSON is its text.
func (c *content) isText() bool { return c.packed || c.kind < value.Array }

// node is a value in its place.
type node struct {
	content
	key        span // of a member, decoded
	next, prev Ref  // members of the same object
	// quoted tells that the key stands in JSON as it is, but for its quotes.
	quoted bool
}

// Document is a JSON document that changes. It is not safe for use by several goroutines. The number of its nodes is bounded
// by its bytes: each takes two of its JSON at least.
type Document struct {
	text   []byte
	nodes  []node
	root   Ref
	free   Ref // nodes that can be used again, by next
	lists  [][]Ref
	tables []table
	// freeLists and freeTables can be used again.
	freeLists, freeTables []uint32

	size     int // of the compact JSON
	maxBytes int
	seed     maphash.Seed
	log      []change
	logSize  int // size before the first change of the log

	scratch, other value.Doc // what is being taken apart or compared
	token          []byte    // a decoded part of a pointer
	quoted         []byte    // a key as JSON
	spare          []byte    // the text before compaction
}

// New makes a document that is {}, whose compact JSON never has more than maxBytes.
func New(maxBytes int) *Document {
	d := &Document{maxBytes: maxBytes, seed: maphash.MakeSeed()}
	d.lists, d.tables = [][]Ref{nil}, []table{{}}
	d.Reset()
	return d
}

// Reset makes the document {} again, whose memory is used for what comes.
func (d *Document) Reset() {
	d.text, d.log = d.text[:0], d.log[:0]
	d.nodes = append(d.nodes[:0], node{})
	d.freeLists, d.freeTables = d.freeLists[:0], d.freeTables[:0]
	for i := range d.lists[1:] {
		d.lists[1+i] = d.lists[1+i][:0]
		d.freeLists = append(d.freeLists, uint32(1+i))
	}
	for i := range d.tables[1:] {
		d.freeTables = append(d.freeTables, uint32(1+i))
	}
	d.free, d.size = 0, 2
	d.root = d.newNode(content{kind: value.Object})
}

// Load makes the document that of a text. After an error it is as it was.
func (d *Document) Load(text []byte) error {
	var r value.Reader
	d.other.Load(text)
	r.Reset(&d.other)
	op := Op{Code: Add}
	op.Value.read(&r, &d.other)
	if !r.End() {
		return &Error{Code: Syntax, Message: r.Err().Message, Hint: "send one JSON value"}
	}
	if err := d.Do(&op, false); err != nil {
		return err
	}
	d.Commit()
	return nil
}

// Size is the number of bytes of the document's compact JSON.
func (d *Document) Size() int { return d.size }

// Root is the whole document.
func (d *Document) Root() Ref { return d.root }

// Kind is what a value is; Missing for 0.
func (d *Document) Kind(r Ref) value.Kind { return d.nodes[r].kind }

// Len is the number of members of a list or object.
func (d *Document) Len(r Ref) int {
	d.open(r)
	return int(d.nodes[r].count)
}

// Member finds a member of an object; 0 when there is none.
func (d *Document) Member(r Ref, key []byte) Ref {
	if d.nodes[r].kind != value.Object {
		return 0
	}
	d.open(r)
	return d.find(r, key)
}

// First is the first member of an object, and Next the one after another; 0 when there is none.
func (d *Document) First(object Ref) Ref {
	if d.nodes[object].kind != value.Object {
		return 0
	}
	d.open(object)
	return d.nodes[object].first
}

// Next is the member after m in its object.
func (d *Document) Next(m Ref) Ref { return d.nodes[m].next }

// Last is the last member of an object.
func (d *Document) Last(object Ref) Ref {
	if d.nodes[object].kind != value.Object {
		return 0
	}
	d.open(object)
	return d.nodes[object].last
}

// Key is the key of an object's member, decoded. It is valid until the document changes.
func (d *Document) Key(m Ref) []byte { return d.bytes(d.nodes[m].key) }

// String is the JSON of a string or number as it was written; nil for all else.
func (d *Document) String(r Ref) []byte {
	if k := d.nodes[r].kind; k != value.String && k != value.Number {
		return nil
	}
	return d.bytes(d.nodes[r].text)
}

// Packed is the compact JSON of a value that is one piece of text. It is valid until the document changes.
func (d *Document) Packed(r Ref) ([]byte, bool) {
	n := &d.nodes[r]
	return d.bytes(n.text), n.packed || n.kind < value.Array
}

func (d *Document) bytes(s span) []byte { return d.text[s.off : s.off+s.len] }

func (d *Document) put(b []byte) span {
	off := uint32(len(d.text))
	d.text = append(d.text, b...)
	return span{off, uint32(len(b))}
}

func (d *Document) newNode(c content) Ref {
	if r := d.free; r != 0 {
		d.free = d.nodes[r].next
		d.nodes[r] = node{content: c}
		return r
	}
	n := len(d.nodes)
	if n == cap(d.nodes) {
		d.nodes = slices.Grow(d.nodes, 1)
	}
	d.nodes = d.nodes[:n+1]
	p := &d.nodes[n] // whose fields are set in place, so that no node is put together elsewhere and copied
	p.content, p.key, p.next, p.prev, p.quoted = c, span{}, 0, 0, false
	return Ref(n)
}

// release lets a node and all that it holds be used again.
func (d *Document) release(r Ref) {
	d.releaseContent(&d.nodes[r].content)
	d.releaseShell(r)
}

// releaseShell is release for a node whose content is elsewhere now.
func (d *Document) releaseShell(r Ref) {
	d.nodes[r] = node{next: d.free}
	d.free = r
}

func (d *Document) releaseContent(c *content) {
	if c.packed {
		return
	}
	switch c.kind {
	case value.Object:
		for m := c.first; m != 0; {
			next := d.nodes[m].next
			d.release(m)
			m = next
		}
		if c.table != 0 {
			d.freeTables = append(d.freeTables, c.table)
		}
	case value.Array:
		if c.list == 0 {
			return
		}
		for _, item := range d.lists[c.list] {
			d.release(item)
		}
		d.lists[c.list] = d.lists[c.list][:0]
		d.freeLists = append(d.freeLists, c.list)
	}
}

// Memory is the number of bytes that the document holds on to, about.
func (d *Document) Memory() int {
	const nodeBytes = 64
	return cap(d.text) + cap(d.spare) + cap(d.nodes)*nodeBytes + d.scratch.Size() + d.other.Size()
}
