package engine_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"placard/catalog"
	"placard/components"
	"placard/engine"
	"placard/engine/program"
)

func newEngine() *engine.Engine {
	cat := catalog.New()
	return engine.New(cat, components.New(cat))
}

// render is the page of a spec that must be accepted.
func render(t *testing.T, e *engine.Engine, text string) string {
	t.Helper()
	out, issues := e.Render(nil, []byte(text), program.Options{})
	if issues.Refused() {
		t.Fatalf("%s\nis refused: %s", text, issues.Issues[0])
	}
	return string(out)
}

// body is what a page shows, without the shell around it.
func body(t *testing.T, page string) string {
	t.Helper()
	const start = `<main class="ui-page">`
	from, to := strings.Index(page, start), strings.LastIndex(page, "</main>")
	if from < 0 || to < 0 {
		t.Fatalf("no body in %q", page)
	}
	return page[from+len(start) : to]
}

// samples are the specs of testdata/specs, by name.
func samples(t testing.TB) map[string][]byte {
	t.Helper()
	files, _ := filepath.Glob("testdata/specs/*.json")
	if len(files) < 15 {
		t.Fatalf("only %d samples", len(files))
	}
	all := map[string][]byte{}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all[strings.TrimSuffix(filepath.Base(f), ".json")] = bytes.TrimSpace(b)
	}
	return all
}
