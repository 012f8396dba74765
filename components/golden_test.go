package components_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"placard/catalog"
	"placard/components"
	"placard/engine"
	"placard/engine/program"
)

// The golden files are testdata/NAME.txt, one a component and elements.txt for the HTML elements. A case in them is
//
//	=== what it shows
//	{"elements":{"x":{"type":"Badge","props":{"text":"New"}}}}
//	--- html
//	<span class="ui-badge">New</span>
//	--- issues
//	warning: /elements/x/props/variant: unknown_value
//
// The root is "x" unless the spec names another. The HTML is what stands inside <main>, with a line break before a
// tag that opens behind another. A part without content is left out. "go test ./components -update" writes what comes
// out now.
var update = flag.Bool("update", false, "rewrite the golden files")

type goldenCase struct{ name, spec, html, issues string }

func TestGolden(t *testing.T) {
	e := newEngine()
	for _, file := range goldenFiles(t) {
		t.Run(baseName(file), func(t *testing.T) {
			cases := readGolden(t, file)
			for i, c := range cases {
				got := c
				got.html, got.issues = render(e, c.spec)
				if cases[i] = got; !*update && got != c {
					t.Errorf("%s: %s\n--- got\n%s--- want\n%s", file, c.name, got.result(), c.result())
				}
			}
			if *update {
				writeGolden(t, file, cases)
			}
		})
	}
}

// TestStateGivesTheSame renders each golden and each conformance case with its literals moved to the state: every
// prop, every prop alone, and every scalar inside of lists and objects. A component must not show the difference.
func TestStateGivesTheSame(t *testing.T) {
	e := newEngine()
	for _, c := range append(allGolden(t), conformanceCases(t)...) {
		t.Run(c.name, func(t *testing.T) {
			want, _ := render(e, marshal(decode(t, c)))
			if want == "" {
				return // refused
			}
			for how, spec := range hoisted(t, c) {
				if got, issues := render(e, spec); got != want {
					t.Errorf("%s\n%s\n--- from the state\n%s%s--- literal\n%s", how, spec, got, issues, want)
				}
			}
		})
	}
}

// TestEveryPropHasACase names what no golden case shows.
func TestEveryPropHasACase(t *testing.T) {
	cat := catalog.New()
	var missing []string
	for _, typ := range cat.Types {
		if typ.HTML {
			continue
		}
		file := filepath.Join("testdata", strings.ToLower(typ.Name)+".txt")
		if _, err := os.Stat(file); err != nil {
			missing = append(missing, typ.Name+": no file "+file)
			continue
		}
		used := map[string]bool{}
		for _, c := range readGolden(t, file) {
			for _, el := range elementsOf(decode(t, c)) {
				if props, _ := el["props"].(map[string]any); el["type"] == typ.Name {
					for name := range props {
						used[name] = true
					}
				}
			}
		}
		for _, p := range typ.Props {
			if !used[p.Name] {
				missing = append(missing, typ.Name+": no case has "+p.Name)
			}
		}
	}
	if len(missing) > 0 {
		t.Errorf("golden cases to write:\n\t%s", strings.Join(missing, "\n\t"))
	}
}

// TestPartsAreMarked: a tag that the stylesheet of bare HTML elements styles must be told apart from those when a
// component writes it, by a class of ours or a data-slot.
func TestPartsAreMarked(t *testing.T) {
	e := newEngine()
	for _, c := range append(allGolden(t), conformanceCases(t)...) {
		if !onlyComponents(t, c) {
			continue
		}
		html, _ := render(e, c.spec)
		for _, tag := range styledTag.FindAllString(html, -1) {
			if !strings.Contains(tag, ` class="ui-`) && !strings.Contains(tag, " data-slot=") {
				t.Errorf("%s: %s> needs a class that begins with ui- or a data-slot", c.name, tag)
			}
		}
	}
}

var styledTag = regexp.MustCompile(`<(a|b|blockquote|button|caption|code|dd|details|dl|dt|fieldset|figcaption|figure|form|h[1-6]|hr|img|` +
	`input|label|legend|li|mark|ol|p|pre|select|small|strong|summary|sup|table|td|textarea|th|tr|ul|video)[ >][^>]*`)

