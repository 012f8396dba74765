package patch

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func apply(t *testing.T, d *Document, patch string) error {
	t.Helper()
	ops, err := NewParser(nil).Parse([]byte(patch))
	if err != nil {
		t.Fatalf("%s: %v", patch, err)
	}
	return d.Apply(ops)
}

func TestOperations(t *testing.T) {
	for _, c := range []struct{ name, doc, patch, want string }{
		{"order of members", `{"b":1,"a":2}`, `[{"op":"add","path":"/c","value":3},{"op":"replace","path":"/b","value":4}]`, `{"b":4,"a":2,"c":3}`},
		{"texts as they were written", `{"a":1.50e+02,"b":"\u0041\/"}`, `[{"op":"add","path":"/c","value":-0.0}]`, `{"a":1.50e+02,"b":"\u0041\/","c":-0.0}`},
		{"white space goes", ` { "a" : [ 1 , { } ] } `, `[]`, `{"a":[1,{}]}`},
		{"the last of two keys counts, in the place of the first", `{"a":1,"b":2,"a":3}`, `[{"op":"add","path":"/c","value":{"x":1,"x":2}}]`, `{"a":3,"b":2,"c":{"x":2}}`},
		{"keys with escapes", `{"a\/b":1,"a~b":2,"\u0022":3}`, `[{"op":"remove","path":"/a~1b"},{"op":"replace","path":"/a~0b","value":4},{"op":"add","path":"/\"","value":5}]`, `{"a~b":4,"\"":5}`},
		{"__proto__ is a key", `{}`, `[{"op":"add","path":"/__proto__","value":{}},{"op":"add","path":"/__proto__/x","value":1},{"op":"add","path":"/constructor","value":2}]`, `{"__proto__":{"x":1},"constructor":2}`},
		{"move to the root", `{"a":{"b":1}}`, `[{"op":"move","from":"/a","path":""}]`, `{"b":1}`},
		{"move within a list", `[1,2,3]`, `[{"op":"move","from":"/0","path":"/2"},{"op":"move","from":"/1","path":"/-"}]`, `[2,1,3]`},
		{"move onto itself", `{"a":1}`, `[{"op":"move","from":"/a","path":"/a"}]`, `{"a":1}`},
		{"copies are apart", `{"a":{"x":[1]}}`, `[{"op":"copy","from":"/a","path":"/b"},{"op":"add","path":"/b/x/0","value":0},{"op":"add","path":"/a/x/-","value":2}]`, `{"a":{"x":[1,2]},"b":{"x":[0,1]}}`},
		{"copy into itself", `{"a":{}}`, `[{"op":"copy","from":"/a","path":"/a/a"}]`, `{"a":{"a":{}}}`},
		{"remove the root", `{"a":1}`, `[{"op":"remove","path":""}]`, `null`},
		{"numbers are what they are worth", `{"a":1.0,"b":100,"c":-0,"d":0.001,"e":12345678901234567890.10}`, `[{"op":"test","path":"/a","value":1},{"op":"test","path":"/b","value":1e2},{"op":"test","path":"/c","value":0.00},{"op":"test","path":"/d","value":1E-3},{"op":"test","path":"/e","value":1234567890123456789.01e1}]`, `{"a":1.0,"b":100,"c":-0,"d":0.001,"e":12345678901234567890.10}`},
		{"strings are their characters", `"\u00e9\n"`, `[{"op":"test","path":"","value":"é\u000a"}]`, `"\u00e9\n"`},
		{"half a surrogate pair stays", `{"\ud800":"\ud800"}`, `[{"op":"test","path":"/�","value":"\udbff"}]`, `{"�":"\ud800"}`},
		{"test of objects without order", `{"a":{"x":1,"y":[{"z":null}]}}`, `[{"op":"test","path":"/a","value":{"y":[{"z":null}],"x":1.0}}]`, `{"a":{"x":1,"y":[{"z":null}]}}`},
	} {
		d := load(t, []byte(c.doc))
		if err := apply(t, d, c.patch); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if got := string(d.AppendJSON(nil)); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
		checkDocument(t, d)
	}
}

