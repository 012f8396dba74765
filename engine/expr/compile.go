package expr

import (
	"strconv"
	"unsafe"

	"placard/engine/value"
)

// Outside is the frame of an expression that is in no repeat.
const Outside = -1

// Compile adds the expression, or literal, at ref of the spec's Doc. frame is the innermost repeat around it, or
// Outside. What Check would report as an error compiles to nothing.
func (p *Pool) Compile(d *value.Doc, ref value.Ref, frame int) ID {
	if !d.HasExpressions(ref) {
		return p.Const(d.At(ref))
	}
	form, m := Classify(d, ref)
	switch form {
	case Plain:
		return p.members(d, ref, frame)
	case State, BindState:
		return p.pathOf(opState, d, m, 0)
	case Item, BindItem:
		if frame < 0 {
			return p.Const(value.Value{})
		}
		return p.pathOf(opItem, d, m, uint32(frame))
	case Index:
		if frame < 0 || d.Kind(m) != value.True {
			return p.Const(value.Value{})
		}
		return p.add(node{op: opIndex, b: uint32(frame)})
	case Cond:
		return p.cond(d, ref, m, frame)
	case Template:
		if d.Kind(m) != value.String {
			return p.Const(value.Value{})
		}
		return p.template(d.Content(m), frame)
	case Computed:
		return p.Const(value.Value{})
	case Unknown:
		return p.unknown(d, ref)
	}
	return p.directive(form, d, ref, m, frame)
}

// unknown compiles to nothing, but for {"$id": true}: pushState makes a fresh id of it, in the browser (semantics §5).
func (p *Pool) unknown(d *value.Doc, ref value.Ref) ID {
	if d.Len(ref) == 1 && string(d.Key(d.First(ref))) == "$id" {
		return p.Const(d.At(ref))
	}
	return p.Const(value.Value{})
}

// pathOf compiles a pointer that is the content of a string.
func (p *Pool) pathOf(o op, d *value.Doc, m value.Ref, b uint32) ID {
	if d.Kind(m) != value.String {
		return p.Const(value.Value{})
	}
	return p.path(o, d.Content(m), b)
}

func (p *Pool) path(o op, pointer []byte, b uint32) ID {
	if o == opState {
		return p.statePath(pointer)
	}
	n := node{op: o, b: b, steps: uint32(len(p.steps)), slot: uint32(p.slots)}
	p.steps = value.AppendSteps(p.steps, pointer)
	n.stepCount = uint32(len(p.steps)) - n.steps
	p.slots += 2 // one for the item and one for the state
	return p.add(n)
}

// statePath compiles a path into the state. The same few follow each other in most specs: they are taken apart once, and
// share a slot, so that a run looks them up once.
func (p *Pool) statePath(pointer []byte) ID {
	if n := p.recent.find(pointer); n != nil {
		return p.add(*n)
	}
	n := node{op: opState, steps: uint32(len(p.steps)), slot: uint32(p.slots)}
	p.steps = value.AppendSteps(p.steps, pointer)
	n.stepCount = uint32(len(p.steps)) - n.steps
	p.slots++
	p.recent.add(pointer, n)
	return p.add(n)
}

// recentPaths are the last paths into the state that were compiled.
type recentPaths struct {
	paths [8]recentPath
	next  int
}

type recentPath struct {
	pointer []byte
	node    node
}

func (r *recentPaths) find(pointer []byte) *node {
	for i := range r.paths {
		if p := &r.paths[i]; p.node.op == opState && string(p.pointer) == string(pointer) {
			return &p.node
		}
	}
	return nil
}

func (r *recentPaths) add(pointer []byte, n node) {
	r.paths[r.next] = recentPath{pointer, n}
	r.next = (r.next + 1) % len(r.paths)
}

