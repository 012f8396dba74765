package value

import (
	"strings"
	"testing"
)

// grammar is a list in the style of JSONTestSuite (RFC 8259): texts that must be read and texts that must be refused.
var grammar = []struct {
	text string
	ok   bool
}{
	// Values.
	{`null`, true}, {`true`, true}, {`false`, true}, {`""`, true}, {`"a"`, true}, {`0`, true}, {`[]`, true}, {`{}`, true},
	{" \t\r\n{ } \n", true}, {` [ ] `, true}, {`[null]`, true}, {`{"a":1}`, true}, {`{"":0}`, true}, {`{"a":1,"a":2}`, true},
	{`[[],{},[{}]]`, true}, {`{"a":{"b":[1,"c",null,true,false]}}`, true},
	{``, false}, {` `, false}, {`nul`, false}, {`nulll`, false}, {`NULL`, false}, {`True`, false}, {`tru`, false}, {`truefalse`, false},
	{`undefined`, false}, {`NaN`, false}, {`Infinity`, false}, {`-Infinity`, false}, {`'a'`, false}, {`a`, false}, {`,`, false}, {`:`, false},
	// Lists.
	{`[1,2]`, true}, {`[1 ,2 , 3]`, true},
	{`[`, false}, {`]`, false}, {`[1`, false}, {`[1,`, false}, {`[1,]`, false}, {`[,1]`, false}, {`[,]`, false}, {`[1,,2]`, false}, {`[1 2]`, false},
	{`[1:2]`, false}, {`[}`, false}, {`[1}`, false}, {`[1]]`, false}, {`[1],`, false}, {`["a",`, false}, {`["a"`, false}, {`[//]`, false},
	// Objects.
	{`{"a":1,"b":2}`, true}, {`{ "a" : 1 , "b" : 2 }`, true}, {`{"\u0061":1}`, true},
	{`{`, false}, {`}`, false}, {`{"a"`, false}, {`{"a":`, false}, {`{"a":1`, false}, {`{"a":1,`, false}, {`{"a":1,}`, false}, {`{,}`, false}, {`{"a"}`, false},
	{`{"a" 1}`, false}, {`{"a"::1}`, false}, {`{"a":1 "b":2}`, false}, {`{"a":1,,"b":2}`, false}, {`{a:1}`, false}, {`{1:1}`, false}, {`{'a':1}`, false},
	{`{"a":1}}`, false}, {`{null:1}`, false}, {`{"a":}`, false}, {`{"a",1}`, false}, {`{[]:1}`, false}, {`{"a":1]`, false}, {`{:1}`, false},
	// Numbers.
	{`-0`, true}, {`1`, true}, {`-1`, true}, {`10`, true}, {`0.1`, true}, {`-0.5`, true}, {`1e1`, true}, {`1E1`, true}, {`1e+1`, true}, {`1e-1`, true},
	{`0e1`, true}, {`0e+00`, true}, {`0.0`, true}, {`1.5E-07`, true}, {`123456789012345678901234567890`, true}, {`1e400`, true}, {`-1e-400`, true},
	{`[-0]`, true}, {`[1.0]`, true}, {`{"a":-1.5e3}`, true}, {`1 `, true},
	{`-`, false}, {`+1`, false}, {`01`, false}, {`-01`, false}, {`00`, false}, {`1.`, false}, {`.5`, false}, {`-.5`, false}, {`1.e1`, false}, {`1e`, false},
	{`1e+`, false}, {`1e-`, false}, {`1eE2`, false}, {`1e1.5`, false}, {`0x10`, false}, {`1_000`, false}, {`1,000`, false}, {`--1`, false}, {`1-`, false}, {`- 1`, false},
	{`1 2`, false}, {`1a`, false}, {`[1.]`, false}, {`[-]`, false}, {`[1e]`, false}, {`１`, false}, {`1.2.3`, false}, {`1+2`, false},
	// Strings and their escapes.
	{`"\"\\\/\b\f\n\r\t"`, true}, {`"\u0000"`, true}, {`"\u00e9\u00E9"`, true}, {`"\uD83D\uDE00"`, true}, {`"é€😀"`, true}, {"\"\x7f\"", true},
	{"\"\u2028\u2029\"", true}, {`"\ud800"`, true}, {`"\udc00\ud800"`, true}, {`"\ud800x"`, true}, {`"\ud800\n"`, true}, {`"\ud800\u0041"`, true}, {`"a\u0000b"`, true},
	{`"`, false}, {`"a`, false}, {`"\`, false}, {`"\"`, false}, {`"a\`, false}, {`"\a"`, false}, {`"\x41"`, false}, {`"\'"`, false}, {`"\0"`, false}, {`"\U0041"`, false},
	{`"\u"`, false}, {`"\u1"`, false}, {`"\u12"`, false}, {`"\u123"`, false}, {`"\u123`, false}, {`"\u123g"`, false}, {`"\u 123"`, false}, {`"\u+123"`, false}, {`"\ud800\u"`, false},
	{`"\ud800\u1"`, false}, {`"\ud800\`, false}, {`"\ud800`, false}, {`"\ud800\u`, false}, {`"a"b"`, false}, {`""""`, false}, {`"a" "b"`, false},
	{"\"\n\"", false}, {"\"\t\"", false}, {"\"\r\"", false}, {"\"\x00\"", false}, {"\"\x1f\"", false}, {"\"abcdefghi\x01\"", false}, {"\"\\n\x01\"", false}, {"\"a\\\nb\"", false},
	// Text that is not UTF-8.
	{"\"\xff\"", false}, {"\"\x80\"", false}, {"\"\xc0\xaf\"", false}, {"\"\xc3\"", false}, {"\"\xe2\x82\"", false}, {"\"\xed\xa0\x80\"", false}, {"\"\xf4\x90\x80\x80\"", false},
	{"\"\xf8\x88\x80\x80\x80\"", false}, {"\"abcdefgh\xff\"", false}, {"\"\\n\xff\"", false}, {"\"\\n\xe2\x82\"", false}, {"\xff", false}, {"\"\xe2\x82", false}, {"\"\xf0\x9f\x98", false},
	{"{\"\xff\":1}", false}, {"[\xff]", false},
	// White space is only these four bytes.
	{"\v1", false}, {"\f1", false}, {"\u00a01", false}, {"[1\v]", false}, {"1\x00", false}, {"\x001", false}, {"[\x00]", false}, {"[1,\x00]", false}, {"{\x00}", false}, {"1\u2028", false},
	// A byte order mark at the beginning only.
	{"\ufeff1", true}, {"\ufeff {}", true}, {"\ufeff", false}, {"1\ufeff", false}, {"[\ufeff]", false}, {"\ufeff\ufeff1", false}, {"\xef\xbb", false}, {"\xef\xbb1", false},
	// Comments and trailing text.
	{`1//`, false}, {`/**/1`, false}, {`1#`, false}, {`{}x`, false}, {`[]{}`, false}, {`{} {}`, false}, {`nullnull`, false}, {`null,`, false}, {`""x`, false},
}

func TestParseGrammar(t *testing.T) {
	var d Doc
	for _, c := range grammar {
		ref, err := d.Parse([]byte(c.text))
		if c.ok != (err == nil) {
			t.Errorf("%q: got error %v, want ok = %v", c.text, err, c.ok)
		}
		if c.ok && ref == NoRef {
			t.Errorf("%q: no value", c.text)
		}
		if err != nil && (err.Offset < 0 || err.Offset > len(c.text) || err.Message == "") {
			t.Errorf("%q: got error %q at %d", c.text, err.Message, err.Offset)
		}
	}
}

// Every text that is refused must be refused without reading behind it, wherever it is cut off.
func TestParseCutText(t *testing.T) {
	const text = `{"a\u00e9":[1.5e3,"b\ud83d\ude00c",true,null,{"":-0}],"long enough for a word":"€€€€"}`
	var d Doc
	for n := range len(text) {
		if _, err := d.Parse([]byte(text[:n])); err == nil {
			t.Errorf("%q was accepted", text[:n])
		}
	}
	if _, err := d.Parse([]byte(text)); err != nil {
		t.Error(err)
	}
}

func TestParseNestingLimit(t *testing.T) {
	var d Doc
	for _, c := range []struct{ open, middle, closing string }{{"[", "", "]"}, {`{"a":`, "1", "}"}, {`[{"$":`, "0", "}]"}} {
		per := strings.Count(c.open, "[") + strings.Count(c.open, "{")
		n := MaxNesting / per
		at := strings.Repeat(c.open, n) + c.middle + strings.Repeat(c.closing, n)
		if _, err := d.Parse([]byte(at)); err != nil {
			t.Errorf("%d levels of %s: %v", MaxNesting, c.open, err)
		}
		if _, err := d.Parse([]byte("[" + at + "]")); err == nil {
			t.Errorf("%d levels of %s were accepted", MaxNesting+1, c.open)
		}
	}
	// Levels that were left do not count.
	if _, err := d.Parse([]byte("[" + strings.Repeat("[[]],", 500) + "{}]")); err != nil {
		t.Error(err)
	}
}

func TestParseKeyLimit(t *testing.T) {
	var d Doc
	key := strings.Repeat("k", 0xFFFF)
	ref, err := d.Parse([]byte(`{"` + key + `":1}`))
	if err != nil || d.Field(ref, key) == NoRef {
		t.Errorf("a key of 65535 bytes: %v", err)
	}
	if _, err = d.Parse([]byte(`{"` + key + `k":1}`)); err == nil {
		t.Error("a key of 65536 bytes was accepted")
	}
	if ref, err = d.Parse([]byte(`{"\n` + key[1:] + `":1}`)); err != nil || d.Field(ref, "\n"+key[1:]) == NoRef {
		t.Errorf("a key of 65535 bytes with an escape: %v", err)
	}
}

// A Doc that has refused a text can be used for the next one.
func TestParseAfterError(t *testing.T) {
	var d Doc
	for _, bad := range []string{`{"a":[{"b":`, `"\u12`, `[[[[`, "\"\\n\xff\""} {
		if _, err := d.Parse([]byte(bad)); err == nil {
			t.Fatalf("%q was accepted", bad)
		}
		ref, err := d.Parse([]byte(`{"a":"b"}`))
		if err != nil || string(d.At(ref).Field("a").Bytes()) != "b" {
			t.Errorf("after %q: %v", bad, err)
		}
	}
}

func TestParseErrorMessages(t *testing.T) {
	var d Doc
	for _, c := range []struct {
		text    string
		offset  int
		message string
	}{
		{``, 0, `the text ends too early: expected a value`},
		{`{"a"`, 4, `the text ends too early: expected ':' after a key`},
		{`{a:1}`, 1, `expected a key in double quotes, found 'a'`},
		{`[1 2]`, 3, `expected ',' or ']', found '2'`},
		{`[1,]`, 3, `a comma with nothing after it`},
		{`{"a":1}x`, 7, `unexpected text after the end of the JSON value`},
		{`[01]`, 2, `expected ',' or ']', found '1'`},
		{`[-]`, 1, `a number needs digits`},
		{"[\"a\nb\"]", 3, `a control character in a string must be written as an escape such as \n`},
		{`["\x"]`, 2, `an unknown escape; JSON has \" \\ \/ \b \f \n \r \t \uXXXX`},
		{`["\u12"]`, 2, `\u needs four hexadecimal digits`},
		{"[\"a\xff\"]", 3, `the text is not valid UTF-8`},
		{`["abc`, 5, `the text ends inside a string`},
		{"[\x01]", 1, `expected a value, found byte 0x01`},
	} {
		_, err := d.Parse([]byte(c.text))
		if err == nil || err.Offset != c.offset || err.Message != c.message {
			t.Errorf("%q: got %#v", c.text, err)
		}
	}
}

func TestOffsets(t *testing.T) {
	const text = ` {"a" : [ 1, "s", "e\u0041" , {"\n" :null}], "b\t":"", "c":"\"" }`
	var d Doc
	ref, err := d.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	root := d.At(ref)
	list := root.Field("a")
	for _, c := range []struct {
		name string
		v    Value
		want string
	}{
		{"root", root, `{"a"`},
		{"list", list, `[ 1`},
		{"number", list.Item(0), `1, `},
		{"string", list.Item(1), `"s"`},
		{"escaped string", list.Item(2), `"e\u0041"`},
		{"object", list.Item(3), `{"\n"`},
		{"null", list.Item(3).Field("\n"), `null}`},
		{"empty string", root.Field("b\t"), `"", `},
		{"only an escape", root.Field("c"), `"\"" }`},
	} {
		_, r := c.v.Node()
		if got := text[d.Offset(r):]; !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: at %q, want %q", c.name, got, c.want)
		}
	}
	_, r := root.Field("b\t").Node()
	if got := text[d.SpanOffset(d.KeySpan(r)):]; !strings.HasPrefix(got, `"b\t"`) {
		t.Errorf("escaped key: at %q", got)
	}
}

func TestMembers(t *testing.T) {
	var d Doc
	ref, _ := d.Parse([]byte(`{"a":1,"b":[10,[20],30],"a":2}`))
	root := d.At(ref)
	if got := root.Field("a").Float(); got != 2 {
		t.Errorf("of a key that is there twice: got %v, want the last one", got)
	}
	b := root.Field("b")
	if b.Item(0).Float() != 10 || b.Item(1).Item(0).Float() != 20 || b.Item(2).Float() != 30 {
		t.Error("items of a list with lists in it")
	}
	for _, v := range []Value{b.Item(3), b.Item(-1), root.Item(0), b.Field("a"), root.Field("c"), {}} {
		if v.Kind() != Missing || v.Len() != 0 || !v.Nullish() || v.Truthy() {
			t.Errorf("got a %v, want nothing", v.Kind())
		}
	}
}

func TestHasExpressions(t *testing.T) {
	var d Doc
	for text, want := range map[string]bool{
		`{"$state":"/a"}`: true, `{"a":[{"b":{"$item":""}}]}`: true, `{"\u0024t":1}`: true, `{"a":{"$":0},"b":1}`: true,
		`{"a":"$state"}`: false, `["$state"]`: false, `{"a$":1}`: false, `{}`: false, `"$"`: false, `{"":{}}`: false,
	} {
		ref, err := d.Parse([]byte(text))
		if err != nil || d.HasExpressions(ref) != want {
			t.Errorf("%s: got %v, %v", text, !want, err)
		}
	}
}

// What is loaded behind a text leaves that as it is, and can be read itself.
func TestLoadBehind(t *testing.T) {
	for size := range 200 {
		var d Doc
		text := `["` + strings.Repeat("a", size) + `"]`
		d.Load([]byte(text))
		before := d.LoadBehind([]byte(`{"b":["c"]}`))
		var r Reader
		r.Return(&d, d.KeptEnd())
		if ref := r.Value(Span{}); !r.End() || string(d.Content(d.First(d.First(ref)))) != "c" {
			t.Fatalf("%d: %v", size, r.Err())
		}
		d.Unload(before)
		r.Reset(&d)
		if ref := r.Value(Span{}); !r.End() || string(d.Text()) != text || int(d.ContentSpan(d.First(ref)).Len) != size {
			t.Fatalf("%d: %v", size, r.Err())
		}
	}
}
