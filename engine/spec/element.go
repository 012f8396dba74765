package spec

import (
	"placard/engine/diag"
	"placard/engine/value"
)

// fields reads the members of an element.
func (p *parser) fields(e *Element) {
	first := true
	p.Enter('{')
	if p.Word() == wordType { // as nearly every element begins in compact JSON
		p.SkipKey(len(`"type":`))
		e.TypeName, _ = p.Str()
		for first = false; p.usualField(e); {
		}
	}
	for ; p.More('}', first); first = false {
		key, ok := p.Key()
		if !ok {
			return
		}
		p.field(e, key)
	}
	if e.TypeName.Len == 0 && e.Type == NoType && p.Err() == nil {
		p.Report(diag.Error, "missing_type", int(e.Offset), "the element has no type",
			"type is an HTML element in lower case, such as div, or a component, such as Card", p.ElementPath(e, "type")...)
	}
}

// The keys of nearly every element as compact JSON has them, as little-endian numbers of eight bytes. They are known
// by one or two comparisons.
const (
	wordType         = 0x223a226570797422 // "type":"
	wordNextProps    = 0x2273706f7270222c // ,"props"
	wordNextChildren = 0x72646c696863222c // ,"childr
	wordChildrenEnd  = 0x3a226e6572646c69 // ildren":
)

// usualField reads a comma and one of these members, if it is what comes next, without white space.
func (p *parser) usualField(e *Element) bool {
	switch p.Word() {
	case wordNextProps:
		if p.Byte(8) != ':' {
			return false
		}
		p.SkipKey(len(`,"props":`))
		p.props(e, value.Span{})
	case wordNextChildren:
		if p.WordAt(4) != wordChildrenEnd {
			return false
		}
		p.SkipKey(len(`,"children":`))
		p.children(e, value.Span{})
	default:
		return false
	}
	return true
}

func (p *parser) props(e *Element, key value.Span) {
	e.Props = p.given(p.Value(key))
	if k := p.Doc.Kind(e.Props); k != value.Object && k != value.Missing {
		p.wrong(e, "props", e.Props, "props must be an object", "")
		e.Props = value.NoRef
	}
}

func (p *parser) field(e *Element, key value.Span) {
	switch string(p.Doc.Bytes(key)) {
	case "type":
		p.typeName(e, key)
	case "props":
		p.props(e, key)
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
	e.Type = TypeReported
	if p.Value(key); p.Err() == nil {
		p.Report(diag.Error, "type_not_text", at, "type must be text", "", p.ElementPath(e, "type")...)
	}
}

// What Element.Type is when it is not the index of a type.
const (
	// NoType: not looked up yet, or there is none.
	NoType = -1
	// TypeReported: the type is wrong and has been reported.
	TypeReported = -2
	// SlotType: the place of the page in a layout, which is in no catalog of pages (catalog.Catalog.BuiltIns).
	SlotType = -3
)

// children reads a list of ids.
func (p *parser) children(e *Element, key value.Span) {
	switch p.Peek() {
	case value.Array:
	case value.Null:
		p.Value(key)
		e.KidCount = 0
		return
	default:
		p.wrong(e, "children", p.Value(key), "children must be a list of ids",
			`write ["id"]; the text of an HTML element goes into "text"`)
		return
	}
	e.FirstKid, e.KidCount = uint32(len(p.Kids)), 0
	if p.Empty('[', ']') {
		return
	}
	i := 0
	for p.Enter('['); p.More(']', i == 0); i++ {
		if id, ok := p.PlainStr(); ok {
			p.AddKid(e, id, i)
			continue
		}
		if p.Peek() != value.String {
			if ref := p.Value(value.Span{}); p.Err() == nil {
				p.BadChild(e, ref, "children", index(i))
			}
			continue
		}
		id, ok := p.Str()
		if !ok {
			return
		}
		p.AddKid(e, id, i)
	}
}

// AddKid gives an element, the last one that got any, one more child.
func (s *Spec) AddKid(e *Element, id value.Span, index int) {
	if len(s.Kids) < MaxChildrenRefs {
		s.Kids = append(s.Kids, Kid{ID: id, Index: uint32(index), Target: NoElement})
		e.KidCount++
	} else if !s.manyKids {
		s.manyKids = true
		s.Report(diag.Error, "too_many_children", s.Doc.SpanOffset(id), "the elements have more than 10000 children together",
			"an element can be a child only once", s.ElementPath(e, "children")...)
	}
}

// BadChild reports a child that is not an id.
func (s *Spec) BadChild(e *Element, ref value.Ref, path ...string) {
	hint := ""
	if s.Doc.Kind(ref) == value.Object {
		hint = "elements are a flat map: put the child into elements under an id of its own, and that id here"
	}
	s.Report(diag.Error, "child_not_an_id", s.Doc.Offset(ref), "a child must be the id of an element, as text", hint,
		s.ElementPath(e, path...)...)
}

// slots reads {name: [ids]}. Built-in types have one slot, "default", which is their children.
func (p *parser) slots(e *Element, key value.Span) {
	if p.Peek() != value.Object {
		if ref := p.given(p.Value(key)); ref != value.NoRef {
			p.wrong(e, "slots", ref, "slots must be an object of lists of ids", "")
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
		if p.Value(name); p.Err() != nil {
			return
		}
		p.Report(diag.Warning, "unknown_slot", p.Doc.SpanOffset(name), "this slot is not shown",
			`the slot of built-in types is "default"`, p.ElementPath(e, "slots", string(p.Doc.Bytes(name)))...)
	}
}

func (p *parser) unknown(e *Element, key value.Span) {
	if p.Value(key); p.Err() != nil {
		return
	}
	name := string(p.Doc.Bytes(key))
	p.Report(diag.Warning, "unknown_field", p.Doc.SpanOffset(key), `"`+name+`" is not a field of an element and is ignored`,
		"properties of the type go into props", p.ElementPath(e, name)...)
}

func (p *parser) wrong(e *Element, field string, ref value.Ref, message, hint string) {
	if p.Err() != nil {
		return
	}
	p.Report(diag.Error, "wrong_shape", p.Doc.Offset(ref), message, hint, p.ElementPath(e, field)...)
}
