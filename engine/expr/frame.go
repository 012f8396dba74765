package expr

import (
	"slices"

	"placard/engine/value"
)

// Frame is one turn of a repeat or of a list inside a component.
type Frame struct {
	Value value.Value
	Index int
	// layout numbers how the item is written: what one item has at some distance, all items with this number have there. It is
	// 0 when that is not known.
	layout uint32
	// doc and like are the first item of the layout that was seen last, and number is its.
	doc    *value.Doc
	like   value.Ref
	number uint32
}

// place is where a path has led.
type place struct {
	of    uint32    // the layout or the run that this is true of
	at    value.Ref // of an item: the distance from it; NoRef when there is nothing
	layer uint32    // of the state, whose Doc it is
}

// Turn makes an item of a list the value of a frame. The items of most lists have the same keys, so that a member that was
// found in one is found in the next by its distance.
func (e *Env) Turn(frame int, item value.Value, index int) {
	f := &e.Frames[frame]
	f.Value, f.Index, f.layout = item, index, 0
	e.entered = max(e.entered, frame+1)
	d, r := item.Node()
	if item.Kind() != value.Object || d == &e.tmp { // what is computed is written to again
		return
	}
	e.work -= d.Len(r)
	if f.doc != d || !d.Alike(f.like, r) {
		e.last++
		f.doc, f.like, f.number = d, r, e.last
	}
	f.layout = f.number
}

// Leave ends the turns of a frame.
func (e *Env) Leave(frame int) {
	f := &e.Frames[frame]
	f.Value, f.Index, f.layout = value.Value{}, 0, 0
}

// inItem is the value at the path of a node in the item of a frame.
func (e *Env) inItem(n *node, frame int) value.Value {
	f := &e.Frames[frame]
	if n.stepCount == 0 {
		return f.Value
	}
	p := &e.places[n.slot]
	if f.layout == 0 || p.of != f.layout {
		return e.findInItem(n, f, p)
	}
	if p.at == value.NoRef {
		return value.Value{}
	}
	d, r := f.Value.Node()
	return d.At(r + p.at)
}

func (e *Env) findInItem(n *node, f *Frame, p *place) value.Value {
	v := e.walk(f.Value, e.stepsOf(n))
	if f.layout != 0 {
		p.of, p.at = f.layout, value.NoRef
		if v.Kind() != value.Missing {
			_, item := f.Value.Node()
			_, at := v.Node()
			p.at = at - item
		}
	}
	return v
}

// inState is the value at the path of a node in the state.
func (e *Env) inState(n *node, slot uint32) value.Value {
	p := &e.places[slot]
	if p.of != e.run {
		return e.findInState(n, p)
	}
	d, _ := e.model.layers[p.layer].Node()
	return d.At(p.at)
}

func (e *Env) findInState(n *node, p *place) value.Value {
	v := e.state(e.stepsOf(n))
	d, at := v.Node()
	for i := range e.model.layers[:e.model.n] {
		if of, _ := e.model.layers[i].Node(); of == d {
			*p = place{e.run, at, uint32(i)}
		}
	}
	return v
}

// forget makes what was found in another run no longer true.
func (e *Env) forget() {
	clear(e.Frames[:e.entered])
	e.entered = 0
	if e.last > 1<<31 { // far more than one run takes
		clear(e.places[:cap(e.places)])
		e.last = 0
	}
	e.last++
	e.run = e.last
	if e.pool != nil {
		e.places = slices.Grow(e.places[:0], e.pool.slots)[:e.pool.slots]
	}
}
