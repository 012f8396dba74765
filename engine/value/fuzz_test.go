package value

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzParse holds Parse against encoding/json: it accepts the same texts and reads the same values. It is stricter in
// three documented places: text that is not UTF-8, more than MaxNesting levels and keys of more than 65535 bytes; and
// it skips a byte order mark.
func FuzzParse(f *testing.F) {
	for _, c := range grammar {
		f.Add([]byte(c.text))
	}
	f.Add([]byte(`{"$state":"\ud83d\ude00","a":[1.5e-7,{"b\n":"c"}],"a":{}}`))
	var d, reused Doc
	f.Fuzz(func(t *testing.T, text []byte) {
		ref, err := d.Parse(text)
		again, errAgain := reused.Parse(text)
		if again != ref || (err == nil) != (errAgain == nil) {
			t.Fatal("a Doc that is used again gives something else")
		}
		bare := text
		if strings.HasPrefix(string(text), "\ufeff") {
			bare = text[3:]
		}
		// encoding/json replaces bytes that are not UTF-8, so what it gives then is no yardstick.
		want := json.Valid(bare) && utf8.Valid(text)
		if err != nil {
			if err.Offset < 0 || err.Offset > len(text) {
				t.Fatalf("error at %d of %d", err.Offset, len(text))
			}
			if want && !strings.Contains(err.Message, "nested too deeply") && !strings.Contains(err.Message, "65535") {
				t.Fatalf("refused: %v", err)
			}
			return
		}
		if !want {
			t.Fatal("accepted")
		}
		compare(t, &d, ref, decode(t, bare), text)
		checkArena(t, &d, ref)
	})
}

func decode(t *testing.T, text []byte) any {
	dec := json.NewDecoder(strings.NewReader(string(text)))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

// compare holds a node, and all in it, against what encoding/json read.
func compare(t *testing.T, d *Doc, r Ref, want any, text []byte) {
	v := d.At(r)
	same := false
	switch w := want.(type) {
	case nil:
		same = v.Kind() == Null && text[d.Offset(r)] == 'n'
	case bool:
		same = v.Equal(OfBool(w)) && (text[d.Offset(r)] == 't') == w
	case json.Number:
		same = v.Kind() == Number && string(d.Content(r)) == string(w) && strings.HasPrefix(string(text[d.Offset(r):]), string(w))
	case string:
		same = v.Equal(OfString([]byte(w))) && text[d.Offset(r)] == '"'
	case []any:
		same = v.Kind() == Array && v.Len() == len(w) && text[d.Offset(r)] == '['
		for i := 0; same && i < len(w); i++ {
			compare(t, d, d.Item(r, i), w[i], text)
		}
	case map[string]any:
		same = v.Kind() == Object && v.Len() >= len(w) && text[d.Offset(r)] == '{'
		for key, member := range w {
			m := d.Field(r, key)
			if m == NoRef || text[d.SpanOffset(d.KeySpan(m))] != '"' {
				t.Fatalf("no member %q", key)
			}
			compare(t, d, m, member, text)
		}
	}
	if !same {
		t.Fatalf("got %v, want %v", v.Kind(), want)
	}
}

// checkArena checks that the nodes of a value lie inside each other as they must, and that Put copies it whole.
func checkArena(t *testing.T, d *Doc, r Ref) {
	n := 0
	for m := d.First(r); m < d.End(r); m = d.Next(m) {
		if m <= r || d.End(m) > d.End(r) {
			t.Fatal("a member lies outside of its parent")
		}
		checkArena(t, d, m)
		n++
	}
	if n != d.Len(r) {
		t.Fatalf("got %d members, want %d", n, d.Len(r))
	}
	var copied Doc
	copied.Put(d.At(r), []byte("key"))
	if got, want := render(copied.At(1)), render(d.At(r)); got != want || string(copied.Key(1)) != "key" {
		t.Fatalf("a copy is %s, not %s", got, want)
	}
}

// render writes a value as JSON, for comparisons in tests.
func render(v Value) string {
	d, r := v.Node()
	var b strings.Builder
	switch v.Kind() {
	case Array, Object:
		b.WriteByte('[')
		for m := d.First(r); m < d.End(r); m = d.Next(m) {
			if v.Kind() == Object {
				b.WriteString(string(d.Key(m)) + ":")
			}
			b.WriteString(render(d.At(m)) + ",")
		}
		b.WriteByte(']')
	case String:
		b.WriteString(`"` + string(v.Bytes()) + `"`)
	default:
		b.Write(v.AppendString(nil))
	}
	return b.String()
}
