package engine_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing"

	"placard/catalog"
	"placard/engine"
	"placard/engine/program"
)

// specGen builds a spec from bytes: each decides something, and when they are used up, all that is left to decide is
// the first possibility. So small changes of the bytes are small changes of the spec.
type specGen struct {
	cat  *catalog.Catalog
	data []byte
	// elements is the spec's map, next the number of the next element.
	elements map[string]any
	next     int
	// change is set for specs whose state changes in a browser; see leaveOut.
	change bool
}

// maxGenerated bounds the elements of a generated spec, so that bytes are spent on what they hold.
const maxGenerated = 12

func (g *specGen) pick(n int) int {
	if len(g.data) == 0 {
		return 0
	}
	b := g.data[0]
	g.data = g.data[1:]
	return int(b) % n
}

func (g *specGen) of(values ...any) any { return values[g.pick(len(values))] }

func (g *specGen) spec() []byte {
	g.elements = map[string]any{}
	root := g.element(0)
	spec := map[string]any{"root": root, "elements": g.elements, "state": generatedState}
	if g.pick(4) == 1 {
		spec["meta"] = map[string]any{"title": g.text(), "description": g.text(), "lang": g.text(), "style": g.of("p{color:red}", "a::before{content:\"</style>\"}", "@media print{p{top:0}}")}
	}
	b, err := json.Marshal(spec)
	if err != nil {
		panic(err)
	}
	return b
}

// generatedState has a value of every kind, and some that mean no good.
var generatedState = map[string]any{
	"text": "a<b>&\"'", "evil": "\"></style></textarea><script>alert(1)</script>", "url": "java\tscript:alert(1)", "css": "red;}</style>", "empty": "",
	"n": 3, "zero": 0, "float": -1.5e-7, "yes": true, "no": false, "nil": nil, "level": "h1", "variant": "secondary",
	"list":  []any{map[string]any{"id": 1, "label": "<i>", "value": "a", "tags": []any{"x", "y"}}, map[string]any{"id": "b", "value": "\"b"}, 5, nil, []any{"z"}},
	"words": []any{"a", "b c", "<d>"}, "rows": []any{[]any{"a", 1}, []any{}, "x"}, "none": []any{}, "object": map[string]any{"a": map[string]any{"b": "deep"}},
}

func (g *specGen) text() any {
	return g.of("text", "<b>", "\"", "a\u0000b", "é\u2028", "</textarea>", "]]>", "<!--", "", " ", "\n", "${/text}", "javascript:x", "h1", 5, true)
}

func (g *specGen) pointer() any {
	return g.of("/text", "/evil", "/url", "/css", "/n", "/yes", "/no", "/nil", "/list", "/words", "/rows", "/none", "/object/a/b", "/level", "/variant",
		"/list/0/value", "/missing", "", "text", "/empty", "/float", "/list/0", "/zero")
}

func (g *specGen) field() any {
	return g.of("", "label", "value", "tags", "id", "tags/0", "/value", "missing")
}

// expression is a value that may be known only when the page runs.
func (g *specGen) expression(depth int) any {
	if depth > 3 {
		return g.text()
	}
	inner := func() any { return g.expression(depth + 1) }
	switch g.pick(16) {
	case 0:
		return map[string]any{"$state": g.pointer()}
	case 1:
		return map[string]any{"$item": g.field()}
	case 2:
		return map[string]any{"$index": true}
	case 3:
		return map[string]any{"$bindState": g.pointer()}
	case 4:
		return map[string]any{"$bindItem": g.field()}
	case 5:
		return map[string]any{"$cond": g.condition(depth + 1), "$then": inner(), "$else": inner()}
	case 6:
		return map[string]any{"$template": g.of("${/text}", "<${value}>", "a ${/evil} ${missing} ${", "${/url}", "${}", "color:${/css}")}
	case 7:
		return map[string]any{"$concat": []any{inner(), inner()}}
	case 8:
		return map[string]any{"$math": g.of("add", "divide", "mod", "nope"), "a": inner(), "b": inner()}
	case 9:
		return map[string]any{"$count": inner()}
	case 10:
		return map[string]any{"$truncate": inner(), "length": g.of(3, -1, 1e9), "suffix": inner()}
	case 11:
		return map[string]any{"$pluralize": inner(), "one": inner(), "other": inner()}
	case 12:
		return map[string]any{"$join": inner(), "separator": g.text()}
	case 13:
		return map[string]any{"$format": g.of("number", "currency", "percent", "date", "relative"), "value": inner()}
	case 14:
		return []any{inner(), g.text()}
	}
	return map[string]any{"a": inner(), "value": inner(), "label": g.text()}
}

