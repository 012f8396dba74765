package engine_test

import (
	"encoding/json"
	"strings"
	"testing"

	"placard/catalog"
)

// hint is what the engine says to do about the first issue of this code in an element's text.
func hint(t *testing.T, text, code string) string {
	t.Helper()
	issues := newEngine().Check([]byte(`{"root":"a","elements":{"a":{"type":"p","text":` + text + `}}}`))
	for _, i := range issues.Issues {
		if i.Code == code {
			return i.Hint
		}
	}
	t.Fatalf("%s has no issue %s: %v", text, code, issues.Issues)
	return ""
}

// What the catalog says of expressions is what the engine knows: its hints list it.
func TestCatalogListsTheExpressions(t *testing.T) {
	c := catalog.New()
	unknown := hint(t, `{"$nothing":1}`, "unknown_expression")
	known := strings.Split(strings.TrimPrefix(unknown, "expressions are "), ", ")
	if len(known) != len(c.Expressions) {
		t.Errorf("the engine has %v, the catalog %d", known, len(c.Expressions))
	}
	for _, e := range c.Expressions {
		if !strings.Contains(unknown+",", " "+e.Operand.Name+",") {
			t.Errorf("%s is not in %s", e.Operand.Name, unknown)
		}
		if e.Operand.Kind != catalog.Enum {
			continue
		}
		wrong, _ := json.Marshal(map[string]any{e.Operand.Name: "nothing"})
		if got, want := hint(t, string(wrong), "unknown_operation"), strings.Join(e.Operand.Enum, ", "); !strings.HasSuffix(got, " "+want) {
			t.Errorf("%s: the engine says %q, the catalog %q", e.Operand.Name, got, want)
		}
	}
	condition := hint(t, `{"$cond":{},"$then":1,"$else":2}`, "bad_condition")
	if want := "operators are " + strings.Join(c.Comparisons, ", ") + ","; !strings.Contains(condition, want) {
		t.Errorf("%q lacks %q", condition, want)
	}
}
