package program

import (
	"placard/engine/spec"
	"placard/engine/value"
)

// recording is the recipe of an element that its component is writing.
type recording struct {
	steps [maxSteps]step // their markup is that part of the slab
	attrs [maxSteps]attribute
	n     int
	fresh int // where in the slab the markup begins that belongs to no step yet
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
	first := uint32(len(r.steps))
	for i, st := range rec.steps[:rec.n] {
		at := uint32(len(r.markup))
		r.markup = append(r.markup, slab[st.from:st.to]...)
		st.from, st.to = at, uint32(len(r.markup))
		if st.code == stepAttr {
			st.attr = uint16(len(r.attrs))
			r.attrs = append(r.attrs, rec.attrs[i])
		}
		r.steps = append(r.steps, st)
	}
	r.list = append(r.list, recipe{first, uint32(len(r.steps))})
	c.recipe = uint16(len(r.list))
}

// step ends the markup that was written so far with a place for a value.
func (b *Builder) step(code stepCode, slot uint8, a attribute) {
	r := b.recording
	if r.n == maxSteps {
		r.spoilt = true
		return
	}
	r.steps[r.n] = step{from: uint32(r.fresh), to: uint32(len(b.slab)), code: code, slot: slot}
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
