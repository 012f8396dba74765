package spec

import (
	"placard/engine/diag"
	"placard/engine/value"
)

// fields reads the members of an element.
func (p *parser) fields(e *Element) {
	first := true
	for p.Enter('{'); p.More('}', first); first = false {
		key, ok := p.Key()
		if !ok {
			return
		}
		p.field(e, key)
	}
	if e.TypeName.Len == 0 && p.Err() == nil {
		p.Report(diag.Error, "missing_type", int(e.Offset), "the element has no type",
			"type is an HTML element in lower case, such as div, or a component, such as Card", p.ElementPath(e, "type")...)
	}
}

func (p *parser) field(e *Element, key value.Span) {
	switch string(p.Doc.Bytes(key)) {
	case "type":
		p.typeName(e, key)
	case "props":
		e.Props = p.given(p.Value(key))
		if k := p.Doc.Kind(e.Props); k != value.Object && k != value.Missing {
			p.wrong(e, "props", e.Props, "props must be an object")
			e.Props = value.NoRef
		}
	case "children":
		p.children(e, key)
	case "text":
		e.Text = p.given(p.Value(key))
	case "visible":
		e.Visible = p.given(p.Value(key))
	case "repeat":
		e.Repeat = p.given(p.Value(key))
	case "on":
		e.On = p.given(p.Value(key))
	case "watch":
		e.Watch = p.given(p.Value(key))
	case "slots":
		p.slots(e, key)
	default:
		p.unknown(e, key)
	}
}

// given turns null into "not given" (semantics §1).
func (p *parser) given(ref value.Ref) value.Ref {
	if p.Doc.Kind(ref) == value.Null {
		return value.NoRef
	}
	return ref
}

func (p *parser) typeName(e *Element, key value.Span) {
	if p.Peek() == value.String {
		e.TypeName, _ = p.Str()
		return
	}
	at := p.Pos()
	p.Value(key)
	e.TypeName = key // not empty, so that it is not reported as missing too
	e.Type = TypeReported
	p.Report(diag.Error, "type_not_text", at, "type must be text", "", p.ElementPath(e, "type")...)
}

// TypeReported in Element.Type says that the type is wrong and has been reported.
const TypeReported = -2

// children reads a list of ids.
func (p *parser) children(e *Element, key value.Span) {
	switch p.Peek() {
	case value.Array:
	case value.Null:
		p.Value(key)
		return
	default:
		p.wrong(e, "children", p.Value(key), "children must be a list of ids")
		return
	}
	e.FirstKid, e.KidCount = uint32(len(p.Kids)), 0
	first := true
	for p.Enter('['); p.More(']', first); first = false {
		if p.Peek() != value.String {
			p.badChild(e, p.Value(value.Span{}), int(e.KidCount))
			continue
		}
		id, ok := p.Str()
		if !ok {
			return
		}
		p.AddKid(e, id)
	}
}

// AddKid gives an element, the last one that got any, one more child.
func (s *Spec) AddKid(e *Element, id value.Span) {
	if len(s.Kids) == MaxChildrenRefs {
		return // far past 500 elements: each too many is reported when it is reached twice or not found
	}
	s.Kids = append(s.Kids, Kid{ID: id, Target: NoElement})
	e.KidCount++
}

func (p *parser) badChild(e *Element, ref value.Ref, i int) {
	if p.Err() != nil {
		return
	}
	hint := ""
	if p.Doc.Kind(ref) == value.Object {
		hint = "elements are a flat map: put the child into elements under an id of its own, and that id here"
	}
	p.Report(diag.Error, "child_not_an_id", p.Doc.Offset(ref), "a child must be the id of an element, as text", hint,
		p.ElementPath(e, "children", index(i))...)
}

// slots reads {name: [ids]}. Built-in types have one slot, "default", which is their children.
func (p *parser) slots(e *Element, key value.Span) {
	if p.Peek() != value.Object {
		if ref := p.given(p.Value(key)); ref != value.NoRef {
			p.wrong(e, "slots", ref, "slots must be an object of lists of ids")
		}
		return
	}
	first := true
	for p.Enter('{'); p.More('}', first); first = false {
		name, ok := p.Key()
		if !ok {
			return
		}
		if string(p.Doc.Bytes(name)) == "default" && e.KidCount == 0 {
			p.children(e, name)
			continue
		}
		p.Value(name)
		p.Report(diag.Warning, "unknown_slot", p.Doc.SpanOffset(name), "this slot is not shown",
			`the slot of built-in types is "default"`, p.ElementPath(e, "slots", string(p.Doc.Bytes(name)))...)
	}
}

func (p *parser) unknown(e *Element, key value.Span) {
	p.Value(key)
	name := string(p.Doc.Bytes(key))
	p.Report(diag.Warning, "unknown_field", p.Doc.SpanOffset(key), `"`+name+`" is not a field of an element and is ignored`,
		"properties of the type go into props", p.ElementPath(e, name)...)
}

func (p *parser) wrong(e *Element, field string, ref value.Ref, message string) {
	if p.Err() != nil {
		return
	}
	p.Report(diag.Error, "wrong_shape", p.Doc.Offset(ref), message, "", p.ElementPath(e, field)...)
}
