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
	m := merge{d, doc, d.put(doc.Text()).off}
	err := m.into(place{node: d.root}, ref)
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

// merge is a merge patch whose text the document has, from shift on.
type merge struct {
	*Document
	doc   *value.Doc
	shift uint32
}

// into merges a value of the patch into a node.
func (m *merge) into(p place, patch value.Ref) *Error {
	if m.doc.Kind(patch) != value.Object {
		return m.replace(p, m.build(m.doc, patch, m.shift), nil)
	}
	if m.nodes[p.node].kind != value.Object {
		if err := m.replace(p, content{kind: value.Object}, nil); err != nil {
			return err
		}
	}
	m.open(p.node)
	for i := m.doc.First(patch); i < m.doc.End(patch); i = m.doc.Next(i) {
		if err := m.member(place{parent: p.node, depth: p.depth + 1}, i); err != nil {
			return err
		}
	}
	return nil
}

// member merges a member of the patch into the object p.parent.
func (m *merge) member(p place, patch value.Ref) *Error {
	p.last = m.doc.Key(patch)
	p.node = m.find(p.parent, p.last)
	switch kind := m.doc.Kind(patch); {
	case kind == value.Null:
		if p.node != 0 {
			m.takeAway(p)
		}
		return nil
	case p.node != 0:
		return m.into(p, patch)
	case kind == value.Object: // nulls in it are left out
		if p.depth >= MaxNesting {
			return tooDeep(nil)
		}
		p.node = m.addAt(p, content{kind: value.Object})
		return m.into(p, patch)
	}
	return m.add(p, m.build(m.doc, patch, m.shift), nil)
}
