package app

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"placard/engine/diag"
	"placard/engine/html"
	"placard/engine/value"
)

// parseMetadata is the metadata of an app and a route, each "" for none.
func parseMetadata(t testing.TB, app, route string) Metadata {
	t.Helper()
	object := "{"
	if app != "" {
		object += `"app":` + app + ","
	}
	if route != "" {
		object += `"route":` + route + ","
	}
	doc := new(value.Doc)
	ref, err := doc.Parse([]byte(strings.TrimSuffix(object, ",") + "}"))
	if err != nil {
		t.Fatalf("%s %s: %v", app, route, err)
	}
	return Metadata{Doc: doc, App: doc.Field(ref, "app"), Route: doc.Field(ref, "route")}
}

func head(t testing.TB, app, route string) string {
	t.Helper()
	return string(parseMetadata(t, app, route).AppendHead(nil))
}

// vector is what Next.js prints for one metadata object.
type vector struct {
	Metadata json.RawMessage
	Tags     [][]any
}

// html is the vector's tags as we write them.
func (v vector) html() string {
	var b []byte
	for _, tag := range v.Tags {
		if tag[0] == "title" {
			b = append(html.AppendText(append(b, "<title>"...), []byte(tag[1].(string))), "</title>"...)
			continue
		}
		b = fmt.Appendf(b, "<%s", tag[0])
		for _, attribute := range tag[1:] {
			pair := attribute.([]any)
			b = fmt.Appendf(b, ` %s="`, pair[0])
			b = append(html.AppendAttr(b, []byte(pair[1].(string))), '"')
		}
		b = append(b, '>')
	}
	return string(b)
}

func readVectors(t *testing.T) []vector {
	t.Helper()
	text, err := os.ReadFile("testdata/metadata.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Vectors []vector }
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Vectors) < 100 {
		t.Fatalf("%d vectors", len(file.Vectors))
	}
	return file.Vectors
}

// split gives the app every other field and the route the rest.
func split(t *testing.T, metadata []byte, which int) (app, route string) {
	t.Helper()
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(metadata, &fields); err != nil {
		t.Fatal(err)
	}
	parts := [2]map[string]json.RawMessage{{}, {}}
	for i, key := range []string{"title", "description", "keywords", "robots", "alternates", "openGraph", "twitter", "icons"} {
		if f, ok := fields[key]; ok {
			parts[(i+which)%2][key] = f
		}
	}
	a, _ := json.Marshal(parts[0])
	b, _ := json.Marshal(parts[1])
	return string(a), string(b)
}

func TestHeadsAreThoseOfNext(t *testing.T) {
	for _, v := range readVectors(t) {
		want, metadata := v.html(), string(v.Metadata)
		check := func(kind, app, route string) {
			if got := head(t, app, route); got != want {
				t.Errorf("%s, %s:\ngot  %s\nwant %s", metadata, kind, got, want)
			}
		}
		check("of the route", "", metadata)
		check("of the app", metadata, "")
		for which := range 2 {
			app, route := split(t, v.Metadata, which)
			check("divided", app, route)
		}
	}
}

