package program

import (
	"slices"
	"unsafe"

	"placard/engine/diag"
	"placard/engine/expr"
	"placard/engine/spec"
	"placard/engine/utility"
	"placard/engine/value"
)

// Compiler compiles specs one after the other and uses its memory again. It belongs to one goroutine at a time.
type Compiler struct {
	set       *Set
	b         Builder
	pool      *expr.Pool
	prog      Program
	recipes   *recipes
	sheets    sheets
	utilities utility.Sheet
	live      live
	// title is the text of Options, where it costs no allocation.
	title []byte
	out   []byte // of a block
}

// NewCompiler makes a compiler of pages with these components.
func NewCompiler(set *Set) *Compiler {
	return &Compiler{set: set, pool: new(expr.Pool), recipes: new(recipes)}
}

// Options are what a page takes from elsewhere than its spec.
type Options struct {
	// Title is the document's title when the spec has none.
	Title string
	// Layout is what stands around the page, which takes the place of its Slot; nil for none. It is checked as a layout.
	Layout *spec.Spec
	// App is what a page of an app has besides, nil for a page that stands alone.
	App *App
	// Fragment leaves out the document: what is written are the styles and the elements, to be put into a page that is there.
	Fragment bool
}

// Compile compiles a checked spec without errors. The program is valid until the next Compile, and as long as the
// spec is not parsed into again; a static one can be kept with Detach, any with Take.
func (c *Compiler) Compile(s *spec.Spec, o Options, diags *diag.List) *Program {
	return c.compile(s, o, diags, c.b.slab[:0])
}

// Append does what Compile does and appends the page of the spec's own state to dst; complete is as in Program.Append. A page
// without dynamic parts is written where it belongs at once, if there seems to be room for it.
func (c *Compiler) Append(dst []byte, s *spec.Spec, o Options, diags *diag.List) (out []byte, complete bool) {
	if len(dst) > 0 || cap(dst) < len(s.Doc.Text()) {
		p := c.Compile(s, o, diags)
		if diags.Refused() {
			return dst, true
		}
		return p.Append(dst)
	}
	own := c.b.slab
	p := c.compile(s, o, diags, dst)
	out = p.slab
	c.b.slab, p.slab = own, nil
	switch {
	case diags.Refused():
		return dst, true
	case p.Static():
		return out, true
	}
	c.b.slab = append(own[:0], out...)
	p.slab = c.b.slab
	return p.Append(out[:0])
}

// compile compiles into slab.
func (c *Compiler) compile(s *spec.Spec, o Options, diags *diag.List, slab []byte) *Program {
	c.begin(s, slab)
	c.recipes.begin()
	c.title = append(c.title[:0], o.Title...)
	c.b.begin(o)
	if o.Fragment {
		c.b.fragment()
	} else {
		c.b.page(c.title)
	}
	if c.b.full() {
		diags.Add(diag.Issue{Severity: diag.Error, Code: "page_too_large", Message: "the page would have more than 8 MB, or tens of thousands of list items",
			Hint: "show fewer items on a page"})
	} else if c.pool.Exhausted() {
		diags.Add(diag.Issue{Severity: diag.Error, Code: "page_too_large", Message: "the expressions of this page take too much to compute",
			Hint: "write the result instead, or less of it"})
	}
	c.b.flush()
	c.prog.slab, c.prog.ops = c.b.slab, c.b.ops
	return &c.prog
}

// begin empties the builder for a spec. What it writes goes behind dst.
func (c *Compiler) begin(s *spec.Spec, dst []byte) {
	c.pool.Reset()
	c.prog = Program{attrs: c.prog.attrs[:0], choices: c.prog.choices[:0], properties: c.prog.properties[:0], pool: c.pool}
	c.b = Builder{
		set: c.set, spec: s, pages: pages{inner: s}, pool: c.pool, prog: &c.prog,
		slab: dst, fresh: len(dst), ops: c.b.ops[:0], names: c.b.names[:0], picked: c.b.picked[:0], repeat: expr.Outside,
		behaviours: c.b.behaviours[:0], lists: append(c.b.lists[:0], list{}), places: c.b.places[:0],
		recipes: c.recipes, sheets: &c.sheets, utilities: &c.utilities, toLive: &c.live,
	}
}

// Detach returns a copy of the last program, which must be static, to keep while the compiler goes on.
func (c *Compiler) Detach() *Program {
	return &Program{slab: slices.Clone(c.prog.slab), ops: slices.Clone(c.prog.ops)}
}

// Take gives the last program away, to keep while the compiler goes on. Its specs must not be parsed into again.
func (c *Compiler) Take() *Program {
	if c.prog.Static() {
		return c.Detach()
	}
	p := c.prog
	p.slab, p.ops, p.attrs = slices.Clone(p.slab), slices.Clone(p.ops), slices.Clone(p.attrs)
	p.choices, p.properties = slices.Clone(p.choices), slices.Clone(p.properties)
	// The expressions point into the pool and into the names of places.
	c.pool, c.b.places = new(expr.Pool), nil
	return &p
}

