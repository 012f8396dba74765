package stream

import (
	"bytes"
	"hash/maphash"

	"placard/engine/patch"
	"placard/engine/program"
	"placard/engine/spec"
	"placard/engine/value"
)

// element is an element of the page, or the name of one that is not there yet.
type element struct {
	id     []byte
	kids   []int32 // handles, in order, as the spec names them
	html   []byte
	places []place
	// declared are, of a dynamic block, the places of all its branches in their order; what names they have is in names.
	declared []place
	names    []byte
	facts
}

// facts are what there is to know of an element besides its memory.
type facts struct {
	parent int32 // the element that shows it, or would; none
	refs   int32 // how many times it is named as a child
	number int32 // its place among the elements
	typ    int32 // of the catalog
	item   int32 // its index in the part that is being compiled

	// changed is the version in which what it shows has changed last.
	changed uint32
	// stamp and shown mark it for one message or page.
	stamp, shown uint32

	used    bool // the handle is not among the spare ones
	there   bool // in the document
	refused bool // it cannot be shown
	repeats bool // all below it is in its block
	dynamic bool // the block depends on the state
	fresh   bool // the block is that of the element as it stands
	named   bool // there may be places for ids with names in the block
	ids     bool // there are places for ids in the block
	touched bool // a text in it was replaced

	reads   uint64 // what the block has read of the state: a bit for each key, by its hash
	classes uint64 // a hash of the class attributes
}

// place is a place in a block; Element is a handle.
type place struct {
	program.Place
	first bool // of an id: no element before has the name
}

const none = -1

// handle is the handle of an id; it makes one for a new id.
func (p *Page) handle(id []byte) int32 {
	c := p.ids.cell(p, id)
	if c.handle != 0 {
		return c.handle
	}
	var h int32
	if n := len(p.spare); n > 0 {
		h = p.spare[n-1]
		p.spare = p.spare[:n-1]
	} else {
		h = p.newHandle()
	}
	c.handle = h
	e := p.at(h)
	e.id = p.keepBytes(e.id, id)
	e.begin(facts{parent: none, used: true, fresh: true, changed: p.version})
	return h
}

// begin makes an element a new one, whose memory is used again.
func (e *element) begin(f facts) {
	e.kids, e.html, e.places, e.declared, e.names = e.kids[:0], e.html[:0], e.places[:0], e.declared[:0], e.names[:0]
	e.facts = f
}

// forget frees the handle of an element that is neither there nor named.
func (p *Page) forget(h int32) {
	e := p.at(h)
	if h == main || e.there || e.refs > 0 || !e.used {
		return
	}
	e.used = false
	p.ids.remove(p, h)
	p.clearBlock(e)
	p.spare = append(p.spare, h)
}

// touchElement looks at an element that may have changed.
func (p *Page) touchElement(id []byte) {
	members := p.elementsRef()
	m := p.doc.Member(members, id)
	if m == 0 {
		if h := p.ids.find(p, id); h != none && p.at(h).there {
			p.remove(h)
		}
		return
	}
	h := p.arrive(id, members, m)
	if e := p.at(h); p.batch {
		if e.stamp == p.round {
			return
		}
		e.stamp = p.round
	}
	p.text = append(p.doc.AppendMember(append(p.text[:0], '{'), m), '}')
	p.issues.Reset()
	p.part, p.index = &p.own, 0
	ok := p.part.ParseElements(p.text, &p.issues)
	p.read(h, ok)
}

// arrive gives the handle of an element that is in the document, as m.
func (p *Page) arrive(id []byte, members, m patch.Ref) int32 {
	h := p.handle(id)
	if e := p.at(h); !e.there {
		e.there, e.changed = true, p.version
		e.number = int32(p.doc.Len(members) - 1)
		p.numbersStale = p.numbersStale || p.doc.Last(members) != m
	}
	return h
}

var elementPath = []byte("/elements/")

// aboveElements is how many containers are around an element.
const aboveElements = 2

// usualIDBytes is how long most ids are at most.
const usualIDBytes = 255

