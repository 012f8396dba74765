package app_test

import (
	"strings"
	"testing"

	"placard/catalog"
	"placard/components"
	"placard/engine/app"
	"placard/engine/diag"
	"placard/engine/value"
)

// options are those of an app on the main host.
var options = app.Options{Base: "/app/x1", Origin: "https://h.example", Title: "Untitled"}

func newCompiler() *app.Compiler {
	cat := catalog.New()
	set := components.New(cat)
	set.Script, set.Navigate = "/-/runtime.js", "/-/navigate.js"
	return app.NewCompiler(cat, set)
}

// compile compiles an app that must be accepted.
func compile(t testing.TB, text string, o app.Options) *app.App {
	t.Helper()
	a, issues := newCompiler().Compile([]byte(text), o)
	if a == nil {
		t.Fatalf("%s\nis refused: %s", text, lines(issues))
	}
	return a
}

// lines are issues one a line.
func lines(issues diag.List) string {
	var b strings.Builder
	for _, i := range issues.Issues {
		b.WriteString(i.String() + "\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// page is a spec of one p with a text, which is JSON.
func page(text string) string {
	return `{"root":"a","elements":{"a":{"type":"p","text":` + text + `}}}`
}

// show is the page for a path and query, after its loader, with a dataset as JSON.
func show(t testing.TB, a *app.App, path, dataset string) (html string, p app.Page) {
	t.Helper()
	path, query, _ := strings.Cut(path, "?")
	var params app.Params
	var rows, out value.Doc
	var data value.Value
	p = a.Find([]byte(path), &params)
	if l := a.Loader(p); l != nil {
		ref, err := rows.Parse([]byte(dataset))
		if err != nil {
			t.Fatal(err)
		}
		var found bool
		if data, found = l.Select(rows.At(ref), &params, []byte(query), &out); !found {
			p = a.NotFound(p)
		}
	}
	text, complete := a.Append(nil, p, app.Request{Path: []byte(path), Query: []byte(query), Data: data})
	if !complete {
		t.Errorf("%s: a limit was reached", path)
	}
	return string(text), p
}

// body is what the main element of a page has.
func body(t testing.TB, page string) string {
	t.Helper()
	_, rest, ok := strings.Cut(page, `<main class="ui-page" data-base="`)
	_, rest, _ = strings.Cut(rest, `">`)
	end := strings.LastIndex(rest, "</main>")
	if !ok || end < 0 {
		t.Fatalf("no body in %q", page)
	}
	return rest[:end]
}
