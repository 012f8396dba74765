package engine_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"placard/engine"
	"placard/engine/program"
	"placard/engine/spec"
)

// checkSpec renders a text in all ways and reports what should not be. It tells whether the spec was accepted.
func checkSpec(t *testing.T, e *engine.Engine, text []byte) bool {
	t.Helper()
	o := program.Options{Title: "a title"}
	before := bytes.Clone(text)
	out, issues := e.Render(nil, text, o)
	if !bytes.Equal(before, text) {
		t.Fatal("the text was changed")
	}
	p, again := e.Compile(text, o)
	if issues.Refused() && p != nil && issues.Issues[0].Code != "page_too_large" || !issues.Refused() && p == nil {
		t.Fatalf("Render says %v, Compile %v", issues.Issues, again.Issues)
	}
	if other := unlike(text); len(other) <= spec.MaxSpecBytes && json.Valid(text) {
		page, others := e.Render(nil, other, o)
		if !bytes.Equal(page, out) || !sameIssues(others, issues) {
			t.Fatalf("with other white space\n%s\n%v\nnot\n%s\n%v", page, others.Issues, out, issues.Issues)
		}
	}
	if issues.Refused() {
		if len(out) > 0 {
			t.Fatal("a refused spec wrote something")
		}
		return false
	}
	if d := defect(out); d != "" {
		t.Fatalf("%s\n%s", d, out)
	}
	for range 2 {
		if kept, complete := p.Append(nil); !complete || !bytes.Equal(kept, out) {
			t.Fatalf("the program gives\n%s\nRender\n%s", kept, out)
		}
	}
	if second, _ := e.Render(nil, text, o); !bytes.Equal(second, out) {
		t.Fatalf("the second time\n%s\nat first\n%s", second, out)
	}
	return true
}

func TestSamplesAreAccepted(t *testing.T) {
	e := newEngine()
	for name, text := range samples(t) {
		if !checkSpec(t, e, text) {
			t.Errorf("%s is refused", name)
		}
	}
}

// FuzzEngine gives the engine any bytes: it never panics, and what it accepts is a well-formed, harmless page, the same
// by every way.
func FuzzEngine(f *testing.F) {
	for _, text := range samples(f) {
		f.Add(text)
	}
	f.Add([]byte(`{"root":"a","elements":{"a":{"type":"p","text":"x"}}}`))
	e := newEngine()
	f.Fuzz(func(t *testing.T, text []byte) { checkSpec(t, e, text) })
}
