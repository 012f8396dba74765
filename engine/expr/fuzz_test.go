package expr

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"placard/engine/diag"
	"placard/engine/value"
)

// FuzzExpressions: whatever JSON stands in the place of an expression or condition, and whatever the state is, nothing
// panics; and a value does not depend on what an Env computed before.
func FuzzExpressions(f *testing.F) {
	for _, file := range []string{"expressions.json", "conditions.json", "format.json"} {
		addSeeds(f, file)
	}
	f.Add([]byte(`[{"$item":"x","$template":1},{"$cond":[],"$then":{},"$else":{"$math":[]}}]`), []byte(`{"a":[{"$state":"/a"}]}`))
	var used Env
	f.Fuzz(func(t *testing.T, text, state []byte) {
		var d, s value.Doc
		ref, err := d.Parse(text)
		if err != nil || len(text) > 1<<16 || len(state) > 1<<16 {
			return
		}
		at, err := s.Parse(state)
		if err != nil {
			return
		}
		checkAnything(t, &d, ref)
		var m Model
		m.Push(s.At(at))
		m.Push(s.At(at).Field("a"))
		for _, frame := range []int{Outside, 0} {
			frameOf := Frame{Value: s.At(at), Index: 3}
			first, second := evaluate(new(Env), &d, ref, frame, m, frameOf), evaluate(&used, &d, ref, frame, m, frameOf)
			if !bytes.Equal(first, second) {
				t.Fatalf("got %s, then %s", first, second)
			}
		}
	})
}

func addSeeds(f *testing.F, file string) {
	text, err := os.ReadFile("testdata/" + file)
	if err != nil {
		f.Fatal(err)
	}
	var v struct {
		Vectors []struct{ Expr, Cond, Item json.RawMessage }
	}
	if err := json.Unmarshal(text, &v); err != nil {
		f.Fatal(err)
	}
	for i, s := range v.Vectors {
		if i%5 > 0 {
			continue // a fifth of them is enough, and the browser's share of the time is not ours
		}
		expr, state := s.Expr, s.Item
		if len(expr) == 0 {
			expr = s.Cond
		}
		if len(state) == 0 {
			state = json.RawMessage(`{"a":{"name":"x"},"name":"Ann","age":42,"list":[1,[2]],"user":{"tags":["a"]},"yes":true}`)
		}
		f.Add([]byte(expr), []byte(state))
	}
}

func checkAnything(t *testing.T, d *value.Doc, ref value.Ref) {
	c := Checker{Doc: d, Report: func(_ diag.Severity, code string, at value.Ref, message, _ string, _ []string) {
		if code == "" || message == "" || at == value.NoRef {
			t.Fatalf("%q %q", code, message)
		}
		d.Offset(at)
	}}
	c.Value(ref)
	c.Condition(ref)
	if len(c.path) != 0 {
		t.Fatal("the path does not end where it began")
	}
	UsesItem(d, ref)
}

// evaluate prints the value, the condition and the values of functions of both, each twice: alone, and with what the
// Env holds already.
func evaluate(e *Env, d *value.Doc, ref value.Ref, frame int, m Model, f Frame) (out []byte) {
	var p Pool
	p.Reset()
	v, c := p.Compile(d, ref, frame), p.Condition(d, ref, frame)
	ids := []ID{v, c, p.Not(c), p.Nth(v, 0), p.Member(v, "a"), p.Coalesce(v, c)}
	for fn := Initials; fn <= Percent; fn++ {
		ids = append(ids, p.Call(fn, v, c, v), p.Call(fn, c, v, v))
	}
	for turn := range 2 {
		e.Reset(&p, m)
		if e.Frames[0] = f; turn > 0 { // so that its members may be near
			e.Turn(0, f.Value, f.Index)
		}
		round := []byte(nil)
		for _, id := range ids {
			got := e.Eval(id)
			mark := e.Mark()
			if again := e.Eval(id); again.Kind() != got.Kind() || e.True(id) != got.Truthy() {
				return []byte("differs")
			}
			e.Rewind(mark)
			round = dump(append(round, '\n'), got)
		}
		if out != nil && !bytes.Equal(out, round) {
			return []byte("differs in the second round")
		}
		out = round
		e.Release()
	}
	return out
}

// dump writes a value so that different ones differ.
func dump(dst []byte, v value.Value) []byte {
	dst = append(v.AppendString(append(append(dst, v.Kind().String()...), ':')), ' ')
	if v.Kind() < value.Array {
		return dst
	}
	d, ref := v.Node()
	for m := d.First(ref); m < d.End(ref); m = d.Next(m) {
		dst = dump(append(append(dst, d.Key(m)...), '='), d.At(m))
	}
	return append(dst, ';')
}
