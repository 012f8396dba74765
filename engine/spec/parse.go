package spec

import (
	"placard/engine/diag"
	"placard/engine/value"
)

// Parse reads a spec from its text into s, using s's memory again, and reports what is wrong to diags. After an issue
// that refuses the spec, s holds what could be read.
func (s *Spec) Parse(text []byte, diags *diag.List) {
	s.reset(diags)
	if len(text) > MaxSpecBytes {
		s.Doc.Load(nil)
		diags.Add(diag.Issue{Severity: diag.Error, Code: "spec_too_large",
			Message: "the spec has more than 512 KB", Hint: "move data into a dataset, or split the page"})
		return
	}
	s.Doc.Load(text)
	p := parser{Spec: s}
	p.Reset(&s.Doc)
	if p.Peek() != value.Object {
		p.wrongShape()
	} else {
		p.top()
		p.End()
	}
	if err := p.Err(); err != nil && !p.stopped {
		s.Report(diag.Error, "syntax", err.Offset, err.Message, "send one JSON object")
	}
	s.requireParts(p)
}

func (s *Spec) reset(diags *diag.List) {
	s.HasRoot, s.Root = false, value.Span{}
	s.Elements, s.Kids, s.Slots = s.Elements[:0], s.Kids[:0], s.Slots[:0]
	s.State, s.Meta = value.NoRef, value.NoRef
	s.RootElement, s.Types = NoElement, TypeSet{}
	s.ids.reset()
	s.diags = diags
}

// parser is a Reader that knows the spec's shape.
type parser struct {
	value.Reader
	*Spec
	sawElements bool
	stopped     bool // by a limit that was reported
}

func (p *parser) wrongShape() {
	p.Value(value.Span{})
	if p.Err() == nil {
		p.stopped = true
		p.Report(diag.Error, "not_an_object", 0, "a spec is a JSON object",
			`it looks like {"root":"page","elements":{"page":{"type":"div","children":[]}}}`)
	}
}

func (p *parser) top() {
	first := true
	for p.Enter('{'); p.More('}', first); first = false {
		key, ok := p.Key()
		if !ok {
			return
		}
		p.topField(key)
	}
}

func (p *parser) topField(key value.Span) {
	switch string(p.Doc.Bytes(key)) {
	case "root":
		p.root(key)
	case "elements":
		p.elements()
	case "state":
		p.State = p.object(key, "state")
	case "meta":
		p.Meta = p.object(key, "meta")
	default:
		name := string(p.Doc.Bytes(key))
		p.Value(key)
		p.Report(diag.Warning, "unknown_field", p.Doc.SpanOffset(key), `"`+name+`" is not a field of a spec and is ignored`,
			"a spec has root, elements, state and meta", name)
	}
}

func (p *parser) root(key value.Span) {
	if p.Peek() != value.String {
		at := p.Pos()
		p.Value(key)
		p.Report(diag.Error, "root_not_text", at, "root must be the id of an element, as text",
			"elements are a flat map; root names one of them", "root")
		p.HasRoot = true // reported; do not report it as missing too
		return
	}
	p.Root, p.HasRoot = p.Str()
}

// object reads a value that must be an object or null.
func (p *parser) object(key value.Span, name string) value.Ref {
	at := p.Pos()
	ref := p.Value(key)
	switch p.Doc.Kind(ref) {
	case value.Object:
		return ref
	case value.Missing, value.Null:
	default:
		p.Report(diag.Error, "not_an_object", at, name+" must be an object", "", name)
	}
	return value.NoRef
}

func (p *parser) elements() {
	p.sawElements = true
	if p.Peek() != value.Object {
		at := p.Pos()
		p.Value(value.Span{})
		p.Report(diag.Error, "not_an_object", at, "elements must be an object that maps ids to elements", "", "elements")
		return
	}
	first := true
	for p.Enter('{'); p.More('}', first); first = false {
		id, ok := p.Key()
		if !ok || !p.element(id) {
			return
		}
	}
}

// element reads one element and tells whether to go on.
func (p *parser) element(id value.Span) bool {
	if len(p.Elements) == MaxElements {
		p.Report(diag.Error, "too_many_elements", p.Doc.SpanOffset(id), "a page has at most 500 elements",
			"use repeat for lists, or split the page", "elements", string(p.Doc.Bytes(id)))
		p.stop()
		return false
	}
	if p.Peek() != value.Object {
		at := p.Pos()
		p.Value(value.Span{})
		p.Report(diag.Error, "not_an_object", at, "an element is an object with a type", "",
			"elements", string(p.Doc.Bytes(id)))
		return true
	}
	n := len(p.Elements)
	p.Elements = append(p.Elements, Element{ID: id, Offset: uint32(p.Pos()), Type: -1})
	p.fields(&p.Elements[n])
	if earlier := p.ids.add(p.Spec, id, int32(n)); earlier != NoElement {
		p.duplicate(earlier, n)
	}
	return true
}

// duplicate lets the last of two elements with one id count, as JavaScript does.
func (p *parser) duplicate(earlier int32, n int) {
	e := p.Elements[n]
	p.Report(diag.Warning, "duplicate_id", int(e.Offset), "this id is there twice; the last one counts",
		"give each element an id of its own", p.ElementPath(&e)...)
	p.Elements[earlier] = e
	p.Elements = p.Elements[:n]
}

// stop ends the reading after a limit; the issue is reported already.
func (p *parser) stop() {
	p.stopped = true
	p.Abort()
}

func (s *Spec) requireParts(p parser) {
	if p.stopped || p.Err() != nil {
		return
	}
	if !s.HasRoot {
		s.Report(diag.Error, "missing_root", 0, "the spec has no root", "name the id of the outermost element in root", "root")
	}
	if !p.sawElements {
		s.Report(diag.Error, "missing_elements", 0, "the spec has no elements",
			`put {"id": {"type": "div"}} entries into elements`, "elements")
	}
}