func TestFailuresSayWhereAndLeaveAllAsItWas(t *testing.T) {
	for _, c := range []struct{ doc, patch, want string }{
		{`{"a":1}`, `[{"op":"replace","path":"/b","value":1}]`, `not_found: /b: there is nothing here (add puts something where nothing is)`},
		{`{"a":1}`, `[{"op":"add","path":"/b/c/d","value":1}]`, `not_found: /b/c/d: there is nothing at "/b" (add that first)`},
		{`{"a":1}`, `[{"op":"add","path":"/a/c","value":1}]`, `not_container: /a/c: it leads into a number, which has no members`},
		{`{"a":[1]}`, `[{"op":"add","path":"/a/2","value":1}]`, `bad_index: /a/2: "2" is no place in this list (its items are 0 to 0; "-" is its end)`},
		{`{"a":[1]}`, `[{"op":"remove","path":"/a/-"}]`, `bad_index: /a/-: the list has no item there (its items are 0 to 0; "-" is its end)`},
		{`{"a":[]}`, `[{"op":"remove","path":"/a/00"}]`, `bad_index: /a/00: "00" is no place in this list (it is empty; "-" is its end)`},
		{`{"a":{"b":{}}}`, `[{"op":"move","from":"/a","path":"/a/b/c"}]`, `into_itself: /a/b/c: a value cannot be moved into itself`},
		{`{"a":{}}`, `[{"op":"move","from":"","path":"/a"}]`, `into_itself: /a: a value cannot be moved into itself`},
		{`{"a":1}`, `[{"op":"test","path":"/a","value":"1"}]`, `test_failed: /a: the value is another one`},
		{`{"a":1}`, `[{"op":"add","path":"a","value":1}]`, `bad_pointer: a: a pointer begins with a slash (such as "/elements/title")`},
		{`{"a":1}`, `[{"op":"add","path":"/~2","value":1}]`, `bad_pointer: /~2: in a pointer ~ is written as ~0, and / within a key as ~1`},
		{`{"a":{"x":1},"b":[1,2]}`, `[{"op":"move","from":"/a","path":"/b/0"},{"op":"add","path":"/b/0/y","value":{}},{"op":"remove","path":"/b/1"},{"op":"copy","from":"/b","path":"/b/0/y/z"},{"op":"test","path":"/b","value":0}]`, `test_failed: /b: the value is another one`},
		{`{"a":1}`, `[{"op":"move","from":"/a","path":"/b/c"}]`, `not_found: /b/c: there is nothing at "/b" (add that first)`},
	} {
		d := load(t, []byte(c.doc))
		err := apply(t, d, c.patch)
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%s to %s: %v", c.patch, c.doc, err)
			continue
		}
		if got := string(e.Code) + ": " + e.Error(); got != c.want {
			t.Errorf("%s to %s:\ngot  %s\nwant %s", c.patch, c.doc, got, c.want)
		}
		if got := string(d.AppendJSON(nil)); got != c.doc {
			t.Errorf("%s to %s left %s", c.patch, c.doc, got)
		}
		checkDocument(t, d)
	}
}

func TestMissingParentsAreMadeOnlyWhenAskedFor(t *testing.T) {
	for patch, want := range map[string]string{
		`{"op":"add","path":"/a/b/c","value":1}`:      `{"a":{"b":{"c":1}}}`,
		`{"op":"add","path":"/a/-","value":1}`:        `{"a":[1]}`,
		`{"op":"add","path":"/a/0/-","value":1}`:      `{"a":{"0":[1]}}`,
		`{"op":"add","path":"/a~1b/-/c","value":1}`:   `{"a/b":{"-":{"c":1}}}`,
		`{"op":"replace","path":"/a/b","value":1}`:    ``,
		`{"op":"copy","from":"","path":"/a/b"}`:       ``,
		`{"op":"add","path":"/a/b/c~","value":1}`:     ``,
		`{"op":"add","path":"/s/b","value":1}`:        ``,
		`{"op":"add","path":"/list/-/b","value":1}`:   ``,
		`{"op":"add","path":"/list/1/b/c","value":1}`: ``,
	} {
		d := load(t, []byte(`{"s":"text","list":[]}`))
		if want == "" {
			want = `{}`
		}
		ops, err := NewParser(nil).Parse([]byte(patch))
		if err != nil {
			t.Fatal(err)
		}
		err = d.Do(&ops[0], true)
		want = strings.Replace(`{"s":"text","list":[],`+want[1:], ",}", "}", 1)
		if got := string(d.AppendJSON(nil)); got != want {
			t.Errorf("%s: got %s, want %s (%v)", patch, got, want, err)
		}
		d.Rollback()
		if err := d.Do(&ops[0], false); err == nil {
			t.Errorf("%s: applied, though parents are missing", patch)
		}
		checkDocument(t, d)
	}
}

func TestLimits(t *testing.T) {
	d := New(1 << 10)
	if err := apply(t, d, `[{"op":"add","path":"/a","value":"`+strings.Repeat("x", 1017)+`"}]`); err == nil {
		t.Errorf("1025 bytes: %d", d.Size())
	}
	if err := apply(t, d, `[{"op":"add","path":"/a","value":"`+strings.Repeat("x", 1016)+`"}]`); err != nil || d.Size() != 1024 {
		t.Errorf("1024 bytes: %d, %v", d.Size(), err)
	}
	d = New(1 << 20)
	deep := strings.Repeat("[", 97) + strings.Repeat("]", 97)
	if err := apply(t, d, `[{"op":"add","path":"/a","value":{"b":`+deep+`}},{"op":"add","path":"/c","value":{}},{"op":"move","from":"/a","path":"/c/a"}]`); err != nil {
		t.Errorf("100 levels: %v", err)
	}
	for _, patch := range []string{`[{"op":"add","path":"/d","value":{}},{"op":"move","from":"/c","path":"/d/e"}]`, `[{"op":"copy","from":"/c","path":"/c/b"}]`} {
		if err := apply(t, d, patch); err == nil {
			t.Errorf("%s makes 101 levels", patch)
		}
	}
	checkDocument(t, d)
}

