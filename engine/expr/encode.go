package expr

import (
	"bytes"
	"slices"
	"strconv"

	"placard/engine/value"
)

// Codes are the numbers by which components/runtime/expr.js knows operations and functions; it has them in the same
// order. The comment is what follows the number: "x…" stands for operands, "step…" for the keys of a path.
var (
	opCodes = [...]uint8{
		opConst:     0,  // a literal; nothing: undefined
		opState:     1,  // step…
		opItem:      2,  // frame, step…
		opIndex:     3,  // frame
		opTemplName: 4,  // frame, step…
		opWalk:      5,  // x, step…
		opCond:      6,  // x, x, x
		opTemplate:  7,  // x…
		opList:      8,  // x…
		opObject:    9,  // x…, as many keys
		opAnd:       10, // x…
		opOr:        11, // x…
		opCoalesce:  12, // x…
		opTruthy:    14, // x
		opNot:       15, // x
		opEq:        16, // x, x, and so below
		opNeq:       17,
		opGt:        18,
		opGte:       19,
		opLt:        20,
		opLte:       21,
	}
	functionCodes = [...]uint8{
		formatFunction:      13, // kind, value, locale, currency, notation, style, options, now
		Initials:            22,
		Clamp:               23,
		Pages:               24,
		Includes:            25,
		String:              26,
		Option:              27,
		Percent:             28,
		Arithmetic:          29,
		concatFunction:      30,
		countFunction:       31,
		truncateFunction:    32,
		pluralizeFunction:   33,
		joinFunction:        34,
		interpolateFunction: 35,
		Toggled:             36,
	}
)

// maxInlineBytes is how long the text of a literal or path may be to be written wherever it is used: an item of its own
// costs at least three bytes, for its comma and the index that stands in its place. What is used once is always written there.
const maxInlineBytes = 16

// Encoder writes expressions of a Pool as JSON for the browser: one array of items. An item is a literal (a text, true,
// false, null or an object) or an operation: an array that begins with its code. An operand is the index of an item, or
// the item itself. Code 0 is a literal that would be taken for something else: [0,5], [0,[1,2]], [0].
//
// Reset makes it ready for a Pool; it is not safe for use by several goroutines.
type Encoder struct {
	pool  *Pool
	items []byte // each behind the other, with a comma in front
	count int
	// places are the indexes of the items of expressions, by ID, plus one; 0 for those that are not there.
	places []uint32
	// uses are how often expressions are operands, by ID.
	uses []uint32
}

// Reset prepares the Encoder for the expressions of a Pool, and keeps its memory.
func (e *Encoder) Reset(p *Pool) {
	e.pool, e.items, e.count = p, e.items[:0], 0
	e.places, e.uses = e.places[:0], e.uses[:0]
	e.grow()
}

// grow takes note of the expressions that the Pool has got since.
func (e *Encoder) grow() {
	known, n := len(e.places), len(e.pool.nodes)
	e.places = slices.Grow(e.places, n-known)[:n]
	e.uses = slices.Grow(e.uses, n-known)[:n]
	clear(e.places[known:])
	clear(e.uses[known:])
	for id := known; id < n; id++ {
		for _, a := range e.operands(ID(id)) {
			e.uses[a]++
		}
	}
}

// Use announces that an expression will be an operand (AppendOperand) once, or once more.
func (e *Encoder) Use(id ID) { e.uses[id]++ }

// Add makes sure that an expression is an item, behind those that it uses, and returns its index. None is undefined.
// It goes as deep as expressions are nested, like Eval.
func (e *Encoder) Add(id ID) int {
	e.grow()
	if at := e.places[id]; at > 0 {
		return int(at - 1)
	}
	e.addOperands(id)
	e.items = append(e.items, ',')
	e.write(id)
	e.count++
	e.places[id] = uint32(e.count)
	return e.count - 1
}

// addOperands makes items of what an expression uses and does not hold itself.
func (e *Encoder) addOperands(id ID) {
	for _, a := range e.operands(id) {
		if e.inline(a) {
			e.addOperands(a)
		} else {
			e.Add(a)
		}
	}
}

// AppendOperand appends an expression as an operand: its index, or the expression itself.
func (e *Encoder) AppendOperand(dst []byte, id ID) []byte {
	e.grow()
	if !e.inline(id) {
		e.Add(id)
	} else {
		e.addOperands(id)
	}
	start := len(e.items)
	e.operand(id)
	dst = append(dst, e.items[start:]...)
	e.items = e.items[:start]
	return dst
}

// Empty tells that there are no items.
func (e *Encoder) Empty() bool { return e.count == 0 }

// Append writes the array.
func (e *Encoder) Append(dst []byte) []byte {
	dst = append(dst, '[')
	if e.count > 0 {
		dst = append(dst, e.items[1:]...)
	}
	return append(dst, ']')
}

// Reads calls f with the path of each place of the state that an expression may read; the empty path is the whole state.
func (p *Pool) Reads(id ID, f func(steps []value.Step)) {
	n := &p.nodes[id]
	if n.op == opState || n.op == opTemplName {
		f(p.steps[n.steps : n.steps+n.stepCount])
	}
	for _, a := range p.args[n.args : n.args+n.argCount] {
		p.Reads(a, f)
	}
}

