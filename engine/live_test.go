package engine_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"placard/catalog"
	"placard/components"
	"placard/engine"
	"placard/engine/program"
)

// newLiveEngine is an engine whose pages ask for the browser runtime.
func newLiveEngine() *engine.Engine {
	cat := catalog.New()
	set := components.New(cat)
	set.Script = "/-/runtime.js"
	return engine.New(cat, set)
}

var (
	marks    = regexp.MustCompile(`<!--[$?*,~/]-->| data-k`)
	pageData = regexp.MustCompile(`<script type="application/json" id="ui-data">(.*?)</script><script type="module" src="/-/runtime.js"></script>`)
)

// checkLive compares a page for the browser runtime with that of an engine without one: it is the same but for the marks
// and the data, which must be JSON.
func checkLive(t *testing.T, plain, live *engine.Engine, text []byte) (data string) {
	t.Helper()
	want, issues := plain.Render(nil, text, program.Options{})
	got, also := live.Render(nil, text, program.Options{})
	if issues.Refused() || also.Refused() {
		return "" // what the data takes may be what is too much
	}
	page := string(got)
	if m := pageData.FindStringSubmatch(page); m != nil {
		if data = m[1]; !json.Valid([]byte(data)) || strings.Contains(strings.ToLower(data), "</s") || strings.Contains(data, "<!") {
			t.Fatalf("the data is no JSON: %s\nof %s", data, text)
		}
		page = strings.Replace(page, m[0], "", 1)
	}
	if page = marks.ReplaceAllString(page, ""); page != string(want) {
		t.Fatalf("%s\n--- with the runtime\n%s\n--- without\n%s", text, page, want)
	}
	return data
}

// Everything that happens in the conformance cases needs data for the runtime, and what does not happen needs none.
func TestCasesWithStepsHaveData(t *testing.T) {
	plain, live := newEngine(), newLiveEngine()
	files, err := filepath.Glob("../components/conformance/cases/*.json")
	if err != nil || len(files) < 300 {
		t.Fatal(len(files), "files", err)
	}
	withSteps := 0
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var c struct {
			Spec  json.RawMessage
			Steps []map[string]any
		}
		if json.Unmarshal(b, &c) != nil || c.Spec == nil {
			continue // a recording
		}
		data := checkLive(t, plain, live, c.Spec)
		if changes(c.Steps) {
			withSteps++
			if data == "" {
				t.Errorf("%s: the page has no data", f)
			}
		}
	}
	if withSteps < 75 {
		t.Errorf("only %d cases with steps", withSteps)
	}
}

// changes tells whether something is done that browsers do not do themselves.
func changes(steps []map[string]any) bool {
	for _, s := range steps {
		if s["click"] != nil {
			return true
		}
	}
	return false
}

func TestPagesWithoutBehaviourHaveNoScript(t *testing.T) {
	e := newLiveEngine()
	for name, spec := range map[string]string{
		"text":              page(`"a":{"type":"p","text":"x"}`, `{}`),
		"state":             page(`"a":{"type":"p","text":{"$state":"/x"}}`, `{"x":1}`),
		"a repeat":          page(`"a":{"type":"ul","repeat":{"statePath":"/l"},"children":["b"]},"b":{"type":"li","text":{"$item":""}}`, `{"l":[1,2]}`),
		"a control":         page(`"a":{"type":"Input","props":{"label":"x","value":"y"}}`, `{}`),
		"a link":            page(`"a":{"type":"Link","props":{"label":"x","href":"/y"}}`, `{}`),
		"a ready-made page": page(`"a":{"type":"Card","props":{"title":"x"},"children":["b"]},"b":{"type":"Table","props":{"columns":["a"],"rows":[["b"]]}}`, `{}`),
	} {
		if got := render(t, e, spec); strings.Contains(got, "<script") || strings.Contains(got, "<!--") {
			t.Errorf("%s: %s", name, body(t, got))
		}
	}
}

// FuzzLive gives pages for the browser runtime the specs of FuzzSpecs.
func FuzzLive(f *testing.F) {
	for i := range 96 {
		f.Add([]byte{byte(i), 5, 0, 1, 0, 1, 1, 1, 2, 0, 2, 1, 3, 1, 4, 1, 1, 5, 1, 1, 0, 3, byte(i * 7), 4, 3, 2, 1, 0, 9, 8, 7, 6})
	}
	cat := catalog.New()
	plain, live := newEngine(), newLiveEngine()
	f.Fuzz(func(t *testing.T, data []byte) {
		g := specGen{cat: cat, data: data}
		checkLive(t, plain, live, g.spec())
	})
}

// What of a text is known stands with the markup, and still belongs to the text.
func TestTextsWithKnownPartsAreWhole(t *testing.T) {
	plain, live := newEngine(), newLiveEngine()
	const input = `"i":{"type":"Input","props":{"label":"L","name":"n","value":{"$bindState":"/x"}}}`
	for _, c := range []struct{ element, page string }{
		{`{"type":"p","text":{"$template":"<${/x}> & ${/y}."}}`, `<p><!--$-->&lt;X&gt; &amp; &lt;.<!--/--></p>`},
		{`{"type":"p","text":{"$template":"${/x}${/y}"}}`, `<p><!--$-->X&lt;<!--/--></p>`},
		{`{"type":"p","text":{"$template":"${/nope}!"},"props":{"title":{"$template":"a${/x}b"}}}`, `<p title="aXb" data-k><!--$-->!<!--/--></p>`},
		{`{"type":"textarea","text":{"$template":"1${/x}2"}}`, `1X2</textarea>`},
		{`{"type":"Card","props":{"title":{"$state":"/x"},"description":{"$template":"${/x}"}},"children":[]}`, `<!--$-->X<!--/--></div>`},
	} {
		text := page(`"a":{"type":"Stack","children":["i","t"]},`+input+`,"t":`+c.element, `{"x":"X","y":"<"}`)
		data := checkLive(t, plain, live, []byte(text))
		got, _ := live.Render(nil, []byte(text), program.Options{})
		if !strings.Contains(string(got), c.page) || data == "" {
			t.Errorf("%s: %q is not in\n%s", c.element, c.page, got)
		}
	}
}
