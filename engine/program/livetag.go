package program

import (
	"bytes"

	"placard/engine/expr"
)

// scan goes through markup and notices where tags begin and end.
func (l *live) scan(from, to int, keep bool) {
	slab := l.b.slab
	for i := from; i < to; i++ {
		switch c := slab[i]; l.context {
		case inContent:
			if c == '<' {
				l.context, l.tagStart = inTag, i
				if i+1 < to && slab[i+1] == '/' {
					l.context = inEndTag
				}
			}
		case inTag:
			if c == '"' {
				l.context = inAttribute
			} else if c == '>' {
				l.endOfTag(i, keep)
			}
		case inAttribute:
			if c == '"' {
				l.context = inTag
			}
		case inTextarea:
			if c == '<' {
				l.endOfTextarea(i)
			}
		case inEndTag:
			if c == '>' {
				l.context = inContent
				l.endOfRegion(i + 1)
			}
		}
	}
	l.scanned = to
}

func (l *live) beginTag(keep bool) {
	l.note(l.tagStart, keep)
	l.inNode, l.behaving = true, l.behaving[:0]
	l.node(2)
	l.openList()
	l.parts, l.changes = len(l.data), false
}

func (l *live) endOfTag(at int, keep bool) {
	l.context = inContent
	if bytes.HasPrefix(l.b.slab[l.tagStart:], []byte("<textarea")) {
		l.context = inTextarea
		if !l.inNode {
			l.beginTag(keep)
		}
	}
	if !l.inNode {
		return
	}
	l.note(at+1, true)
	if !keep && !l.changes && l.region < 0 { // the browser never writes this tag
		l.data = l.data[:l.parts]
	}
	l.closeList()
	l.openList()
	for _, i := range l.behaving {
		l.behaviour(&l.b.behaviours[i])
	}
	l.closeList()
	l.write(at)
	l.mark(markTag)
	if l.context == inContent {
		l.inNode = false
		l.closeList()
	}
}

func (l *live) endOfTextarea(at int) {
	l.context, l.inNode = inEndTag, false
	if l.noted < at && !l.wroteText() {
		l.text(l.b.slab[l.noted:at])
	}
	l.noted = at
	l.closeList()
}

// wroteText tells that the data has an expression for the text of the textarea: its node ends with it, else with the
// array of behaviours.
func (l *live) wroteText() bool { return l.data[len(l.data)-1] != ']' }

func (l *live) endOfRegion(at int) {
	if !l.ending {
		return
	}
	l.note(at, true)
	l.write(at)
	l.mark(markEnd)
	l.ending, l.region = false, -1
	l.closeList()
	l.closeList()
}

// tagPart writes a part of a tag.
func (l *live) tagPart(pc int, o op, keep bool) int {
	if !l.inNode {
		if o.code == opChoose && l.scanned == l.tagStart+1 {
			keep = l.beginRegion(o, keep)
		}
		l.beginTag(keep)
	}
	if o.code == opBehave {
		l.behaving = append(l.behaving, o.a)
		return pc + 1
	}
	l.changes = true
	l.note(l.scanned, true)
	l.write(l.scanned)
	if o.code == opIf {
		return l.condition(6, pc, o, l.tagBlock)
	}
	l.openList()
	switch o.code {
	case opText:
		l.number(0)
		l.expr(expr.ID(o.a))
	case opChoose, opChosen:
		if o.code == opChoose {
			l.choices[o.b] = expr.ID(o.a)
		}
		l.number(1)
		l.number(int(o.b))
	case opClass:
		l.number(2)
		l.expr(expr.ID(o.a))
	case opAttr:
		a := l.b.prog.attrs[o.b]
		l.number(3)
		l.text([]byte(a.name))
		l.number(int(a.mode))
		l.expr(expr.ID(o.a))
	case opProperty:
		l.number(4)
		l.text([]byte(l.b.prog.properties[o.b]))
		l.expr(expr.ID(o.a))
	case opID:
		l.number(5)
		l.number(int(o.a))
	default:
		l.failed = true
	}
	l.closeList()
	l.add(o)
	return pc + 1
}

// beginRegion begins an element whose name is chosen when the page runs.
func (l *live) beginRegion(o op, keep bool) bool {
	l.note(l.tagStart, keep)
	l.write(l.tagStart)
	l.mark(markRegion)
	l.failed = l.failed || l.region >= 0
	l.region = int(o.b)
	l.node(5)
	l.number(int(o.b))
	l.openList()
	return true
}

// tagBlock writes a part of a tag that depends on a condition; the tag does not end in it.
func (l *live) tagBlock(pc, end int) {
	l.openList()
	l.walk(pc, end, true)
	l.note(l.scanned, true)
	l.write(l.scanned)
	l.closeList()
}
