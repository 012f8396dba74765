package app

import (
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// naive tries all patterns in the order of priority, as the rule is written. It shares nothing with Tree.
type naive []naiveRoute

type naiveRoute struct {
	pattern                string
	class, statics, params int
	index                  int
}

func newNaive(patterns []string) naive {
	var n naive
	for i, p := range patterns {
		r := naiveRoute{pattern: p, index: i}
		for _, s := range pieces(p) {
			switch {
			case strings.HasPrefix(s, "[[..."):
				r.class = 2
				r.params++
			case strings.HasPrefix(s, "[..."):
				r.class = 1
				r.params++
			case strings.HasPrefix(s, "["):
				r.params++
			default:
				r.statics++
			}
		}
		n = append(n, r)
	}
	slices.SortStableFunc(n, func(a, b naiveRoute) int {
		if a.class != b.class {
			return a.class - b.class
		}
		if a.statics != b.statics {
			return b.statics - a.statics
		}
		return a.params - b.params
	})
	return n
}

// pieces are the segments of a path or pattern.
func pieces(path string) []string {
	path = strings.TrimSuffix(strings.TrimPrefix(path, "/"), "/")
	if path == "" {
		return nil
	}
	return strings.Split(path, "/")
}

// match is the index of the first pattern that matches, -1 for none.
func (n naive) match(path string) int {
	if path != "" && path[0] != '/' || strings.Contains(path, "//") || len(path) > MaxPathBytes {
		return -1
	}
	var decoded []string
	for _, s := range pieces(path) {
		text, err := url.PathUnescape(s)
		if err != nil || strings.ToValidUTF8(text, "") != text {
			return -1
		}
		decoded = append(decoded, text)
	}
	for _, r := range n {
		if matches(pieces(r.pattern), decoded) {
			return r.index
		}
	}
	return -1
}

func matches(pattern, path []string) bool {
	for i, s := range pattern {
		switch {
		case strings.HasPrefix(s, "[[..."):
			return true
		case i == len(path):
			return false
		case strings.HasPrefix(s, "[..."):
			return true
		case strings.HasPrefix(s, "["), s == path[i]:
		default:
			return false
		}
	}
	return len(pattern) == len(path)
}

// randomPattern has few different segments, so that many patterns match a path.
func randomPattern(r *rand.Rand) string {
	var b strings.Builder
	for i := range r.IntN(6) {
		b.WriteByte('/')
		if r.IntN(5) < 2 {
			b.WriteString("[p" + string(rune('0'+i)) + "]")
		} else {
			b.WriteString([]string{"a", "b", "é"}[r.IntN(3)])
		}
	}
	switch r.IntN(6) {
	case 0:
		b.WriteString("/[...all]")
	case 1:
		b.WriteString("/[[...all]]")
	}
	if b.Len() == 0 || r.IntN(8) == 0 {
		b.WriteByte('/')
	}
	return b.String()
}

func randomPath(r *rand.Rand) string {
	var b strings.Builder
	for range r.IntN(8) {
		b.WriteByte('/')
		b.WriteString([]string{"a", "a", "a", "b", "b", "c", "%61", "é", "%C3%A9", "", "%", "a%2fb"}[min(r.IntN(40), r.IntN(40))%12])
	}
	if r.IntN(3) == 0 {
		b.WriteByte('/')
	}
	return b.String()
}

// withoutIssues leaves out the patterns that have one.
func withoutIssues(patterns []string) []string {
	_, issues := Compile(patterns)
	bad := map[int]bool{}
	for _, i := range issues {
		bad[i.Pattern] = true
	}
	var good []string
	for i, p := range patterns {
		if !bad[i] {
			good = append(good, p)
		}
	}
	return good
}

// checkAgainstNaive fails when the tree finds another route than the rule.
func checkAgainstNaive(t *testing.T, tree *Tree, n naive, patterns []string, path string) {
	t.Helper()
	var p Params
	got, ok := tree.Match([]byte(path), &p)
	if !ok {
		got = -1
	}
	if want := n.match(path); got != want {
		t.Fatalf("%q in %q: got %d, want %d", path, patterns, got, want)
	}
}

func TestMatchesAsTryingAllInOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	sets, found := 2000, 0
	if testing.Short() {
		sets = 200
	}
	for range sets {
		patterns := make([]string, 1+r.IntN(60))
		for i := range patterns {
			patterns[i] = randomPattern(r)
		}
		patterns = withoutIssues(patterns)
		tree, n := compileAll(t, patterns...), newNaive(patterns)
		for range 40 {
			path := randomPath(r)
			checkAgainstNaive(t, tree, n, patterns, path)
			if n.match(path) >= 0 {
				found++
			}
		}
	}
	if found < sets*10 {
		t.Errorf("only %d of %d paths matched: the test is too weak", found, sets*40)
	}
}

func FuzzMatch(f *testing.F) {
	f.Add("/a/[x]\n/[x]/b\n/[[...x]]", "/a/b")
	f.Add("/\n/a b\n/[...x]", "/a%20b/")
	f.Add("/[a]/[b]\n/[[...x]]\n/%zz", "//a%C3%A9")
	f.Fuzz(func(t *testing.T, lines, path string) {
		patterns := strings.Split(lines, "\n")
		patterns = withoutIssues(patterns[:min(len(patterns), MaxRoutes)])
		tree := compileAll(t, patterns...)
		if strings.Contains(lines, "%") {
			var p Params
			tree.Match([]byte(path), &p) // naive does not decode patterns
			return
		}
		checkAgainstNaive(t, tree, newNaive(patterns), patterns, path)
	})
}
