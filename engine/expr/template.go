package expr

import (
	"bytes"

	"placard/engine/value"
)

// template compiles the text of a $template: ${/p} is from the state, ${p} from the item first, then from the state's
// top level (semantics §2). As in the original, "${}" is plain text.
func (p *Pool) template(text []byte, frame int) ID {
	var few [16]ID
	parts := few[:0]
	for len(text) > 0 {
		start := bytes.Index(text, []byte("${"))
		if start < 0 {
			break
		}
		length := bytes.IndexByte(text[start+2:], '}')
		if length < 0 {
			break
		}
		if length == 0 { // not a hole; look on behind its "${"
			parts = append(parts, p.Const(value.OfString(text[:start+2])))
			text = text[start+2:]
			continue
		}
		if start > 0 {
			parts = append(parts, p.Const(value.OfString(text[:start])))
		}
		parts = append(parts, p.hole(text[start+2:start+2+length], frame))
		text = text[start+3+length:]
	}
	if len(text) > 0 {
		parts = append(parts, p.Const(value.OfString(text)))
	}
	return p.apply(opTemplate, 0, parts...)
}

func (p *Pool) hole(path []byte, frame int) ID {
	if path[0] == '/' {
		return p.path(opState, path, 0)
	}
	return p.path(opTemplName, path, uint32(frame+1))
}

func (e *Env) templateName(n *node) value.Value {
	if n.b > 0 {
		v := e.Near(n.slot)
		if v.Kind() == value.Missing {
			v = e.inItem(n, n.b-1)
		}
		if !v.Nullish() {
			return v
		}
	}
	if v := e.Near(n.slot + 1); v.Kind() != value.Missing {
		return v
	}
	return e.inState(n, n.slot+1)
}

func (e *Env) template(n *node) value.Value {
	// The parts of a template never compute a text of their own, so nothing else is put into e.text meanwhile.
	start := len(e.text)
	for _, a := range e.argsOf(n) {
		if !e.room() {
			break
		}
		if v := e.Eval(a); !v.Nullish() {
			e.pass(v)
			e.text = v.AppendString(e.text)
		}
	}
	return e.since(start)
}

// anyText tells whether a template writes anything, without writing it: most have some text of their own.
func (e *Env) anyText(n *node) bool {
	e.work -= evalWork
	for _, a := range e.argsOf(n) {
		if !e.room() {
			break
		}
		switch v := e.Eval(a); v.Kind() {
		case value.Missing, value.Null, value.Object: // write nothing
		case value.String:
			if len(v.Bytes()) > 0 {
				return true
			}
		case value.Array: // may write nothing, as [[]] does
			return len(e.template(n).Bytes()) > 0
		default:
			return true
		}
	}
	return false
}

// TemplateParts are the parts of a template, for a writer that escapes them one by one without putting the text
// together first; there are none of every other expression.
func (p *Pool) TemplateParts(id ID) []ID {
	n := &p.nodes[id]
	if n.op != opTemplate {
		return nil
	}
	return p.args[n.args : n.args+n.argCount]
}
