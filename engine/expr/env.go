package expr

import "placard/engine/value"

// MaxFrames is how deep repeats and lists inside components can be nested in each other.
const MaxFrames = 64

// The limits of one run of a page. A page of a few expressions can refer to one long text thousands of times, in a
// repeat; past a limit what is left to compute has no value, and Exhausted tells.
const (
	// maxHeldBytes bounds the computed values that are held at the same time.
	maxHeldBytes = 8 << 20
	// maxWork bounds the work of all expressions together: a unit is a byte of text that is read or written, or a
	// member that is passed on the way to another. The dearest units take 6 ns, so that this is 0.4 s at worst.
	maxWork = 1 << 26
	// evalWork is what it takes to look at one expression, whatever it does.
	evalWork = 24
	// maxKeptBytes bounds the memory that an Env keeps from one run to the next.
	maxKeptBytes = 1 << 20
	// maxKeptMembers bounds Env.stack, which is cleared after each run.
	maxKeptMembers = 1 << 10
	// maxKeptPlaces bounds Env.places.
	maxKeptPlaces = 1 << 14
)

// Env is what expressions are evaluated in. It belongs to one goroutine at a time and is used again.
type Env struct {
	pool    *Pool
	model   Model
	Frames  [MaxFrames]Frame
	entered int // of the frames, since Reset
	// Now is the time of the run in milliseconds since 1970, for relative dates that do not say their own. Without it
	// they are written as plain dates. Reset clears it.
	Now int64

	// tmp and text hold computed values until the next Reset or Rewind.
	tmp  value.Doc
	text []byte
	// stack holds the members of lists that are being put together.
	stack []value.Value
	// merged is the whole state as one object, once an expression has asked for it.
	merged value.Doc
	// cursor is in a list of the state or of a spec, never in one that is computed: tmp is written to again.
	cursor value.Cursor
	// top is the member of the state that was looked up last, with its key; Missing before the first.
	top    value.Value
	topKey []byte
	// places are where paths have led, by slot, from the bases: the items of the frames, and behind them the layers of the
	// state. last is the last number that a base has got.
	places    []place
	bases     [MaxFrames + maxLayers]base
	layouts   []layout // by frame
	last      uint32
	work      int // what is left of maxWork
	exhausted bool
}

// Reset prepares the Env for a run of a page.
func (e *Env) Reset(p *Pool, m Model) {
	e.pool, e.model, e.Now = p, m, 0
	e.tmp.Clear()
	e.merged.Clear()
	e.cursor, e.top, e.topKey = value.Cursor{}, value.Value{}, nil
	e.text = e.text[:0]
	e.work, e.exhausted = maxWork, false
	e.setBases()
}

// Release lets go of everything that the Env points to, before it is put away for later, and of arenas that one
// large page has blown up.
func (e *Env) Release() {
	e.Reset(nil, Model{})
	clear(e.stack[:cap(e.stack)])
	if cap(e.stack) > maxKeptMembers {
		e.stack = nil
	}
	if e.tmp.Size()+e.merged.Size() > maxKeptBytes {
		e.tmp, e.merged = value.Doc{}, value.Doc{}
	}
	if cap(e.text) > maxKeptBytes {
		e.text = nil
	}
	if cap(e.places) > maxKeptPlaces {
		e.places = nil
	}
}

// Held is how many bytes of computed values the Env holds.
func (e *Env) Held() int { return len(e.text) + e.tmp.Used() }

// Exhausted tells that a limit was reached since Reset, so that some values are missing.
func (e *Env) Exhausted() bool { return e.exhausted || e.work < 0 }

// Mark is a point to which Rewind returns.
type Mark struct {
	tmp  value.Mark
	text int
}

// Mark remembers which computed values there are.
func (e *Env) Mark() Mark { return Mark{e.tmp.Mark(), len(e.text)} }

// Rewind drops the values computed since the mark, so that a repeat does not pile up those of all its items.
func (e *Env) Rewind(m Mark) {
	e.tmp.Rewind(m.tmp)
	e.text = e.text[:m.text]
}

// Spent is the work since Reset, in the units of the limit.
func (e *Env) Spent() int { return maxWork - e.work }

// Spend counts work that is done with values outside of the Env, such as checking a long text before it is written.
func (e *Env) Spend(units int) { e.work -= units }

// MaxWork is the work that one run of a page may take.
const MaxWork = maxWork

// pass counts the work of going over a list with everything in it, which may write next to nothing.
func (e *Env) pass(v value.Value) {
	if d, ref := v.Node(); v.Kind() >= value.Array {
		e.work -= evalWork * int(d.End(ref)-ref)
	}
}

// room tells whether the limits allow to go on computing.
func (e *Env) room() bool {
	if e.work < 0 || e.Held() > maxHeldBytes {
		e.exhausted = true
	}
	return !e.exhausted
}

// since is the text that was written behind start, as a value. The bytes stay what they are: text written later goes
// behind them, or, when e.text moves, somewhere else.
func (e *Env) since(start int) value.Value {
	e.work -= len(e.text) - start
	return value.OfString(e.text[start:len(e.text):len(e.text)])
}

// state is the value at a compiled pointer into the state: of the topmost layer that has its first key.
func (e *Env) state(steps []value.Step) value.Value {
	if len(steps) == 0 {
		return e.whole()
	}
	return e.walk(e.topLevel(steps[0].Key), steps[1:])
}

// topLevel is the member of the state with this key. Expressions that follow each other mostly read the same one.
func (e *Env) topLevel(key []byte) value.Value {
	if e.top.Kind() != value.Missing && string(e.topKey) == string(key) {
		return e.top
	}
	for i := e.model.n - 1; i >= 0; i-- {
		d, r := e.model.layers[i].Node()
		e.work -= d.Len(r)
		if v := d.At(d.Member(r, key)); v.Kind() != value.Missing {
			e.topKey, e.top = key, v
			return v
		}
	}
	return value.Value{}
}

// walk follows steps from v and counts the members that are passed.
func (e *Env) walk(v value.Value, steps []value.Step) value.Value {
	for i := range steps {
		s := &steps[i]
		switch d, r := v.Node(); v.Kind() {
		case value.Object:
			e.work -= d.Len(r)
			v = d.At(d.Member(r, s.Key))
		case value.Array:
			e.work -= min(d.Len(r), max(int(s.Index), 0))
			v = e.item(v, int(s.Index))
		default:
			return value.Value{}
		}
		if e.work < 0 {
			e.exhausted = true
			return value.Value{}
		}
	}
	return v
}

func (e *Env) item(list value.Value, i int) value.Value {
	if d, _ := list.Node(); d == &e.tmp {
		return list.Item(i)
	}
	return e.cursor.Item(list, i)
}
