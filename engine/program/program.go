// Package program compiles a checked spec into a page program and runs it. A program is a flat list of a few
// operations over one slab of static bytes; everything that is known at compile time is in the slab, so a page
// without dynamic parts is one static operation and running it is a copy.
//
// Cost, the goals: compiling 500 elements 20 µs, running a static page a copy of its bytes, both without allocation
// when memory is used again (Compiler) and a run without any always.
package program

import (
	"slices"
	"sync"
	"unsafe"

	"placard/engine/expr"
	"placard/engine/html"
	"placard/engine/value"
)

// MaxOutputBytes bounds a rendered page. Past it repeats and lists end early, so that the page stays well-formed.
const MaxOutputBytes = 8 << 20

// MaxSteps bounds the operations of one run: repeats nested in repeats multiply without writing anything.
const MaxSteps = 2_000_000

type opcode uint8

const (
	opStatic   opcode = iota // nothing
	opText                   // expression a as the text of an element; with b it is what the opIf before has looked at
	opPart                   // expression a as a part of a text; the first part has b, the template, which with its parts is slab[c:d]
	opAttr                   // expression a as the attribute attrs[b], which begins with slab[c:d]
	opChoose                 // expression a picks from choices[b]
	opChosen                 // what choices[b] has picked before in the same block
	opClass                  // expression a as more class names, each run with a space before it
	opProperty               // expression a as the CSS property properties[b], in a style attribute
	opID                     // the indexes of the frames below a, "-" before each: makes ids in repeats unique
	opIf                     // when expression a is false, go on at b; with c its value is kept for the opText that follows
	opJump                   // go on at b
	opBehave                 // nothing: it is Builder.behaviours[a], for the browser
	opPath                   // expression a, an address below the page's, in an open attribute
	opState                  // the state as JSON in a script element
	opEach                   // run the operations up to b once for each item of expression a, in frame c; Builder.lists[d] says more
)

// op is an operation, and the markup before it: slab[from:to]. What of the text around values is known, and the beginning of
// an attribute, stands in the slab as well, where the operations write it, so that it is copied together with the markup.
type op struct {
	code       opcode
	from, to   uint32
	a, b, c, d uint32
	slot       uint32 // where the value of the expression is near, for those that write or test one
}

// Program is a compiled page. It is immutable and may be run by many goroutines at once. It is valid as long as the
// spec, the components and the build it was compiled from are; it holds on to the spec's values only if it needs them
// (Static tells).
type Program struct {
	ops     []op
	slab    []byte
	attrs   []attribute
	choices []*Choice
	// properties are the names of CSS properties.
	properties []string
	pool       *expr.Pool
	// states are those of the app, of the layout and of the page: the lower layers of the state.
	states [3]value.Value
	// base goes before links that are relative to the root (html.AppendLink).
	base []byte
}

// Static tells that the page is the same bytes whatever the state.
func (p *Program) Static() bool {
	return len(p.ops) == 0 || len(p.ops) == 1 && p.ops[0].code == opStatic
}

// Ops is the number of operations, for statistics.
func (p *Program) Ops() int { return len(p.ops) }

// Size is the number of bytes of memory that the program holds on to, apart from the specs that it was made of.
func (p *Program) Size() int {
	n := int(unsafe.Sizeof(*p)) + cap(p.slab) + cap(p.ops)*int(unsafe.Sizeof(op{})) + cap(p.attrs)*int(unsafe.Sizeof(attribute{})) +
		cap(p.properties)*int(unsafe.Sizeof("")) + cap(p.choices)*int(unsafe.Sizeof(p.choices[0]))
	if p.pool != nil {
		n += p.pool.Size()
	}
	return n
}

// Reads calls f with the top-level keys of the state that a run or the browser may read, some of them more than once;
// nil stands for the whole state.
func (p *Program) Reads(f func(key []byte)) {
	if !p.Static() {
		p.pool.StateKeys(f)
	}
}

// Append runs the program and appends the page to dst. layers go on top of the spec's own state, the last one on top: up to
// two for a page of an app.
// A run cannot fail: what has no value renders as nothing. complete is false when a limit was reached: repeats end
// early then and values are left out, so that the page stays well-formed.
func (p *Program) Append(dst []byte, layers ...value.Value) (out []byte, complete bool) {
	if p.Static() {
		return append(dst, p.slab...), true
	}
	return p.run(dst, limits{MaxOutputBytes, MaxSteps}, layers)
}

