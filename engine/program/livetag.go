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
			switch c {
			case ' ':
				l.attribute = i
			case '"':
				l.context = inAttribute
			case '>':
				l.endOfTag(i, keep)
			}
		case inAttribute:
			if c == '"' {
				l.context = inTag
				l.endOfAttribute(i + 1)
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

// beginTag begins a node for a tag; whole tells that the data has all of it.
func (l *live) beginTag(keep bool) {
	l.note(l.tagStart, keep)
	l.inNode, l.behaving = true, l.behaving[:0]
	l.whole, l.partial = keep || l.region >= 0, false
	l.node(2)
	l.openList()
}

// noteTag writes the markup before a part of a tag. Of a tag that the browser never writes anew, that is only what
// stands in the same attribute.
func (l *live) noteTag() {
	l.partial = l.context == inAttribute
	if !l.whole && l.partial {
		l.noted = max(l.noted, l.attribute)
	}
	l.note(l.scanned, l.whole || l.partial)
}

func (l *live) endOfAttribute(at int) {
	if l.inNode && l.partial && !l.whole {
		l.note(at, true)
		l.partial = false
	}
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
	l.note(at, l.whole)
	l.noted = at + 1 // the runtime adds the end
	l.closeList()
	if len(l.behaving) > 0 || l.context == inTextarea {
		l.openList()
		for _, i := range l.behaving {
			l.behaviour(&l.b.behaviours[i])
		}
		l.closeList()
	}
	l.write(at)
	l.mark(markTag)
	if l.context == inContent {
		l.inNode = false
		l.closeList()
	}
}

func (l *live) endOfTextarea(at int) {
	l.context, l.inNode = inEndTag, false
	if l.whole && l.noted < at {
		l.markup(l.noted, at)
	}
	l.noted = at
	l.closeList()
}

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
	l.noteTag()
	l.write(l.scanned)
	if o.code == opIf {
		return l.tagCondition(pc, o)
	}
	l.openList()
	switch o.code {
	case opText, opPart:
		l.number(0)
		l.expr(o.text())
		l.closeList()
		return l.addText(pc, o)
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
		l.text([]byte(a.name))
		l.expr(expr.ID(o.a))
		if a.mode != Plain {
			l.number(int(a.mode))
		}
	case opProperty:
		l.number(3)
		l.text([]byte(l.b.prog.properties[o.b]))
		l.expr(expr.ID(o.a))
	case opID:
		l.number(4)
		l.number(int(o.a))
	default:
		l.failed = true
	}
	l.closeList()
	l.add(o)
	if o.code == opAttr {
		l.pass(o.d)
	}
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

// tagCondition writes an if in a tag. The data has all that stands in it.
func (l *live) tagCondition(pc int, o op) int {
	outer := l.whole
	l.whole = true
	next := l.condition(5, pc, o, l.tagBlock)
	l.whole = outer
	l.partial = l.context == inAttribute
	return next
}

// tagBlock writes a part of a tag that depends on a condition; the tag does not end in it.
func (l *live) tagBlock(pc, end int) {
	l.openList()
	l.walk(pc, end, true)
	l.note(l.scanned, true)
	l.write(l.scanned)
	l.closeList()
}
