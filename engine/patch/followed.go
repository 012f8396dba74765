package patch

import "placard/engine/value"

// AddFollowed adds a value that Lines' Follow has read to an object, under a key that it does not have yet, and commits that:
// nothing can go wrong any more. The operation's pointer ends with the key, as it is, and what was read like this value has
// stood in such a place before, so it is not nested too deeply. The key is put into the object's table when somebody looks for
// one; that, and no log, took a tenth off a whole stream. ok is false, and nothing has changed, when Do has more to say.
func (d *Document) AddFollowed(object Ref, key []byte, op *Op) (ok bool) {
	o, v := &d.nodes[object], &op.Value
	size := len(key) + len(`"":,`) + int(v.to-v.from)
	if o.table == 0 || o.count == 0 || len(d.log) > 0 || d.size+size > d.maxBytes {
		return false
	}
	// What stands between key and value is copied too: one piece is faster than two.
	from := op.PathAt.Off + op.PathAt.Len - uint32(len(key))
	shift := uint32(len(d.text)) - from
	d.text = append(d.text, v.doc.Text()[from:v.to]...)
	m := d.newNode(content{kind: value.Object, text: span{v.from + shift, v.to - v.from}, packed: true})
	o, n := &d.nodes[object], &d.nodes[m] // the nodes may have moved
	n.key, n.quoted = span{from + shift, uint32(len(key))}, true
	n.prev = o.last
	d.nodes[o.last].next = m
	o.last = m
	o.count++
	if t := &d.tables[o.table]; t.behind == 0 {
		t.behind = m
	}
	d.size += size
	d.compact()
	return true
}

var propsKey = []byte("props")

// ReplaceText replaces a member of an element's props by a text (Value.Plain), and commits that. The element is a member of an
// object, and the operation's pointer ends with its key, props and prop, as they are. ok is false, and nothing has changed,
// when Do has more to say.
func (d *Document) ReplaceText(elements Ref, id, prop []byte, op *Op) (ok bool) {
	m := d.Member(d.Member(d.Member(elements, id), propsKey), prop)
	n, size := &d.nodes[m], int(op.Value.to-op.Value.from)
	if m == 0 || n.kind >= value.Array || len(d.log) > 0 || d.size+size-int(n.text.len) > d.maxBytes {
		return false
	}
	d.size += size - int(n.text.len)
	n.content = d.graft(&op.Value)
	d.compact()
	return true
}
