package value

import (
	"strings"
	"testing"
)

func TestLayout(t *testing.T) {
	many := `{` + strings.Repeat(`"k":1,`, maxLayout) + `"k":1}`
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{`{"a":1,"b":"x"}`, `{"a":"long text","b":null}`, true},
		{`{}`, `{}`, true},
		{`{"a":1,"b":1}`, `{"b":1,"a":1}`, false},
		{`{"a":1,"b":1}`, `{"a":1,"b":1,"b":2}`, false},
		{`{"a":1,"b":1}`, `{"a":1,"a":1}`, false},
		{`{"a":1,"a":2}`, `{"a":3,"a":4}`, true},
		{`{"a":1}`, `{"b":1}`, false},
		{`{"a":1}`, `{"ab":1}`, false},
		{`{"ab":1}`, `{"a":1}`, false},
		{`{"":1}`, `{"":2}`, true},
		{`{"descriptions":1}`, `{"descriptions":2}`, true},
		{`{"descriptions":1}`, `{"descriptiont":2}`, false},
		{`{"xdescription":1}`, `{"ydescription":2}`, false},
		{`{"a":{"b":1},"c":1}`, `{"a":{"b":2},"c":2}`, true},
		{`{"a":{"b":1},"c":1}`, `{"a":{"x":2},"c":2}`, false},
		{`{"a":{"b":1},"c":1}`, `{"a":{},"b":2,"c":2}`, false},
		{`{"a":{"b":1,"c":1}}`, `{"a":{"b":1},"c":1}`, false},
		{`{"a":{"":1}}`, `{"a":[1]}`, false},
		{`{"a":[1,2]}`, `{"a":[3,4]}`, true},
		{`{"a":[1,2]}`, `{"a":[3,4,5]}`, false},
		{`{"a":[1,[2]]}`, `{"a":[[1],2]}`, false},
		{`{"a":{}}`, `{"a":1}`, true}, // nothing is found in either
		{many, many, false},
	} {
		d, list := parsed(t, `[`+c.a+`,`+c.b+`]`)
		a := d.First(list)
		var l Layout
		if l.Is(d, a) {
			t.Errorf("the zero Layout is that of %s", c.a)
		}
		l.Learn(d, a)
		if got := l.Is(d, d.Next(a)); got != c.want {
			t.Errorf("%s has the layout of %s: %v, want %v", c.b, c.a, got, c.want)
		}
	}
}

// A key that had escapes is at the end of the buffer.
func TestLayoutOfKeysWithEscapes(t *testing.T) {
	d, list := parsed(t, `[{"\u0061":1},{"\u0061":1},{"a":1},{"\u0062":1}]`)
	first := d.First(list)
	var l Layout
	l.Learn(d, first)
	for m := first; m < d.End(list); m = d.Next(m) {
		if l.Is(d, m) && d.Field(m, "a") != m+1 {
			t.Errorf("item %d has the layout", m)
		}
	}
}

func TestLayoutIsOfOneDoc(t *testing.T) {
	d, a := parsed(t, `{"a":1}`)
	other, b := parsed(t, `{"a":1}`)
	var l Layout
	l.Learn(d, a)
	if l.Is(other, b) {
		t.Error("an object of another Doc has it")
	}
}

func parsed(t *testing.T, text string) (*Doc, Ref) {
	t.Helper()
	d := new(Doc)
	ref, err := d.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return d, ref
}