// Try is Append that also tells the work that it took, in the units of expr's limit.
func (p *Program) Try(dst []byte) (out []byte, work int, complete bool) {
	if p.Static() {
		return append(dst, p.slab...), 0, true
	}
	r := p.begin(limits{len(dst) + MaxOutputBytes, MaxSteps}, nil)
	dst = r.block(dst, 0, uint32(len(p.ops)))
	work = r.env.Spent() + MaxSteps - r.steps
	return dst, work, r.end()
}

// limits bound one run: the length of what is written to, and the operations.
type limits struct{ bytes, steps int }

func (p *Program) run(dst []byte, l limits, layers []value.Value) (out []byte, complete bool) {
	l.bytes += len(dst)
	r := p.begin(l, layers)
	dst = r.block(dst, 0, uint32(len(p.ops)))
	return dst, r.end()
}

// begin takes the memory for a run, and end gives it back and tells whether no limit was reached.
func (p *Program) begin(l limits, layers []value.Value) *run {
	var m expr.Model
	for _, state := range p.states {
		m.Push(state)
	}
	for _, layer := range layers {
		m.Push(layer)
	}
	r := runs.Get().(*run)
	r.Program, r.limit, r.steps, r.complete = p, l.bytes, l.steps, true
	r.picks = slices.Grow(r.picks[:0], len(p.choices))[:len(p.choices)]
	r.env.Reset(p.pool, m)
	return r
}

func (r *run) end() (complete bool) {
	complete = r.complete && !r.env.Exhausted()
	r.env.Release()
	r.Program = nil
	runs.Put(r)
	return complete
}

// run is one execution of a program.
type run struct {
	*Program
	env      expr.Env
	limit    int // of len(dst)
	steps    int // that are left
	complete bool
	// picks are what the choices of the program have picked last. An end tag must have the name of its start tag, also
	// when a limit is reached between them, so it is not computed again.
	picks []string
}

var runs = sync.Pool{New: func() any { return new(run) }}

// block runs the operations from pc up to end. It is the one loop over the operations; a switch of plain cases.
func (r *run) block(dst []byte, pc, end uint32) []byte {
	r.steps -= int(end - pc)
	var last value.Value // that was written or looked at
	ops, slab := r.ops[:end], r.slab
	for pc < uint32(len(ops)) {
		o := &ops[pc]
		pc++
		markup := slab[o.from:o.to]
		switch o.code {
		case opText, opPart:
			if !r.room(dst) {
				break
			}
			if !o.tested() {
				// As value does, without the call: 8 % of a repeat.
				if last = r.env.Near(o.slot); last.Nullish() {
					last = r.env.Eval(expr.ID(o.a))
				}
			}
			dst = r.text(dst, markup, last, o.code)
			continue
		case opAttr:
			dst = r.attribute(dst, markup, o)
			continue
		}
		dst = append(dst, markup...)
		switch o.code {
		case opChoose: // whatever the limits: it may be the name of a tag
			r.picks[o.b] = r.choices[o.b].pick(r.env.Eval(expr.ID(o.a)))
			dst = append(dst, r.picks[o.b]...)
		case opChosen:
			dst = append(dst, r.picks[o.b]...)
		case opClass:
			if r.room(dst) {
				dst = appendClasses(dst, r.env.Eval(expr.ID(o.a)))
			}
		case opProperty:
			if r.room(dst) {
				dst = r.property(dst, r.properties[o.b], expr.ID(o.a))
			}
		case opID:
			dst = appendIndexes(dst, &r.env, int(o.a))
		case opPath:
			dst = html.AppendAttr(dst, r.env.Eval(expr.ID(o.a)).Bytes())
		case opState:
			dst = r.state(dst)
		case opIf:
			if o.c > 0 {
				last = r.value(o)
			}
			if o.c > 0 && !last.Truthy() || o.c == 0 && !r.env.True(expr.ID(o.a)) {
				pc = o.b
			}
		case opJump:
			pc = o.b
		case opEach:
			dst = r.each(dst, o, pc)
			pc = o.b
		}
	}
	return dst
}

