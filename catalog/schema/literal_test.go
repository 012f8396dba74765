package schema_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"

	"placard/catalog"
	"placard/catalog/schema"
	"placard/engine/spec"
)

// literals makes specs as the catalog describes them, of plain values.
type literals struct {
	r *rand.Rand
	c *catalog.Catalog
}

func (l *literals) of(values ...any) any { return values[l.r.IntN(len(values))] }

func (l *literals) value(p *catalog.Prop) any {
	switch p.Kind {
	case catalog.Number:
		return l.of(0, 1, -3, 1e21, "5")
	case catalog.Bool:
		return l.of(true, false)
	case catalog.Enum:
		return p.Enum[l.r.IntN(len(p.Enum))]
	case catalog.URL, catalog.ImageURL:
		return l.of("/x?a=b&c", "https://example.com", "#x", "", "a/b:c", "javascript:x", "mailto:a@b.c", "a b.png")
	case catalog.URLSet:
		return l.of("a.png 1x, /b.png 2.5x", "https://example.com/a.png 640w", "a.png")
	case catalog.Style:
		return l.of("color:red", map[string]any{"backgroundColor": "red", "margin": 5, "--x": "1"})
	case catalog.Class:
		return l.of("p-4 flex", []any{"p-4", "flex"})
	case catalog.Path:
		return l.of("/open", "/a/0/b")
	case catalog.TextList:
		return []any{l.of("a", 1, true), "b"}
	case catalog.TextRows:
		return []any{[]any{"a", 1}, []any{}}
	case catalog.Objects:
		return []any{l.object(p.Fields), l.object(p.Fields)}
	case catalog.Checks:
		return l.checks()
	case catalog.Any:
		return l.of(1, "x", nil, []any{1}, map[string]any{"a": 1})
	}
	return l.of("text", "<b>", "", 5, true, nil)
}

func (l *literals) object(props []catalog.Prop) map[string]any {
	o := map[string]any{}
	for i := range props {
		if p := &props[i]; p.Required || l.r.IntN(3) == 0 {
			o[p.Name] = l.value(p)
		}
	}
	return o
}

func (l *literals) checks() (all []any) {
	for range l.r.IntN(3) {
		k := &l.c.Checks[l.r.IntN(len(l.c.Checks))]
		check := map[string]any{"type": k.Name, "message": "Wrong."}
		if len(k.Args) > 0 {
			check["args"] = l.object(k.Args)
		}
		all = append(all, check)
	}
	return all
}

func (l *literals) element(t *catalog.Type) map[string]any {
	props := l.object(t.Props)
	e := map[string]any{"type": t.Name, "props": props}
	if t.HTML {
		for name, v := range l.object(l.c.Global) {
			props[name] = v
		}
		if !t.Void {
			e["text"] = l.of("text", 5, "<b>")
		}
	}
	if l.r.IntN(2) == 0 && len(t.Events) > 0 {
		e["on"] = map[string]any{t.Events[0]: []any{l.action(), l.action()}}
	}
	e["children"] = []any{}
	return e
}

func (l *literals) action() any {
	a := &l.c.Actions[l.r.IntN(len(l.c.Actions))]
	return map[string]any{"action": a.Name, "params": l.object(a.Params)}
}

// The other way round: what is written as the catalog says, and of which the engine has nothing to say, is accepted.
func TestWhatTheEngineFindsRightIsAccepted(t *testing.T) {
	c := catalog.New()
	s, e := compile(t, schema.Page(c, false)), newEngine(c)
	l := &literals{rand.New(rand.NewPCG(3, 4)), c}
	right := 0
	for range 6 {
		for i := range c.Types {
			text, err := json.Marshal(map[string]any{"root": "a", "elements": map[string]any{"a": l.element(&c.Types[i])}})
			if err != nil {
				t.Fatal(err)
			}
			issues := e.Check(text)
			err = validate(t, s, text)
			switch {
			case issues.Refused() && err == nil:
				t.Fatalf("the schema accepts what the engine refuses: %s\n%s", issues.Issues[0], text)
			case len(issues.Issues) == 0 && err != nil:
				t.Fatalf("the schema refuses %s", text)
			case len(issues.Issues) == 0:
				right++
			}
		}
	}
	if right < 3*len(c.Types) {
		t.Errorf("only %d specs are right", right)
	}
}

// At a limit the schema and the engine accept, past it both refuse.
func TestLimitsAreTheEngines(t *testing.T) {
	c := catalog.New()
	s, e := compile(t, schema.Page(c, false)), newEngine(c)
	for _, limit := range []struct {
		name string
		most int
		page func(n int) []byte
	}{
		{"elements", spec.MaxElements, manyElements},
		{"attributes", 100, manyAttributes},
	} {
		for n, want := range map[int]bool{limit.most: true, limit.most + 1: false} {
			text := limit.page(n)
			if got := validate(t, s, text) == nil; got != want {
				t.Errorf("%d %s: the schema says %v", n, limit.name, got)
			}
			issues := e.Check(text)
			if got := !issues.Refused(); got != want {
				t.Errorf("%d %s: the engine says %v", n, limit.name, got)
			}
		}
	}
}

func manyElements(n int) []byte {
	elements := map[string]any{}
	for i := range n {
		elements[fmt.Sprint("e", i)] = map[string]any{"type": "p"}
	}
	text, _ := json.Marshal(map[string]any{"root": "e0", "elements": elements})
	return text
}

func manyAttributes(n int) []byte {
	props := map[string]any{}
	for i := range n {
		props[fmt.Sprint("data-", i)] = "x"
	}
	text, _ := json.Marshal(map[string]any{"root": "a", "elements": map[string]any{"a": map[string]any{"type": "p", "props": props}}})
	return text
}
