package app_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"placard/engine/app"
)

func read(t testing.TB, file string) string {
	t.Helper()
	text, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

var (
	left     = regexp.MustCompile(`<style>.*?</style>|<script type="application/json" id="ui-data">.*?</script>`)
	afterTag = regexp.MustCompile(`>(<[a-z/!])`)
)

// testdata/site.txt are the pages of site.json, with the rows of posts.json, without their styles and data and with a line
// break between tags. -update writes what comes out now.
func TestSite(t *testing.T) {
	a := compile(t, read(t, "site.json"), options)
	posts := read(t, "posts.json")
	var b strings.Builder
	add := func(path string, p app.Page, html string) {
		fmt.Fprintf(&b, "=== %s %d", path, p.Status())
		if a.UsesPath(p) {
			b.WriteString(", uses the path")
		}
		if a.UsesQuery(p) {
			b.WriteString(", uses the query")
		}
		fmt.Fprintf(&b, "\n%s\n\n", afterTag.ReplaceAllString(left.ReplaceAllString(html, ""), ">\n$1"))
	}
	for _, path := range append(a.StaticPaths(), "/blog?tag=food", "/blog/beans", "/blog/secret", "/search?q=a%3Cb+c", "/shop/tools/red%20spade", "/shop/sale/spade/", "/docs/a%2Fb/c", "/no/such/page") {
		html, p := show(t, a, path, posts)
		add(path, p, html)
	}
	_, post := show(t, a, "/blog/beans", posts)
	out, _ := a.Append(nil, a.ErrorPage(post), app.Request{Path: []byte("/blog/beans")})
	add("error of /blog/beans", a.ErrorPage(post), string(out))
	fmt.Fprintf(&b, "=== sitemap\n%s\n=== loading\n%s\n", a.AppendSitemap(nil), left.ReplaceAll(a.AppendLoading(nil), nil))
	const file = "testdata/site.txt"
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, want := strings.Split(b.String(), "=== "), strings.Split(read(t, "site.txt"), "=== ")
	if len(got) != len(want) {
		t.Fatalf("%d pages, not %d", len(got), len(want))
	}
	for i := range got {
		if got[i] != want[i] {
			t.Errorf("got\n%s\nwant\n%s", got[i], want[i])
		}
	}
}
