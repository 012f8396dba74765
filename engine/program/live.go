package program

import (
	"bytes"
	"slices"

	"placard/engine/expr"
	"placard/engine/value"
)

// A page that does something in the browser goes there twice: as HTML, with marks at the places that may change, and
// as data, the part of the program that changes them. live makes both of the operations of a page's body.
//
// Marks are comments around texts and blocks, and an attribute in tags. The data is a tree of nodes that come in the
// order of the marks, so the runtime finds each node's place by going through the document once. A block that may be
// written anew, of an if or a repeat, has its markup in the data too.
//
//	"…"                      markup
//	[1,x]                    the text of expression x
//	[2,[part…],[behaviour…]?,x?] a tag without its end, or, when it is never written anew, the attributes that change; of
//	                             a textarea also its text, or markup
//	[3,x,block,block?]       an if and its else
//	[4,x,frame,place,key,block]  a repeat; place is where the list is, or 0, key the field that tells items apart, or ""
//	[5,c,block]              an element whose name is choice c
//	[6,[pointer,actions]…]   watchers
//	[7,c]                    choice c, in an end tag
//
// Actions that several nodes share are a number, their index in a list of their own, and the event "click" is 0.
//
// A part of a tag is markup, or [name,x,mode?] an attribute, [0,x] text, [1,c] a choice, [2,x] class names, [3,name,x] a
// CSS property, [4,n] the indexes of n frames, [5,x,[part…],[part…]?] an if. A behaviour is [0,event,actions],
// [1,event,source,place,x?], [2,place,[check…],pointer,x?] a field with its checks, where its error is, and when they
// run, if not on blur, or [3,name] what the runtime does besides. A place is a pointer, or [pointer,frame].
//
// An x is what expr.Encoder writes as an operand: the index of an expression, or the expression.
type live struct {
	b    *Builder
	old  []op
	base int // where the targets of the old operations count from
	enc  expr.Encoder
	jsonWriter
	marks [markCount]op // static operations

	context   context
	tagStart  int // of the tag that is gone through, in the slab
	inNode    bool
	whole     bool     // the data has all of the tag,
	partial   bool     // or only some attributes, like the one that is gone through,
	attribute int      // which begins there in the slab
	behaving  []uint32 // what the tag does
	scanned   int      // how far the slab has been gone through,
	written   int      // has operations,
	noted     int      // and is in the data
	choices   []expr.ID
	shared    []*behaviour // actions
	region    int          // the choice that names the open element, or -1
	ending    bool
	// failed: there is a value where no mark can be. No component does that.
	failed  bool
	compact []byte // of markup
}

// context is where in HTML a byte of our markup stands. There are only double quotes, and no comments.
type context uint8

const (
	inContent context = iota
	inTag
	inAttribute
	inEndTag
	inTextarea
)

// Marks.
const (
	markText = iota
	markIf
	markEach
	markItem
	markRegion
	markEnd
	markTag
	markCount
)

var markTexts = [markCount]string{"<!--$-->", "<!--?-->", "<!--*-->", "<!--,-->", "<!--~-->", "<!--/-->", " data-k"}

// makeLive rewrites the operations from base on, which write the slab from start on and are the body of the page, and
// returns the data for the runtime; nil when there can be none.
func (b *Builder) makeLive(l *live, base, start int) []byte {
	b.flush()
	*l = live{b: b, old: append(l.old[:0], b.ops[base:]...), base: base, enc: l.enc, jsonWriter: jsonWriter{l.data[:0], l.first[:0]},
		behaving: l.behaving[:0], scanned: start, written: start, noted: start, choices: l.choices[:0], shared: l.shared[:0], region: -1, compact: l.compact}
	l.enc.Reset(b.pool)
	l.announce()
	l.choices = slices.Grow(l.choices, len(b.prog.choices))[:len(b.prog.choices)]
	for i, text := range markTexts {
		at := uint32(len(b.slab))
		b.slab = append(b.slab, text...)
		l.marks[i] = op{code: opStatic, from: at, to: uint32(len(b.slab))}
	}
	b.fresh = len(b.slab)
	b.ops = b.ops[:base]
	first := l.old[0].from
	if int(first) < start { // the first markup goes on from the page's head
		b.ops = append(b.ops, op{code: opStatic, from: first, to: uint32(start)})
		l.old[0].from = uint32(start)
	}
	l.block(0, len(l.old), false)
	if l.failed {
		l.old[0].from = first
		b.ops = append(b.ops[:base], l.old...)
		return nil
	}
	return l.page()
}

