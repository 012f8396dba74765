package expr

import "placard/engine/value"

// Eval evaluates an expression. The result is valid until the Env is reset, or rewound to before.
func (e *Env) Eval(id ID) value.Value {
	p := e.pool
	n := &p.nodes[id]
	e.work -= evalWork
	switch n.op {
	case opConst:
		return p.consts[n.steps]
	case opState:
		if v := e.Near(n.slot); v.Kind() != value.Missing {
			return v
		}
		return e.inState(n, n.slot)
	case opItem:
		if v := e.Near(n.slot); v.Kind() != value.Missing {
			return v
		}
		return e.inItem(n, n.b)
	case opIndex:
		return value.OfNumber(float64(e.Frames[n.b].Index))
	case opWalk:
		return e.walk(e.arg(n, 0), e.stepsOf(n))
	case opCond:
		return e.Eval(e.branch(n))
	case opTemplate:
		return e.template(n)
	case opTemplName:
		return e.templateName(n)
	case opList, opObject:
		return e.composite(n)
	case opCoalesce:
		return e.coalesce(n)
	case opCall:
		if !e.room() {
			return value.Value{}
		}
		return e.call(n)
	default:
		return value.OfBool(e.test(n))
	}
}

// True evaluates an expression as a condition.
func (e *Env) True(id ID) bool {
	n := &e.pool.nodes[id]
	for n.op == opTruthy {
		id = e.pool.args[n.args]
		n = &e.pool.nodes[id]
	}
	if v := e.Near(n.slot); !v.Nullish() {
		return v.Truthy()
	}
	switch {
	case n.op >= opTruthy && n.op <= opLte:
		return e.test(n)
	case n.op == opTemplate:
		return e.anyText(n)
	case n.op == opCond:
		return e.branchTrue(n)
	}
	return e.Eval(id).Truthy()
}

// branch is the expression that an opCond stands for now.
func (e *Env) branch(n *node) ID {
	args := e.argsOf(n)
	if e.True(args[0]) {
		return args[1]
	}
	return args[2]
}

// branchTrue is True of an opCond. In x || y and x && y, which are conditionals too, x is looked at once.
func (e *Env) branchTrue(n *node) bool {
	e.work -= evalWork
	args := e.argsOf(n)
	test := e.True(args[0])
	branch := args[2]
	if test {
		branch = args[1]
	}
	if branch == args[0] {
		return test
	}
	return e.True(branch)
}

func (e *Env) arg(n *node, i uint32) value.Value { return e.Eval(e.pool.args[n.args+i]) }

func (e *Env) argsOf(n *node) []ID { return e.pool.args[n.args : n.args+n.argCount] }

func (e *Env) stepsOf(n *node) []value.Step { return e.pool.steps[n.steps : n.steps+n.stepCount] }

// test evaluates the operations whose result is true or false (semantics §3).
func (e *Env) test(n *node) bool {
	switch n.op {
	case opTruthy:
		return e.True(e.pool.args[n.args])
	case opNot:
		return !e.True(e.pool.args[n.args])
	case opAnd:
		for _, a := range e.argsOf(n) {
			if !e.True(a) {
				return false
			}
		}
		return true
	case opOr:
		for _, a := range e.argsOf(n) {
			if e.True(a) {
				return true
			}
		}
		return false
	}
	return e.compare(n.op, e.arg(n, 0), e.arg(n, 1))
}

// compare: equality is strict, order is for two numbers only.
func (e *Env) compare(o op, a, b value.Value) bool {
	if o == opEq || o == opNeq {
		e.work -= min(len(a.Bytes()), len(b.Bytes()))
		return a.Equal(b) == (o == opEq)
	}
	if a.Kind() != value.Number || b.Kind() != value.Number {
		return false
	}
	x, y := a.Float(), b.Float()
	switch o {
	case opGt:
		return x > y
	case opGte:
		return x >= y
	case opLt:
		return x < y
	case opLte:
		return x <= y
	}
	return false
}

func (e *Env) coalesce(n *node) value.Value {
	var v value.Value
	for _, a := range e.argsOf(n) {
		if v = e.Eval(a); !v.Nullish() {
			break
		}
	}
	return v
}

// composite builds a list or object whose members are expressions. They are evaluated first: they may build lists of
// their own in the same arena.
func (e *Env) composite(n *node) value.Value {
	if !e.room() {
		return value.Value{}
	}
	base := len(e.stack)
	for _, a := range e.argsOf(n) {
		v := e.Eval(a)
		e.stack = append(e.stack, v)
	}
	before := e.tmp.Used()
	kind := value.Array
	if n.op == opObject {
		kind = value.Object
	}
	ref := e.tmp.Begin(kind, nil)
	for i, v := range e.stack[base:] {
		var key []byte
		if kind == value.Object {
			key = e.stepsOf(n)[i].Key
		}
		if !e.room() {
			v = value.Value{}
		}
		e.tmp.Put(v, key)
	}
	e.stack = e.stack[:base]
	e.work -= e.tmp.Used() - before
	return e.tmp.Finish(ref)
}
