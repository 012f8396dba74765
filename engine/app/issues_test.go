package app_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"placard/engine/app"
	"placard/engine/diag"
)

var update = flag.Bool("update", false, "write what comes out into testdata; look at the difference then")

// testdata/issues.txt has apps and what is reported of them: a name behind "=== ", the app, which begins at the next line, and
// the issues behind "---". PAGE and LAYOUT stand for specs.
func TestIssues(t *testing.T) {
	const file = "testdata/issues.txt"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	c := newCompiler()
	specs := strings.NewReplacer("PAGE", page(`"x"`), "LAYOUT", `{"root":"l","elements":{"l":{"type":"main","children":["s"]},"s":{"type":"Slot"}}}`)
	var out strings.Builder
	for _, one := range strings.Split(string(text), "=== ")[1:] {
		name, rest, _ := strings.Cut(one, "\n")
		input, want, _ := strings.Cut(rest, "---\n")
		a, issues := c.Compile([]byte(specs.Replace(strings.TrimSuffix(input, "\n"))), options)
		got := withCodes(issues)
		if want = strings.TrimSuffix(want, "\n"); got != strings.TrimSuffix(want, "\n") && !*update {
			t.Errorf("%s:\ngot\n%s\nwant\n%s", name, got, want)
		}
		if (a == nil) != issues.Refused() {
			t.Errorf("%s: refused is %v", name, a == nil)
		}
		fmt.Fprintf(&out, "=== %s\n%s---\n%s\n", name, input, got)
		if got != "" {
			out.WriteString("\n")
		}
	}
	if *update {
		if err := os.WriteFile(file, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// withCodes are issues one a line, each behind its code.
func withCodes(issues diag.List) string {
	var b strings.Builder
	for _, i := range issues.Issues {
		b.WriteString(i.Code + " " + i.String() + "\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// codes are those of issues, each once.
func codes(issues diag.List) string {
	seen := ""
	for _, i := range issues.Issues {
		if !strings.Contains(seen, i.Code) {
			seen = strings.TrimSpace(seen + " " + i.Code)
		}
	}
	return seen
}

// many are members of an object with numbered keys.
func many(n int, format string) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// nested is a spec of so many levels, the last one of a type.
func nested(levels int, last string) string {
	var b strings.Builder
	b.WriteString(`{"root":"e0","elements":{`)
	for i := range levels - 1 {
		fmt.Fprintf(&b, `"e%d":{"type":"div","children":["e%d"]},`, i, i+1)
	}
	fmt.Fprintf(&b, `"e%d":{"type":%q}}}`, levels-1, last)
	return b.String()
}

func TestLimits(t *testing.T) {
	const slot = `{"root":"s","elements":{"s":{"type":"Slot"}}}`
	one := page(`"x"`)
	routes := func(n int) string { return `{"routes":{` + many(n, `"/%d":{"page":`+one+`}`) + `}}` }
	layouts := func(n int) string {
		return `{"routes":{"/":{"page":` + one + `}},"layouts":{` + many(n, `"l%d":`+slot) + `}}`
	}
	params := func(n int) string {
		return `{"routes":{"/[a]":{"page":` + one + `,"staticParams":[` + many(n, `{"a":"%d"}`) + `]}}}`
	}
	elements := func(n int) string {
		return `{"routes":{"/":{"page":` + one + `,"error":{"root":"e0","elements":{"e0":{"type":"div","children":[` + many(n-1, `"k%d"`) + `]},` + many(n-1, `"k%d":{"type":"hr"}`) + `}}}}}`
	}
	levels := func(layout, page int) string {
		return `{"layouts":{"l":` + nested(layout, "Slot") + `},"routes":{"/":{"layout":"l","page":` + nested(page, "hr") + `}}}`
	}
	size := func(n int) string {
		text := `{"routes":{"/":{"page":` + one + `}},"state":{"x":"` + `"}}`
		return strings.Replace(text, `"x":"`, `"x":"`+strings.Repeat("a", n-len(text)), 1)
	}
	// The layout has 300 KB of markup in the text, and as many pages as there is room for.
	large := func(n int) string {
		return `{"layouts":{"l":{"root":"l","elements":{"l":{"type":"div","children":["t","s"]},"t":{"type":"p","text":"` + strings.Repeat("a", 300<<10) + `"},"s":{"type":"Slot"}}}},` +
			`"routes":{` + many(n, `"/%d":{"layout":"l","page":`+one+`}`) + `}}`
	}
	// Each page computes 8 MB of text at compile time.
	work := func(n int) string {
		return `{"layouts":{"l":{"root":"l","elements":{"l":{"type":"div","children":["s",` + many(100, `"t%d"`) + `]},` +
			many(100, `"t%d":{"type":"p","props":{"title":{"$truncate":{"$concat":["`+strings.Repeat("a", 2000)+`"]},"length":1}}}`) + `,"s":{"type":"Slot"}}}},` +
			`"routes":{` + many(n, `"/%d":{"layout":"l","page":`+one+`}`) + `}}`
	}
	// Nested repeats, for nothing.
	steps := `{"routes":{"/":{"page":{"root":"a","elements":{"a":{"type":"div","repeat":{"statePath":"/l"},"children":["b"]},"b":{"type":"div","repeat":{"statePath":"/l"},"children":["c"]},` +
		`"c":{"type":"div","repeat":{"statePath":"/l"},"children":["d"]},"d":{"type":"hr"}},"state":{"l":[` + strings.Repeat("1,", 299) + `1]}}}}}`
	for _, c := range []struct{ name, app, want string }{
		{"routes", routes(app.MaxRoutes), ""},
		{"one route more", routes(app.MaxRoutes + 1), "too_many_routes"},
		{"layouts", layouts(app.MaxLayouts), ""},
		{"one layout more", layouts(app.MaxLayouts + 1), "too_many_layouts"},
		{"staticParams", params(app.MaxStaticParams), ""},
		{"one of staticParams more", params(app.MaxStaticParams + 1), "too_many_static_params"},
		{"elements of each spec", elements(500), ""},
		{"one element more", elements(501), "too_many_elements"},
		{"levels", levels(25, 26), ""},
		{"one level more", levels(26, 26), "too_deep"},
		{"levels of one", levels(50, 1), ""},
		{"bytes", size(app.MaxAppBytes), ""},
		{"one byte more", size(app.MaxAppBytes + 1), "app_too_large"},
		{"pages of a large layout", large(200), ""},
		{"too many of them", large(230), "app_too_large"},
		{"loading in a large layout", strings.ReplaceAll(large(100), `"layout":"l",`, `"layout":"l","loading":`+one+`,`), ""},
		{"too many of those", strings.ReplaceAll(large(150), `"layout":"l",`, `"layout":"l","loading":`+one+`,`), "app_too_large"},
		{"computing", work(100), ""},
		{"too much of it", work(999), "app_too_large"},
		{"repeats", steps, "page_too_large"},
	} {
		a, issues := newCompiler().Compile([]byte(c.app), options)
		if got := codes(issues); got != c.want || (a == nil) != (got != "") {
			t.Errorf("%s: got %q, want %q: %s", c.name, got, c.want, lines(issues))
		}
		if a != nil && a.Size() > app.MaxProgramBytes+2*app.MaxAppBytes {
			t.Errorf("%s: %d bytes", c.name, a.Size())
		}
	}
}
