package program

import (
	"unsafe"

	"placard/engine/expr"
	"placard/engine/html"
	"placard/engine/spec"
	"placard/engine/value"
)

// Markup writes trusted markup as it is. It takes only what stands in the program's own source: this is the one way
// around escaping.
func (b *Builder) Markup(s Trusted) { b.slab = append(b.slab, s...) }

// Trusted is markup from the program's source. A conversion to it from anything that a spec contains is a defect.
type Trusted string

// Text writes a value as the text of an element, as React shows it: numbers and text, lists item by item.
func (b *Builder) Text(v Val) {
	// Most texts are strings of the spec: they go from there straight into the slab.
	if d := &b.spec.Doc; b.isText(v) {
		b.writing(stepText, v.ref, attribute{})
		b.slab = html.AppendText(b.slab, d.Content(v.ref))
		b.written()
		return
	}
	if k, known := b.known(v); known {
		b.slab = appendText(b.slab, k)
		return
	}
	if parts := b.pool.TemplateParts(v.id); parts != nil {
		b.template(v.id, parts)
		return
	}
	o := op{code: opText, a: uint32(v.id), slot: b.pool.Slot(v.id)}
	if last := len(b.ops) - 1; last >= 0 && b.ops[last].code == opIf && b.ops[last].a == o.a {
		b.ops[last].c, o.b = 1, 1
	}
	b.hole(o)
}

// template leaves an operation for each value of a template.
func (b *Builder) template(id expr.ID, parts []expr.ID) {
	first, begin := -1, len(b.slab)
	for _, part := range parts {
		if text, known := b.pool.Known(part); known {
			b.slab = appendString(b.slab, text)
		} else if at := b.hole(op{code: opPart, a: uint32(part), slot: b.pool.Slot(part)}); first < 0 {
			first = at
		}
	}
	o := &b.ops[first]
	o.b, o.c, o.d = uint32(id), uint32(begin), uint32(len(b.slab))
}

// isText tells of a text of the spec.
func (b *Builder) isText(v Val) bool {
	return v.ref != value.NoRef && b.spec.Doc.Kind(v.ref) == value.String
}

// Attr writes ` name="value"` as the mode says, or nothing when there is no value. It belongs inside an open tag.
func (b *Builder) Attr(name string, mode AttrMode, v Val) {
	a := attribute{name, mode}
	if b.isText(v) {
		b.writing(stepAttr, v.ref, a)
		b.slab = a.append(b.slab, b.spec.Doc.At(v.ref), b.prog.base)
		b.written()
		return
	}
	if k, known := b.known(v); known {
		b.slab = a.append(b.slab, k, b.prog.base)
		return
	}
	b.prog.attrs = append(b.prog.attrs, a)
	begin := len(b.slab)
	b.slab = a.begin(b.slab)
	b.hole(op{code: opAttr, a: uint32(v.id), b: uint32(len(b.prog.attrs) - 1), c: uint32(begin), d: uint32(len(b.slab)), slot: b.pool.Slot(v.id)})
}

// AddClass writes the class names of a prop behind others, inside an open class attribute.
func (b *Builder) AddClass(i int) {
	if !b.Given(i) {
		return
	}
	v := b.Prop(i)
	if b.isText(v) {
		if len(b.spec.Doc.Content(v.ref)) > 0 { // which the shape says
			b.writing(stepClass, v.ref, attribute{})
			b.slab = appendClasses(b.slab, b.spec.Doc.At(v.ref))
			b.written()
		}
		return
	}
	if k, known := b.known(v); known {
		b.slab = appendClasses(b.slab, k)
		return
	}
	b.hole(op{code: opClass, a: uint32(v.id)})
}

// StyleProperty writes one declaration, "name:value;", inside an open style attribute. Numbers get px where the property
// needs a unit, and none in a custom property ("--x"), which the stylesheet can then calculate with. What has no value,
// and what is not one safe CSS value, is left out.
func (b *Builder) StyleProperty(name string, v Val) {
	if k, known := b.known(v); known {
		b.slab = appendProperty(b.slab, name, k)
		return
	}
	b.prog.properties = append(b.prog.properties, name)
	b.hole(op{code: opProperty, a: uint32(v.id), b: uint32(len(b.prog.properties) - 1)})
}

