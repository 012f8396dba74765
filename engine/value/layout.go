package value

import "encoding/binary"

// Layout is how objects are written that have the same keys in the same order, and so have the objects and lists in them: what
// is found in one of them is at the same distance in the others. The zero Layout is that of no object.
type Layout struct {
	doc  *Doc
	like Ref
	size Ref // in nodes
	flat bool
	keys [maxLayout]layoutKey
}

// layoutKey is a key, or what is in place of one in a list.
type layoutKey struct {
	word  uint64 // its first eight bytes or all of it, Doc.Word
	shift uint8  // that makes a word of eight bytes from a key's beginning on
	len   uint16
}

// maxLayout bounds the nodes of an object that has a Layout.
const maxLayout = 24

// Learn makes the layout that of an object, in a Doc that is not written to any more. Objects of many nodes have none.
func (l *Layout) Learn(d *Doc, r Ref) {
	n := &d.nodes[r]
	l.doc, l.like, l.size, l.flat = d, r, n.next-r-1, n.flat(r)
	if l.size > maxLayout {
		l.doc = nil
		return
	}
	for i := range l.size {
		key := d.KeySpan(r + 1 + i)
		first := min(key.Len, 8)
		l.keys[i] = layoutKey{d.Word(Span{key.Off, first}), uint8(64 - 8*first), uint16(key.Len)}
	}
}

// Is tells that an object has the layout. It may say no where a key has escapes.
func (l *Layout) Is(d *Doc, r Ref) bool {
	n := &d.nodes[r]
	if d != l.doc || n.next-r-1 != l.size || n.flat(r) != l.flat || !l.flat && !d.sameTree(l.like, r, l.size) {
		return false
	}
	members := d.nodes[r+1 : n.next]
	for i := range members {
		m, key := &members[i], &l.keys[i]
		if m.keyLen != key.len || int(m.keyOff)+8 > len(d.buf) || binary.LittleEndian.Uint64(d.buf[m.keyOff:])<<key.shift != key.word {
			return false
		}
		if m.keyLen > 8 && string(d.Key(r+1+Ref(i))) != string(d.Key(l.like+1+Ref(i))) {
			return false
		}
	}
	return true
}

// sameTree tells that what two objects hold is nested alike.
func (d *Doc) sameTree(a, b, size Ref) bool {
	for i := Ref(1); i <= size; i++ {
		x, y := &d.nodes[a+i], &d.nodes[b+i]
		if x.next-a != y.next-b || x.kind != y.kind && max(x.kind, y.kind) >= Array {
			return false
		}
	}
	return true
}