func TestTitlesOfAppAndRoute(t *testing.T) {
	const app = `{"title":{"default":"Site","template":"%s | Site"}}`
	for _, c := range []struct{ app, route, want string }{
		{app, ``, "Site"},
		{app, `{}`, "Site"},
		{app, `{"title":null}`, "Site"},
		{app, `{"title":""}`, "Site"},
		{app, `{"title":"About"}`, "About | Site"},
		{app, `{"title":{"default":"About"}}`, "About"},
		{app, `{"title":{"absolute":"About","default":"x"}}`, "About"},
		{app, `{"title":{"absolute":"","default":"About"}}`, "About"},
		{app, `{"title":{"template":"%s | x"}}`, "Site"},
		{app, `{"title":{}}`, "Site"},
		{`{"title":"Site"}`, `{"title":"About"}`, "About"},
		{`{"title":{"absolute":"Site","template":"%s!"}}`, ``, "Site"},
		{`{"title":{"template":"%s!"}}`, ``, ""},
		{`{"title":{"template":""}}`, `{"title":"About"}`, "About"},
		{`{"title":{"template":"Always"}}`, `{"title":"About"}`, "Always"},
		{`{"title":{"template":"%s, %s and %s"}}`, `{"title":"A"}`, "A, %s and %s"},
		{`{"title":{"template":"%s | $1"}}`, `{"title":"$& $$ %s"}`, "$& $$ %s | $1"},
		{``, `{"title":"About"}`, "About"},
		{``, ``, ""},
	} {
		m := parseMetadata(t, c.app, c.route)
		if got := string(m.AppendTitle(nil)); got != c.want {
			t.Errorf("%s with %s: got %q, want %q", c.app, c.route, got, c.want)
		}
		want := ""
		if c.want != "" {
			want = "<title>" + string(html.AppendText(nil, []byte(c.want))) + "</title>"
		}
		if got := string(m.AppendHead(nil)); got != want {
			t.Errorf("%s with %s: got %s", c.app, c.route, got)
		}
	}
}