// Copies of copies double with each operation.
func TestCopiesAreBounded(t *testing.T) {
	d := load(t, []byte(`{"a":["xxxxxxxxxxxxxxxx"]}`))
	ops, _ := NewParser(nil).Parse([]byte(`[{"op":"copy","from":"/a","path":"/a/-"}]`))
	for range 40 {
		d.Apply(ops)
	}
	if d.Size() > 1<<20 || len(d.nodes) > 1<<18 {
		t.Errorf("%d bytes, %d nodes", d.Size(), len(d.nodes))
	}
	checkDocument(t, d)
}

func TestMergePatch(t *testing.T) {
	for _, c := range [][3]string{ // RFC 7396, appendix A
		{`{"a":"b"}`, `{"a":"c"}`, `{"a":"c"}`}, {`{"a":"b"}`, `{"b":"c"}`, `{"a":"b","b":"c"}`}, {`{"a":"b"}`, `{"a":null}`, `{}`},
		{`{"a":"b","b":"c"}`, `{"a":null}`, `{"b":"c"}`}, {`{"a":["b"]}`, `{"a":"c"}`, `{"a":"c"}`}, {`{"a":"c"}`, `{"a":["b"]}`, `{"a":["b"]}`},
		{`{"a":{"b":"c"}}`, `{"a":{"b":"d","c":null}}`, `{"a":{"b":"d"}}`}, {`{"a":[{"b":"c"}]}`, `{"a":[1]}`, `{"a":[1]}`},
		{`["a","b"]`, `["c","d"]`, `["c","d"]`}, {`{"a":"b"}`, `["c"]`, `["c"]`}, {`{"a":"foo"}`, `null`, `null`}, {`{"a":"foo"}`, `"bar"`, `"bar"`},
		{`{"e":null}`, `{"a":1}`, `{"e":null,"a":1}`}, {`[1,2]`, `{"a":"b","c":null}`, `{"a":"b"}`}, {`{}`, `{"a":{"bb":{"ccc":null}}}`, `{"a":{"bb":{}}}`},
	} {
		d := load(t, []byte(c[0]))
		if err := d.Merge([]byte(c[1])); err != nil {
			t.Errorf("%s: %v", c[1], err)
		}
		if got := string(d.AppendJSON(nil)); got != c[2] {
			t.Errorf("%s with %s: got %s, want %s", c[0], c[1], got, c[2])
		}
		checkDocument(t, d)
	}
	d := load(t, []byte(`{"a":1}`))
	if d.Merge([]byte(`{"a":`)) == nil || d.Merge([]byte(`{"a":`+strings.Repeat("[", 99)+strings.Repeat("]", 99)+`}`)) != nil ||
		d.Merge([]byte(`{"a":null,"b":"`+strings.Repeat("x", 1<<20)+`"}`)) == nil || d.Kind(d.Member(d.Root(), []byte("a"))) == 0 {
		t.Error("the limits of a merge patch")
	}
}

// A document that is changed for long takes no more memory than one that is new.
func TestMemoryIsUsedAgain(t *testing.T) {
	d := load(t, []byte(`{"list":[],"o":{}}`))
	p := NewParser(nil)
	for i := range 5_000 {
		patch := fmt.Sprintf(`[{"op":"add","path":"/list/0","value":{"text":"%d %s"}},{"op":"add","path":"/o/k%d","value":[1,{"a":2}]},{"op":"test","path":"/o/k%d/1/a","value":2}]`, i, strings.Repeat("x", 50), i, i)
		if i >= 20 {
			patch = strings.Replace(patch, "]}]", fmt.Sprintf(`]},{"op":"remove","path":"/list/20"},{"op":"remove","path":"/o/k%d"}]`, i-20), 1)
			patch = strings.TrimSuffix(patch, "]") + fmt.Sprintf(`,{"op":"remove","path":"/list/20"},{"op":"remove","path":"/o/k%d"}]`, i-20)
		}
		ops, err := p.Parse([]byte(patch))
		if err == nil {
			err = d.Apply(ops)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	checkDocument(t, d)
	if d.Memory() > 1<<20 || len(d.nodes) > 1000 || len(d.lists) > 100 || len(d.tables) > 10 {
		t.Errorf("%d bytes, %d nodes, %d lists, %d tables", d.Memory(), len(d.nodes), len(d.lists), len(d.tables))
	}
}
