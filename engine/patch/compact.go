package patch

import "placard/engine/value"

// slackBytes is how much text may be dead before it is worth a compaction.
const slackBytes = 64 << 10

// compact drops the text that no value has any more, when that is more than half of all. It goes over the whole
// document, which as many bytes have been written for since the last time.
func (d *Document) compact() {
	if len(d.text) < 2*d.size+slackBytes {
		return
	}
	old := d.text
	d.text = d.spare[:0]
	d.keep(d.root, old)
	d.spare = old
}

// keep copies the text of a node and of all that it holds. What stands together stays together, for AppendMember.
func (d *Document) keep(r Ref, old []byte) {
	n := &d.nodes[r]
	if n.keyStands(old) {
		from, end := n.key.off-1, n.key.off+n.key.len+2
		together := n.isText() && n.text.off == end
		if together {
			end += n.text.len
		}
		at := d.put(old[from:end]).off
		n.key.off = at + 1
		if together {
			n.text.off = n.key.off + n.key.len + 2
			return
		}
	} else {
		n.key = d.put(old[n.key.off : n.key.off+n.key.len])
	}
	n.text = d.put(old[n.text.off : n.text.off+n.text.len])
	if n.packed {
		return
	}
	switch n.kind {
	case value.Object:
		for m := n.first; m != 0; m = d.nodes[m].next {
			d.keep(m, old)
		}
	case value.Array:
		for _, item := range d.items(r) {
			d.keep(item, old)
		}
	}
}
