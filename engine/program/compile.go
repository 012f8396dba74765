package program

import (
	"placard/engine/diag"
	"placard/engine/expr"
	"placard/engine/spec"
	"placard/engine/value"
)

// Compiler compiles specs one after the other and uses its memory again. It belongs to one goroutine at a time.
type Compiler struct {
	set  *Set
	b    Builder
	pool *expr.Pool
	prog Program
}

// NewCompiler makes a compiler of pages with these components.
func NewCompiler(set *Set) *Compiler { return &Compiler{set: set, pool: new(expr.Pool)} }

// Options are what a page takes from elsewhere than its spec.
type Options struct {
	// Title is the document's title when the spec has none.
	Title string
}

// Compile compiles a checked spec without errors. The program is valid until the next Compile; Detach makes one to keep.
func (c *Compiler) Compile(s *spec.Spec, o Options, diags *diag.List) *Program {
	c.pool.Reset()
	c.prog = Program{attrs: c.prog.attrs[:0], choices: c.prog.choices[:0],
		properties: c.prog.properties[:0], pool: c.pool, state: s.Doc.At(s.State)}
	c.b = Builder{
		set: c.set, spec: s, pool: c.pool, prog: &c.prog,
		slab: c.b.slab[:0], ops: c.b.ops[:0], names: c.b.names[:0], repeat: expr.Outside,
	}
	c.b.page(o)
	if c.b.overflow {
		diags.Add(diag.Issue{Severity: diag.Error, Code: "page_too_large", Message: "the rendered page has more than 8 MB",
			Hint: "show fewer items on a page"})
	}
	c.b.flush()
	c.prog.slab, c.prog.ops = c.b.slab, c.b.ops
	return &c.prog
}

// Detach returns a program of its own from the last Compile, with no more memory than it needs. The compiler's spec
// must not be parsed into again if the program is not static: its values are the program's.
func (c *Compiler) Detach() *Program {
	p := c.prog
	p.slab = append([]byte(nil), p.slab...)
	p.ops = append([]op(nil), p.ops...)
	if p.Static() {
		return &Program{slab: p.slab, ops: p.ops}
	}
	p.attrs = append([]attribute(nil), p.attrs...)
	p.choices = append([]*Choice(nil), p.choices...)
	p.properties = append([]string(nil), p.properties...)
	c.pool = new(expr.Pool) // the program keeps the other: values point into it
	return &p
}

// element writes an element with everything in it, unless its condition says no.
func (b *Builder) element(i int) {
	if b.full() || i < 0 {
		return
	}
	e := &b.spec.Elements[i]
	at, number := b.at, b.number
	b.at, b.number = e, i
	if e.Visible == value.NoRef {
		b.set.Components[e.Type].Emit(b)
	} else {
		b.If(b.val(b.visible(e)), func() { b.set.Components[e.Type].Emit(b) })
	}
	b.at, b.number = at, number
}

// visible is the condition of the element itself. The parts that look at the item of the element's own repeat are not
// among them: they filter the items (semantics §4).
func (b *Builder) visible(e *spec.Element) expr.ID {
	if e.Repeat == value.NoRef {
		return b.pool.Condition(&b.spec.Doc, e.Visible, b.repeat)
	}
	return b.split(e.Visible, b.repeat, false)
}

// split compiles those parts of a condition, joined by "and", that look at an item, or those that do not.
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
		return b.pool.Const(value.OfBool(true))
	}
	id := b.pool.Const(value.OfBool(true))
	for m := d.First(list); m < d.End(list); m = d.Next(m) {
		if expr.UsesItem(d, m) == ofItem {
			id = b.pool.And(id, b.pool.Condition(d, m, frame))
		}
	}
	return id
}

// repeated writes the children once for each item.
func (b *Builder) repeated(e *spec.Element) {
	list := b.compile(b.spec.Doc.Field(e.Repeat, "statePath"))
	if v, known := list.Known(); known {
		list = Val{id: b.pool.State(v.Bytes())}
	}
	b.loop(list.id, func(frame int) {
		outer := b.repeat
		b.repeat = frame
		b.If(b.filter(e, frame), func() { b.children(e) })
		b.repeat = outer
	})
}

func (b *Builder) filter(e *spec.Element, frame int) Val {
	if e.Visible == value.NoRef {
		return Bool(true)
	}
	return b.val(b.split(e.Visible, frame, true))
}
