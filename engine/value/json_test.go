package value

import (
	"encoding/json"
	"math"
	"reflect"
	"testing"
)

func TestAppendJSON(t *testing.T) {
	for _, text := range []string{
		`null`, `true`, `false`, `0`, `-0`, `-1.50`, `1e400`, `123456789012345678901234567890`, `""`, `"a\"\\b"`, `"\b\t\n\f\r\u0000\u001f"`,
		`"é😀"`, `[]`, `{}`, `[1,[2,[]],{"a":{"b":[null]}}]`, `{"":0,"__proto__":1,"a\"":"<\/script>"}`,
	} {
		var d Doc
		ref, err := d.Parse([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		got, ok := d.At(ref).AppendJSON(nil)
		var again Doc
		copied, err := again.Parse(got)
		if !ok || err != nil {
			t.Fatalf("%s: got %s: %v", text, got, err)
		}
		if twice, _ := again.At(copied).AppendJSON(nil); string(twice) != string(got) {
			t.Errorf("%s: got %s, then %s", text, got, twice)
		}
		var want, is any
		if json.Unmarshal([]byte(text), &want) == nil && (json.Unmarshal(got, &is) != nil || !reflect.DeepEqual(is, want)) {
			t.Errorf("%s: got %s", text, got)
		}
	}
}

func TestAppendJSONOfComputedValues(t *testing.T) {
	for want, v := range map[string]Value{
		"-0": OfNumber(math.Copysign(0, -1)), "1e999": OfNumber(math.Inf(1)), "-1e999": OfNumber(math.Inf(-1)), "0.1": OfNumber(0.1),
		"1e+21": OfNumber(1e21), "\"a\ufffdb\"": OfString([]byte("a\xffb")), `"` + "\ufffd" + `"`: OfString([]byte("\ufffd")), "true": OfBool(true),
	} {
		if got, ok := v.AppendJSON(nil); !ok || string(got) != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	for _, odd := range []Value{{}, OfNumber(math.NaN())} {
		var d Doc
		outer := d.Begin(Array, nil)
		inner := d.Begin(Object, nil)
		d.Put(OfNumber(math.Inf(1)), []byte("inf"))
		d.Finish(inner)
		if got, ok := d.At(inner).AppendJSON(nil); !ok || string(got) != `{"inf":1e999}` {
			t.Errorf("got %s", got)
		}
		d.Put(odd, nil)
		if got, ok := d.Finish(outer).AppendJSON(nil); ok {
			t.Errorf("got %s", got)
		}
	}
}
