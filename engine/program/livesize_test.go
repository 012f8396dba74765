package program_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"placard/catalog"
	"placard/components"
	"placard/engine/program"
)

// larger are the cases whose data is more than what it describes, and by which factor at most: blocks with much markup
// that come and go, and that the browser must be able to write anew. moreThanSpec are those whose data is only more than
// the spec, of which components make much more: a range of pages, a table, tabs.
var (
	larger = map[string]float64{
		"app-settings": 1.18, "app-wizard": 1.22,
	}
	moreThanSpec = map[string]float64{
		"app-dashboard": 1.05, "app-paged-table": 3.5, "app-settings": 1.7, "app-survey": 1.3, "app-wizard": 1.25,
		"pagination-first": 1.85, "pagination-fixed": 6.3, "pagination-large": 2.2, "pagination-small": 2.2,
		"tabs-bound-unset": 1.35, "tabs-keyboard": 1.25, "tabs-no-default": 2.05,
		"toggle-group-local": 1.25, "validate-choice-controls": 1.15,
	}
)

// TestDataIsAtMostTheSizeOfWhatItDescribes compares the data of each conformance case with its spec, and with the markup
// of its program: that of the page with each block once, also those that are not shown at first. With -v it prints a
// table, in bytes and in brotli.
func TestDataIsAtMostTheSizeOfWhatItDescribes(t *testing.T) {
	live := newStages(liveSet)
	plain := newStages(components.New)
	t.Logf("%-30s %29s %25s", "", "spec    data  markup    page", "in brotli")
	cases := 0
	specs := conformanceSpecs(t)
	for _, name := range slices.Sorted(maps.Keys(specs)) {
		spec := specs[name]
		page := string(live.compile(t, spec).Slab())
		data := between(page, `<script type="application/json" id="ui-data">`, `</script>`)
		if data == "" {
			continue
		}
		cases++
		p := plain.compile(t, spec)
		markup := between(string(p.Slab()), `<main class="ui-page">`, "")
		html, _ := p.Append(nil)
		body := between(string(html), `<main class="ui-page">`, `</main>`)
		if testing.Verbose() {
			t.Logf("%-30s %7d %7d %7d %7d   %5d %5d %5d %5d", name, len(spec), len(data), len(markup), len(body),
				compressed(t, spec), compressed(t, data), compressed(t, markup), compressed(t, body))
		}
		described := max(len(spec), len(markup), len(body))
		if float64(len(data)) > max(1, larger[name])*float64(described) {
			t.Errorf("%s: %d bytes of data for a spec of %d and markup of %d", name, len(data), len(spec), described)
		}
		if float64(len(data)) > max(1, moreThanSpec[name])*float64(len(spec)) {
			t.Errorf("%s: %d bytes of data for a spec of %d", name, len(data), len(spec))
		}
	}
	if cases < 100 {
		t.Errorf("only %d cases have data", cases)
	}
}

func liveSet(cat *catalog.Catalog) *program.Set {
	set := components.New(cat)
	set.Script = "/-/runtime.js"
	return set
}

// between is what stands between two texts, or behind the first one when the other is empty; nothing without the first.
func between(s, from, to string) string {
	_, s, _ = strings.Cut(s, from)
	if to == "" {
		return s
	}
	s, _, _ = strings.Cut(s, to)
	return s
}

func compressed(t *testing.T, s string) int {
	t.Helper()
	var out bytes.Buffer
	w := brotli.NewWriterLevel(&out, 11)
	if _, err := w.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Len()
}

// conformanceSpecs are the specs of the conformance cases, without spaces, by name.
func conformanceSpecs(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("../../components/conformance/cases/*.json")
	if err != nil || len(files) < 300 {
		t.Fatal(len(files), "files", err)
	}
	specs := map[string]string{}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var c struct{ Spec json.RawMessage }
		var spec bytes.Buffer
		if json.Unmarshal(text, &c) != nil || c.Spec == nil {
			continue // a recording
		}
		if err := json.Compact(&spec, c.Spec); err != nil {
			t.Fatal(err)
		}
		specs[strings.TrimSuffix(filepath.Base(f), ".json")] = spec.String()
	}
	return specs
}
