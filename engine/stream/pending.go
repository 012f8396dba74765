package stream

import (
	"bytes"

	"placard/engine/patch"
	"placard/engine/spec"
	"placard/engine/value"
)

// Elements that are written like earlier ones, which is nearly all of a stream, are put into the document when their line is
// applied. What the page makes of them is made for many at once: when somebody asks, before an operation of any other kind,
// or when p.line is loaded with more lines. To the page they are changes of one version. p.pending are their handles, in the
// order in which p.line has them behind its examples. So it is with elements in which a text was replaced, p.touched.

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
	if p.findMembers(); p.doc.Kind(p.members) != value.Object {
		p.dropFollowed()
		return p.Apply(op, c)
	}
	p.beginPending(c)
	count := p.doc.Len(p.members)
	id := op.Path[len(elementPath):]
	h := p.arriving(id)
	e := p.at(h)
	if e.there || count >= spec.MaxElements || !p.doc.AddFollowed(p.members, id, op) {
		if err := p.addFollowed(id, op); err != nil {
			p.dropFollowed()
			p.forget(h)
			return err
		}
	}
	if !e.there {
		e.there, e.changed, e.number = true, p.version, int32(count)
	}
	p.followed = false
	p.pending = append(p.pending, h)
	return nil
}

func (p *Page) findMembers() {
	if p.membersStale {
		p.members, p.membersStale = p.elementsRef(), false
	}
}

// beginPending begins a version for what is pending, unless something is already.
func (p *Page) beginPending(c *Change) {
	if len(p.pending) == 0 && len(p.touched) == 0 {
		p.begin(c)
	}
	c.note(p.version)
}

// replaceText is Apply for an operation that replaces a text among an element's props, if that is what it does.
func (p *Page) replaceText(op *patch.Op, c *Change) bool {
	id, prop, _ := bytes.Cut(op.Path[len(elementPath):], propsPath)
	p.findMembers()
	h := p.ids.find(p, id)
	if h == none || !p.at(h).there || !p.doc.ReplaceText(p.members, id, prop, op) {
		return false
	}
	p.beginPending(c)
	if e := p.at(h); !e.touched {
		e.touched = true
		p.touched = append(p.touched, h)
	}
	return true
}

var propsPath = []byte("/props/")

// arriving is the handle of an element that comes. If it was named before, that was mostly behind the last one that was: to
// look there first, here and in handlesOf, saves most searches by hash.
func (p *Page) arriving(id []byte) int32 {
	h := p.expected
	if h >= p.handles || !p.is(h, id) {
		count := p.handles
		if h = p.handle(id); h >= count {
			return h
		}
	}
	p.expected = h + 1
	return h
}

// is tells whether a handle is that of an id.
func (p *Page) is(h int32, id []byte) bool {
	e := p.at(h)
	return e.used && string(e.id) == string(id)
}

// addFollowed puts an element into the document in the way of all operations.
func (p *Page) addFollowed(id []byte, op *patch.Op) error {
	_, err := p.doc.AddMember(p.members, id, aboveElements, op)
	if err == nil {
		err = p.limit(op, p.members)
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
	if len(p.pending) > 0 {
		p.part = &p.line
		p.checkPending()
		for i, h := range p.pending {
			p.index, p.next = p.line.Examples+i, i+1
			if !p.checked {
				p.issues.Reset()
			}
			p.read(h, true)
			if p.tangled {
				p.untangle()
			}
		}
		p.pending, p.checked = p.pending[:0], false
		p.line.EndPart()
		p.settle()
	}
	if len(p.touched) > 0 {
		p.readTouched()
	}
}

// checkPending checks all pending elements at once, as nearly always nothing is wrong in any. If there is, or they have class
// attributes, read checks each, so that it is known which it is.
func (p *Page) checkPending() {
	if p.classes {
		return
	}
	p.issues.Reset()
	p.checker.CheckPart(&p.line, true)
	p.classes = len(p.line.Classes) > 0
	p.checked = !p.classes && p.issues.Count() == 0
	p.line.Classes = p.line.Classes[:0]
}

// readTouched makes blocks of the elements in which a text was replaced.
func (p *Page) readTouched() {
	for _, h := range p.touched {
		e := p.at(h)
		e.touched = false
		p.text = p.doc.AppendValue(p.text[:0], p.doc.Member(p.members, e.id))
		loaded := p.line.Doc.LoadBehind(p.text)
		p.issues.Reset()
		if end, ok := p.line.FollowElement(p.line.Doc.KeptEnd(), value.Span{}); ok && end == len(p.line.Doc.Text()) {
			p.part, p.index = &p.line, p.line.Examples
			p.read(h, true)
		} else {
			p.touchElement(e.id)
		}
		p.line.EndPart()
		p.line.Doc.Unload(loaded)
	}
	p.touched = p.touched[:0]
	p.settle()
}
