package expr

import (
	"slices"

	"placard/engine/value"
)

// Frame is one turn of a repeat or of a list inside a component.
type Frame struct {
	Value value.Value
	Index int
}

// layout is that of the items which a frame had last, and number is its.
type layout struct {
	value.Layout
	number uint32
}

// base is what places are relative to: the item of a frame, or a layer of the state. What is at some distance from it has been
// there for every base with the same number, and no other has that; number is 0 when that is not known.
type base struct {
	doc    *value.Doc
	ref    value.Ref
	number uint32
}

// place is where a path has led from a base with a number: the distance, NoRef when there was nothing.
type place struct {
	number uint32
	at     value.Ref
	base   uint32
}

// Near is the value of a slot's path, when it is known where that leads; else it is Missing, and for Eval to find.
func (e *Env) Near(slot uint32) value.Value {
	p := &e.places[slot]
	b := &e.bases[p.base]
	if p.number != b.number || p.at == value.NoRef {
		return value.Value{}
	}
	return b.doc.At(b.ref + p.at)
}

// Turn makes an item of a list the value of a frame. The items of most lists have the same keys, so that a member that was
// found in one is found in the next by its distance.
func (e *Env) Turn(frame int, item value.Value, index int) {
	e.Frames[frame] = Frame{item, index}
	e.entered = max(e.entered, frame+1)
	b := &e.bases[frame]
	b.number = 0
	d, r := item.Node()
	if item.Kind() != value.Object || d == &e.tmp { // what is computed is written to again
		return
	}
	e.work -= d.Len(r)
	for len(e.layouts) <= frame {
		e.layouts = append(e.layouts, layout{})
	}
	l := &e.layouts[frame]
	if !l.Is(d, r) {
		l.Learn(d, r)
		e.last++
		l.number = e.last
	}
	*b = base{d, r, l.number}
}

// Leave ends the turns of a frame.
func (e *Env) Leave(frame int) {
	e.Frames[frame], e.bases[frame] = Frame{}, base{}
}

// inItem is the value at the path of a node in the item of a frame.
func (e *Env) inItem(n *node, frame uint32) value.Value {
	f, b := &e.Frames[frame], &e.bases[frame]
	if n.stepCount == 0 {
		return f.Value
	}
	if b.number == 0 {
		return e.walk(f.Value, e.stepsOf(n))
	}
	p := &e.places[n.slot]
	if p.number == b.number && p.at == value.NoRef {
		return value.Value{}
	}
	v := e.walk(f.Value, e.stepsOf(n))
	*p = place{number: b.number, base: frame}
	if _, at := v.Node(); v.Kind() != value.Missing {
		p.at = at - b.ref
	}
	return v
}

// inState is the value at the path of a node in the state.
func (e *Env) inState(n *node, slot uint32) value.Value {
	v := e.state(e.stepsOf(n))
	d, at := v.Node()
	for i := range e.model.n {
		if b := &e.bases[MaxFrames+i]; b.doc == d && v.Kind() != value.Missing {
			e.places[slot] = place{b.number, at, uint32(MaxFrames + i)}
		}
	}
	return v
}

// setBases makes what was found in another run no longer true.
func (e *Env) setBases() {
	clear(e.Frames[:e.entered])
	clear(e.layouts[:min(e.entered, len(e.layouts))])
	clear(e.bases[:e.entered])
	clear(e.bases[MaxFrames:])
	e.entered = 0
	if e.last > 1<<31 { // far more than one run takes
		clear(e.places[:cap(e.places)])
		e.last = 0
	}
	for i, layer := range e.model.layers[:e.model.n] {
		d, _ := layer.Node()
		e.last++
		e.bases[MaxFrames+i] = base{doc: d, number: e.last}
	}
	if e.pool != nil {
		e.places = slices.Grow(e.places[:0], e.pool.slots)[:e.pool.slots]
	}
}