func (g *specGen) condition(depth int) any {
	if depth > 3 {
		return true
	}
	switch g.pick(6) {
	case 0:
		return map[string]any{"$state": g.pointer()}
	case 1:
		return map[string]any{"$item": g.field(), fmt.Sprint(g.of("eq", "neq", "gt", "lte")): g.expression(depth + 1)}
	case 2:
		return map[string]any{"$index": true, "gt": 0, "not": true}
	case 3:
		return []any{g.condition(depth + 1), g.condition(depth + 1)}
	case 4:
		return map[string]any{fmt.Sprint(g.of("$and", "$or")): []any{g.condition(depth + 1), g.condition(depth + 1)}}
	}
	return g.of(true, false)
}

// value is one for a prop: what it expects, an expression, or something else.
func (g *specGen) value(p *catalog.Prop) any {
	if g.change && g.pick(2) == 1 { // what does not change is not worth much
		return g.expression(0)
	}
	switch g.pick(4) {
	case 1:
		return g.expression(0)
	case 2:
		return g.of(nil, 0, 1.5, true, "x", []any{}, map[string]any{}, []any{"a", []any{"b"}}, "")
	}
	switch p.Kind {
	case catalog.Number:
		return g.of(0, 1, -3, 1e21, "5", 100)
	case catalog.Bool:
		return g.of(true, false)
	case catalog.Enum:
		return p.Enum[g.pick(len(p.Enum))]
	case catalog.URL, catalog.ImageURL:
		return g.of("/x?a=b&c", "https://example.com", "#x", "")
	case catalog.URLSet:
		return g.of("a.png 1x, b.png 2x", "")
	case catalog.Style:
		return g.of("color:red", "a:url(\"x y\")", map[string]any{"backgroundColor": "red", "margin": 5, "--x": g.expression(2)}, "content:'</p>'")
	case catalog.Path:
		return g.of("/open", "/yes")
	case catalog.TextList:
		return []any{g.text(), g.expression(1), g.text()}
	case catalog.TextRows:
		return []any{[]any{g.text(), g.expression(1)}, g.expression(1), []any{}}
	case catalog.Objects:
		return []any{g.object(p), g.object(p), g.expression(2)}
	}
	return g.text()
}

func (g *specGen) object(p *catalog.Prop) any {
	o := map[string]any{}
	for i := range p.Fields {
		o[p.Fields[i].Name] = g.value(&p.Fields[i])
	}
	return o
}

// element makes an element with everything in it and returns its id.
func (g *specGen) element(depth int) string {
	id := fmt.Sprintf("e%d", g.next)
	g.next++
	typ := &g.cat.Types[g.pick(len(g.cat.Types))]
	props := map[string]any{}
	for range g.pick(6) {
		p := g.prop(typ)
		if v := g.value(p); !g.leaveOut(typ, p) {
			props[p.Name] = v
		}
	}
	e := map[string]any{"type": typ.Name, "props": props}
	g.elements[id] = e
	g.fields(e, typ)
	if typ.Children && depth < 6 {
		var kids []string
		for n := g.pick(4); n > 0 && g.next < maxGenerated; n-- {
			kids = append(kids, g.element(depth+1))
		}
		e["children"] = kids
	}
	return id
}

