package expr

import (
	"os"
	"testing"

	"placard/engine/value"
)

// The vectors in testdata are what the original implementation computes (testdata/generate.mjs). The browser runtime
// runs the same files.

// vectors calls f for each vector of a file.
func vectors(t *testing.T, file string, f func(t *testing.T, v vector)) {
	text, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var d value.Doc
	ref, syntax := d.Parse(text)
	if syntax != nil {
		t.Fatal(syntax)
	}
	state, list := d.At(ref).Field("state"), d.At(ref).Field("vectors")
	_, at := list.Node()
	if list.Len() == 0 {
		t.Fatal("no vectors")
	}
	for m := d.First(at); m < d.End(at); m = d.Next(m) {
		v := vector{Value: d.At(m), state: state}
		t.Run(string(v.Field("name").Bytes()), func(t *testing.T) { f(t, v) })
	}
}

// vector is one entry of a file.
type vector struct {
	value.Value
	state value.Value
}

// env makes a pool with the vector's expression, condition or function, and an Env for it.
func (v vector) env(t *testing.T) (*Env, ID) {
	t.Helper()
	var p Pool
	var e Env
	var m Model
	p.Reset()
	m.Push(v.state)
	frame := Outside
	if v.Field("item").Kind() != value.Missing || v.Field("index").Kind() != value.Missing {
		frame = 2 // any place will do
	}
	id := v.compile(t, &p, frame)
	e.Reset(&p, m)
	e.Frames[2] = Frame{Value: v.Field("item"), Index: int(v.Field("index").ToNumber())}
	return &e, id
}

func (v vector) compile(t *testing.T, p *Pool, frame int) ID {
	t.Helper()
	if cond := v.Field("cond"); cond.Kind() != value.Missing {
		d, ref := cond.Node()
		return p.Condition(d, ref, frame)
	}
	name := v.Field("function")
	if name.Kind() == value.Missing {
		d, ref := v.Field("expr").Node()
		return p.Compile(d, ref, frame)
	}
	f, ok := functionNames[string(name.Bytes())]
	if !ok {
		t.Fatal("there is no such function")
	}
	var args []ID
	for i := range v.Field("args").Len() {
		args = append(args, p.Const(v.Field("args").Item(i)))
	}
	return p.Call(f, args...)
}

func (v vector) check(t *testing.T, got value.Value) {
	t.Helper()
	if want := v.Field("want"); !same(got, want) {
		t.Errorf("got %s, want %s", show(got), show(want))
	}
}

// same compares a value with a wanted one as JSON.stringify would write both: what is missing in a list is null there.
func same(got, want value.Value) bool {
	if special := want.Field("$number"); special.Kind() == value.String {
		return got.Kind() == value.Number && string(got.AppendString(nil)) == string(special.Bytes())
	}
	if got.Kind() != want.Kind() || want.Kind() < value.Array {
		return got.Equal(want)
	}
	gd, gr := got.Node()
	wd, wr := want.Node()
	if want.Kind() == value.Object {
		return sameMembers(got, want)
	}
	if got.Len() != want.Len() {
		return false
	}
	g := gd.First(gr)
	for w := wd.First(wr); w < wd.End(wr); w = wd.Next(w) {
		item := gd.At(g)
		if item.Kind() == value.Missing {
			item = null()
		}
		if !same(item, wd.At(w)) {
			return false
		}
		g = gd.Next(g)
	}
	return true
}

func sameMembers(got, want value.Value) bool {
	gd, gr := got.Node()
	n := 0
	for m := gd.First(gr); m < gd.End(gr); m = gd.Next(m) {
		if gd.Kind(m) == value.Missing {
			continue
		}
		if n++; !same(gd.At(m), want.Field(string(gd.Key(m)))) {
			return false
		}
	}
	return n == want.Len()
}

func null() value.Value {
	var d value.Doc
	ref, _ := d.Parse([]byte("null"))
	return d.At(ref)
}

func show(v value.Value) string { return v.Kind().String() + " " + string(v.AppendString(nil)) }

func TestExpressions(t *testing.T) {
	vectors(t, "expressions.json", func(t *testing.T, v vector) {
		e, id := v.env(t)
		v.check(t, e.Eval(id))
		v.check(t, e.Eval(id)) // the same again, with the Env as the first time left it
	})
}

func TestConditions(t *testing.T) {
	vectors(t, "conditions.json", func(t *testing.T, v vector) {
		e, id := v.env(t)
		v.check(t, value.OfBool(e.True(id)))
		v.check(t, e.Eval(id))
	})
}

// functionNames are the functions of components, which have vectors.
var functionNames = map[string]Function{
	"Initials": Initials, "Clamp": Clamp, "Pages": Pages, "Includes": Includes, "String": String, "Option": Option, "Percent": Percent, "Toggled": Toggled,
}

func TestFunctions(t *testing.T) {
	seen := map[string]bool{}
	vectors(t, "functions.json", func(t *testing.T, v vector) {
		seen[string(v.Field("function").Bytes())] = true
		e, id := v.env(t)
		v.check(t, e.Eval(id))
	})
	if len(seen) != len(functionNames) {
		t.Errorf("vectors for %v only", seen)
	}
}

func TestFormats(t *testing.T) {
	vectors(t, "format.json", func(t *testing.T, v vector) {
		e, id := v.env(t)
		v.check(t, e.Eval(id))
	})
}
