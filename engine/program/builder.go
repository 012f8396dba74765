package program

import (
	"placard/engine/expr"
	"placard/engine/spec"
	"placard/engine/value"
)

// Component emits one type: it writes the operations for the element that the Builder is at. A component is written
// once: a prop that is known becomes static bytes, one that is an expression becomes a hole, and the component does
// not see the difference.
type Component struct {
	// Emit is nil for types that cannot be shown.
	Emit func(b *Builder)
	// Sheets has a bit for each stylesheet (Set.Sheets) that the component needs.
	Sheets uint64
}

// Set is everything that pages are made of. It is immutable once built.
type Set struct {
	// Components are by index of the catalog's types.
	Components []Component
	// Base is the stylesheet of every page; Sheets are added as components need them, in this order.
	Base   string
	Sheets []string
}

// Builder writes the program of one spec. Components call its methods; Compiler makes it.
type Builder struct {
	set   *Set
	spec  *spec.Spec
	pool  *expr.Pool
	prog  *Program
	slab  []byte
	ops   []op
	fresh int // where in the slab the static bytes begin that no operation has yet

	at     *spec.Element
	number int // of the element, from 0
	// frame is the number of open repeats and lists; repeat is the frame of the innermost repeat, or expr.Outside.
	frame    int
	repeat   int
	names    []usedName
	overflow bool
}

// Val is the value of a prop or of an expression on props: known now, or to be evaluated when the page runs.
type Val struct {
	v  value.Value
	id expr.ID // None: v is it
}

// Known is the value of v if it is known at compile time.
func (v Val) Known() (value.Value, bool) { return v.v, v.id == expr.None }

// Literal makes a Val of a string of the program. Components make theirs once, not for each element.
func Literal(s string) Val { return Val{v: value.OfString([]byte(s))} }

// Number makes a Val of a number.
func Number(f float64) Val { return Val{v: value.OfNumber(f)} }

// Bool makes a Val of true or false.
func Bool(t bool) Val { return Val{v: value.OfBool(t)} }

// ---- reading props

// Prop is the value of the element's prop with this index in its catalog type.
func (b *Builder) Prop(i int) Val { return b.compile(b.slot(i).Ref) }

func (b *Builder) slot(i int) spec.Slot { return b.spec.Slots[int(b.at.Slots)+i] }

// Given tells whether the prop is there at all, as a literal or as an expression.
func (b *Builder) Given(i int) bool { return b.slot(i).Ref != value.NoRef }

// Bound tells whether the prop is bound to the state, so that the control writes back to it.
func (b *Builder) Bound(i int) bool {
	form, _ := expr.Classify(&b.spec.Doc, b.slot(i).Ref)
	return form == expr.BindState || form == expr.BindItem
}

// Control is the current value of a control: when its prop is bound, the bound value, or unset while there is none;
// when not, the control's own state, which begins as the prop's value, or as initial without one.
func (b *Builder) Control(i int, initial, unset Val) Val {
	if b.Bound(i) {
		return b.Or(b.Prop(i), unset)
	}
	return b.Or(b.Prop(i), initial)
}

// State is the value at the state path that is the content of a prop (openPath). Without a literal path it is nothing.
func (b *Builder) State(i int) Val {
	v, known := b.Prop(i).Known()
	if !known || len(v.Bytes()) == 0 {
		return Val{}
	}
	return Val{id: b.pool.State(v.Bytes())}
}

func (b *Builder) compile(ref value.Ref) Val {
	d := &b.spec.Doc
	if !d.HasExpressions(ref) {
		return Val{v: d.At(ref)}
	}
	return b.val(b.pool.Compile(d, ref, b.repeat))
}

// val makes a Val of an expression that may have turned out to be known.
func (b *Builder) val(id expr.ID) Val {
	if v, ok := b.pool.Known(id); ok {
		return Val{v: v}
	}
	return Val{id: id}
}

func (b *Builder) id(v Val) expr.ID {
	if v.id == expr.None {
		return b.pool.Const(v.v)
	}
	return v.id
}

// ---- expressions on values

// Or is the first of two values that is there: JavaScript's x ?? y.
func (b *Builder) Or(x, y Val) Val {
	if v, known := x.Known(); known {
		if v.Nullish() {
			return y
		}
		return x
	}
	return b.val(b.pool.Coalesce(b.id(x), b.id(y)))
}

// Either is JavaScript's x || y.
func (b *Builder) Either(x, y Val) Val {
	if v, known := x.Known(); known {
		if v.Truthy() {
			return x
		}
		return y
	}
	id := b.id(x)
	return b.val(b.pool.Choose(id, id, b.id(y)))
}

// Both is JavaScript's x && y.
func (b *Builder) Both(x, y Val) Val {
	if v, known := x.Known(); known {
		if v.Truthy() {
			return y
		}
		return x
	}
	id := b.id(x)
	return b.val(b.pool.Choose(id, b.id(y), id))
}

// Not is JavaScript's !x.
func (b *Builder) Not(x Val) Val { return b.val(b.pool.Not(b.id(x))) }

// Equal is JavaScript's x === y.
func (b *Builder) Equal(x, y Val) Val {
	if v, known := x.Known(); known {
		if w, known := y.Known(); known {
			return Bool(v.Equal(w))
		}
	}
	return b.val(b.pool.Equal(b.id(x), b.id(y)))
}

// Call is a named function of values.
func (b *Builder) Call(f expr.Function, args ...Val) Val {
	var few [4]expr.ID
	ids := few[:0]
	for _, a := range args {
		ids = append(ids, b.id(a))
	}
	return b.val(b.pool.Call(f, ids...))
}

// Field is the member of an object with this key.
func (b *Builder) Field(of Val, key string) Val {
	v, known := of.Known()
	if !known {
		return b.val(b.pool.Member(of.id, key))
	}
	d, ref := v.Node()
	if v.Kind() != value.Object {
		return Val{}
	}
	if d == &b.spec.Doc && d.HasExpressions(ref) {
		return b.compile(d.Field(ref, key))
	}
	return Val{v: v.Field(key)}
}

// First is the first item of a list.
func (b *Builder) First(list Val) Val {
	v, known := list.Known()
	if known {
		return b.item(v, 0)
	}
	if items, ok := b.pool.Items(list.id); ok {
		if len(items) == 0 {
			return Val{}
		}
		return b.val(items[0])
	}
	return b.val(b.pool.First(list.id))
}