// each runs a block for every item of a list. What is no list has no items.
func (r *run) each(dst []byte, o *op, body uint32) []byte {
	list := r.env.Eval(expr.ID(o.a))
	if list.Kind() != value.Array {
		return dst
	}
	doc, at := list.Node()
	mark := r.env.Mark()
	for i, m := 0, doc.First(at); m < doc.End(at) && r.room(dst); i, m = i+1, doc.Next(m) {
		r.steps-- // the block may have no operations
		r.env.Turn(int(o.c), doc.At(m), i)
		dst = r.block(dst, body, o.b)
		r.env.Rewind(mark)
	}
	r.env.Leave(int(o.c))
	return dst
}

// room tells whether the limits allow to go on: to begin another turn of a repeat, or to write another value, of which
// a page without any repeat may have thousands, each as long as the state.
func (r *run) room(dst []byte) bool {
	if len(dst) > r.limit || r.steps < 0 || r.env.Exhausted() {
		r.complete = false
	}
	return r.complete
}

// value is that of an operation's expression.
func (r *run) value(o *op) value.Value {
	if v := r.env.Near(o.slot); !v.Nullish() {
		return v
	}
	return r.env.Eval(expr.ID(o.a))
}

// tested tells of an opText that its value is what the opIf before it has looked at.
func (o *op) tested() bool { return o.code == opText && o.b > 0 }

// text writes markup and a value as the text of an element, or as a part of one.
func (r *run) text(dst, markup []byte, v value.Value, code opcode) []byte {
	text, ok := v.Bytes(), v.Kind() == value.String
	if !ok {
		if text, ok = v.Digits(); !ok {
			return r.unusualText(append(dst, markup...), v, code)
		}
	}
	r.env.Spend(len(text))
	return html.AppendMarkupText(dst, markup, text)
}

// unusualText is text of what is neither a text nor a number that stands as it is written.
func (r *run) unusualText(dst []byte, v value.Value, code opcode) []byte {
	r.env.Spend(weight(v))
	switch {
	case v.Nullish():
		return dst
	case code == opText:
		return appendText(dst, v)
	}
	return appendString(dst, v)
}

// attribute writes markup and an attribute. The markup ends with the attribute's beginning, which is left out when there
// is no value.
func (r *run) attribute(dst, markup []byte, o *op) []byte {
	a, before := &r.attrs[o.b], markup[:o.c-o.from]
	if !r.room(dst) {
		return append(dst, before...)
	}
	v := r.value(o)
	switch a.mode {
	case Style:
		r.env.Spend(styleWork * weight(v))
	case Link, Image, ImageSet:
		r.env.Spend(urlWork * weight(v))
	default:
		r.env.Spend(weight(v))
	}
	if a.isPlain(v, r.base) {
		return append(html.AppendMarkupAttr(dst, markup, v.Bytes()), '"')
	}
	return a.append(append(dst, before...), v, r.base)
}

// state writes the merged state. Where the limits are reached it is empty, so that the data around stays JSON.
func (r *run) state(dst []byte) []byte {
	start := len(dst)
	if r.room(dst) {
		dst = r.env.AppendState(dst)
	}
	if len(dst) == start || !r.room(dst) {
		return append(dst[:start], "{}"...)
	}
	return scriptFrom(dst, start)
}

func (r *run) property(dst []byte, name string, id expr.ID) []byte {
	v := r.env.Eval(id)
	r.env.Spend(styleWork * weight(v))
	return appendProperty(dst, name, v)
}

// How many times longer it takes to check CSS and addresses than to look at text.
const (
	styleWork = 16
	urlWork   = 8
)

// weight is the work of looking at a value that may turn out to write nothing: its bytes, and those of what it holds.
func weight(v value.Value) int {
	d, ref := v.Node()
	switch {
	case v.Kind() == value.String:
		return len(v.Bytes())
	case v.Kind() < value.Array:
		return 0
	}
	n := nodeWork * int(d.End(ref)-ref)
	for m := d.First(ref); m < d.End(ref); m = d.Next(m) {
		n += len(d.At(m).Bytes())
	}
	return n
}

// nodeWork is the work of going from one member of a list to the next.
const nodeWork = 24
