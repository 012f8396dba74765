package stream

import (
	"placard/engine/patch"
	"placard/engine/spec"
	"placard/engine/value"
)

// Elements that are written like earlier ones, which is nearly all of a stream, are put into the document when their line is
// applied. What the page makes of them is made for many at once: when somebody asks, before an operation of any other kind,
// or when there are maxPending. To the page they are changes of one version.

// pending is an element of the document that the page has not looked at. It is in p.line, behind the examples.
type pending struct {
	number int32 // its place among the elements, none when it was there before
}

// So many elements, with their text and their nodes, have room in a processor's first cache, unless they are large: then it
// is so much text.
const (
	maxPending      = 64
	maxPendingBytes = 64 << 10
)

// applyFollowed is Apply for the element that follow has read.
func (p *Page) applyFollowed(op *patch.Op, c *Change) error {
	p.followed = false
	members, number := p.elementsRef(), int32(none)
	if p.doc.Kind(members) != value.Object {
		p.line.DropFollowed()
		return p.Apply(op, c)
	}
	count := p.doc.Len(members)
	if count < spec.MaxElements && p.doc.AddFollowed(members, op.Path[len(elementPath):], op) {
		number = int32(count)
	} else if err := p.addFollowed(members, op); err != nil {
		p.line.DropFollowed()
		return err
	} else if p.doc.Len(members) > count {
		number = int32(count)
	}
	if len(p.pending) == 0 {
		p.begin(c)
	}
	c.note(p.version)
	p.pending = append(p.pending, pending{number})
	p.line.KeepFollowed()
	if len(p.pending) == maxPending || p.line.PartBytes() > maxPendingBytes {
		p.readPending()
	}
	return nil
}

// addFollowed puts an element into the document in the way of all operations.
func (p *Page) addFollowed(members patch.Ref, op *patch.Op) error {
	_, err := p.doc.AddMember(members, op.Path[len(elementPath):], aboveElements, op)
	if err == nil {
		err = p.limit(op, members)
	}
	if err != nil {
		p.doc.Rollback()
		return err
	}
	p.doc.Commit()
	return nil
}

// readPending makes blocks of the elements that are pending.
func (p *Page) readPending() {
	if p.followed {
		p.line.DropFollowed()
		p.followed = false
	}
	if len(p.pending) == 0 {
		return
	}
	p.part = &p.line
	for i, pending := range p.pending {
		p.at0 = p.line.Examples + i
		h := p.handle(p.line.Doc.Bytes(p.line.Elements[p.at0].ID))
		if e := p.at(h); !e.there {
			e.there, e.changed, e.number = true, p.version, pending.number
		}
		p.issues.Reset()
		p.read(h, true)
		if p.tangled {
			p.untangle()
		}
	}
	p.pending = p.pending[:0]
	p.line.EndPart()
	p.settle()
}
