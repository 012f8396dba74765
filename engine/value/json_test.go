package value

import (
	"encoding/json"
	"math"
	"reflect"
	"strings"
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

// What AppendJSONString writes is read as what it was given, wherever something stands that is not plain.
func TestStringsOfAnyBytes(t *testing.T) {
	for _, odd := range []string{"", "\"", "\\", "\x00", "\x1f", "\x7f", "é", "😀é\"", "\xff", "\xf0\x9f", "\xed\xa0\x80", "<\n>"} {
		for before := range 20 {
			for after := range 20 {
				s := strings.Repeat("a", before) + odd + strings.Repeat("b", after)
				text := AppendJSONString([]byte("["), []byte(s))
				var got []string
				if err := json.Unmarshal(append(text, ']'), &got); err != nil || got[0] != strings.ToValidUTF8(s, "\ufffd") && odd != "\xed\xa0\x80" && odd != "\xf0\x9f" {
					t.Fatalf("%q: %s: %q %v", s, text, got, err)
				}
			}
		}
	}
	if got := string(AppendJSONString(nil, []byte("\xf0\x9f\xed\xa0\x80"))); got != `"`+strings.Repeat("\ufffd", 5)+`"` {
		t.Errorf("%q", got)
	}
}
