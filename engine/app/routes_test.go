package app

import (
	"fmt"
	"strings"
	"testing"
)

// compileAll compiles patterns that have no issues.
func compileAll(t testing.TB, patterns ...string) *Tree {
	t.Helper()
	tree, issues := Compile(patterns)
	if len(issues) > 0 {
		t.Fatalf("%q: %v", patterns, issues)
	}
	return tree
}

// describe matches a path and writes the pattern with its params: "/a/[x] x=1", lists as "x=[1 2]".
func describe(tree *Tree, patterns []string, path string) string {
	var p Params
	index, ok := tree.Match([]byte(path), &p)
	if !ok {
		return "none"
	}
	out := patterns[index]
	for i := range p.Len() {
		values := make([]string, p.Count(i))
		for j := range values {
			values[j] = string(p.Segment(i, j))
		}
		text := strings.Join(values, " ")
		if p.IsList(i) {
			text = "[" + text + "]"
		}
		out += fmt.Sprintf(" %s=%s", p.Name(i), text)
	}
	return out
}

func TestMatch(t *testing.T) {
	blog := []string{"/", "/about", "/blog/[slug]", "/blog/new", "/docs/[...path]", "/shop/[[...path]]", "/[lang]/about"}
	for _, c := range []struct {
		patterns   []string
		path, want string
	}{
		{blog, "/", "/"},
		{blog, "", "/"},
		{blog, "/about", "/about"},
		{blog, "/about/", "/about"},
		{blog, "/blog/new", "/blog/new"},
		{blog, "/blog/hello", "/blog/[slug] slug=hello"},
		{blog, "/blog/hello/", "/blog/[slug] slug=hello"},
		{blog, "/blog", "none"},
		{blog, "/blog/a/b", "none"},
		{blog, "/docs", "none"},
		{blog, "/docs/a", "/docs/[...path] path=[a]"},
		{blog, "/docs/a/b/c/", "/docs/[...path] path=[a b c]"},
		{blog, "/shop", "/shop/[[...path]] path=[]"},
		{blog, "/shop/", "/shop/[[...path]] path=[]"},
		{blog, "/shop/a/b", "/shop/[[...path]] path=[a b]"},
		{blog, "/de/about", "/[lang]/about lang=de"},
		{blog, "/Blog/x", "none"},
		// Percent escapes.
		{blog, "/blog/a%20b", "/blog/[slug] slug=a b"},
		{blog, "/blog/a+b", "/blog/[slug] slug=a+b"},
		{blog, "/blog/%C3%a9", "/blog/[slug] slug=é"},
		{blog, "/blog/é", "/blog/[slug] slug=é"},
		{blog, "/blog/a%2Fb", "/blog/[slug] slug=a/b"},
		{blog, "/%61bout", "/about"},
		{blog, "/docs/%2e%2e/b%00", "/docs/[...path] path=[.. b\x00]"},
		{blog, "/blog/%", "none"},
		{blog, "/blog/%2", "none"},
		{blog, "/blog/%zz", "none"},
		{blog, "/blog/%2g", "none"},
		{blog, "/blog/%FF", "none"},
		{blog, "/blog/\xff", "none"},
		{blog, "/docs/%C3/%A9", "none"},
		{[]string{"/a b", "/caf%C3%A9", "/100%25"}, "/a%20b", "/a b"},
		{[]string{"/a b", "/caf%C3%A9", "/100%25"}, "/café", "/caf%C3%A9"},
		{[]string{"/a b", "/caf%C3%A9", "/100%25"}, "/100%25", "/100%25"},
		// Empty segments, and paths that are none.
		{blog, "//", "none"},
		{blog, "/about//", "none"},
		{blog, "//about", "none"},
		{blog, "/docs//a", "none"},
		{blog, "/docs/a//", "none"},
		{blog, "about", "none"},
		{blog, "/docs/" + strings.Repeat("a", MaxPathBytes), "none"},
		// Order over all routes, not segment by segment.
		{[]string{"/[[...x]]"}, "/", "/[[...x]] x=[]"},
		{[]string{"/[[...x]]", "/"}, "/", "/"},
		{[]string{"/[...x]"}, "/", "none"},
		{[]string{"/[[...x]]", "/[...x]", "/[x]", "/a"}, "/a", "/a"},
		{[]string{"/[[...x]]", "/[...x]", "/[x]", "/a"}, "/b", "/[x] x=b"},
		{[]string{"/[[...x]]", "/[...x]", "/[x]", "/a"}, "/b/c", "/[...x] x=[b c]"},
		{[]string{"/a/[x]/[y]", "/[x]/b/c"}, "/a/b/c", "/[x]/b/c x=a"},
		{[]string{"/a/[...x]", "/[x]/[y]/[z]"}, "/a/b/c", "/[x]/[y]/[z] x=a y=b z=c"},
		{[]string{"/a/b/[[...x]]", "/[...x]"}, "/a/b/c", "/[...x] x=[a b c]"},
		{[]string{"/a/[x]/[...y]", "/a/[...y]"}, "/a/b/c", "/a/[...y] y=[b c]"},
		{[]string{"/a/[x]", "/[x]/a"}, "/a/a", "/a/[x] x=a"},
		{[]string{"/[x]/a", "/a/[x]"}, "/a/a", "/[x]/a x=a"},
		{[]string{"/a/[x]/c", "/[x]/b"}, "/a/b", "/[x]/b x=a"},
		{nil, "/", "none"},
	} {
		tree := compileAll(t, c.patterns...)
		if got := describe(tree, c.patterns, c.path); got != c.want {
			t.Errorf("%q in %q: got %q, want %q", c.path, c.patterns, got, c.want)
		}
	}
}

