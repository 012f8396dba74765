package value

import "unsafe"

// Begin starts a list or object in an arena of computed values; what is put next are its members, until Finish.
func (d *Doc) Begin(kind Kind, key []byte) Ref {
	d.seed()
	ref := Ref(len(d.nodes))
	k := d.putKey(key)
	d.add(Span{}, 0, k, kind)
	return ref
}

// Finish ends what Begin started.
func (d *Doc) Finish(ref Ref) Value {
	n := &d.nodes[ref]
	n.next = Ref(len(d.nodes))
	for m := ref + 1; m < n.next; m = d.nodes[m].next {
		n.len++
	}
	return d.At(ref)
}

// Put copies a value with everything in it.
func (d *Doc) Put(v Value, key []byte) {
	d.seed()
	switch v.kind {
	case Array, Object:
		src := v.doc
		ref := d.Begin(v.kind, key)
		for m := src.First(v.ref()); m < src.End(v.ref()); m = src.Next(m) {
			var k []byte
			if v.kind == Object {
				k = src.Key(m)
			}
			d.Put(src.At(m), k)
		}
		d.Finish(ref)
	default:
		k := d.putKey(key)
		off := uint32(len(d.buf))
		if v.kind == Number || v.kind == String {
			d.buf = v.AppendString(d.buf)
		}
		d.add(Span{off, uint32(len(d.buf)) - off}, Ref(len(d.nodes)+1), k, v.kind)
	}
}

// Used is the number of bytes that the values of an arena take, whatever memory it holds on to.
func (d *Doc) Used() int { return len(d.buf) + len(d.nodes)*int(unsafe.Sizeof(node{})) }

// Mark is a state of an arena of computed values, to which Rewind returns.
type Mark struct{ bytes, nodes int }

// Mark remembers what is in the arena now.
func (d *Doc) Mark() Mark { return Mark{len(d.buf), len(d.nodes)} }

// Rewind removes what was put since the mark, which must not lie between a Begin and its Finish. Values made since
// then are no longer valid.
func (d *Doc) Rewind(m Mark) { d.buf, d.nodes = d.buf[:m.bytes], d.nodes[:m.nodes] }

// Clear empties an arena of computed values and keeps its memory. Values in it are no longer valid.
func (d *Doc) Clear() {
	d.buf, d.text = d.buf[:0], 0
	d.nodes = d.nodes[:0]
}

// seed takes the place of NoRef.
func (d *Doc) seed() {
	if len(d.nodes) == 0 {
		d.nodes = append(d.nodes, node{})
	}
}

func (d *Doc) putKey(key []byte) Span {
	key = key[:min(len(key), 0xFFFF)]
	off := uint32(len(d.buf))
	d.buf = append(d.buf, key...)
	return Span{off, uint32(len(key))}
}
