package schema_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"placard/catalog"
	"placard/catalog/schema"
	"placard/components"
	"placard/engine/app"
)

// generator makes random instances of a page's schema. It reads the schema as a validator would, but for what a schema
// cannot say: it makes the elements a tree, and CSS harmless.
type generator struct {
	t    testing.TB
	r    *rand.Rand
	defs map[string]any
	// fitting are the samples for each pattern.
	fitting map[string][]string
}

type object = map[string]any

// samples are texts of all sorts; those that a pattern lets through are used. Half of them mean no good.
var samples = []string{
	"", "x", "/a", "/list/0", "#top", "?q=1:2", "a b", "5", "-1.5", "https://example.com/a:b", "http:x", "mailto:a@b.c", "tel:+1", "a.png 2x, /b.png 1x",
	"data:image/png;base64,AA==", "data:image/png+xml,x", "data:text/html,<script>", "javascript:alert(1)", "java\tscript:x", " javascript:x", "\njavascript:x",
	"java&#115;cript:x", "javascript&colon;x", "&#106;avascript:x", "vbscript:x", "httpsx:y", "a:b", "<b>", "</script>", "${/a} ${x}", "\x00", "é\u2028", "$id",
	"aria-label", "data-x-1", "--primary", "eq", "neq", "gt", "gte", "lt", "lte", "h1", "onclick", "__proto__",
}

var harmlessCSS = []any{"red", "1px", 5}

func (g *generator) one(of []string) string { return of[g.r.IntN(len(of))] }

// text is one that a pattern lets through.
func (g *generator) text(pattern any) string {
	p, _ := pattern.(string)
	if g.fitting[p] == nil {
		re := regexp.MustCompile(p)
		g.fitting[p] = slices.DeleteFunc(slices.Clone(samples), func(s string) bool { return !re.MatchString(s) })
	}
	if len(g.fitting[p]) == 0 {
		g.t.Fatalf("no sample for %s", p)
	}
	return g.one(g.fitting[p])
}

func (g *generator) value(s any, depth int) any {
	n, _ := s.(object)
	if name, ok := n["$ref"].(string); ok {
		return g.value(g.defs[strings.TrimPrefix(name, "#/$defs/")], depth)
	}
	if c, ok := n["const"]; ok {
		return c
	}
	if words, ok := n["enum"].([]any); ok {
		return words[g.r.IntN(len(words))]
	}
	if all, ok := n["anyOf"].([]any); ok {
		return g.value(g.alternative(all, depth), depth+1)
	}
	if doc, _ := n["description"].(string); strings.HasPrefix(doc, "CSS") {
		return g.css(n)
	}
	return g.typed(n, depth)
}

// alternative is the first one, the simplest, when it gets too deep.
func (g *generator) alternative(all []any, depth int) any {
	if depth > 8 {
		return all[0]
	}
	return all[g.r.IntN(len(all))]
}

func (g *generator) css(n object) any {
	switch n["description"] {
	case "CSS of the page.":
		return "p{color:red}"
	case "CSS declarations.":
		return "color:red"
	}
	return harmlessCSS[g.r.IntN(len(harmlessCSS))]
}

func (g *generator) typed(n object, depth int) any {
	typ := n["type"]
	if several, ok := typ.([]any); ok {
		typ = several[g.r.IntN(len(several))]
	}
	switch typ {
	case "string":
		return g.text(n["pattern"])
	case "number":
		return []any{0, 1, -3, 2.5, 1e21}[g.r.IntN(5)]
	case "integer":
		return int(n["minimum"].(float64)) + g.r.IntN(int(n["maximum"].(float64)))
	case "boolean":
		return g.r.IntN(2) == 1
	case "null":
		return nil
	case "array":
		list := []any{}
		for range g.r.IntN(3) {
			list = append(list, g.value(n["items"], depth+1))
		}
		return list
	}
	return g.object(n, depth)
}

func (g *generator) object(n object, depth int) any {
	o := object{}
	for _, name := range stringsOf(n["required"]) {
		o[name] = g.value(n["properties"].(object)[name], depth+1)
	}
	most := 100
	if max, ok := n["maxProperties"].(float64); ok {
		most = int(max)
	}
	for _, add := range []func(object, object, int){g.properties, g.patterned, g.additional} {
		if len(o) < most {
			add(n, o, depth)
		}
	}
	return o
}