func TestParamsAreFoundByName(t *testing.T) {
	tree := compileAll(t, "/[a]/[b]/[...c]")
	var p Params
	if _, ok := tree.Match([]byte("/1/2/3/4"), &p); !ok {
		t.Fatal("no match")
	}
	if i, ok := p.Find([]byte("b")); !ok || string(p.Segment(i, 0)) != "2" || p.IsList(i) {
		t.Errorf("b: %d, %v", i, ok)
	}
	if i, ok := p.Find([]byte("c")); !ok || p.Count(i) != 2 || !p.IsList(i) {
		t.Errorf("c: %d, %v", i, ok)
	}
	if _, ok := p.Find([]byte("d")); ok {
		t.Error("there is no d")
	}
	if tree.Match([]byte("/"), &p); p.Len() != 0 {
		t.Error("params of a path that matches nothing")
	}
}

// nested is a pattern of n segments.
func nested(n int) string { return strings.Repeat("/a", n) }

func TestCompileTellsIssues(t *testing.T) {
	for _, c := range []struct {
		patterns []string
		want     string
	}{
		{[]string{"about"}, `0 bad_pattern: "about" does not begin with "/" (write "/about" or "/blog/[slug]")`},
		{[]string{""}, `0 bad_pattern: "" does not begin with "/" (write "/about" or "/blog/[slug]")`},
		{[]string{"/", "/a//b"}, `1 bad_pattern: "/a//b" has an empty segment (there is text between any two "/")`},
		{[]string{"//"}, `0 bad_pattern: "//" has an empty segment (there is text between any two "/")`},
		{[]string{"/a//"}, `0 bad_pattern: "/a//" has an empty segment (there is text between any two "/")`},
		{[]string{"/100%"}, `0 bad_pattern: "/100%" has an invalid percent escape (a "%" itself is written "%25")`},
		{[]string{"/[x"}, `0 bad_pattern: "/[x" has a segment with misplaced brackets (a segment is text, "[x]", "[...x]" or "[[...x]]")`},
		{[]string{"/x]"}, `0 bad_pattern: "/x]" has a segment with misplaced brackets (a segment is text, "[x]", "[...x]" or "[[...x]]")`},
		{[]string{"/a[x]"}, `0 bad_pattern: "/a[x]" has a segment with misplaced brackets (a segment is text, "[x]", "[...x]" or "[[...x]]")`},
		{[]string{"/[x][y]"}, `0 bad_pattern: "/[x][y]" has a segment with misplaced brackets (a segment is text, "[x]", "[...x]" or "[[...x]]")`},
		{[]string{"/[[...x]"}, `0 bad_pattern: "/[[...x]" has a segment with misplaced brackets (a segment is text, "[x]", "[...x]" or "[[...x]]")`},
		{[]string{"/[...x]]"}, `0 bad_pattern: "/[...x]]" has a segment with misplaced brackets (a segment is text, "[x]", "[...x]" or "[[...x]]")`},
		{[]string{"/[[x]]"}, `0 bad_pattern: "/[[x]]" has an optional segment that is no catch-all (write "[[...x]]", or one route with "[x]" and one without it)`},
		{[]string{"/[]"}, `0 bad_param_name: "/[]" has a param with a name that cannot be used (a name has 1 to 64 bytes and no ".", as in "[slug]")`},
		{[]string{"/[...]"}, `0 bad_param_name: "/[...]" has a param with a name that cannot be used (a name has 1 to 64 bytes and no ".", as in "[slug]")`},
		{[]string{"/[[...]]"}, `0 bad_param_name: "/[[...]]" has a param with a name that cannot be used (a name has 1 to 64 bytes and no ".", as in "[slug]")`},
		{[]string{"/[..x]"}, `0 bad_param_name: "/[..x]" has a param with a name that cannot be used (a name has 1 to 64 bytes and no ".", as in "[slug]")`},
		{[]string{"/[x]/a/[x]"}, `0 duplicate_param: "/[x]/a/[x]" has two params of the same name (give each its own name)`},
		{[]string{"/[x]/[...x]"}, `0 duplicate_param: "/[x]/[...x]" has two params of the same name (give each its own name)`},
		{[]string{"/[...x]/a"}, `0 bad_catch_all: "/[...x]/a" goes on after its catch-all (a catch-all is the last segment)`},
		{[]string{"/[[...x]]/[y]"}, `0 bad_catch_all: "/[[...x]]/[y]" goes on after its catch-all (a catch-all is the last segment)`},
		{[]string{"/a/[x]", "/b", "/a/[y]"}, `2 duplicate_route: "/a/[y]" matches the same paths as route 1 (patterns that differ in the names of params only are the same)`},
		{[]string{"/a", "/a/"}, `1 duplicate_route: "/a/" matches the same paths as route 1 (patterns that differ in the names of params only are the same)`},
		{[]string{"/a b", "/a%20b"}, `1 duplicate_route: "/a%20b" matches the same paths as route 1 (patterns that differ in the names of params only are the same)`},
		{[]string{"/[...x]", "/[[...x]]", "/", "/[x]"}, ``},
		{[]string{nested(MaxSegments)}, ``},
		{[]string{"/[" + strings.Repeat("n", MaxNameBytes) + "]"}, ``},
	} {
		_, issues := Compile(c.patterns)
		var got []string
		for _, i := range issues {
			got = append(got, fmt.Sprintf("%d %s: %s (%s)", i.Pattern, i.Code, i.Message, i.Hint))
		}
		if strings.Join(got, "\n") != c.want {
			t.Errorf("%q:\ngot  %s\nwant %s", c.patterns, strings.Join(got, "\n"), c.want)
		}
	}
}

