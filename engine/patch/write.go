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
	from, to := int(n.key.off), int(n.key.off+n.key.len)
	if n.quoted && from > 0 && to+1 < len(d.text) && d.text[from-1] == '"' && d.text[to] == '"' && d.text[to+1] == ':' {
		// The key stands in a text that was read, as it is to be written, and mostly so does its value.
		if n.isText() && int(n.text.off) == to+len(`":`) {
			return append(dst, d.text[from-1:n.text.off+n.text.len]...)
		}
		return d.AppendValue(append(dst, d.text[from-1:to+len(`":`)]...), m)
	}
	if n.quoted {
		dst = append(append(append(dst, '"'), d.bytes(n.key)...), `":`...)
	} else {
		dst = append(value.AppendJSONString(dst, d.bytes(n.key)), ':')
	}
	return d.AppendValue(dst, m)
}