// cond compiles {"$cond": C, "$then": x, "$else": y}; a known condition leaves only its branch.
func (p *Pool) cond(d *value.Doc, ref, m value.Ref, frame int) ID {
	then, els := d.Field(ref, "$then"), d.Field(ref, "$else")
	if then == value.NoRef || els == value.NoRef {
		return p.Const(value.Value{})
	}
	c := p.Condition(d, m, frame)
	if v, known := p.Known(c); known {
		if v.Truthy() {
			return p.Compile(d, then, frame)
		}
		return p.Compile(d, els, frame)
	}
	return p.apply(opCond, 0, c, p.Compile(d, then, frame), p.Compile(d, els, frame))
}

// members compiles a list or object that has expressions somewhere in it.
func (p *Pool) members(d *value.Doc, ref value.Ref, frame int) ID {
	var few [8]ID
	args := few[:0]
	for m := d.First(ref); m < d.End(ref); m = d.Next(m) {
		args = append(args, p.Compile(d, m, frame))
	}
	n := node{op: opList, args: uint32(len(p.args)), argCount: uint32(len(args))}
	p.args = append(p.args, args...)
	if d.Kind(ref) == value.Object {
		n.op, n.steps = opObject, uint32(len(p.steps))
		for m := d.First(ref); m < d.End(ref); m = d.Next(m) {
			p.steps = append(p.steps, value.Step{Key: d.Key(m), Index: -1})
		}
		n.stepCount = uint32(len(p.steps)) - n.steps
	}
	return p.foldKnown(p.add(n))
}

// The following build expressions for components.

// Item is the value of a frame.
func (p *Pool) Item(frame int) ID { return p.add(node{op: opItem, b: uint32(frame)}) }

// Index is the index of a frame, from 0.
func (p *Pool) Index(frame int) ID { return p.add(node{op: opIndex, b: uint32(frame)}) }

// Member is the member of an object with this key.
func (p *Pool) Member(of ID, key string) ID {
	return p.step(of, value.Step{Key: constant(key), Index: -1})
}

// constant is a string of the program as bytes, without a copy: strings live as long as someone points into them, and
// nobody writes to the keys of steps.
func constant(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

// Nth is the item of a list at an index: JavaScript's of[i].
func (p *Pool) Nth(of ID, i int) ID {
	return p.step(of, value.Step{Key: strconv.AppendInt(nil, int64(i), 10), Index: int32(i)})
}

func (p *Pool) step(of ID, s value.Step) ID {
	id := p.add(node{op: opWalk, args: uint32(len(p.args)), argCount: 1, steps: uint32(len(p.steps)), stepCount: 1})
	p.steps = append(p.steps, s)
	p.args = append(p.args, of)
	return p.foldKnown(id)
}

// Not, And, Or and Equal are conditions.
func (p *Pool) Not(a ID) ID          { return p.apply(opNot, 0, a) }
func (p *Pool) And(a, b ID) ID       { return p.apply(opAnd, 0, a, b) }
func (p *Pool) Or(a, b ID) ID        { return p.apply(opOr, 0, a, b) }
func (p *Pool) Equal(a, b ID) ID     { return p.apply(opEq, 0, a, b) }
func (p *Pool) Coalesce(a, b ID) ID  { return p.apply(opCoalesce, 0, a, b) }
func (p *Pool) Choose(c, a, b ID) ID { return p.apply(opCond, 0, c, a, b) }

// Call is a named function of args.
func (p *Pool) Call(f Function, args ...ID) ID {
	if f == String { // of nothing and of null it is the same
		args[0] = p.orNothing(args[0])
	}
	return p.apply(opCall, uint32(f), args...)
}

// orNothing is x of an expression x ?? nothing, else the expression.
func (p *Pool) orNothing(id ID) ID {
	n := &p.nodes[id]
	if n.op != opCoalesce {
		return id
	}
	if other, known := p.Known(p.args[n.args+1]); known && other.Nullish() {
		return p.args[n.args]
	}
	return id
}

// State is the value at a pointer into the state.
func (p *Pool) State(pointer []byte) ID { return p.path(opState, pointer, 0) }

// Items are the items of a list whose items are expressions; ok is false for every other expression.
func (p *Pool) Items(id ID) (items []ID, ok bool) {
	n := &p.nodes[id]
	if n.op != opList {
		return nil, false
	}
	return p.args[n.args : n.args+n.argCount], true
}