// StateKeys calls f with the top-level keys of the state that expressions may read, nil for the whole state. A text that
// may be a pointer counts too: actions take pointers as texts.
func (p *Pool) StateKeys(f func(key []byte)) {
	for i := range p.nodes {
		n := &p.nodes[i]
		switch n.op {
		case opState, opTemplName:
			if n.stepCount == 0 {
				f(nil)
			} else {
				f(p.steps[n.steps].Key)
			}
		case opConst:
			if text := p.consts[n.steps].Bytes(); len(text) > 0 {
				key, _, _ := bytes.Cut(bytes.TrimPrefix(text, []byte{'/'}), []byte{'/'})
				f(key)
			}
		}
	}
}

// operands are what has to be written of an expression's arguments: a function's last ones may be missing.
func (e *Encoder) operands(id ID) []ID {
	n := &e.pool.nodes[id]
	args := e.pool.args[n.args : n.args+n.argCount]
	for n.op == opCall && len(args) > 0 && e.missing(args[len(args)-1]) {
		args = args[:len(args)-1]
	}
	return args
}

func (e *Encoder) missing(id ID) bool {
	v, known := e.pool.Known(id)
	return known && v.Kind() == value.Missing
}

// inline tells whether an expression is written wherever it is used: a short literal or path, or what is used once.
func (e *Encoder) inline(id ID) bool {
	if e.places[id] == 0 && e.uses[id] <= 1 {
		return true
	}
	n := &e.pool.nodes[id]
	switch n.op {
	case opConst:
		return isShort(e.pool.consts[n.steps])
	case opState, opItem, opIndex, opTemplName:
		size := 0
		for _, s := range e.stepsOf(n) {
			size += len(`,""`) + len(s.Key)
		}
		return size <= maxInlineBytes
	}
	return false
}

func isShort(v value.Value) bool {
	if d, ref := v.Node(); v.Kind() == value.Number && d != nil {
		return len(d.Content(ref)) <= maxInlineBytes
	}
	return v.Kind() < value.Array && len(v.Bytes()) <= maxInlineBytes
}

func (e *Encoder) stepsOf(n *node) []value.Step { return e.pool.steps[n.steps : n.steps+n.stepCount] }

func (e *Encoder) write(id ID) {
	n := &e.pool.nodes[id]
	switch n.op {
	case opConst:
		e.literal(e.pool.consts[n.steps])
		return
	case opCall:
		e.open(functionCodes[n.b])
	case opTemplName:
		e.templateName(n)
	case opItem, opIndex:
		e.open(opCodes[n.op])
		e.number(int(n.b))
	default:
		e.open(opCodes[n.op])
	}
	for _, a := range e.operands(id) {
		e.items = append(e.items, ',')
		e.operand(a)
	}
	for _, s := range e.stepsOf(n) {
		e.items = value.AppendJSONString(append(e.items, ','), s.Key)
	}
	e.items = append(e.items, ']')
}

// templateName is a name in a template; outside of repeats it is a path into the state.
func (e *Encoder) templateName(n *node) {
	if n.b == 0 {
		e.open(opCodes[opState])
		return
	}
	e.open(opCodes[opTemplName])
	e.number(int(n.b) - 1)
}

func (e *Encoder) open(code uint8) {
	e.items = strconv.AppendUint(append(e.items, '['), uint64(code), 10)
}

func (e *Encoder) number(n int) { e.items = strconv.AppendInt(append(e.items, ','), int64(n), 10) }

func (e *Encoder) operand(id ID) {
	if at := e.places[id]; at > 0 {
		e.items = strconv.AppendUint(e.items, uint64(at-1), 10)
		return
	}
	e.write(id)
}

func (e *Encoder) literal(v value.Value) {
	start := len(e.items)
	switch v.Kind() {
	case value.Missing:
		e.items = append(e.items, "[0]"...)
		return
	case value.Number, value.Array:
		e.items = append(e.items, "[0,"...)
	}
	out, ok := v.AppendJSON(e.items)
	if e.items = out; !ok {
		e.items = out[:start]
		e.odd(v)
	} else if v.Kind() == value.Number || v.Kind() == value.Array {
		e.items = append(e.items, ']')
	}
}

// odd writes what JSON cannot say: NaN as a difference, a list or object that holds it or something missing as the
// operation that makes it.
func (e *Encoder) odd(v value.Value) {
	if v.Kind() == value.Number {
		e.open(functionCodes[Arithmetic])
		e.items = append(e.items, `,"subtract",[0,1e999],[0,1e999]]`...)
		return
	}
	o := opList
	if v.Kind() == value.Object {
		o = opObject
	}
	e.open(opCodes[o])
	d, ref := v.Node()
	for m := d.First(ref); m < d.End(ref); m = d.Next(m) {
		e.items = append(e.items, ',')
		e.literal(d.At(m))
	}
	for m := d.First(ref); o == opObject && m < d.End(ref); m = d.Next(m) {
		e.items = value.AppendJSONString(append(e.items, ','), d.Key(m))
	}
	e.items = append(e.items, ']')
}
