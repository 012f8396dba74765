// Package value holds JSON as an arena: the bytes of the text and a flat list of nodes in document order. Reading a
// text allocates nothing once the arena has grown to its size, and a Value is a small struct that points into it.
//
// Cost of parsing, the goal: 1.6 times a plain byte loop over the text, 0 allocations when the Doc is reused.
package value

import (
	"encoding/binary"
	"slices"
	"unicode/utf8"
	"unsafe"
)

// Kind is the type of a JSON value; Missing is JavaScript's undefined.
type Kind uint8

const (
	Missing Kind = iota
	Null
	False
	True
	Number
	String
	Array
	Object
)

func (k Kind) String() string {
	return [...]string{"nothing", "null", "false", "true", "a number", "a string", "a list", "an object"}[k]
}

// Ref is the place of a node in its Doc. NoRef is no node.
type Ref uint32

// NoRef is the zero Ref; no node has it.
const NoRef Ref = 0

// Span is a run of bytes in a Doc's buffer.
type Span struct{ Off, Len uint32 }

// node is one value with the key under which its parent has it. Members of an array or object follow their parent,
// each with its whole subtree, so that next is the sibling of a member and the end of a container.
type node struct {
	off    uint32 // String: content; Number: digits; else where the value begins in the text
	len    uint32 // String, Number: bytes; Array, Object: members
	next   Ref    // the first node after this one's subtree
	keyOff uint32
	keyLen uint16
	kind   Kind
	// dollar tells that this is an object with a key that begins with "$", or contains one at any depth: only such
	// values can hold expressions.
	dollar bool
}

// Doc is an arena of values. The zero Doc is ready for Load, Parse and Begin; it is not safe for use by several goroutines while it
// is written, and immutable and shareable afterwards.
type Doc struct {
	// buf is the text, padding of zero bytes, then the
	// strings that had escapes, each behind the four bytes of its offset in the text.
	buf   []byte
	text  uint32 // length of the text
	nodes []node
	marks []byte // of the text, while it is read
	// strings are those of the parts that have followed a Pattern.
	strings []Span
	// invalid is where the text is not UTF-8, -1 when all of it is.
	invalid int
	// loads counts what has been loaded.
	loads uint32
	// kept and keptNodes are where LoadNext begins.
	kept      uint32
	keptNodes Ref
}

// Load makes the Doc hold a copy of the text, without any nodes. It keeps the memory of what it held before.
func (d *Doc) Load(text []byte) {
	d.Forget()
	d.LoadNext(text)
}

// LoadNext is Load that goes on behind what Keep has kept: Text has both then, and a Reader begins at the new text.
func (d *Doc) LoadNext(text []byte) {
	d.loads++
	at := int(d.kept)
	size := len(text) + padding
	d.buf = slices.Grow(d.buf[:at], size)[:at+size]
	d.text = d.kept + uint32(len(text))
	var ascii bool
	d.marks, ascii = copyAndMark(d.marks, d.buf, text, at)
	d.invalid = -1
	if !ascii {
		if d.invalid = firstInvalid(text); d.invalid >= 0 {
			d.invalid += at
		}
	}
	d.strings = d.strings[:0]
	if d.keptNodes == 0 {
		d.nodes = append(d.nodes[:0], node{})
	} else {
		d.nodes = d.nodes[:d.keptNodes]
	}
}

// Keep keeps the text and its nodes for what LoadNext loads, so that patterns stay valid. Strings that had escapes are not
// kept.
func (d *Doc) Keep() {
	d.kept = (d.text + blockBytes - 1) &^ (blockBytes - 1) // zero bytes up to there are in the padding
	d.keptNodes = Ref(len(d.nodes))
}

// Loaded is what a Doc has loaded, to go back to.
type Loaded struct {
	text, kept       uint32
	keptNodes, nodes Ref
	invalid          int
}

// LoadBehind is LoadNext for a text of which nobody needs anything after Unload: what was loaded before stays as it is, but
// for strings that had escapes, and those of what has followed a Pattern.
func (d *Doc) LoadBehind(text []byte) (before Loaded) {
	before = Loaded{d.text, d.kept, d.keptNodes, Ref(len(d.nodes)), d.invalid}
	d.kept = (d.text + padding + blockBytes - 1) &^ (blockBytes - 1)
	d.buf = slices.Grow(d.buf[:d.text+padding], blockBytes)[:d.kept]
	d.keptNodes = Ref(len(d.nodes))
	d.LoadNext(text)
	return before
}