// announce tells the encoder how often the operations use expressions.
func (l *live) announce() {
	for _, o := range l.old {
		switch o.code {
		case opText, opAttr, opChoose, opClass, opProperty, opIf, opEach:
			l.enc.Use(expr.ID(o.a))
		case opPart:
			if o.first() {
				l.enc.Use(o.text())
			}
		case opBehave:
			l.enc.Use(l.b.behaviours[o.a].value)
			l.enc.Use(l.b.behaviours[o.a].when)
		}
	}
}

// page puts the data together: the nodes, the actions that several of them share, the choices, the expressions, which the
// others add to, and the state. For a page of an app it ends where the state goes, and says before which base links have.
func (l *live) page() []byte {
	nodes := len(l.data)
	l.data = append(append(l.data, `{"b":`...), l.data[:nodes]...)
	if len(l.shared) > 0 {
		l.member(`,"a":`, len(l.shared), l.sharedActions)
	}
	if len(l.choices) > 0 {
		l.member(`,"c":`, len(l.choices), l.choice)
	}
	if !l.enc.Empty() {
		l.data = l.enc.Append(append(l.data, `,"x":`...))
	}
	if app := l.b.app; app != nil { // the state follows when the page runs
		if len(app.Base) > 0 {
			l.data = value.AppendJSONString(append(l.data, `,"u":`...), app.Base)
		}
		return append(l.data, `,"s":`...)[nodes:]
	}
	l.data = append(l.data, `,"s":`...)
	if state := l.b.inner.Doc.At(l.b.inner.State); state.Kind() == value.Object {
		l.data, _ = state.AppendJSON(l.data)
	} else {
		l.data = append(l.data, "{}"...)
	}
	return append(l.data, '}')[nodes:]
}

// member writes a list as a member of the data.
func (l *live) member(key string, n int, item func(i int)) {
	l.data = append(l.data, key...)
	l.openList()
	for i := range n {
		item(i)
	}
	l.closeList()
}

// choice writes [x, {value: out}, other].
func (l *live) choice(i int) {
	c := l.b.prog.choices[i]
	l.openList()
	l.expr(l.choices[i])
	l.openObject()
	for j, v := range c.values {
		l.key([]byte(v))
		l.text([]byte(c.outs[j]))
	}
	l.closeObject()
	l.text([]byte(c.other))
	l.closeList()
}

// ---- the data

func (l *live) expr(id expr.ID) {
	l.comma()
	l.data = l.enc.AppendOperand(l.data, id)
}

// node begins a node; close ends it.
func (l *live) node(kind int) {
	l.openList()
	l.number(kind)
}

// note writes the markup that the data does not have yet, up to a place in the slab.
func (l *live) note(to int, keep bool) {
	if keep && to > l.noted {
		l.markup(l.noted, to)
	}
	l.noted = max(l.noted, to)
}

// markup writes a part of the slab.
func (l *live) markup(from, to int) {
	slab := l.b.slab
	inTag := from > l.tagStart && bytes.IndexByte(slab[l.tagStart:from], '>') < 0
	l.comma()
	l.compact = appendCompact(l.compact[:0], slab[from:to], inTag)
	l.data = value.AppendJSONString(l.data, l.compact)
}

// ---- the operations

// write adds an operation for what has none yet of the slab, up to a place.
func (l *live) write(to int) {
	if to > l.written {
		l.b.ops = append(l.b.ops, op{code: opStatic, from: uint32(l.written), to: uint32(to)})
		l.written = to
	}
}

func (l *live) mark(m int) { l.b.ops = append(l.b.ops, l.marks[m]) }

func (l *live) add(o op) { l.b.ops = append(l.b.ops, o) }

// addText adds the operations of a text, the first of which is at pc, and returns the place behind them.
func (l *live) addText(pc int, o op) int {
	l.add(o)
	pc++
	if o.code == opText {
		return pc
	}
	last := o.to
	for ; pc < len(l.old) && l.old[pc].code == opPart && !l.old[pc].first(); pc++ {
		l.add(l.old[pc])
		last = l.old[pc].to
	}
	if last < o.d {
		l.add(op{code: opStatic, from: last, to: o.d})
	}
	l.pass(o.d)
	return pc
}

// pass goes past what an operation has in the slab.
func (l *live) pass(to uint32) {
	l.scanned, l.written, l.noted = int(to), int(to), int(to)
}

// text is the expression of an operation that writes a text, all of it.
func (o *op) text() expr.ID {
	if o.code == opPart {
		return expr.ID(o.b)
	}
	return expr.ID(o.a)
}