// elementOf is the id of what an operation adds or replaces, if that is an element as it stands in the line that the
// operation was read from.
func (p *Page) elementOf(op *patch.Op) (id []byte, ok bool) {
	if op.Code != patch.Add && op.Code != patch.Replace || !bytes.HasPrefix(op.Path, elementPath) {
		return nil, false
	}
	if _, here := op.Value.Place(); !here || op.Value.Followed() { // if it was followed, that has been forgotten
		return nil, false
	}
	if id = op.Path[len(elementPath):]; len(id) > usualIDBytes {
		return nil, false
	}
	for _, c := range id {
		if c == '/' || c == '~' {
			return nil, false
		}
	}
	return id, true
}

// touchRead is touchOp for the usual operation, which has put an element into the document, as m: it is read from the line
// that the operation was read from. It tells whether it could be.
func (p *Page) touchRead(op *patch.Op, id []byte, members, m patch.Ref) bool {
	if _, packed := p.doc.Packed(m); !packed || p.doc.Kind(m) != value.Object { // else it may not be what the line says
		return false
	}
	h := p.arrive(id, members, m)
	p.part, p.index = &p.line, p.line.Examples
	p.issues.Reset()
	at := value.Span{Off: op.PathAt.Off + uint32(len(elementPath)), Len: uint32(len(id))}
	place, _ := op.Value.Place()
	ok := p.part.ParseElement(place, at, &p.issues)
	p.read(h, ok)
	if ok {
		if text, again := p.line.Repeats(); again {
			p.example = append(p.example[:0], text...)
			p.reader.Reload()
		}
	}
	p.line.EndPart()
	return true
}

func (p *Page) remove(h int32) {
	e := p.at(h)
	e.there, e.refused, e.dynamic, e.changed = false, false, false, p.version
	p.setRepeats(e, false)
	p.numbersStale = true
	p.noteClasses(e, 0)
	p.changed(h)
	p.changedUnit(p.locate(h).unit)
	p.clearBlock(e)
	p.setKids(h, e, nil)
	p.forget(h)
}

// touchElements looks at all of them.
func (p *Page) touchElements() {
	members := p.elementsRef()
	for h := int32(1); h < p.handles; h++ {
		if e := p.at(h); e.there && p.doc.Member(members, e.id) == 0 {
			p.remove(h)
		}
	}
	for m := p.doc.First(members); m != 0; m = p.doc.Next(m) {
		p.touchElement(p.doc.Key(m))
	}
	p.numbersStale = true
	p.at(main).changed = p.version
	p.note(main)
}

// read checks the element that has been parsed, and compiles it; ok tells that it could be parsed to its end.
func (p *Page) read(h int32, ok bool) {
	where, classes := position{unit: h}, len(p.part.Classes)
	el := &p.part.Elements[p.index]
	if p.repeating > 0 || el.Like == 0 { // else it stands in no repeat, and has no expressions
		where = p.locate(h)
	}
	if !p.checked {
		p.checker.CheckElement(p.part, p.index, where.inRepeat || !where.attached)
	}
	e := p.at(h)
	p.refuse(e, !ok || p.issues.Refused() || el.Type < 0)
	repeated := e.repeats
	e.typ = el.Type
	p.setRepeats(e, el.Repeat != value.NoRef)
	p.noteUsed(e, p.part.Classes[classes:])
	if (p.setKids(h, e, p.handlesOf(e, el)) || e.repeats != repeated) && p.repeating > 0 || e.repeats {
		where = p.locate(h)
	}
	if unit := where.unit; unit != h || e.late() {
		p.at(h).fresh = false
		p.at(h).changed = p.version
		p.changedUnit(unit)
		return
	}
	p.unit = append(p.unit[:0], h)
	p.compile(e)
	p.describe(h, e)
}

// handlesOf are the handles of an element's children. Past the limit of all children together it has none, and cannot be shown.
func (p *Page) handlesOf(e *element, el *spec.Element) []int32 {
	kids := p.scratchKids[:0]
	if p.named+int(el.KidCount)-len(e.kids) > spec.MaxChildrenRefs {
		p.refuse(e, true)
		return kids
	}
	for _, kid := range p.part.Children(el) {
		id := p.part.Doc.Bytes(kid.ID)
		if p.next < len(p.pending) && p.is(p.pending[p.next], id) { // children mostly come behind their parent
			kids = append(kids, p.pending[p.next])
			p.next++
			continue
		}
		kids = append(kids, p.handle(id))
	}
	p.scratchKids = kids
	return kids
}