// code is the code of the only issue.
func code(t *testing.T, patterns ...string) string {
	t.Helper()
	_, issues := Compile(patterns)
	if len(issues) != 1 || issues[0].Message == "" || issues[0].Hint == "" {
		t.Fatalf("issues: %v", issues)
	}
	return issues[0].Code
}

func TestLimitsOfPatterns(t *testing.T) {
	if got := code(t, nested(MaxSegments+1)); got != "too_many_segments" {
		t.Errorf("segments: %s", got)
	}
	if got := code(t, "/["+strings.Repeat("n", MaxNameBytes+1)+"]"); got != "bad_param_name" {
		t.Errorf("name: %s", got)
	}
	patterns := numbered(MaxRoutes)
	compileAll(t, patterns...)
	patterns = append(patterns, "/one-more")
	if got := code(t, patterns...); got != "too_many_routes" {
		t.Errorf("routes: %s", got)
	}
}

func numbered(n int) []string {
	patterns := make([]string, n)
	for i := range patterns {
		patterns[i] = fmt.Sprintf("/r%d", i)
	}
	return patterns
}

func TestRoutesBesideBrokenOnesWork(t *testing.T) {
	patterns := []string{"/[", "/a", "/a", "/[x]"}
	tree, issues := Compile(patterns)
	if len(issues) != 2 {
		t.Errorf("issues: %v", issues)
	}
	for path, want := range map[string]string{"/a": "/a", "/b": "/[x] x=b"} {
		if got := describe(tree, patterns, path); got != want {
			t.Errorf("%s: %s", path, got)
		}
	}
}

func TestIssuesHaveTheirPlaceInTheApp(t *testing.T) {
	const pattern = "/a~b/[...x]/c"
	_, issues := Compile([]string{pattern})
	const want = `error: /routes/~1a~0b~1[...x]~1c: "/a~b/[...x]/c" goes on after its catch-all (a catch-all is the last segment)`
	if got := issues[0].Diag(pattern).String(); got != want {
		t.Errorf("got %s", got)
	}
}