// first tells of a part that it is the first of its text.
func (o *op) first() bool { return expr.ID(o.b) != expr.None }

func (l *live) here() uint32 { return uint32(len(l.b.ops)) }

// ---- the walk

// block goes through the operations from pc up to end; keep tells that the data needs the markup too.
func (l *live) block(pc, end int, keep bool) {
	before := l.context
	l.openList()
	l.walk(pc, end, keep)
	l.note(l.scanned, keep && l.context == inContent)
	l.write(l.scanned)
	l.closeList()
	l.failed = l.failed || l.context != before
}

func (l *live) walk(pc, end int, keep bool) {
	for pc < end && !l.failed {
		o := l.old[pc]
		l.before(&o, keep)
		switch {
		case o.code == opStatic:
			pc++
		case l.context == inContent:
			pc = l.content(pc, o, keep)
		case l.context == inTag || l.context == inAttribute:
			pc = l.tagPart(pc, o, keep)
		case l.context == inTextarea && (o.code == opText || o.code == opPart):
			l.write(l.scanned)
			l.noted = l.scanned
			l.expr(o.text())
			pc = l.addText(pc, o)
		case l.context == inEndTag && o.code == opChosen:
			l.write(l.scanned)
			l.add(o)
			l.note(l.scanned, true)
			l.node(7)
			l.number(int(o.b))
			l.closeList()
			l.ending = int(o.b) == l.region
			pc++
		default:
			l.failed = true
		}
	}
}

// before goes through the markup before an operation, and takes it from the operation, which keeps what is its own.
func (l *live) before(o *op, keep bool) {
	to := o.to
	if o.code == opAttr || o.code == opPart {
		to = o.c
	}
	l.scan(max(int(o.from), l.scanned), int(to), keep)
	o.from = to
}

// content writes a node for an operation between tags.
func (l *live) content(pc int, o op, keep bool) int {
	l.note(l.scanned, keep)
	l.write(l.scanned)
	switch o.code {
	case opText, opPart:
		l.node(1)
		l.expr(o.text())
		l.closeList()
		l.mark(markText)
		next := l.addText(pc, o)
		l.mark(markEnd)
		return next
	case opIf:
		l.mark(markIf)
		next := l.condition(3, pc, o, func(from, to int) { l.block(from, to, true) })
		l.mark(markEnd)
		return next
	case opEach:
		return l.each(pc, o)
	case opBehave:
		l.behaviour(&l.b.behaviours[o.a])
		return pc + 1
	}
	l.failed = true
	return pc + 1
}

// branches are where the then and the else part of an if are: an if with an else ends with a jump behind it.
func (l *live) branches(pc int, o op) (thenEnd, elseEnd int) {
	thenEnd = int(o.b) - l.base
	if jump := l.old[thenEnd-1]; thenEnd-1 > pc && jump.code == opJump && int(jump.b)-l.base >= thenEnd {
		return thenEnd, int(jump.b) - l.base
	}
	return thenEnd, -1
}

// condition writes a node or part of a kind for an if: its expression, and what block makes of its one or two parts.
func (l *live) condition(kind, pc int, o op, block func(from, to int)) int {
	thenEnd, elseEnd := l.branches(pc, o)
	l.node(kind)
	l.expr(expr.ID(o.a))
	test, before := len(l.b.ops), l.context
	l.add(o)
	if elseEnd < 0 {
		block(pc+1, thenEnd)
		l.b.ops[test].b = l.here()
		l.failed = l.failed || l.context != before
		l.closeList()
		return thenEnd
	}
	block(pc+1, thenEnd-1)
	after := l.context
	l.context = before
	jump := len(l.b.ops)
	l.add(op{code: opJump})
	l.b.ops[test].b = l.here()
	block(thenEnd, elseEnd)
	l.b.ops[jump].b = l.here()
	l.failed = l.failed || l.context != after // both parts must end alike
	l.closeList()
	return elseEnd
}

func (l *live) each(pc int, o op) int {
	end := int(o.b) - l.base
	list := l.b.lists[o.d]
	l.node(4)
	l.expr(expr.ID(o.a))
	l.number(int(o.c))
	l.place(list.place)
	l.text(list.key)
	l.mark(markEach)
	at := len(l.b.ops)
	l.add(o)
	l.mark(markItem)
	l.block(pc+1, end, true)
	l.b.ops[at].b = l.here()
	l.mark(markEnd)
	l.closeList()
	return end
}
