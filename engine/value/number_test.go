package value

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
)

// vectors is testdata/numbers.json: pairs of an input and what JavaScript makes of it (testdata/generate.mjs).
type vectors struct {
	Print    [][2]string
	ToNumber [][2]string
	ParseInt [][2]string
}

func load(t *testing.T) (v vectors) {
	text, err := os.ReadFile("testdata/numbers.json")
	if err == nil {
		err = json.Unmarshal(text, &v)
	}
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestNumbersPrintAsJavaScript(t *testing.T) {
	for _, c := range load(t).Print {
		bits, _ := strconv.ParseUint(c[0], 16, 64)
		f := math.Float64frombits(bits)
		if got := string(AppendNumber(nil, f)); got != c[1] {
			t.Errorf("%s: got %s, want %s", c[0], got, c[1])
		}
		var d Doc
		if ref, err := d.Parse([]byte(strconv.FormatFloat(f, 'g', -1, 64))); err == nil {
			if got := string(d.At(ref).AppendString(nil)); got != c[1] {
				t.Errorf("%s in a text: got %s, want %s", c[0], got, c[1])
			}
		}
	}
	for text, want := range map[string]string{
		"-0": "0", "1.0": "1", "1e2": "100", "100000000000000000000000": "1e+23", "0.1e-6": "1e-7", "1e400": "Infinity", "-1e400": "-Infinity",
		"1e-400": "0", "999999999999999": "999999999999999", "9007199254740993": "9007199254740992", "-12": "-12",
	} {
		var d Doc
		ref, _ := d.Parse([]byte(text))
		if got := string(d.At(ref).AppendString(nil)); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

func TestToNumberOfTexts(t *testing.T) {
	for _, c := range load(t).ToNumber {
		if got := string(AppendNumber(nil, OfString([]byte(c[0])).ToNumber())); got != c[1] {
			t.Errorf("%q: got %s, want %s", c[0], got, c[1])
		}
	}
}

func TestToNumberOfOtherKinds(t *testing.T) {
	for text, want := range map[string]string{
		`null`: "0", `true`: "1", `false`: "0", `[]`: "0", `[5]`: "5", `["5"]`: "5", `[[5]]`: "5", `[null]`: "0", `[true]`: "NaN", `[1,2]`: "NaN",
		`{}`: "NaN", `[{}]`: "NaN", `[""]`: "0", `12.5`: "12.5",
	} {
		var d Doc
		ref, _ := d.Parse([]byte(text))
		if got := string(AppendNumber(nil, d.At(ref).ToNumber())); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
	if f := (Value{}).ToNumber(); f == f {
		t.Errorf("of nothing: got %v, want NaN", f)
	}
}

func TestListIndexIsParseInt(t *testing.T) {
	for _, c := range load(t).ParseInt {
		want, err := strconv.ParseFloat(c[1], 64)
		if err != nil || want != want || want < 0 {
			want = -1
		}
		if got := listIndex([]byte(c[0])); float64(got) != min(want, math.MaxInt32) {
			t.Errorf("%q: got %d, want %v", c[0], got, want)
		}
	}
}

func TestPrintedValues(t *testing.T) {
	for text, want := range map[string]string{
		`null`: "null", `true`: "true", `"a<b"`: "a<b", `[]`: "", `[1,[2,[3,null]],"x",null,true]`: "1,2,3,,x,,true", `{"a":1}`: "",
		`[{},{}]`: ",", `[[],[]]`: ",",
	} {
		var d Doc
		ref, _ := d.Parse([]byte(text))
		if got := string(d.At(ref).AppendString(nil)); got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

// What shortest lets through is written as strconv's shortest text would be.
func TestNumbersPrintAsWrittenOnlyWhenJavaScriptDoes(t *testing.T) {
	for text, want := range map[string]string{
		"0": "0", "-0": "0", "-0.0": "0", "0.0": "0", "12.5": "12.5", "-12.5": "-12.5", "12.50": "12.5", "1.0": "1", "0.5": "0.5", "-0.5": "-0.5",
		"0.05": "0.05", "0.0000001": "1e-7", "1e3": "1000", "1E-7": "1e-7", "123456789012345": "123456789012345", "1234567890123456": "1234567890123456",
		"12345678901234567890": "12345678901234567000", "0.123456789012345": "0.123456789012345", "0.1234567890123456789": "0.12345678901234568",
		"9007199254740993": "9007199254740992", "99999999999999.9": "99999999999999.9", "1e21": "1e+21", "100": "100", "-7": "-7",
	} {
		var d Doc
		ref, _ := d.Parse([]byte(text))
		if got := string(d.At(ref).AppendString(nil)); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 200_000 {
		text := strconv.AppendFloat(nil, (random.Float64()-0.5)*math.Pow10(random.IntN(18)), 'f', random.IntN(18), 64)
		if want := AppendNumber(nil, parseFloat(text)); shortest(text) && string(text) != string(want) {
			t.Fatalf("%s: JavaScript prints %s", text, want)
		}
	}
}
