package spec

import (
	"slices"

	"placard/engine/diag"
	"placard/engine/value"
)

// Parse reads a spec from its text into s, using s's memory again, and reports what is wrong to diags. After an issue
// that refuses the spec, s holds what could be read.
func (s *Spec) Parse(text []byte, diags *diag.List) {
	if s.part.source != nil {
		s.part, s.ids, s.lines, s.patterns = part{}, nil, nil, nil
	}
	s.parse(text, diags)
}

func (s *Spec) parse(text []byte, diags *diag.List) {
	s.reset(diags)
	if len(text) > MaxSpecBytes {
		s.Cut = true
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
	s.Cut = p.stopped || p.Err() != nil
	if err := p.Err(); err != nil && !p.stopped {
		s.Report(diag.Error, "syntax", err.Offset, err.Message, "send one JSON object")
	}
	if !s.Cut {
		p.requireParts()
	}
	if p.badElements || !p.sawElements {
		s.HasRoot = false // it cannot be found, and why has been reported
	}
}

func (s *Spec) reset(diags *diag.List) {
	s.HasRoot, s.Root, s.Cut = false, value.Span{}, false
	s.Elements, s.Kids, s.Slots = s.Elements[:0], s.Kids[:0], s.Slots[:0]
	s.State, s.Meta = value.NoRef, value.NoRef
	s.RootElement, s.Used = NoElement, Used{}
	if s.ids == nil {
		s.ids, s.lines, s.patterns = newIDTable(), new(lineIndex), new(patterns)
	}
	s.ids.reset()
	s.patterns.reset()
	s.manyKids = false
	if s.part.source == nil {
		s.lines.built = false
	}
	s.diags = diags
}

// parser is a Reader that knows the spec's shape.
type parser struct {
	value.Reader
	*Spec
	sawRoot, sawElements bool
	badElements          bool // elements is no object, which was reported
	stopped              bool // by something that was reported
}

func (p *parser) wrongShape() {
	at := p.Pos()
	p.Value(value.Span{})
	if p.Err() == nil {
		p.stopped = true
		p.Report(diag.Error, "not_an_object", at, "a spec is a JSON object",
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
		p.elements(key)
	case "state":
		p.State = p.object(key, "state")
	case "meta":
		p.Meta = p.object(key, "meta")
	default:
		name := string(p.Doc.Bytes(key))
		if p.Value(key); p.Err() != nil || slices.Contains(p.part.others, name) {
			return
		}
		p.Report(diag.Warning, "unknown_field", p.Doc.SpanOffset(key), `"`+name+`" is not a field of a spec and is ignored`,
			"a spec has root, elements, state and meta", name)
	}
}

func (p *parser) root(key value.Span) {
	p.sawRoot, p.HasRoot = true, false
	if p.Peek() != value.String {
		at := p.Pos()
		p.Value(key)
		if p.Err() == nil {
			p.Report(diag.Error, "root_not_text", at, "root must be the id of an element, as text",
				"elements are a flat map; root names one of them", "root")
		}
		return
	}
	p.Root, p.HasRoot = p.Str()
}

// object reads a value that must be an object or null.
func (p *parser) object(key value.Span, name string) value.Ref {
	p.Peek()
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

// notAnObject reports the next value, which should be an object, and moves over it.
func (p *parser) notAnObject(message string, path ...string) {
	at := p.Pos()
	p.Value(value.Span{})
	if p.Err() == nil {
		p.Report(diag.Error, "not_an_object", at, message, "", path...)
	}
}

func (p *parser) elements(key value.Span) {
	if p.sawElements {
		p.Report(diag.Warning, "duplicate_field", p.Doc.SpanOffset(key), "elements is there twice; the last one counts",
			"put all elements into one object", "elements")
		p.Elements, p.Kids = p.Elements[:0], p.Kids[:0]
		p.ids.reset()
		p.patterns.reset()
	}
	p.sawElements = true
	if p.Peek() != value.Object {
		p.notAnObject("elements must be an object that maps ids to elements", "elements")
		p.badElements = true
		return
	}
	first := true
	for p.Enter('{'); p.More('}', first); first = false {
		id, ok := p.Key()
		if !ok || !p.element(id) {
			return
		}
		p.alikes()
	}
}

// alikes goes on behind an element that is written like an earlier one as long as the next ones are too: it does what element
// does, without looking for anything else.
func (p *parser) alikes() {
	if n := len(p.Elements); n == 0 || p.Elements[n-1].Like == 0 {
		return
	}
	for len(p.Elements) < MaxElements {
		at := p.Pos()
		id, ok := p.NextKey()
		if !ok || !p.alike(id) {
			p.Back(at)
			return
		}
		p.enter(id, len(p.Elements)-1)
	}
}

// enter makes an element known by its id.
func (p *parser) enter(id value.Span, n int) {
	if earlier := p.ids.add(p.Spec, id, int32(n)); earlier != NoElement {
		p.duplicate(earlier, n)
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
	n := len(p.Elements)
	if kind := p.Peek(); kind != value.Object || !p.alike(id) {
		p.apart(id, kind)
	}
	if p.Err() != nil { // what has been read of it may be half of what was meant
		p.Elements = p.Elements[:n]
		return false
	}
	p.enter(id, n)
	return true
}

// apart takes an element apart.
func (p *parser) apart(id value.Span, kind value.Kind) {
	from, issues := p.Here(), p.Issues()
	e := p.addElement(id)
	if kind != value.Object {
		p.notAnObject("an element is an object with a type", "elements", string(p.Doc.Bytes(id)))
		e.Type = TypeReported
		return
	}
	p.fields(e)
	if p.Err() == nil && p.Issues() == issues {
		p.learn(e, from)
	}
}

// addElement appends an empty element that begins here.
func (p *parser) addElement(id value.Span) *Element {
	e := p.moreElement()
	*e = Element{ID: id, Offset: uint32(p.Pos()), Type: NoType}
	return e
}

// moreElement makes room for an element. Its fields are set in place, as in value.Doc.add.
func (p *parser) moreElement() *Element {
	n := len(p.Elements)
	if n == cap(p.Elements) {
		p.Elements = slices.Grow(p.Elements, 1)
	}
	p.Elements = p.Elements[:n+1]
	return &p.Elements[n]
}

// duplicate lets the last of two elements with one id count, as JavaScript does.
func (p *parser) duplicate(earlier int32, n int) {
	p.AllNodes() // by the elements that are there now
	e := p.Elements[n]
	p.Report(diag.Warning, "duplicate_id", int(e.Offset), "this id is there twice; the last one counts",
		"give each element an id of its own", p.ElementPath(&e)...)
	p.Elements[earlier] = e
	p.Elements = p.Elements[:n]
	p.forgetPatterns()
}

// stop ends the reading after a limit; the issue is reported already.
func (p *parser) stop() {
	p.stopped = true
	p.Abort()
}

func (p *parser) requireParts() {
	if !p.sawRoot {
		p.Report(diag.Error, "missing_root", 0, "the spec has no root", "name the id of the outermost element in root", "root")
	}
	if !p.sawElements {
		p.Report(diag.Error, "missing_elements", 0, "the spec has no elements",
			`put {"id": {"type": "div"}} entries into elements`, "elements")
	}
}