// Choose writes what the choice has for the value of its prop.
func (b *Builder) Choose(c *Choice) {
	s := b.slot(c.prop)
	ref := b.at.Value(s)
	if !b.spec.Doc.HasExpressions(ref) {
		b.slab = append(b.slab, c.known(s)...)
		return
	}
	if i, ok := b.chosen(c); ok {
		b.hole(op{code: opChosen, b: i})
		return
	}
	v := b.compile(ref)
	if k, known := b.known(v); known {
		b.slab = append(b.slab, c.pick(k)...)
		return
	}
	b.prog.choices = append(b.prog.choices, c)
	index := uint32(len(b.prog.choices) - 1)
	if own := len(b.picked) - b.firstPicked; own < maxPicked {
		b.picked = append(b.picked, picked{c, b.branch, index})
	}
	b.hole(op{code: opChoose, a: uint32(v.id), b: index})
}

// picked is a choice that the element makes when the page runs: index is among the program's choices.
type picked struct {
	choice *Choice
	branch int
	index  uint32
}

// maxPicked is how many choices of an element are remembered, more than the enums that any component has.
const maxPicked = 8

// chosen finds what the element has chosen before, in the same branch, so that it has surely run.
func (b *Builder) chosen(c *Choice) (index uint32, ok bool) {
	for _, p := range b.picked[b.firstPicked:] {
		if p.choice == c && p.branch == b.branch {
			return p.index, true
		}
	}
	return 0, false
}

// inBranch writes what may not run, or more than once.
func (b *Builder) inBranch(write func()) {
	outer := b.branch
	b.branches++
	b.branch = b.branches
	write()
	b.branch = outer
}

func (c *Choice) known(s spec.Slot) string {
	if s.Choice == 0 {
		return c.other
	}
	return c.outs[s.Choice-1]
}

// Is tells whether an Enum prop has one of its values, as a condition.
func (b *Builder) Is(i int, v Val) Val { return b.Equal(b.Prop(i), v) }

// If writes what then writes when the value is truthy.
func (b *Builder) If(v Val, then func()) {
	truthy, known := b.truthy(v)
	if known {
		if truthy {
			then()
		}
		return
	}
	at := b.hole(op{code: opIf, a: uint32(v.id), slot: b.pool.Slot(v.id)})
	then()
	b.ops[at].b = b.place()
}

// truthy is JavaScript's Boolean(v) if v is known. Most conditions are on whether a text of the spec is there, which
// its node tells.
func (b *Builder) truthy(v Val) (truthy, known bool) {
	if v.id == expr.None && v.lit == nil {
		d := &b.spec.Doc
		switch d.Kind(v.ref) {
		case value.Missing, value.Null, value.False:
			return false, true
		case value.String:
			return d.ContentSpan(v.ref).Len > 0, true
		case value.True:
			return true, true
		}
	}
	if v.id != expr.None {
		return b.pool.Truthy(v.id)
	}
	k, known := b.known(v)
	return k.Truthy(), known
}

// IfElse writes one of two things.
func (b *Builder) IfElse(v Val, then, els func()) {
	if truthy, known := b.truthy(v); known {
		if truthy {
			then()
		} else {
			els()
		}
		return
	}
	test := b.hole(op{code: opIf, a: uint32(v.id)})
	b.inBranch(then)
	b.flush() // nothing but a jump ends a part (live.branches)
	jump := b.hole(op{code: opJump})
	b.ops[test].b = b.place()
	b.inBranch(els)
	b.ops[jump].b = b.place()
}

// Each writes body once for each item of a list. A list in the spec unrolls; one from the state becomes a loop, whose
// body must not write child elements.
func (b *Builder) Each(list Val, body func(item, index Val)) {
	v, known := b.known(list)
	if known {
		b.unroll(v, body)
		return
	}
	if b.list(list.id, body) {
		return
	}
	b.loop(list.id, 0, func(frame int) {
		body(Val{id: b.pool.Item(frame)}, Val{id: b.pool.Index(frame)})
	})
}

// list unrolls a list whose items are partly expressions.
func (b *Builder) list(id expr.ID, body func(item, index Val)) bool {
	items, ok := b.pool.Items(id)
	for i := 0; i < len(items) && !b.full(); i++ {
		// The pool may grow and move while body runs, so the items are asked for again.
		items, _ = b.pool.Items(id)
		body(Val{id: items[i]}, b.index(i))
	}
	return ok
}

