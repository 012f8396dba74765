package stream

import (
	"placard/engine/patch"
	"placard/engine/spec"
	"placard/engine/value"
)

// Elements that are written like earlier ones, which is nearly all of a stream, are put into the document when their line is
// applied. What the page makes of them is made for many at once: when somebody asks, before an operation of any other kind,
// or when p.line is loaded with more lines. To the page they are changes of one version.

// pending is an element of the document that the page has not looked at. It is in p.line, behind the examples.
type pending struct {
	number int32 // its place among the elements, none when it was there before
}

// Lines makes a reader of streams for this page alone, one at a time: elements are then compiled from the lines as they
// were read. An operation is to be applied before Next is asked for another line.
func (p *Page) Lines() *patch.Lines {
	p.reader = patch.NewElementLines(&p.line.Doc, p.follow, p.reload)
	return p.reader
}

// follow is the patch.Follow of lines. What has been kept of elements is packed in the document, so what is written like it
// may be too.
func (p *Page) follow(at value.Place, id value.Span) (end int, ok bool) {
	p.dropFollowed()
	end, p.followed = p.line.FollowElement(at, id)
	return end, p.followed
}

// dropFollowed forgets an element that was read, and not applied.
func (p *Page) dropFollowed() {
	if p.followed {
		p.line.DropFollowed()
		p.followed = false
	}
}

// reload makes ready for p.line to be loaded with more lines. What follow needs stands before them.
func (p *Page) reload() {
	p.readPending()
	if len(p.example) == 0 {
		return
	}
	p.line.Doc.LoadNext(p.example)
	p.example = p.example[:0]
	p.issues.Reset()
	if p.line.ParseElement(p.line.Doc.KeptEnd(), value.Span{}, &p.issues) {
		p.checker.CheckElement(&p.line, p.line.Examples, true)
		p.line.KeepElement()
	}
	p.line.EndPart()
}

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
	p.dropFollowed()
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
