package program

import (
	"strconv"

	"placard/engine/expr"
	"placard/engine/spec"
	"placard/engine/value"
)

// The methods here say what an element does in the browser. They belong inside its open tag and write no HTML: what
// they say goes with the page as data, for the runtime (components/runtime). A page without any of it has no script.

// behaviour is one thing that an element does.
type behaviour struct {
	spec *spec.Spec // of the element
	kind behaviourKind
	dom  Trusted // the event that it waits for
	// what is written, and where; the actions that run; the checks of a field.
	source  Source
	place   place
	value   expr.ID
	actions value.Ref
	when    expr.ID
	error   []byte // the pointer of a field's error
	repeat  int    // the frame of the repeat around, for what is compiled later
	element int    // its number
	shared  bool   // several parts of the element do it
	index   int    // among the shared ones, plus one; 0 as long as the data has none of them
}

type behaviourKind uint8

const (
	runsActions behaviourKind = iota
	writesValue
	checksField
	watches
	movesFocus
)

// Source is what Write takes from the element.
type Source uint8

const (
	FromValue   Source = iota // the element's value, as text
	FromChecked               // whether it is checked
	FromNumber                // its value as a number
	FromExpression
	FromOpen // whether it is open
)

// place is a pointer into the state, or into the item of a repeat.
type place struct {
	pointer []byte
	frame   int // of the repeat, or expr.Outside
}

// On runs the actions that the element has for an event, when the DOM event happens.
func (b *Builder) On(dom Trusted, event string) {
	actions := b.spec.Doc.Field(b.at.On, event)
	k := b.spec.Doc.Kind(actions)
	if k != value.Object && k != value.Array {
		return
	}
	for i := len(b.behaviours) - 1; i >= 0 && b.behaviours[i].element == b.number; i-- {
		if w := &b.behaviours[i]; w.kind == runsActions && w.dom == dom && w.actions == actions {
			w.shared = true
			b.hole(op{code: opBehave, a: uint32(i)})
			return
		}
	}
	b.behave(behaviour{kind: runsActions, dom: dom, actions: actions})
}

// Write writes to where the prop is bound, or to the control's own state (Local), when the DOM event happens. v is what
// to write FromExpression; when it is nothing, nothing is written, and what comes after Write is not done either.
func (b *Builder) Write(dom Trusted, from Source, i int, v Val) {
	var id expr.ID
	if from == FromExpression {
		id = b.id(v)
	}
	b.behave(behaviour{kind: writesValue, dom: dom, source: from, place: b.placeOf(i), value: id})
}

// WritePath is Write to the path that is the content of a prop.
func (b *Builder) WritePath(dom Trusted, from Source, i int, v Val) {
	path, known := b.known(b.Prop(i))
	if !known || len(path.Bytes()) == 0 {
		return
	}
	b.behave(behaviour{kind: writesValue, dom: dom, source: from, place: place{path.Bytes(), expr.Outside}, value: b.id(v)})
}

// Local is the current value of a control whose look depends on it: when its prop is bound, the bound value, or unset
// while there is none; when not, the control's own state, which begins as the prop's value, or as initial without one.
func (b *Builder) Local(i int, initial, unset Val) Val {
	if b.Bound(i) || b.set.Script == "" {
		return b.Control(i, initial, unset)
	}
	return b.Or(Val{id: b.pool.State(b.ownPlace(i).pointer)}, b.Or(b.Prop(i), initial))
}

// placeOf is where the value of a control is.
func (b *Builder) placeOf(i int) place {
	if p, bound := b.bound(b.slot(i).Ref); bound {
		return p
	}
	return b.ownPlace(i)
}

// bound is the place that a value is bound to.
func (b *Builder) bound(ref value.Ref) (p place, bound bool) {
	form, m := expr.Classify(&b.spec.Doc, ref)
	switch form {
	case expr.BindState:
		return place{b.spec.Doc.Content(m), expr.Outside}, true
	case expr.BindItem:
		return place{b.spec.Doc.Content(m), b.repeat}, true
	}
	return place{}, false
}

// writeBack writes to where a value is bound, if it is, when the DOM event happens.
func (b *Builder) writeBack(dom Trusted, from Source, ref value.Ref) {
	if p, bound := b.bound(ref); bound {
		b.behave(behaviour{kind: writesValue, dom: dom, source: from, place: p})
	}
}

// BindText writes what is typed into an element to where its text is bound.
func (b *Builder) BindText() { b.writeBack("input", FromValue, b.at.Text) }

// ownPlace is a place that belongs to the prop of an element alone, in each item of the repeats around it: no state has
// a key that begins with this character, for private use. The runtime adds the items, of as many frames as stand behind
// the colon.
func (b *Builder) ownPlace(i int) place {
	start := len(b.places)
	p := strconv.AppendInt(append(b.places, ownPlacePrefix...), int64(b.number), 10)
	p = strconv.AppendInt(append(p, '.'), int64(i), 10)
	if depth := b.repeat + 1; depth > 0 {
		p = strconv.AppendInt(append(p, ':'), int64(depth), 10)
	}
	b.places = p
	return place{p[start:len(p):len(p)], expr.Outside}
}

const ownPlacePrefix = "\ue000"

// Behavior names what the runtime does for the element besides: moving the focus by arrow keys, say.
func (b *Builder) Behavior(name Trusted) {
	b.behave(behaviour{kind: movesFocus, dom: name})
}

// Checks lets a bound control check what is in it, and is what is wrong with it: nothing, or a message. when is "change",
// "blur" or "submit".
func (b *Builder) Checks(value, checks int, when Val) Val {
	list := b.slot(checks).Ref
	if b.set.Script == "" || !b.Bound(value) || b.spec.Doc.Len(list) == 0 {
		return Val{}
	}
	wrong := b.ownPlace(checks).pointer
	b.behave(behaviour{kind: checksField, place: b.placeOf(value), actions: list, when: b.id(when), error: wrong})
	return Val{id: b.pool.State(wrong)}
}

func (b *Builder) behave(what behaviour) {
	if b.set.Script == "" {
		return
	}
	b.live = true
	what.spec, what.element, what.repeat = b.spec, b.number, b.repeat
	b.behaviours = append(b.behaviours, what)
	b.hole(op{code: opBehave, a: uint32(len(b.behaviours) - 1)})
}

// watch notes the watchers of an element that is shown.
func (b *Builder) watch(watchers value.Ref) {
	if b.spec.Doc.Kind(watchers) == value.Object {
		b.behave(behaviour{kind: watches, actions: watchers})
	}
}
