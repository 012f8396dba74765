package expr

import "placard/engine/value"

// MaxFrames is how deep repeats and lists inside components can be nested in each other.
const MaxFrames = 64

// Model is the state that expressions read: layers merged shallowly, by top-level key, the last one first.
type Model struct {
	layers [4]value.Value
	n      int
}

// Push puts a layer on top. Anything but an object is no layer; past four, the top one is replaced.
func (m *Model) Push(v value.Value) {
	if v.Kind() != value.Object {
		return
	}
	if m.n == len(m.layers) {
		m.n--
	}
	m.layers[m.n] = v
	m.n++
}

// Walk follows a compiled pointer from the top of the state.
func (m *Model) Walk(steps []value.Step) value.Value {
	if len(steps) == 0 {
		return m.whole()
	}
	for i := m.n - 1; i >= 0; i-- {
		if v := m.layers[i].Walk(steps[:1]); v.Kind() != value.Missing {
			return v.Walk(steps[1:])
		}
	}
	return value.Value{}
}

func (m *Model) whole() value.Value {
	if m.n == 0 {
		return value.Value{}
	}
	return m.layers[m.n-1]
}

// Frame is one turn of a repeat or of a list inside a component.
type Frame struct {
	Value value.Value
	Index int
}

// Env is what expressions are evaluated in. It belongs to one goroutine at a time and is used again.
type Env struct {
	pool   *Pool
	model  Model
	Frames [MaxFrames]Frame
	// tmp and text hold computed values until the next reset.
	tmp  value.Doc
	text []byte
}

// Reset prepares the Env for a run of a page.
func (e *Env) Reset(p *Pool, m Model) { e.reset(p, m) }

func (e *Env) reset(p *Pool, m Model) {
	e.pool, e.model = p, m
	e.tmp.Clear()
	e.text = e.text[:0]
}

// Release lets go of everything that the Env points to, before it is put away for later, and of an arena that one
// large page has blown up.
func (e *Env) Release() {
	e.reset(nil, Model{})
	clear(e.Frames[:])
	if e.tmp.Size() > maxKeptBytes {
		e.tmp = value.Doc{}
	}
	if cap(e.text) > maxKeptBytes {
		e.text = nil
	}
}

const maxKeptBytes = 1 << 20

// Held is how many bytes of computed values the Env holds: what a page can amplify without writing any output.
func (e *Env) Held() int { return len(e.text) + e.tmp.Size() }

// Eval evaluates an expression. The result is valid until the Env is reset.
func (e *Env) Eval(id ID) value.Value {
	p := e.pool
	n := &p.nodes[id]
	switch n.op {
	case opConst:
		return p.consts[n.steps]
	case opState:
		return e.model.Walk(e.stepsOf(n))
	case opItem:
		return e.Frames[n.b].Value.Walk(e.stepsOf(n))
	case opIndex:
		return value.OfNumber(float64(e.Frames[n.b].Index))
	case opWalk:
		return e.arg(n, 0).Walk(e.stepsOf(n))
	case opCond:
		if e.arg(n, 0).Truthy() {
			return e.arg(n, 1)
		}
		return e.arg(n, 2)
	case opTemplate:
		start := len(e.text)
		e.text = e.appendTemplate(e.text, n)
		return value.OfString(e.text[start:len(e.text):len(e.text)])
	case opTemplName:
		return e.templateName(n)
	case opList, opObject:
		return e.composite(n)
	case opCoalesce:
		return e.coalesce(n)
	case opCall:
		return e.call(n)
	default:
		return value.OfBool(e.test(n))
	}
}

// True evaluates an expression as a condition.
func (e *Env) True(id ID) bool {
	n := &e.pool.nodes[id]
	if n.op >= opTruthy && n.op <= opLte {
		return e.test(n)
	}
	return e.Eval(id).Truthy()
}

func (e *Env) arg(n *node, i uint32) value.Value { return e.Eval(e.pool.args[n.args+i]) }

func (e *Env) argsOf(n *node) []ID { return e.pool.args[n.args : n.args+uint32(n.argCount)] }

func (e *Env) stepsOf(n *node) []value.Step {
	return e.pool.steps[n.steps : n.steps+uint32(n.stepCount)]
}

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
	return compare(n.op, e.arg(n, 0), e.arg(n, 1))
}

// compare: equality is strict, order is for two numbers only.
func compare(o op, a, b value.Value) bool {
	switch o {
	case opEq:
		return a.Equal(b)
	case opNeq:
		return !a.Equal(b)
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

// composite builds a list or object whose members are expressions.
func (e *Env) composite(n *node) value.Value {
	kind := value.Array
	if n.op == opObject {
		kind = value.Object
	}
	// The members are evaluated first: they may build lists of their own in the same arena.
	var few [8]value.Value
	members := few[:0]
	for _, a := range e.argsOf(n) {
		members = append(members, e.Eval(a))
	}
	ref := e.tmp.Begin(kind, nil)
	for i, v := range members {
		var key []byte
		if kind == value.Object {
			key = e.stepsOf(n)[i].Key
		}
		e.tmp.Put(v, key)
	}
	return e.tmp.Finish(ref)
}
