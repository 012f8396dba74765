package describe_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"placard/catalog"
	"placard/catalog/describe"
	"placard/components"
	"placard/engine"
)

type listed struct {
	Type      string
	IsVoid    *bool
	IsBuiltIn *bool
}

type list struct {
	Components, AppComponents []listed
	Count                     int
}

func read(t *testing.T, text []byte) (l list) {
	t.Helper()
	if err := json.Unmarshal(text, &l); err != nil {
		t.Fatal(err)
	}
	return l
}

func TestPageComponents(t *testing.T) {
	text := describe.PageComponents(catalog.New())
	l := read(t, text)
	if l.Count != 60 || len(l.Components) != 60 || len(l.AppComponents) != 36 {
		t.Errorf("count %d, %d components, %d appComponents", l.Count, len(l.Components), len(l.AppComponents))
	}
	for _, want := range []string{`{"components":[{"type":"div","isVoid":false}`, `{"type":"img","isVoid":true}`, `{"type":"Card","isBuiltIn":false}`} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%s lacks %s", text, want)
		}
	}
}

func TestAppComponents(t *testing.T) {
	l := read(t, describe.AppComponents(catalog.New()))
	if l.Count != 37 || len(l.Components) != 37 {
		t.Errorf("count %d, %d components", l.Count, len(l.Components))
	}
	for _, c := range l.Components {
		if *c.IsBuiltIn != (c.Type == "Slot") {
			t.Errorf("%s: isBuiltIn is %v", c.Type, *c.IsBuiltIn)
		}
	}
}

// The prompts of the original for the same 36 components, of @json-render/react 0.19 and of the schema of
// @json-render/next, have 5642 and 2868 tokens as cl100k_base counts them (gpt-tokenizer). These here have 3231, with 60
// HTML elements besides, and 2513. The bounds are their bytes, rounded up: who makes a prompt longer should know.
const (
	maxPageBytes = 12_200
	maxAppBytes  = 9_500
)

func TestPromptsAreShort(t *testing.T) {
	c := catalog.New()
	if n := len(describe.PagePrompt(c)); n > maxPageBytes {
		t.Errorf("the page's prompt has %d bytes", n)
	}
	if n := len(describe.AppPrompt(c)); n > maxAppBytes {
		t.Errorf("the app's prompt has %d bytes", n)
	}
}

// Each type, action, check and expression has a line of its own, and no place of the template is left open.
func TestPromptsNameEverything(t *testing.T) {
	c := catalog.New()
	page, app := string(describe.PagePrompt(c)), string(describe.AppPrompt(c))
	var both, apps []string
	for _, typ := range c.Components() {
		both = append(both, "- "+typ.Name)
		for _, p := range typ.Props {
			both = append(both, p.Name)
		}
	}
	for _, a := range c.Actions {
		both = append(both, "- "+a.Name)
	}
	for _, k := range c.Checks {
		both = append(both, "- "+k.Name)
	}
	for _, e := range c.Expressions {
		both = append(both, "{ "+e.Operand.Name)
	}
	apps = append(apps, "- Slot", "1. First add /metadata", "2. Then add /layouts", "3. Then add /routes", "BUILT-IN ACTIONS:")
	for _, typ := range c.Elements() {
		if !strings.Contains(page, "- "+typ.Name) {
			t.Errorf("the page's prompt lacks %s", typ.Name)
		}
	}
	for _, want := range both {
		if !strings.Contains(page, want) || !strings.Contains(app, want) {
			t.Errorf("a prompt lacks %s", want)
		}
	}
	for _, want := range apps {
		if !strings.Contains(app, want) {
			t.Errorf("the app's prompt lacks %s", want)
		}
	}
	for _, open := range []string{"{{e", "{{c", "{{a", "{{b", "{{h", "{{g"} {
		if strings.Contains(page, open) || strings.Contains(app, open) {
			t.Errorf("%s is left open", open)
		}
	}
}

func TestPromptsHaveTheStructureOfTheDocument(t *testing.T) {
	c := catalog.New()
	for prompt, parts := range map[string][]string{
		string(describe.PagePrompt(c)): {"You are a UI generator that outputs JSON.\n\nOUTPUT FORMAT (JSONL, RFC 6902 JSON Patch):\n", "\nAVAILABLE COMPONENTS:\n"},
		string(describe.AppPrompt(c)): {"You are a Next.js application generator.\n\nOUTPUT FORMAT (JSONL, RFC 6902 JSON Patch):\n", "\nAVAILABLE COMPONENTS:\n",
			"\nBUILT-IN ACTIONS:\n", "\nRULES:\n"},
	} {
		at := 0
		for _, part := range parts {
			i := strings.Index(prompt[at:], part)
			if i < 0 {
				t.Errorf("%q is not there, or not in order", part)
				break
			}
			at += i
		}
	}
}

// operations are the example of a prompt.
func operations(t *testing.T, prompt []byte) (all []operation) {
	t.Helper()
	for line := range strings.Lines(string(prompt)) {
		if !strings.HasPrefix(line, `{"op"`) {
			continue
		}
		var o operation
		if err := json.Unmarshal([]byte(line), &o); err != nil || o.Op != "add" {
			t.Fatalf("%v: %s", err, line)
		}
		all = append(all, o)
	}
	return all
}

type operation struct {
	Op, Path string
	Value    any
}

// apply adds each value, to objects and to the ends of lists.
func apply(all []operation) map[string]any {
	doc := map[string]any{}
	for _, o := range all {
		var at any = doc
		steps := strings.Split(o.Path[1:], "/")
		for i, step := range steps {
			step = strings.ReplaceAll(step, "~1", "/")
			parent := at.(map[string]any)
			if i == len(steps)-1 {
				parent[step] = o.Value
				break
			}
			if list, ok := parent[step].([]any); ok {
				parent[step] = append(list, o.Value)
				break
			}
			if parent[step] == nil {
				parent[step] = map[string]any{}
			}
			at = parent[step]
		}
	}
	return doc
}

// Models follow the example, so the engine must have nothing to say about it.
func TestExampleOfThePagePrompt(t *testing.T) {
	c := catalog.New()
	spec, err := json.Marshal(apply(operations(t, describe.PagePrompt(c))))
	if err != nil {
		t.Fatal(err)
	}
	e := engine.New(c, components.New(c))
	if issues := e.Check(spec).Issues; len(issues) > 0 {
		t.Errorf("%s\n%s", issues[0], spec)
	}
}

func TestExampleOfTheAppPrompt(t *testing.T) {
	app := apply(operations(t, describe.AppPrompt(catalog.New())))
	var patterns []string
	for pattern := range app["routes"].(map[string]any) {
		patterns = append(patterns, pattern)
	}
	slices.Sort(patterns)
	if !slices.Equal(patterns, []string{"/", "/tea/[slug]"}) {
		t.Errorf("routes %v", patterns)
	}
}
