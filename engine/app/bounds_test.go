package app

import (
	"fmt"
	"runtime/debug"
	"strings"
	"testing"

	"placard/engine/value"
)

// branching are patterns of which all ways but the last step lead on: "a" or "[x]" at each of the first segments, then
// a tail of "a" up to the last segment, which never matches.
func branching() []string {
	var patterns []string
	for mask := range 1 << 9 {
		var b strings.Builder
		for i := range 9 {
			if mask>>i&1 == 0 {
				b.WriteString("/a")
			} else {
				fmt.Fprintf(&b, "/[x%d]", i)
			}
		}
		b.WriteString(nested(MaxSegments-10) + "/end")
		patterns = append(patterns, b.String())
	}
	return patterns
}

func visits(tree *Tree, path string) int {
	var p Params
	if !p.split([]byte(path)) {
		return 0
	}
	s := search{tree: tree, params: &p, best: MaxRoutes}
	s.visit(0, 0)
	return s.visits
}

func TestHostilePathsLookAtEachNodeOnce(t *testing.T) {
	tree := compileAll(t, branching()...)
	for _, n := range []int{MaxSegments - 1, MaxSegments, MaxSegments + 1, MaxPathBytes / 2} {
		got := visits(tree, nested(n))
		if got < 1<<9 || got > len(tree.nodes) {
			t.Errorf("%d segments: %d visits, the tree has %d nodes", n, got, len(tree.nodes))
		}
	}
}

func TestVisitsDoNotGrowWithRoutes(t *testing.T) {
	for _, n := range []int{10, 100, 1000} {
		tree := compileAll(t, sitePatterns(n)...)
		for _, path := range sitePaths(n) {
			if got := visits(tree, path); got > 7 {
				t.Errorf("%s among %d: %d visits", path, n, got)
			}
		}
	}
}

// sitePatterns are n routes as sites have them.
func sitePatterns(n int) []string {
	var patterns []string
	for i := 0; len(patterns) < n; i++ {
		s := fmt.Sprintf("/section-%d", i)
		patterns = append(patterns, s, s+"/[slug]", s+"/new", s+"/[slug]/comments/[id]", s+"/settings/[...path]")
	}
	return patterns[:n]
}

// sitePaths match a route of each kind, and none.
func sitePaths(n int) []string {
	s := fmt.Sprintf("/section-%d", n/5-1)
	return []string{s, s + "/hello-world", s + "/new", s + "/hello-world/comments/17", s + "/settings/a/b", s + "/a/b/c", "/nothing/here"}
}

// noAllocations fails when f allocates once its memory has grown.
func noAllocations(t *testing.T, name string, f func()) {
	t.Helper()
	if racing {
		t.Skip("the race detector allocates")
	}
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	if n := testing.AllocsPerRun(20, f); n != 0 {
		t.Errorf("%s: %v allocations", name, n)
	}
}

func TestMatchDoesNotAllocate(t *testing.T) {
	tree := compileAll(t, sitePatterns(1000)...)
	var p Params
	for _, path := range append(sitePaths(1000), "/section-1/a%20b%C3%A9", "/%zz") {
		text := []byte(path)
		noAllocations(t, path, func() { tree.Match(text, &p) })
	}
}

func TestPutDoesNotAllocate(t *testing.T) {
	tree := compileAll(t, "/[lang]/[...path]")
	var p Params
	var d value.Doc
	var s State
	path, query := []byte("/de/a/b%20c/"), []byte("q=a+b&page=2&q=x&%C3%A9=%e2%82%ac")
	noAllocations(t, "put", func() {
		tree.Match(path, &p)
		d.Clear()
		state := d.Begin(value.Object, nil)
		s.Put(&d, AllKeys, &p, path, query)
		d.Finish(state)
	})
}

func BenchmarkMatch(b *testing.B) {
	for _, n := range []int{10, 100, 1000} {
		patterns := sitePatterns(n)
		tree := compileAll(b, patterns...)
		for i, name := range []string{"static", "param", "beside-param", "two-params", "catch-all", "none-deep", "none"} {
			path := sitePaths(n)[i]
			if got, want := describe(tree, patterns, path), newNaive(patterns).match(path); (want >= 0) != strings.HasPrefix(got, "/") {
				b.Fatalf("%s: %s", path, got)
			}
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				var p Params
				text := []byte(path)
				b.ReportAllocs()
				for b.Loop() {
					tree.Match(text, &p)
				}
			})
		}
	}
}
