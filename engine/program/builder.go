package program

import (
	"placard/engine/expr"
	"placard/engine/spec"
	"placard/engine/utility"
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
	Base Stylesheet
	// Script is the address of the browser runtime; without it pages are as the server shows them. Navigate is that of the
	// script by which a browser goes from page to page of an app.
	Script, Navigate string
	Sheets           []Stylesheet
}

// Builder writes the program of one spec. Components call its methods; Compiler makes it.
type Builder struct {
	set   *Set
	spec  *spec.Spec // whose elements are being written: the page's, or its layout's
	pages            // both
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

	// branch numbers the block that is being written; picked are the choices of the elements around, those of the
	// element itself from firstPicked on.
	branch, branches int
	picked           []picked
	firstPicked      int

	// live tells that the page does something in the browser; what, is in behaviours and lists.
	live       bool
	toLive     *live
	behaviours []behaviour
	lists      []list
	places     []byte // the pointers of ownPlace

	// blocks tells that elements are compiled apart from the page that they are in (block.go); apart, that children are left
	// out, whose place is then kidsAt.
	blocks, apart bool
	kidsAt        int

	recipes   *recipes
	sheets    *sheets
	utilities *utility.Sheet
	recording *recording // of the element, nil when there is none
}

// Val is the value of a prop or of an expression on props: known now, or to be evaluated when the page runs. It is a
// handle of 16 bytes and not the value itself, of 32: components pass many of them on. The zero Val is no value.
type Val struct {
	id  expr.ID      // an expression; None: lit or ref is it
	ref value.Ref    // a literal of the spec
	lit *value.Value // a literal of a component
}

// Literal makes a Val of a string of the program. Components make theirs once, not for each element.
func Literal(s string) Val { return literal(value.OfString([]byte(s))) }

// Number makes a Val of a number.
func Number(f float64) Val { return literal(value.OfNumber(f)) }

// Bool makes a Val of true or false.
func Bool(t bool) Val {
	if t {
		return Val{lit: &yes}
	}
	return Val{lit: &no}
}

func literal(v value.Value) Val { return Val{lit: &v} }

// yes and no are constants: nothing writes to them.
var yes, no = value.OfBool(true), value.OfBool(false)

// ---- reading props

// Prop is the value of the element's prop with this index in its catalog type.
func (b *Builder) Prop(i int) Val { return b.compile(b.ref(i)) }

func (b *Builder) ref(i int) value.Ref { return b.at.Value(b.slot(i)) }

func (b *Builder) slot(i int) spec.Slot { return b.spec.Slots[int(b.at.Slots)+i] }

// Given tells whether the prop is there at all, as a literal or as an expression.
func (b *Builder) Given(i int) bool { return b.ref(i) != value.NoRef }

// Bound tells whether the prop is bound to the state, so that the control writes back to it.
func (b *Builder) Bound(i int) bool {
	_, bound := b.bound(b.ref(i))
	return bound
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
	v, known := b.known(b.Prop(i))
	if !known || len(v.Bytes()) == 0 {
		return Val{}
	}
	return Val{id: b.pool.State(v.Bytes())}
}

func (b *Builder) compile(ref value.Ref) Val {
	if !b.spec.Doc.HasExpressions(ref) {
		return Val{ref: ref}
	}
	return Val{id: b.pool.Compile(&b.spec.Doc, ref, b.repeat)}
}

// known is the value of v if it is known at compile time.
func (b *Builder) known(v Val) (value.Value, bool) {
	switch {
	case v.id != expr.None:
		return b.pool.Known(v.id)
	case v.lit != nil:
		return *v.lit, true
	}
	b.looked(v.ref)
	return b.spec.Doc.At(v.ref), true
}

// val makes a Val of a value that is known.
func (b *Builder) val(v value.Value) Val {
	if d, ref := v.Node(); d == &b.spec.Doc {
		return Val{ref: ref}
	}
	return Val{id: b.pool.Const(v)}
}

func (b *Builder) id(v Val) expr.ID {
	if v.id != expr.None {
		return v.id
	}
	k, _ := b.known(v)
	return b.pool.Const(k)
}

// ---- expressions on values

// Or is the first of two values that is there: JavaScript's x ?? y.
func (b *Builder) Or(x, y Val) Val {
	if x.ref != value.NoRef && b.spec.Doc.Kind(x.ref) > value.Null {
		return x
	}
	if v, known := b.known(x); known {
		if v.Nullish() {
			return y
		}
		return x
	}
	return Val{id: b.pool.Coalesce(b.id(x), b.id(y))}
}

// Either is JavaScript's x || y.
func (b *Builder) Either(x, y Val) Val {
	if truthy, known := b.truthy(x); known {
		if truthy {
			return x
		}
		return y
	}
	id := b.id(x)
	return Val{id: b.pool.Choose(id, id, b.id(y))}
}

// Both is JavaScript's x && y.
func (b *Builder) Both(x, y Val) Val {
	if truthy, known := b.truthy(x); known {
		if truthy {
			return y
		}
		return x
	}
	id := b.id(x)
	return Val{id: b.pool.Choose(id, b.id(y), id)}
}

// When is v if the condition holds, else nothing.
func (b *Builder) When(condition, v Val) Val {
	if truthy, known := b.truthy(condition); known {
		if truthy {
			return v
		}
		return Val{}
	}
	return Val{id: b.pool.Choose(b.id(condition), b.id(v), b.id(Val{}))}
}

// Not is JavaScript's !x.
func (b *Builder) Not(x Val) Val { return Val{id: b.pool.Not(b.id(x))} }

// Equal is JavaScript's x === y.
func (b *Builder) Equal(x, y Val) Val {
	if v, known := b.known(x); known {
		if w, known := b.known(y); known {
			return Bool(v.Equal(w))
		}
	}
	return Val{id: b.pool.Equal(b.id(x), b.id(y))}
}

// Call is a named function of values.
func (b *Builder) Call(f expr.Function, args ...Val) Val {
	var few [4]expr.ID
	ids := few[:0]
	for _, a := range args {
		ids = append(ids, b.id(a))
	}
	return Val{id: b.pool.Call(f, ids...)}
}

// Field is the member of an object with this key.
func (b *Builder) Field(of Val, key string) Val {
	v, known := b.known(of)
	if !known {
		return Val{id: b.pool.Member(of.id, key)}
	}
	d, ref := v.Node()
	if v.Kind() != value.Object {
		return Val{}
	}
	if d == &b.spec.Doc && d.HasExpressions(ref) {
		return b.compile(d.Field(ref, key))
	}
	return b.val(v.Field(key))
}

// First is the first item of a list.
func (b *Builder) First(list Val) Val { return b.Nth(list, 0) }

// Nth is the item of a list at an index, from 0; nothing when the list is shorter.
func (b *Builder) Nth(list Val, i int) Val {
	v, known := b.known(list)
	if known {
		return b.item(v, i)
	}
	if items, ok := b.pool.Items(list.id); ok {
		if i >= len(items) {
			return Val{}
		}
		return Val{id: items[i]}
	}
	return Val{id: b.pool.Nth(list.id, i)}
}
