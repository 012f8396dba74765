package patch

import "placard/engine/value"

// AppendJSON writes the document as compact JSON: members in order, strings and numbers as they came.
func (d *Document) AppendJSON(dst []byte) []byte { return d.AppendValue(dst, d.root) }

// AppendValue writes one value of the document.
func (d *Document) AppendValue(dst []byte, r Ref) []byte {
	n := &d.nodes[r]
	if n.isText() {
		return append(dst, d.bytes(n.text)...)
	}
	if n.kind == value.Array {
		if n.count == 0 {
			return append(dst, "[]"...)
		}
		dst = append(dst, '[')
		for i, item := range d.items(r) {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = d.AppendValue(dst, item)
		}
		return append(dst, ']')
	}
	dst = append(dst, '{')
	for m := n.first; m != 0; m = d.nodes[m].next {
		if m != n.first {
			dst = append(dst, ',')
		}
		dst = d.AppendMember(dst, m)
	}
	return append(dst, '}')
}

// AppendMember writes a member of an object: its key, a colon and its value.
func (d *Document) AppendMember(dst []byte, m Ref) []byte {
	n := &d.nodes[m]
	if n.keyStands(d.text) { // and mostly so does its value
		from, end := n.key.off-1, n.key.off+n.key.len+2
		if n.isText() && n.text.off == end {
			return append(dst, d.text[from:end+n.text.len]...)
		}
		return d.AppendValue(append(dst, d.text[from:end]...), m)
	}
	if n.quoted {
		dst = append(append(append(dst, '"'), d.bytes(n.key)...), `":`...)
	} else {
		dst = append(value.AppendJSONString(dst, d.bytes(n.key)), ':')
	}
	return d.AppendValue(dst, m)
}

// keyStands tells that the key of a member stands in a text as it is to be written, with its quotes and the colon, since it was
// read from there.
func (n *node) keyStands(text []byte) bool {
	from, to := int(n.key.off), int(n.key.off+n.key.len)
	return n.quoted && from > 0 && to+1 < len(text) && text[from-1] == '"' && text[to] == '"' && text[to+1] == ':'
}
