package expr

import (
	"unsafe"

	"placard/engine/value"
)

// ID names an expression of a Pool. None is no expression; it evaluates to Missing.
type ID uint32

const None ID = 0

// op is what an expression does.
type op uint8

const (
	opConst     op = iota // consts[a]
	opState               // the state, then steps
	opItem                // the value of frame b, then steps
	opIndex               // the index of frame b
	opWalk                // args[0], then steps
	opCond                // args: condition, then, else
	opTemplate            // args: the parts, written one after the other
	opTemplName           // frame b-1's value, if b > 0, then steps; when that is nothing, the state, then steps
	opList                // args: items
	opObject              // args: values; steps: keys
	opTruthy
	opNot
	opAnd
	opOr
	opEq
	opNeq
	opGt
	opGte
	opLt
	opLte
	opCoalesce // the first of args that is neither missing nor null
	opCall     // functions[b] of args
)

type node struct {
	op        op
	argCount  uint32
	stepCount uint32
	args      uint32 // into Pool.args
	steps     uint32 // into Pool.steps; opConst: into Pool.consts
	b         uint32
	slot      uint32 // of a path, in Env.places; opTemplName: the next one is that of the path into the state
}

// Pool holds the compiled expressions of one page. Reset makes it ready for one; once the page is compiled it is
// immutable, and any number of goroutines may evaluate it, each in an Env of its own.
type Pool struct {
	nodes  []node
	args   []ID
	steps  []value.Step
	consts []value.Value
	slots  int // of paths; the first is that of no path, where nothing is written
	recent recentPaths
	// fold evaluates what is known at compile time; its arena keeps the results.
	fold Env
}

// Reset empties the pool and keeps its memory.
func (p *Pool) Reset() {
	clear(p.steps) // they hold on to the bytes of the last spec
	clear(p.consts)
	p.nodes = append(p.nodes[:0], node{})
	p.args, p.steps, p.consts = p.args[:0], p.steps[:0], p.consts[:0]
	p.consts = append(p.consts, value.Value{})
	p.slots, p.recent = 1, recentPaths{}
	p.fold.Reset(p, Model{})
}

// Const adds a known value.
func (p *Pool) Const(v value.Value) ID {
	p.consts = append(p.consts, v)
	return p.add(node{op: opConst, steps: uint32(len(p.consts) - 1)})
}

// Known is the value of an expression that does not depend on anything.
func (p *Pool) Known(id ID) (value.Value, bool) {
	n := &p.nodes[id]
	if n.op != opConst {
		return value.Value{}, false
	}
	return p.consts[n.steps], true
}

// Truthy is JavaScript's Boolean of an expression, if it is known: also of a template, whose values are not, when some text
// of its own is in it, and of a choice when it is that of both sides.
func (p *Pool) Truthy(id ID) (truthy, known bool) {
	n := &p.nodes[id]
	args := p.args[n.args : n.args+n.argCount]
	switch n.op {
	case opTemplate:
		for _, part := range args {
			if text, known := p.Known(part); known && len(text.Bytes()) > 0 {
				return true, true
			}
		}
		return false, false
	case opCond:
		return p.truthyCond(args[0], args[1], args[2])
	}
	v, known := p.Known(id)
	return v.Truthy(), known
}

// truthyCond is Truthy of an opCond. In x || y and x && y the condition is one of the sides, and known there.
func (p *Pool) truthyCond(c, then, els ID) (truthy, known bool) {
	thenTruthy, thenKnown := true, true
	if then != c {
		thenTruthy, thenKnown = p.Truthy(then)
	}
	elseTruthy, elseKnown := false, true
	if els != c {
		elseTruthy, elseKnown = p.Truthy(els)
	}
	return thenTruthy, thenKnown && elseKnown && thenTruthy == elseTruthy
}

// Exhausted tells that a limit was reached while the known was computed, so that some values are missing.
func (p *Pool) Exhausted() bool { return p.fold.Exhausted() }

// Spent is the work that went into computing what is known, in units of Env.Spend.
func (p *Pool) Spent() int { return p.fold.Spent() }

// Slot is where the value of an expression is near (Env.Near): when there is one that is neither missing nor null, it is that of the
// expression. Of most expressions it is 0, where nothing is.
func (p *Pool) Slot(id ID) uint32 {
	switch n := &p.nodes[id]; n.op {
	case opState, opItem, opTemplName:
		return n.slot
	case opCoalesce:
		return p.Slot(p.args[n.args])
	}
	return 0
}

// Size is the number of bytes of memory that the pool holds on to.
func (p *Pool) Size() int {
	return int(unsafe.Sizeof(*p)) + cap(p.nodes)*int(unsafe.Sizeof(node{})) + cap(p.args)*int(unsafe.Sizeof(ID(0))) +
		cap(p.steps)*int(unsafe.Sizeof(value.Step{})) + cap(p.consts)*int(unsafe.Sizeof(value.Value{})) +
		p.fold.tmp.Size() + cap(p.fold.text)
}

func (p *Pool) add(n node) ID {
	p.nodes = append(p.nodes, n)
	return ID(len(p.nodes) - 1)
}

// apply adds an operation on args, or its result when all of them are known.
func (p *Pool) apply(o op, b uint32, args ...ID) ID {
	n := node{op: o, b: b, args: uint32(len(p.args)), argCount: uint32(len(args))}
	p.args = append(p.args, args...)
	return p.foldKnown(p.add(n))
}

func (p *Pool) foldKnown(id ID) ID {
	n := p.nodes[id]
	for _, a := range p.args[n.args : n.args+n.argCount] {
		if p.nodes[a].op != opConst {
			return id
		}
	}
	return p.Const(p.fold.Eval(id))
}
