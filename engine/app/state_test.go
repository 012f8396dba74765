package app

import (
	"fmt"
	"strings"
	"testing"

	"placard/engine/value"
)

// stateOf is the state of a request as JSON.
func stateOf(t *testing.T, tree *Tree, path, query string) string {
	t.Helper()
	var p Params
	tree.Match([]byte(path), &p)
	var d value.Doc
	state := d.Begin(value.Object, nil)
	var s State
	s.Put(&d, AllKeys, &p, []byte(path), []byte(query))
	out, ok := d.Finish(state).AppendJSON(nil)
	if !ok {
		t.Fatal("no JSON")
	}
	return string(out)
}

func TestStateOfRequest(t *testing.T) {
	tree := compileAll(t, "/", "/[lang]/docs/[[...path]]", "/blog/[slug]")
	for _, c := range []struct{ path, query, want string }{
		{"/", "", `{"params":{},"query":{},"pathname":"/"}`},
		{"", "", `{"params":{},"query":{},"pathname":"/"}`},
		{"/blog/a%20b/", "", `{"params":{"slug":"a b"},"query":{},"pathname":"/blog/a%20b"}`},
		{"/de/docs", "", `{"params":{"lang":"de","path":[]},"query":{},"pathname":"/de/docs"}`},
		{"/de/docs/a/b", "", `{"params":{"lang":"de","path":["a","b"]},"query":{},"pathname":"/de/docs/a/b"}`},
		{"/none/\xff", "", "{\"params\":{},\"query\":{},\"pathname\":\"/none/\uFFFD\"}"},
		{"/", "q=1&q=2&r", `{"params":{},"query":{"q":"1","r":""},"pathname":"/"}`},
		{"/", "a+b=c+d&%C3%A9=%26%3D", `{"params":{},"query":{"a b":"c d","é":"&="},"pathname":"/"}`},
		{"/", "&&a=b=c&=x&", `{"params":{},"query":{"a":"b=c","":"x"},"pathname":"/"}`},
		{"/", "a=%&b=%4&c=%zz&d=%FF", "{\"params\":{},\"query\":{\"a\":\"%\",\"b\":\"%4\",\"c\":\"%zz\",\"d\":\"\uFFFD\"},\"pathname\":\"/\"}"},
		{"/", "__proto__=1&$state=/x", `{"params":{},"query":{"__proto__":"1","$state":"/x"},"pathname":"/"}`},
	} {
		if got := stateOf(t, tree, c.path, c.query); got != c.want {
			t.Errorf("%q ? %q:\ngot  %s\nwant %s", c.path, c.query, got, c.want)
		}
	}
}

func TestQueryEndsAtItsLimit(t *testing.T) {
	tree := compileAll(t, "/")
	var names []string
	for i := range MaxQueryNames + 1 {
		names = append(names, fmt.Sprintf("n%d=1", i))
	}
	all := stateOf(t, tree, "/", strings.Join(names[:MaxQueryNames], "&"))
	if strings.Count(all, `"n`) != MaxQueryNames {
		t.Errorf("at the limit: %s", all)
	}
	if more := stateOf(t, tree, "/", strings.Join(names, "&")); more != all {
		t.Errorf("past the limit: %s", more)
	}
}