func TestMerge(t *testing.T) {
	const robots, keywords = `<meta name="robots" content="`, `<meta name="keywords" content="`
	for _, c := range []struct{ name, app, route, want string }{
		{"the route's description", `{"description":"a"}`, `{"description":"b"}`, `<meta name="description" content="b">`},
		{"the app's description", `{"description":"a"}`, `{"title":"x"}`, `<title>x</title><meta name="description" content="a">`},
		{"an empty one", `{"description":"a"}`, `{"description":""}`, `<meta name="description" content="a">`},
		{"a null", `{"description":"a"}`, `{"description":null}`, `<meta name="description" content="a">`},
		{"keywords replace", `{"keywords":["a","b"]}`, `{"keywords":["c"]}`, keywords + `c">`},
		{"an empty list replaces", `{"keywords":["a","b"]}`, `{"keywords":[]}`, ``},
		{"robots replace", `{"robots":{"index":false,"follow":false}}`, `{"robots":{"index":true}}`, robots + `index">`},
		{"alternates replace", `{"alternates":{"canonical":"/a"}}`, `{"alternates":{}}`, ``},
		{"icons replace", `{"icons":{"icon":"/a","apple":"/b"}}`, `{"icons":"/c"}`, `<link rel="icon" href="/c">`},
		{"groups merge by key", `{"openGraph":{"siteName":"S","type":"website","title":"A"}}`, `{"openGraph":{"title":"B","type":"article"}}`,
			`<meta property="og:title" content="B"><meta property="og:site_name" content="S"><meta property="og:type" content="article">` +
				`<meta name="twitter:card" content="summary"><meta name="twitter:title" content="B">`},
		{"empty members of a group", `{"openGraph":{"siteName":"S","locale":"de"}}`, `{"openGraph":{"siteName":"","locale":null}}`,
			`<meta property="og:site_name" content="S"><meta property="og:locale" content="de"><meta name="twitter:card" content="summary">`},
		{"twitter merges by key", `{"twitter":{"site":"@s","card":"summary"}}`, `{"twitter":{"card":"summary_large_image"}}`,
			`<meta name="twitter:card" content="summary_large_image"><meta name="twitter:site" content="@s">`},
		{"groups take the merged title", `{"title":{"template":"%s | S"},"openGraph":{}}`, `{"title":"T"}`,
			`<title>T | S</title><meta property="og:title" content="T | S"><meta name="twitter:card" content="summary"><meta name="twitter:title" content="T | S">`},
		{"an unknown type", ``, `{"openGraph":{"type":"product<"}}`,
			`<meta property="og:type" content="product&lt;"><meta name="twitter:card" content="summary">`},
		{"unknown fields of an image", ``, `{"twitter":{"images":{"url":"/a","x":"y","alt":null,"width":[1]}}}`,
			`<meta name="twitter:card" content="summary_large_image"><meta name="twitter:image" content="/a">`},
	} {
		if got := head(t, c.app, c.route); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestRefusedAddressesAreLeftOut(t *testing.T) {
	const bad = `"java\tscript:alert(1)"`
	for _, metadata := range []string{
		`{"alternates":{"canonical":` + bad + `}}`,
		`{"alternates":{"canonical":{"url":"data:text/html,x"}}}`,
		`{"icons":` + bad + `}`,
		`{"icons":{"icon":[{"url":` + bad + `}],"apple":"data:image/svg+xml,x"}}`,
	} {
		if got := head(t, "", metadata); got != "" {
			t.Errorf("%s: %s", metadata, got)
		}
	}
	const card = `<meta name="twitter:card" content="summary">`
	if got := head(t, "", `{"openGraph":{"url":`+bad+`,"images":[`+bad+`,{"url":`+bad+`,"alt":"x"}]}}`); got != card {
		t.Errorf("open graph: %s", got)
	}
	const icon = `<link rel="icon" href="/a">`
	if got := head(t, "", `{"icons":{"icon":{"url":"/a","rel":"stylesheet","onload":"x"}}}`); got != icon {
		t.Errorf("rel: %s", got)
	}
}

func TestHasIcon(t *testing.T) {
	for metadata, want := range map[string]bool{
		`{}`: false, `{"icons":"/a"}`: true, `{"icons":["/a"]}`: true, `{"icons":[]}`: false, `{"icons":{"apple":"/a"}}`: false,
		`{"icons":{"shortcut":"/a"}}`: true, `{"icons":{"icon":{"url":"javascript:x"}}}`: false,
	} {
		if got := parseMetadata(t, metadata, "").HasIcon(); got != want {
			t.Errorf("%s: %v", metadata, got)
		}
	}
}

// fullApp and fullRoute use every kind of tag.
const (
	fullApp = `{"title":{"default":"Site","template":"%s | Site"},"description":"All & more","keywords":["a","b"],"robots":{"index":true,"follow":false},` +
		`"openGraph":{"siteName":"Site","locale":"en_US"},"twitter":{"site":"@s"},"icons":{"icon":["/i.png",{"url":"/j.png","sizes":"32x32"}],"apple":"/a.png"}}`
	fullRoute = `{"title":"About","alternates":{"canonical":"https://a.example/about"},` +
		`"openGraph":{"type":"article","images":[{"url":"https://a.example/1.png","width":1200,"height":630},"/2.png"]},"twitter":{"creator":"@me"}}`
)

func TestHeadsDoNotAllocate(t *testing.T) {
	m := parseMetadata(t, fullApp, fullRoute)
	var out []byte
	noAllocations(t, "head", func() { out = m.AppendHead(out[:0]) })
	noAllocations(t, "title", func() { out = m.AppendTitle(out[:0]) })
	noAllocations(t, "icon", func() { m.HasIcon() })
}

func BenchmarkHead(b *testing.B) {
	m := parseMetadata(b, fullApp, fullRoute)
	var out []byte
	b.ReportAllocs()
	for b.Loop() {
		out = m.AppendHead(out[:0])
	}
}

func FuzzHead(f *testing.F) {
	f.Add([]byte(`{"app":` + fullApp + `,"route":` + fullRoute + `}`))
	f.Add([]byte(`{"app":[],"route":{"title":[],"openGraph":"x","twitter":{"images":{"images":[]}},"icons":[[{"url":1}]],"robots":7}}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var doc value.Doc
		ref, err := doc.Parse(text)
		if err != nil {
			return
		}
		m := Metadata{Doc: &doc, App: doc.Field(ref, "app"), Route: doc.Field(ref, "route")}
		CheckApp(m.Doc, m.App, func(value.Ref, diag.Issue) {})
		CheckRoute(m.Doc, m.Route, "/[x]", func(value.Ref, diag.Issue) {})
		out := string(m.AppendHead(nil))
		if strings.Contains(strings.ToLower(out), `href="javascript:`) {
			t.Errorf("%s", out)
		}
		if strings.Count(out, "<") != strings.Count(out, ">") {
			t.Errorf("not well-formed: %s", out)
		}
	})
}
