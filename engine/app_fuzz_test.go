package engine_test

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"placard/catalog"
	"placard/components"
	"placard/engine/app"
	"placard/engine/program"
	"placard/engine/value"
)

// fuzzedApp shows every page of an app that is accepted, and reports what should not be.
func fuzzedApp(t *testing.T, c *app.Compiler, text []byte, scripts bool) {
	before := bytes.Clone(text)
	a, issues := c.Compile(text, app.Options{Base: "/app/x", Origin: "https://h.example", Title: "a title"})
	if !bytes.Equal(before, text) {
		t.Fatal("the text was changed")
	}
	if (a == nil) != issues.Refused() {
		t.Fatalf("refused is %v: %v", a == nil, issues.Issues)
	}
	if a == nil {
		return
	}
	if a.Size() > app.MaxProgramBytes+4*app.MaxAppBytes+1<<20 {
		t.Fatalf("%d bytes", a.Size())
	}
	paths := append([]string{"/", "/no/such/page", "/a/b/c", "/%zz"}, a.StaticPaths()...)
	for _, path := range paths[:min(len(paths), 12)] {
		fuzzedPath(t, a, path, scripts)
	}
	var list [][2]string
	if err := json.Unmarshal(a.AppendLoading(nil), &list); err != nil {
		t.Fatal(err)
	}
	a.AppendSitemap(nil)
	a.AppendRobots(nil)
}

func fuzzedPath(t *testing.T, a *app.App, path string, scripts bool) {
	var params app.Params
	var rows, doc value.Doc
	ref, _ := rows.Parse([]byte(`[{"slug":"a","n":1,"x":{"y":[1,"<b>"]}},{"slug":"b","n":2},{"title":"</script>","n":"1"}]`))
	p := a.Find([]byte(path), &params)
	r := app.Request{Path: []byte(path), Query: []byte("q=a&x=%3C/script%3E&\xff")}
	if l := a.Loader(p); l != nil {
		r.Data, _ = l.Select(rows.At(ref), &params, r.Query, &doc)
	}
	for _, p := range []app.Page{p, a.NotFound(p), a.ErrorPage(p)} {
		out, complete := a.Append(nil, p, r)
		again, _ := a.Append(nil, p, r)
		if !bytes.Equal(out, again) {
			t.Fatalf("%s: the second time\n%s\nat first\n%s", path, again, out)
		}
		if len(out) > program.MaxOutputBytes+2*app.MaxAppBytes {
			t.Fatalf("%s: %d bytes", path, len(out))
		}
		if d := defect(out); !scripts && complete && d != "" {
			t.Fatalf("%s: %s\n%s", path, d, out)
		}
		if scripts {
			validData(t, out)
		}
	}
}

// validData reports data of a page that is no JSON.
func validData(t *testing.T, page []byte) {
	_, data, ok := bytes.Cut(page, []byte(`id="ui-data">`))
	data, _, _ = bytes.Cut(data, []byte("</script>"))
	if ok && !json.Valid(data) {
		t.Fatalf("the data is no JSON: %s", data)
	}
}

// FuzzApp gives the engine any bytes as an app: it never panics, and every page of what it accepts is well-formed, harmless
// and within bounds.
func FuzzApp(f *testing.F) {
	site, err := os.ReadFile("app/testdata/site.json")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(site)
	issues, err := os.ReadFile("app/testdata/issues.txt")
	if err != nil {
		f.Fatal(err)
	}
	small := []byte(`{"root":"a","elements":{"a":{"type":"p","text":{"$state":"/params/x"}}}}`)
	layout := []byte(`{"root":"l","elements":{"l":{"type":"div","children":["s"]},"s":{"type":"Slot"}}}`)
	for _, c := range bytes.Split(issues, []byte("=== ")) {
		_, text, _ := bytes.Cut(c, []byte("\n"))
		text, _, _ = bytes.Cut(text, []byte("\n---"))
		f.Add(bytes.ReplaceAll(bytes.ReplaceAll(text, []byte("PAGE"), small), []byte("LAYOUT"), layout))
	}
	for _, text := range samples(f) {
		f.Add([]byte(`{"layouts":{"l":` + string(layout) + `},"routes":{"/[x]":{"layout":"l","page":` + string(text) + `}}}`))
	}
	cat := catalog.New()
	plain, live := components.New(cat), components.New(cat)
	live.Script, live.Navigate = "/-/runtime.js", "/-/navigate.js"
	withoutScripts, withScripts := app.NewCompiler(cat, plain), app.NewCompiler(cat, live)
	f.Fuzz(func(t *testing.T, text []byte) {
		fuzzedApp(t, withoutScripts, text, false)
		fuzzedApp(t, withScripts, text, true)
	})
}