// index is Number without an allocation of its own.
func (b *Builder) index(i int) Val { return Val{id: b.pool.Const(value.OfNumber(float64(i)))} }

// unroll writes body for each item of a list that is known.
func (b *Builder) unroll(list value.Value, body func(item, index Val)) {
	if list.Kind() != value.Array {
		return
	}
	d, ref := list.Node()
	for i, m := 0, d.First(ref); m < d.End(ref) && !b.full(); i, m = i+1, d.Next(m) {
		body(b.member(d.At(m)), b.index(i))
	}
}

func (b *Builder) item(list value.Value, i int) Val { return b.member(list.Item(i)) }

// member is a part of a value that is known, which itself may be an expression.
func (b *Builder) member(v value.Value) Val {
	if d, ref := v.Node(); d == &b.spec.Doc && d.HasExpressions(ref) {
		return b.compile(ref)
	}
	return b.val(v)
}

// loop writes an each operation around what body writes; info is among Builder.lists, of which the first says
// nothing. Too deep a loop writes nothing.
func (b *Builder) loop(list expr.ID, info uint32, body func(frame int)) {
	if b.frame == expr.MaxFrames {
		return
	}
	frame := b.frame
	b.frame++
	at := b.hole(op{code: opEach, a: uint32(list), c: uint32(frame), d: info})
	b.inBranch(func() { body(frame) })
	b.ops[at].b = b.place()
	b.frame--
}

// HasChildren tells whether the element has any.
func (b *Builder) HasChildren() bool { return b.at.KidCount > 0 }

// Children writes the element's children, for each item of its repeat if it has one.
func (b *Builder) Children() {
	e := b.at
	switch {
	case e.Repeat != value.NoRef:
		b.repeated(e)
	case b.recording != nil:
		b.recordedChildren()
	default:
		b.children(e)
	}
}

func (b *Builder) children(e *spec.Element) {
	kids := b.spec.Children(e)
	for i := range kids {
		b.element(int(kids[i].Target))
	}
}

// UniqueID writes an id that no other element of the page has, in a place for an attribute's value: the given name
// the first time and outside of repeats, else one made from the element's number, in a repeat with the indexes of the
// items.
func (b *Builder) UniqueID(name Val, suffix Trusted) {
	b.spoil()
	v, known := b.known(name)
	if b.blocks {
		b.idPlace(v)
	} else if known && len(v.Bytes()) > 0 && b.firstUse(v) {
		b.slab = html.AppendAttr(b.slab, v.Bytes())
	} else {
		b.slab = appendNumbered(b.slab, b.number)
	}
	b.slab = append(b.slab, suffix...)
	if b.repeat >= 0 {
		b.hole(op{code: opID, a: uint32(b.repeat + 1)})
	}
}

// Attribute is how an attribute of an HTML element is written.
type Attribute struct {
	Name string
	Mode AttrMode
	// Event is the DOM event after which From is written back to where the attribute is bound, "" for none.
	Event Trusted
	From  Source
}

// Attributes writes the attributes that an HTML element is given, in their order; modes are by catalog index. Names
// that are in no catalog are aria-* and data-*, which check has held against the allowed bytes.
func (b *Builder) Attributes(modes []Attribute) {
	slots := b.spec.Slots[b.at.Slots : b.at.Slots+b.at.SlotCount]
	for _, s := range slots {
		ref := b.at.Value(s)
		if s.Choice > 0 {
			m := modes[s.Choice-1]
			b.Attr(m.Name, m.Mode, b.compile(ref))
			if m.Event != "" {
				b.writeBack(m.Event, m.From, ref)
			}
			continue
		}
		b.Attr(shared(b.spec.Doc.Key(ref)), Words, b.compile(ref))
	}
}

// shared is a key of the spec as a string, without a copy. The bytes do not change as long as the spec is not parsed
// into again, and no longer is a program with attributes valid.
func shared(key []byte) string { return unsafe.String(unsafe.SliceData(key), len(key)) }

// OwnText writes the element's text field.
func (b *Builder) OwnText() {
	if b.at.Text != value.NoRef {
		b.Text(b.compile(b.at.Text))
	}
}