func onlyComponents(t *testing.T, c goldenCase) bool {
	for _, el := range elementsOf(decode(t, c)) {
		if name, _ := el["type"].(string); name == strings.ToLower(name) {
			return false
		}
	}
	return true
}

// TestRunAllocatesNothing runs the cases with their props in the state.
func TestRunAllocatesNothing(t *testing.T) {
	e := newEngine()
	dst := make([]byte, 0, 1<<18)
	for _, c := range append(allGolden(t), conformanceCases(t)...) {
		p, _ := e.Compile([]byte(hoisted(t, c)["all props"]), program.Options{})
		if p == nil {
			continue // refused, or nothing to move
		}
		least := 1e9 // with -race the pools lose things now and then
		for range 10 {
			least = min(least, testing.AllocsPerRun(1, func() { p.Append(dst) }))
		}
		if least != 0 {
			t.Errorf("%s: %v allocations in a run", c.name, least)
		}
	}
}

// ---- rendering

func newEngine() *engine.Engine {
	cat := catalog.New()
	return engine.New(cat, components.New(cat))
}

func render(e *engine.Engine, spec string) (html, issues string) {
	page, list := e.Render(nil, []byte(spec), program.Options{})
	for _, i := range list.Issues {
		issues += fmt.Sprintf("%s: %s: %s\n", i.Severity, i.Path, i.Code)
	}
	_, body, ok := strings.Cut(string(page), `<main class="ui-page">`)
	if !ok {
		return "", issues
	}
	body = body[:strings.LastIndex(body, "</main>")]
	return betweenTags.ReplaceAllString(body, ">\n<$1") + "\n", issues
}

var betweenTags = regexp.MustCompile(`><([^/])`)

// ---- golden files

func goldenFiles(t *testing.T) []string {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no golden files", err)
	}
	return files
}

// allGolden are the cases of all files; their names begin with that of the file.
func allGolden(t *testing.T) []goldenCase {
	var all []goldenCase
	for _, file := range goldenFiles(t) {
		for _, c := range readGolden(t, file) {
			c.name = baseName(file) + "/" + c.name
			all = append(all, c)
		}
	}
	return all
}

// conformanceCases are the specs of the conformance suite, for tests that hold whatever a page shows.
func conformanceCases(t *testing.T) []goldenCase {
	files, err := filepath.Glob("conformance/cases/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no conformance cases", err)
	}
	var cases []goldenCase
	for _, file := range files {
		if strings.HasSuffix(file, ".expect.json") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var k struct {
			Name string
			Spec json.RawMessage
		}
		if err := json.Unmarshal(text, &k); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		cases = append(cases, goldenCase{name: "conformance/" + k.Name, spec: string(k.Spec)})
	}
	return cases
}

func baseName(file string) string { return strings.TrimSuffix(filepath.Base(file), ".txt") }

func readGolden(t *testing.T, file string) []goldenCase {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var cases []goldenCase
	for _, part := range strings.Split("\n"+string(text), "\n=== ")[1:] {
		var c goldenCase
		name, rest, _ := strings.Cut(part, "\n")
		rest, c.issues, _ = strings.Cut(rest, "--- issues\n")
		spec, html, _ := strings.Cut(rest, "--- html\n")
		c.name, c.spec, c.html = name, withRoot(t, file, name, spec), html
		if c.issues != "" {
			c.issues = strings.TrimRight(c.issues, "\n") + "\n"
		}
		if c.html != "" {
			c.html = strings.TrimRight(c.html, "\n") + "\n"
		}
		cases = append(cases, c)
	}
	return cases
}

// withRoot makes "x" the root of a spec that names none.
func withRoot(t *testing.T, file, name, spec string) string {
	spec = strings.TrimSpace(spec)
	var s struct{ Root *string }
	if err := json.Unmarshal([]byte(spec), &s); err != nil {
		t.Fatalf("%s: %s: %v", file, name, err)
	}
	if s.Root == nil {
		return implicitRoot + spec[1:]
	}
	return spec
}

