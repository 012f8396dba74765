package program

import (
	"slices"

	"placard/engine/html"
	"placard/engine/spec"
	"placard/engine/value"
)

// recording is the recipe of an element that its component is writing.
type recording struct {
	pieces [maxSteps]html.Piece // their markup is that part of the slab
	steps  [maxSteps]step
	attrs  [maxSteps]attribute
	n      int
	fresh  int // where in the slab the markup begins that belongs to no step yet
	// spoilt tells that the component has looked at what the shape does not say.
	spoilt bool
}

// record lets the component write an element, and keeps how it did.
func (b *Builder) record(e *spec.Element) {
	book := b.recipes
	if book.depth == len(book.open) {
		book.open = append(book.open, new(recording))
	}
	r := book.open[book.depth]
	r.n, r.fresh, r.spoilt = 0, len(b.slab), false
	book.depth++
	b.recording = r
	b.component(e)
	b.step(stepEnd, 0, attribute{})
	b.recording = nil
	book.depth--
	book.keep(e.Shape, r, b.slab)
}

// keep adds a recipe, or remembers that there is none for the shape.
func (r *recipes) keep(s spec.Shape, rec *recording, slab []byte) {
	c := r.find(s)
	if c.shape == s {
		return // an element within this one had the same shape
	}
	r.count++
	c.shape, c.recipe = s, 0
	if rec.spoilt {
		return
	}
	w := &r.writer
	first := len(r.steps)
	r.steps, r.pieces = append(r.steps, rec.steps[:rec.n]...), append(r.pieces, rec.pieces[:rec.n]...)
	own := recipe{pieces: r.pieces[first:], steps: r.steps[first:]}
	from := uint32(len(w.Markup))
	for i := range own.steps {
		a, s, p, behind := rec.attrs[i], &own.steps[i], &own.pieces[i], ""
		w.Markup = append(w.Markup, slab[rec.pieces[i].From:rec.pieces[i].To]...)
		p.Then, p.Text = html.ThenElse, s.slot
		switch {
		case s.code == stepText:
			p.Then = html.ThenText
		case s.code == stepClass:
			w.Markup = append(w.Markup, ' ')
			s.code, p.Then = stepText, html.ThenAttr
		case s.code == stepAttr && (a.mode.copies() || a.mode == Link):
			w.Markup = append(append(append(w.Markup, ' '), a.name...), `="`...)
			s.code, p.Then, behind = stepText, html.ThenAttr, `"`
			if a.mode == Link {
				s.code, p.Then, own.links = stepLink, html.ThenLink, true
			}
		case s.code == stepAttr:
			s.attr = uint16(len(r.attrs))
			r.attrs = append(r.attrs, a)
		}
		p.From, p.To = from, uint32(len(w.Markup))
		from = p.To
		w.Markup = append(w.Markup, behind...)
	}
	w.Markup = slices.Grow(w.Markup, html.MarkupPadding)
	r.list = append(r.list, own)
	c.recipe = uint16(len(r.list))
}

// copies tells that an attribute of this mode is written for every text, and as it is.
func (m AttrMode) copies() bool { return m == Plain || m == Words || m == Classes }

// step ends the markup that was written so far with a place for a value.
func (b *Builder) step(code stepCode, slot uint8, a attribute) {
	r := b.recording
	if r.n == maxSteps {
		r.spoilt = true
		return
	}
	r.pieces[r.n] = html.Piece{From: uint32(r.fresh), To: uint32(len(b.slab))}
	r.steps[r.n] = step{code: code, slot: slot}
	r.attrs[r.n] = a
	r.n++
}

// writing tells a recording that a text of the spec is going to be written, and written that it is.
func (b *Builder) writing(code stepCode, ref value.Ref, a attribute) {
	if b.recording == nil {
		return
	}
	slot, ok := b.slotOf(ref)
	if !ok {
		b.recording.spoilt = true
	}
	b.step(code, slot, a)
}

func (b *Builder) written() {
	if b.recording != nil {
		b.recording.fresh = len(b.slab)
	}
}

// slotOf finds where the element has a value.
func (b *Builder) slotOf(ref value.Ref) (slot uint8, ok bool) {
	e := b.at
	for i, s := range b.spec.Slots[e.Slots : e.Slots+e.SlotCount] {
		if e.Value(s) == ref {
			return uint8(i), true
		}
	}
	return ownText, ref == e.Text
}

// spoil tells a recording that the component asks for more than the shape says.
func (b *Builder) spoil() {
	if b.recording != nil {
		b.recording.spoilt = true
	}
}

// looked tells a recording that the component looks at a value of the spec: what a text says is not in the shape,
// unless it is one of the values of its prop.
func (b *Builder) looked(ref value.Ref) {
	if b.recording == nil || b.spec.Doc.Kind(ref) != value.String {
		return
	}
	slot, ok := b.slotOf(ref)
	if !ok || slot == ownText || b.slot(int(slot)).Choice == 0 {
		b.recording.spoilt = true
	}
}

// recordedChildren writes the element's children, which are no part of its recipe.
func (b *Builder) recordedChildren() {
	r := b.recording
	b.step(stepChildren, 0, attribute{})
	b.recording = nil
	b.children(b.at)
	b.recording = r
	r.fresh = len(b.slab)
}