// leaveOut tells that a prop cannot be compared when a state has changed in the browser.
func (g *specGen) leaveOut(typ *catalog.Type, p *catalog.Prop) bool {
	switch {
	case !g.change:
		return false
	case p.Kind == catalog.Style: // the browser leaves out more than the server: markup.js says what is doubtful
		return true
	case p.Name == "checks": // the server writes no mistakes, and a field that loses the focus may have one
		return true
	case typ.HTML && p.Name == "name": // of <details> and radio buttons of one name one is open or checked: the last that became so
		return true
	}
	return false
}

func (g *specGen) prop(typ *catalog.Type) *catalog.Prop {
	i := g.pick(len(typ.Props) + 3)
	switch {
	case i < len(typ.Props):
		return &typ.Props[i]
	case typ.HTML:
		return &g.cat.Global[g.pick(len(g.cat.Global))]
	}
	return &typ.Props[0]
}

func (g *specGen) fields(e map[string]any, typ *catalog.Type) {
	if typ.HTML && g.pick(2) == 1 {
		e["text"] = g.of(g.text(), g.expression(0))
	}
	if g.pick(3) == 1 {
		e["visible"] = g.condition(0)
	}
	if g.pick(3) == 1 {
		repeat := map[string]any{"statePath": g.of("/list", "/words", "/rows", "/none", "/text", map[string]any{"$item": "tags"}, map[string]any{"$item": ""})}
		if g.change {
			repeat["key"] = g.of("id", "value", "", "missing")
		}
		e["repeat"] = repeat
	}
	if len(typ.Events) > 0 && g.pick(4) == 1 {
		e["on"] = map[string]any{typ.Events[0]: map[string]any{"action": "setState", "params": map[string]any{"statePath": "/x", "value": g.expression(1)}}}
	}
}

// checkRecipes compares the page with that of the same spec with a condition on each element, for which no recipe is
// made or followed.
func checkRecipes(t *testing.T, e *engine.Engine, text []byte) {
	t.Helper()
	each := bytes.ReplaceAll(text, []byte(`"type":"`), []byte(`"visible":true,"type":"`))
	out, _ := e.Render(nil, text, program.Options{})
	want, _ := e.Render(nil, each, program.Options{})
	if !bytes.Equal(out, want) {
		t.Fatalf("by recipe\n%s\nby the component\n%s\nof\n%s", out, want, text)
	}
}

// FuzzSpecs gives the engine specs that are right but for details, so that deep places are reached.
func FuzzSpecs(f *testing.F) {
	for i := range 96 {
		f.Add([]byte{byte(i), 5, 0, 1, 0, 1, 1, 1, 2, 0, 2, 1, 3, 1, 4, 1, 1, 5, 1, 1, 0, 3, byte(i * 7), 4, 3, 2, 1, 0, 9, 8, 7, 6})
	}
	cat := catalog.New()
	e := newEngine()
	f.Fuzz(func(t *testing.T, data []byte) {
		g := specGen{cat: cat, data: data}
		text := g.spec()
		if checkSpec(t, e, text) {
			checkRecipes(t, e, text)
		} else {
			for _, i := range e.Check(text).Issues {
				if i.Code == "syntax" || i.Code == "unknown_type" || i.Code == "unknown_child" {
					t.Fatalf("%s\n%s", i, text)
				}
			}
		}
	})
}

// The generator is worth something only as long as most of its specs are accepted.
func TestMostGeneratedSpecsAreAccepted(t *testing.T) {
	e := newEngine()
	g := specGen{cat: catalog.New()}
	accepted, dynamic := 0, 0
	seed := uint32(1)
	for range 500 {
		data := make([]byte, 200)
		for i := range data {
			seed = seed*1664525 + 1013904223
			data[i] = byte(seed >> 24)
		}
		g.data, g.next = data, 0
		text := g.spec()
		if checkSpec(t, e, text) {
			accepted++
			checkRecipes(t, e, text)
			if p, _ := e.Compile(text, program.Options{}); !p.Static() {
				dynamic++
			}
		}
	}
	t.Logf("%d of 500 accepted, %d of them dynamic", accepted, dynamic)
	if accepted < 250 || dynamic < 150 {
		t.Errorf("%d accepted, %d of them dynamic", accepted, dynamic)
	}
}