// Work is what computing the known values of the last program took, in the units of expr's limit.
func (c *Compiler) Work() int { return c.pool.Spent() }

// Size is the number of bytes of memory that the compiler holds on to.
func (c *Compiler) Size() int {
	return cap(c.b.slab) + cap(c.b.ops)*int(unsafe.Sizeof(op{})) + cap(c.prog.attrs)*int(unsafe.Sizeof(attribute{})) +
		c.pool.Size() + cap(c.live.data) + cap(c.live.old)*int(unsafe.Sizeof(op{}))
}

// element writes an element with everything in it, unless its condition says no.
func (b *Builder) element(i int) {
	if i < 0 || len(b.slab) > MaxOutputBytes && b.full() {
		b.elsewhere(i)
		return
	}
	e := &b.spec.Elements[i]
	r, record := b.recipes.of(e.Shape)
	if r != nil {
		b.follow(e, r)
		return
	}
	if b.full() {
		return
	}
	b.spec.Nodes(e)
	at, number, firstPicked := b.at, b.number, b.firstPicked
	b.at, b.number, b.firstPicked = e, i+b.firstNumber, len(b.picked)
	switch {
	case record:
		b.record(e)
	case e.Visible == value.NoRef:
		b.component(e)
	default:
		b.If(Val{id: b.visible(e)}, func() { b.component(e) })
	}
	b.picked = b.picked[:b.firstPicked]
	b.at, b.number, b.firstPicked = at, number, firstPicked
}

// component lets the element's component write it.
func (b *Builder) component(e *spec.Element) {
	if e.Watch != value.NoRef {
		b.watch(e.Watch)
	}
	if e.Type == spec.SlotType {
		b.pageOrChildren()
		return
	}
	b.set.Components[e.Type].Emit(b)
}

// visible is the condition of the element itself. The parts that look at the item of the element's own repeat are not
// among them: they filter the items (semantics §4).
func (b *Builder) visible(e *spec.Element) expr.ID {
	if e.Repeat == value.NoRef {
		return b.pool.Condition(&b.spec.Doc, e.Visible, b.repeat)
	}
	return b.split(e.Visible, b.repeat, false)
}

// split compiles those parts of a condition, joined by "and" at any depth, that look at an item, or those that do not.
func (b *Builder) split(ref value.Ref, frame int, ofItem bool) expr.ID {
	d := &b.spec.Doc
	list := ref
	if m := d.Field(ref, "$and"); m != value.NoRef {
		list = m
	}
	if d.Kind(list) != value.Array {
		if expr.UsesItem(d, ref) == ofItem {
			return b.pool.Condition(d, ref, frame)
		}
		return b.pool.Const(yes)
	}
	var few [8]expr.ID
	parts := few[:0]
	for m := d.First(list); m < d.End(list); m = d.Next(m) {
		id := b.split(m, frame, ofItem)
		if v, known := b.pool.Known(id); !known || !v.Truthy() {
			parts = append(parts, id)
		}
	}
	return b.all(parts)
}

// all joins conditions by "and", half by half: a chain of tens of thousands would be evaluated as deep.
func (b *Builder) all(parts []expr.ID) expr.ID {
	switch len(parts) {
	case 0:
		return b.pool.Const(yes)
	case 1:
		return parts[0]
	}
	half := len(parts) / 2
	return b.pool.And(b.all(parts[:half]), b.all(parts[half:]))
}

// repeated writes the children once for each item.
func (b *Builder) repeated(e *spec.Element) {
	list := b.compile(b.spec.Doc.Field(e.Repeat, "statePath"))
	if v, known := b.known(list); known {
		list = Val{id: b.pool.State(v.Bytes())}
	}
	b.lists = append(b.lists, b.listOf(e))
	b.loop(list.id, uint32(len(b.lists)-1), func(frame int) {
		outer := b.repeat
		b.repeat = frame
		b.If(b.filter(e, frame), func() { b.children(e) })
		b.repeat = outer
	})
}

// listOf is where a repeat's list is, and the field of its items that tells them apart.
func (b *Builder) listOf(e *spec.Element) list {
	d := &b.spec.Doc
	var l list
	if key := d.Field(e.Repeat, "key"); d.Kind(key) == value.String {
		l.key = d.Content(key)
	}
	path := d.Field(e.Repeat, "statePath")
	form, m := expr.Classify(d, path)
	switch {
	case d.Kind(path) == value.String:
		l.place = place{d.Content(path), expr.Outside}
	case form == expr.State || form == expr.BindState:
		l.place = place{d.Content(m), expr.Outside}
	case form == expr.Item || form == expr.BindItem:
		l.place = place{d.Content(m), b.repeat}
	}
	return l
}

func (b *Builder) filter(e *spec.Element, frame int) Val {
	if e.Visible == value.NoRef {
		return Bool(true)
	}
	return Val{id: b.split(e.Visible, frame, true)}
}