const implicitRoot = `{"root":"x",`

func writeGolden(t *testing.T, file string, cases []goldenCase) {
	var b strings.Builder
	for i, c := range cases {
		if i > 0 {
			b.WriteByte('\n')
		}
		spec := c.spec
		if s, ok := strings.CutPrefix(spec, implicitRoot); ok {
			spec = "{" + s
		}
		fmt.Fprintf(&b, "=== %s\n%s\n%s", c.name, spec, c.result())
	}
	if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func (c goldenCase) result() string {
	var out string
	if c.html != "" {
		out = "--- html\n" + c.html
	}
	if c.issues != "" {
		out += "--- issues\n" + c.issues
	}
	return out
}

// ---- literals to state

// literalOnly are props whose content must stand in the spec itself: it names a place in the state, or an element.
var literalOnly = map[string]bool{"openPath": true, "name": true, "checks": true, "validateOn": true}

// hoisted are variants of a case's spec with literals in the state, by what was moved.
func hoisted(t *testing.T, c goldenCase) map[string]string {
	specs := map[string]string{}
	variant := func(how string, move func(h *hoist, element, prop string, v any) any) {
		spec := decode(t, c)
		h := &hoist{moved: map[string]any{}}
		for id, el := range elementsOf(spec) {
			if s, ok := el["text"].(string); ok {
				el["text"] = move(h, id, "text", s)
			}
			props, _ := el["props"].(map[string]any)
			for name, v := range props {
				if !literalOnly[name] {
					props[name] = move(h, id, name, v)
				}
			}
		}
		if len(h.moved) == 0 {
			return
		}
		state, _ := spec["state"].(map[string]any)
		if state == nil {
			state = map[string]any{}
		}
		state["hoisted"], spec["state"] = h.moved, state
		specs[how] = marshal(spec)
	}
	variant("all props", func(h *hoist, _, _ string, v any) any { return h.whole(v) })
	variant("all scalars", func(h *hoist, _, _ string, v any) any { return h.scalars(v) })
	for id, el := range elementsOf(decode(t, c)) {
		props, _ := el["props"].(map[string]any)
		for name := range props {
			variant(id+"."+name, func(h *hoist, element, prop string, v any) any {
				if element != id || prop != name {
					return v
				}
				return h.whole(v)
			})
		}
	}
	return specs
}

type hoist struct{ moved map[string]any }

// whole moves a value that has no expression in it.
func (h *hoist) whole(v any) any {
	if hasExpression(v) {
		return v
	}
	key := strconv.Itoa(len(h.moved))
	h.moved[key] = v
	return map[string]any{"$state": "/hoisted/" + key}
}

// scalars moves each scalar of a value on its own.
func (h *hoist) scalars(v any) any {
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = h.scalars(v[i])
		}
		return v
	case map[string]any:
		if !hasExpression(v) {
			for k := range v {
				v[k] = h.scalars(v[k])
			}
		}
		return v
	}
	return h.whole(v)
}

func hasExpression(v any) bool {
	switch v := v.(type) {
	case []any:
		return slices.ContainsFunc(v, hasExpression)
	case map[string]any:
		for k, member := range v {
			if strings.HasPrefix(k, "$") || hasExpression(member) {
				return true
			}
		}
	}
	return false
}

func decode(t *testing.T, c goldenCase) map[string]any {
	var spec map[string]any
	d := json.NewDecoder(strings.NewReader(c.spec))
	d.UseNumber()
	if err := d.Decode(&spec); err != nil {
		t.Fatalf("%s: %v", c.name, err)
	}
	return spec
}

// elementsOf are the elements of a spec by id.
func elementsOf(spec map[string]any) map[string]map[string]any {
	out := map[string]map[string]any{}
	elements, _ := spec["elements"].(map[string]any)
	for _, id := range slices.Sorted(maps.Keys(elements)) {
		if el, ok := elements[id].(map[string]any); ok {
			out[id] = el
		}
	}
	return out
}

func marshal(spec map[string]any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(spec); err != nil {
		panic(err)
	}
	return b.String()
}
