package app_test

import (
	"runtime/debug"
	"testing"

	"placard/engine/app"
	"placard/engine/value"
)

// A request takes no memory but that of its answer: finding the page, choosing rows, running the program.
func TestRequestsDoNotAllocate(t *testing.T) {
	if app.Racing {
		t.Skip("the race detector allocates")
	}
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	a := compile(t, read(t, "site.json"), options)
	var rows, doc value.Doc
	ref, _ := rows.Parse([]byte(read(t, "posts.json")))
	var params app.Params
	var out []byte
	query := []byte("tag=food&q=a%20b")
	for _, path := range []string{"/", "/about", "/blog", "/blog/beans", "/blog/none", "/search", "/docs/a/b", "/shop/a/b", "/no/such/page"} {
		text := []byte(path)
		n := testing.AllocsPerRun(20, func() {
			p := a.Find(text, &params)
			r := app.Request{Path: text, Query: query}
			if l := a.Loader(p); l != nil {
				var found bool
				if r.Data, found = l.Select(rows.At(ref), &params, query, &doc); !found {
					p = a.NotFound(p)
				}
			}
			out, _ = a.Append(out[:0], p, r)
			out, _ = a.Append(out[:0], a.ErrorPage(p), r)
		})
		if n != 0 {
			t.Errorf("%s: %v allocations", path, n)
		}
	}
}