// Unload takes LoadBehind back.
func (d *Doc) Unload(before Loaded) {
	d.text, d.kept, d.keptNodes, d.invalid = before.text, before.kept, before.keptNodes, before.invalid
	d.nodes = d.nodes[:before.nodes]
	d.loads++
}

// Kept is how many bytes of text are kept.
func (d *Doc) Kept() int { return int(d.kept) }

// KeptEnd is the place behind what is kept.
func (d *Doc) KeptEnd() Place { return Place{int(d.kept), d.keptNodes} }

// Valid tells whether all of the text that was loaded is UTF-8.
func (d *Doc) Valid() bool { return d.invalid < 0 }

// StringEnd is where the content of a string ends that goes on at a place of the text: at its quote, unless something stands
// before that which needs a closer look.
func (d *Doc) StringEnd(at int) int { return min(nextMark(d.marks, at), int(d.text)) }

// Forget ends what Keep began, at the next Load.
func (d *Doc) Forget() { d.kept, d.keptNodes = 0, 0 }

// firstInvalid is where a text is not UTF-8, or -1.
func firstInvalid(text []byte) int {
	if utf8.Valid(text) {
		return -1
	}
	for at := 0; ; {
		r, n := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && n <= 1 {
			return at
		}
		at += n
	}
}

// add appends a node. The fields are set in their place, so that no node is put together elsewhere and copied.
func (d *Doc) add(at Span, next Ref, key Span, kind Kind) {
	n := len(d.nodes)
	if n == cap(d.nodes) {
		d.nodes = slices.Grow(d.nodes, 1)
	}
	d.nodes = d.nodes[:n+1]
	p := &d.nodes[n]
	p.off, p.len, p.next = at.Off, at.Len, next
	p.keyOff, p.keyLen = key.Off, uint16(key.Len)
	p.kind, p.dollar = kind, false
}

// Text is the text that was loaded.
func (d *Doc) Text() []byte { return d.buf[:d.text] }

// Size is the number of bytes that the arena holds on to.
func (d *Doc) Size() int {
	return cap(d.buf) + cap(d.marks) + cap(d.nodes)*int(unsafe.Sizeof(node{})) + cap(d.strings)*int(unsafe.Sizeof(Span{}))
}

// Buffer is what spans are of.
func (d *Doc) Buffer() []byte { return d.buf }

// Bytes are the bytes of a span.
func (d *Doc) Bytes(s Span) []byte { return d.buf[s.Off : s.Off+s.Len] }

// Word is a span of at most eight bytes as a number: two spans of the same length are equal if their words are.
func (d *Doc) Word(s Span) uint64 {
	if b := d.buf[s.Off:]; len(b) >= 8 {
		return binary.LittleEndian.Uint64(b) << (64 - 8*s.Len)
	}
	return d.lastWord(s)
}

// Words are the first and the last eight bytes of a span; of a shorter one its Word, and 0.
func (d *Doc) Words(s Span) (first, last uint64) {
	if s.Len < 8 {
		return d.Word(s), 0
	}
	return d.Word(Span{s.Off, 8}), d.Word(Span{s.Off + s.Len - 8, 8})
}

// lastWord is Word at the end of the buffer, where a string that had escapes may be.
func (d *Doc) lastWord(s Span) uint64 {
	var w [8]byte
	copy(w[:], d.Bytes(s))
	return binary.LittleEndian.Uint64(w[:]) << (64 - 8*s.Len)
}

// Offset says where in the text a node begins: for a string, its opening quote.
func (d *Doc) Offset(r Ref) int {
	n := &d.nodes[r]
	if n.kind != String {
		return int(n.off)
	}
	return d.SpanOffset(Span{n.off, n.len})
}

// SpanOffset says where in the text the string of a span begins, its opening quote included.
func (d *Doc) SpanOffset(s Span) int {
	if d.text > 0 && s.Off > d.text {
		return int(binary.LittleEndian.Uint32(d.buf[s.Off-4:]))
	}
	return max(int(s.Off)-1, 0)
}

// Kind is the kind of a node; Missing for NoRef.
func (d *Doc) Kind(r Ref) Kind { return d.nodes[r].kind }