func (g *generator) properties(n, o object, depth int) {
	all, _ := n["properties"].(object)
	for _, name := range sorted(all) {
		if _, ok := o[name]; ok || all[name] == false || g.r.IntN(3) > 0 || depth > 8 {
			continue
		}
		o[name] = g.value(all[name], depth+1)
	}
}

func (g *generator) patterned(n, o object, depth int) {
	all, _ := n["patternProperties"].(object)
	for _, pattern := range sorted(all) {
		if g.r.IntN(2) == 0 {
			o[g.text(pattern)] = g.value(all[pattern], depth+1)
		}
	}
}

func (g *generator) additional(n, o object, depth int) {
	more, ok := n["additionalProperties"].(object)
	if !ok || depth > 8 {
		return
	}
	names, _ := n["propertyNames"].(object)
	for range g.r.IntN(3) {
		name := g.text(names["pattern"])
		if strings.Contains(fmt.Sprint(more), "css") {
			name = g.one([]string{"color", "backgroundColor", "margin-top", "--x"})
		}
		o[name] = g.value(more, depth+1)
	}
}

// element makes one of a random kind, without children, and tells whether it may have some.
func (g *generator) element() (e object, holds bool) {
	base := g.defs["element"].(object)
	kinds := base["anyOf"].([]any)
	kind := kinds[g.r.IntN(len(kinds))].(object)
	all := object{}
	for name, s := range base["properties"].(object) {
		all[name] = s
	}
	for name, s := range kind["properties"].(object) {
		all[name] = s
	}
	if props, _ := all["props"].(object); props["allOf"] != nil { // HTML: global attributes too
		all["props"] = g.withGlobals(props)
	}
	_, childless := kind["properties"].(object)["children"]
	delete(all, "children")
	e = g.object(object{"properties": all, "required": append([]any{"type"}, anySlice(kind["required"])...)}, 0).(object)
	return e, !childless
}

func (g *generator) withGlobals(props object) object {
	all := object{}
	global := g.defs["attributes"].(object)
	for name, s := range global["properties"].(object) {
		all[name] = s
	}
	own, _ := props["properties"].(object)
	for name, s := range own {
		all[name] = s
	}
	return object{"type": "object", "properties": all, "patternProperties": global["patternProperties"]}
}

func (g *generator) spec() []byte {
	spec := g.tree(true)
	if g.r.IntN(3) == 0 {
		spec["meta"] = g.value(g.defs["meta"], 0)
	}
	return marshalled(g.t, spec)
}

// tree is a spec whose elements are one, with Slots or without.
func (g *generator) tree(slots bool) object {
	elements := object{}
	var holders []object
	for i := 0; len(elements) < 8; i++ {
		e, holds := g.element()
		if len(holders) == 0 && !holds || !slots && e["type"] == "Slot" {
			continue
		}
		id := fmt.Sprint("e", len(elements))
		if len(holders) > 0 {
			parent := holders[g.r.IntN(len(holders))]
			kids, _ := parent["children"].([]any)
			parent["children"] = append(kids, id)
		}
		if holds {
			holders = append(holders, e)
		}
		elements[id] = e
	}
	return object{"root": "e0", "elements": elements, "state": object{"a": 1, "x": "y", "list": []any{1, object{"x": 2}}}}
}

