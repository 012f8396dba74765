package patch

import "placard/engine/value"

// Merge applies a merge patch (RFC 7396): members of its objects replace those of the document, null removes, and what
// is no object takes the place of what is there. All of it is applied, or nothing.
func (d *Document) Merge(text []byte) error {
	var r value.Reader
	doc := &d.other
	doc.Load(text)
	r.Reset(doc)
	ref := r.Value(value.Span{})
	if !r.End() {
		return &Error{Code: Syntax, Message: r.Err().Message, Hint: `send one JSON value, such as {"state":{"count":1}}`}
	}
	patch := d.newNode(d.build(doc, ref, d.put(doc.Text()).off)) // of two members with one key the last counts
	err := d.mergeInto(place{node: d.root}, patch)
	d.release(patch)
	if err == nil && d.size > d.maxBytes {
		err = fail(TooLarge, nil, "the document would become too large", "")
	}
	if err != nil {
		d.Rollback()
		return err
	}
	d.Commit()
	return nil
}

// mergeInto merges a value of a patch into a node.
func (d *Document) mergeInto(p place, patch Ref) *Error {
	if d.nodes[patch].kind != value.Object {
		return d.replace(p, d.copyOf(d.nodes[patch].content), nil)
	}
	if d.nodes[p.node].kind != value.Object {
		if err := d.replace(p, content{kind: value.Object}, nil); err != nil {
			return err
		}
	}
	d.open(p.node)
	for m := d.nodes[patch].first; m != 0; m = d.nodes[m].next {
		if err := d.mergeMember(place{parent: p.node, depth: p.depth + 1}, m); err != nil {
			return err
		}
	}
	return nil
}

// mergeMember merges a member of a patch into the object p.parent.
func (d *Document) mergeMember(p place, patch Ref) *Error {
	p.goTo(d, d.bytes(d.nodes[patch].key))
	switch kind := d.nodes[patch].kind; {
	case kind == value.Null:
		if p.node != 0 {
			d.takeAway(p)
		}
		return nil
	case p.node != 0:
		return d.mergeInto(p, patch)
	case kind == value.Object: // nulls in it are left out
		if p.depth >= MaxNesting {
			return tooDeep(nil)
		}
		p.node = d.addAt(p, content{kind: value.Object})
		return d.mergeInto(p, patch)
	}
	_, err := d.add(p, d.copyOf(d.nodes[patch].content), nil)
	return err
}