// HasExpressions tells that the value at r may be or hold an expression.
func (d *Doc) HasExpressions(r Ref) bool { return d.nodes[r].dollar }

// Key is the key of an object's member.
func (d *Doc) Key(r Ref) []byte {
	n := &d.nodes[r]
	return d.buf[n.keyOff : n.keyOff+uint32(n.keyLen)]
}

// KeySpan is the place of a member's key.
func (d *Doc) KeySpan(r Ref) Span { return Span{d.nodes[r].keyOff, uint32(d.nodes[r].keyLen)} }

// Content is the decoded content of a string, or the digits of a number.
func (d *Doc) Content(r Ref) []byte {
	n := &d.nodes[r]
	return d.buf[n.off : n.off+n.len]
}

// ContentSpan is the place of Content.
func (d *Doc) ContentSpan(r Ref) Span { return Span{d.nodes[r].off, d.nodes[r].len} }

// SameContent tells whether two strings say the same.
func (d *Doc) SameContent(a, b Ref) bool { return d.SameSpans(d.ContentSpan(a), d.ContentSpan(b)) }

// SameSpans is SameContent for spans.
func (d *Doc) SameSpans(x, y Span) bool {
	if x.Len != y.Len {
		return false
	}
	a, b := d.buf[x.Off:], d.buf[y.Off:]
	if x.Len > 8 || len(a) < 8 || len(b) < 8 {
		return string(a[:x.Len]) == string(b[:x.Len])
	}
	return (binary.LittleEndian.Uint64(a)^binary.LittleEndian.Uint64(b))<<(64-8*x.Len) == 0
}

// Len is the number of members of an array or object, 0 for all else.
func (d *Doc) Len(r Ref) int {
	n := &d.nodes[r]
	if n.kind < Array {
		return 0
	}
	return int(n.len)
}

// First is the first member of an array or object, and End where its members end. To visit them all:
//
//	for m := d.First(r); m < d.End(r); m = d.Next(m) { … }
func (d *Doc) First(r Ref) Ref {
	if d.nodes[r].kind < Array {
		return d.nodes[r].next
	}
	return r + 1
}

// End is the first node after r and all that it holds.
func (d *Doc) End(r Ref) Ref { return d.nodes[r].next }

// Next is the member after m.
func (d *Doc) Next(m Ref) Ref { return d.nodes[m].next }

// Member finds the last member with this key, as JavaScript does when a key is there twice, or NoRef.
func (d *Doc) Member(r Ref, key []byte) Ref {
	return d.Field(r, unsafe.String(unsafe.SliceData(key), len(key)))
}

// Field is Member for a key in the program.
func (d *Doc) Field(r Ref, key string) Ref {
	n := &d.nodes[r]
	if n.kind != Object {
		return NoRef
	}
	if n.flat(r) { // from the last one on, so the first that is found is it
		members := d.nodes[r+1 : n.next]
		for i := len(members) - 1; i >= 0; i-- {
			m := &members[i]
			if int(m.keyLen) == len(key) && string(d.buf[m.keyOff:m.keyOff+uint32(m.keyLen)]) == key {
				return r + 1 + Ref(i)
			}
		}
		return NoRef
	}
	found := NoRef
	for m, end := r+1, n.next; m < end; m = d.nodes[m].next {
		if string(d.Key(m)) == key {
			found = m
		}
	}
	return found
}

// flat tells that the members of the list or object at r take one node each: they hold no others.
func (n *node) flat(r Ref) bool { return n.next == r+1+Ref(n.len) }

// Item is the i-th member of an array, or NoRef.
func (d *Doc) Item(r Ref, i int) Ref {
	n := &d.nodes[r]
	if n.kind != Array || i < 0 || i >= int(n.len) {
		return NoRef
	}
	m := r + 1
	if n.flat(r) {
		return m + Ref(i)
	}
	for ; i > 0; i-- {
		m = d.nodes[m].next
	}
	return m
}

// Texts calls f with the content of every string.
func (d *Doc) Texts(f func(content []byte)) {
	for i := range d.nodes {
		if n := &d.nodes[i]; n.kind == String {
			f(d.buf[n.off : n.off+n.len])
		}
	}
}

// At is the Value at r.
func (d *Doc) At(r Ref) Value {
	return Value{doc: d, bits: uint64(r), kind: d.nodes[r].kind}
}