func marshalled(t testing.TB, v any) []byte {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// app is an instance of the app's schema. What the schema cannot say is made right: names of layouts, Slots and params.
func (g *generator) app(top object) []byte {
	parts := top["properties"].(object)
	layout := g.tree(false)
	elements := layout["elements"].(object)
	elements["slot"] = object{"type": "Slot"}
	root := elements["e0"].(object)
	root["children"] = append(anySlice(root["children"]), "slot")
	delete(root, "repeat")
	delete(root, "visible")
	routes := object{}
	for _, pattern := range []string{"/", "/about", "/[slug]", "/blog/[...slug]"} {
		if pattern == "/" || g.r.IntN(2) == 0 {
			routes[pattern] = g.route(parts["routes"].(object)["additionalProperties"].(object), pattern)
		}
	}
	app := object{"routes": routes, "layouts": object{"main": layout}}
	for _, name := range []string{"metadata", "state"} {
		if g.r.IntN(2) == 0 {
			app[name] = g.value(parts[name], 0)
		}
	}
	return marshalled(g.t, app)
}

func (g *generator) route(n object, pattern string) object {
	all := object{}
	for name, s := range n["properties"].(object) {
		if s, _ := s.(object); s["$ref"] == nil {
			all[name] = s
		}
	}
	delete(all, "staticParams")
	route := g.object(object{"properties": all}, 0).(object)
	for _, name := range []string{"page", "loading", "error", "notFound"} {
		if name == "page" || g.r.IntN(3) == 0 {
			route[name] = g.tree(true)
		}
	}
	if route["layout"] != nil {
		route["layout"] = "main"
	}
	if loader, ok := route["loader"].(object); ok {
		g.params(loader, strings.Contains(pattern, "slug"))
	}
	switch pattern {
	case "/[slug]":
		route["staticParams"] = []any{object{"slug": g.text(".")}}
	case "/blog/[...slug]":
		route["staticParams"] = []any{object{"slug": []any{g.text("."), g.text(".")}}}
	}
	return route
}

// params lets a loader name only the param that there is.
func (g *generator) params(loader object, has bool) {
	where, _ := loader["where"].(object)
	for field, v := range where {
		if v, ok := v.(object); ok && v["$param"] != nil {
			if v["$param"] = "slug"; !has {
				delete(where, field)
			}
		}
	}
}

func sorted(o object) []string {
	var names []string
	for name := range o {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func stringsOf(list any) (all []string) {
	for _, s := range anySlice(list) {
		all = append(all, s.(string))
	}
	return all
}

func anySlice(list any) []any {
	all, _ := list.([]any)
	return all
}

// mended are the warnings that what a schema accepts may bring: of what a schema cannot know, and of null in place of
// what is required.
var mended = []string{"item_outside_repeat", "empty_repeat", "missing_prop", "missing_param", "unknown_expression", "wrong_type"}

func TestWhatTheSchemaAcceptsIsNotRefused(t *testing.T) {
	c := catalog.New()
	text := schema.Page(c, false)
	var parsed object
	if err := json.Unmarshal(text, &parsed); err != nil {
		t.Fatal(err)
	}
	s, e := compile(t, text), newEngine(c)
	g := &generator{t: t, r: rand.New(rand.NewPCG(1, 2)), defs: parsed["$defs"].(object), fitting: map[string][]string{}}
	g.defs["meta"] = parsed["properties"].(object)["meta"]
	for range 150 {
		spec := g.spec()
		if err := validate(t, s, spec); err != nil {
			t.Fatalf("the generator is wrong: %v\n%s", err, spec)
		}
		for _, i := range e.Check(spec).Issues {
			if i.Severity.String() == "error" || !slices.Contains(mended, i.Code) {
				t.Fatalf("%s\n%s", i, spec)
			}
		}
	}
}

// mendedApps are the warnings that an app may bring besides: of what other parts of it say, and of texts without effect.
var mendedApps = append([]string{"shared_canonical", "unused_template", "bad_template", "unknown_value", "shadowed_params"}, mended...)

func TestWhatTheAppSchemaAcceptsIsNotRefused(t *testing.T) {
	c := catalog.New()
	text := schema.App(c, false)
	var parsed object
	if err := json.Unmarshal(text, &parsed); err != nil {
		t.Fatal(err)
	}
	s, compiler := compile(t, text), app.NewCompiler(c, components.New(c))
	g := &generator{t: t, r: rand.New(rand.NewPCG(3, 4)), defs: parsed["$defs"].(object), fitting: map[string][]string{}}
	for range 100 {
		one := g.app(parsed)
		if err := validate(t, s, one); err != nil {
			t.Fatalf("the generator is wrong: %v\n%s", err, one)
		}
		_, issues := compiler.Compile(one, app.Options{})
		for _, i := range issues.Issues {
			if i.Severity.String() == "error" || !slices.Contains(mendedApps, i.Code) {
				t.Fatalf("%s %s\n%s", i.Code, i, one)
			}
		}
	}
}

// The example for agents is right for both, and nothing has to be mended in it.
func TestTheDocumentedAppIsAccepted(t *testing.T) {
	doc, err := os.ReadFile("../../docs/apps.md")
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for line := range strings.Lines(string(doc)) {
		if code, ok := strings.CutPrefix(line, "    "); ok {
			lines = append(lines, code)
		}
	}
	example := []byte(strings.Join(lines, ""))
	c := catalog.New()
	if err := validate(t, compile(t, schema.App(c, false)), example); err != nil {
		t.Error(err)
	}
	if _, issues := app.NewCompiler(c, components.New(c)).Compile(example, app.Options{}); len(issues.Issues) > 0 {
		t.Error(issues.Issues)
	}
}