// setRepeats says whether an element is a repeat.
func (p *Page) setRepeats(e *element, repeats bool) {
	if e.repeats != repeats {
		e.repeats = repeats
		if p.repeating++; !repeats {
			p.repeating -= 2
		}
	}
}

// refuse says whether an element can be shown.
func (p *Page) refuse(e *element, refused bool) {
	if e.refused != refused {
		e.refused, e.changed = refused, p.version
	}
}

// noteUsed notes what of the stylesheets the element that was checked uses, which has these class attributes.
func (p *Page) noteUsed(e *element, attributes []value.Ref) {
	own := p.part.Used.Take(spec.OwnStyles)
	var bits uint64
	if e.typ >= 0 {
		bits = p.part.Used.Take(int(e.typ))
	}
	if own != 0 && !p.used.Has(spec.OwnStyles, own) || e.typ >= 0 && bits&^p.used.Bits(int(e.typ)) != 0 {
		p.used.Add(spec.OwnStyles, own)
		if e.typ >= 0 {
			p.used.Add(int(e.typ), bits)
		}
		p.journal.styles = p.version
	}
	var classes uint64
	for _, ref := range attributes {
		classes = classes*31 + p.hashValue(ref) + 1
	}
	p.noteClasses(e, classes)
}

// noteClasses notes that the class attributes of an element have changed, or that some may have, since a page's classes are
// all of its texts once one of them depends on the state.
func (p *Page) noteClasses(e *element, classes uint64) {
	if classes != e.classes || p.styles.dynamic {
		p.journal.styles = p.version
	}
	e.classes = classes
}

func (p *Page) hashValue(ref value.Ref) uint64 {
	d := &p.part.Doc
	if d.HasExpressions(ref) {
		p.styles.dynamic = true
	}
	var h maphash.Hash
	h.SetSeed(p.seed)
	for r := ref; r < d.End(ref) || r == ref; r++ {
		if d.Kind(r) == value.String {
			h.Write(d.Content(r))
			h.WriteByte(0)
		}
	}
	return h.Sum64()
}

// describe notes what compiling an element has changed. When it has only more children at its end, those alone.
func (p *Page) describe(h int32, e *element) {
	if e.changed != p.version {
		return
	}
	if p.grown == 0 || p.several > 0 {
		p.note(h)
		return
	}
	for i := len(e.places) - p.grown; i < len(e.places); i++ {
		kid := e.places[i].Child
		p.journal.add(entry{kid, e.places[i-1].Child, p.version})
		p.at(kid).changed = p.version
	}
}

// changed notes an element whatever has changed in it.
func (p *Page) changed(h int32) {
	p.at(h).changed = p.version
	p.note(h)
}

// late tells of an element whose block is made when somebody asks for it, maybe after more changes: a repeat, in whose block
// there may be hundreds. It has no names for ids, since it is a container; those in it cannot have any.
func (e *element) late() bool { return e.repeats && len(e.kids) > 0 }

// changedUnit notes the element of a repeat, in whose block something has changed.
func (p *Page) changedUnit(unit int32) {
	if e := p.at(unit); e.repeats {
		e.fresh, p.structure = false, true
		p.changed(unit)
	}
}

// same tells whether a block is the one that an element has; grown is how many children it has more at its end, when that
// is all.
func (e *element) same(html []byte, places []place) (same bool, grown int) {
	if !bytes.Equal(e.html, html) || len(places) < len(e.places) {
		return false, 0
	}
	for i := range e.places {
		if a, b := e.places[i].Place, places[i].Place; a != b {
			return false, 0
		}
	}
	n := len(e.places)
	if n == len(places) {
		return true, 0
	}
	if n == 0 || places[n-1].Child < 0 {
		return false, 0
	}
	for _, more := range places[n:] {
		if more.Child < 0 || more.At != places[n-1].At {
			return false, 0
		}
	}
	return false, len(places) - n
}
