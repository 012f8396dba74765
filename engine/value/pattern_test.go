package value

import (
	"strings"
	"testing"
)

// readPair reads two values that stand one behind the other, the second one by the pattern of the first if it can be.
// It returns the nodes of both, and whether the pattern was followed.
func readPair(t *testing.T, first, second string, patterns bool) (nodes []node, followed bool) {
	t.Helper()
	var d Doc
	var r Reader
	var p Pattern
	d.Load([]byte(first + second))
	r.Reset(&d)
	from := r.Here()
	r.Value(Span{})
	if loose, ok := r.Learn(&p, from, r.Here(), Span{}); ok && loose == 0 && patterns {
		var f Follower
		var found, generic [MaxStrings]Span
		if end, want := r.match(&p, &found[0]), r.matchGeneric(&p, &generic[0]); end != want || end >= 0 && found != generic {
			t.Errorf("%s: up to %d, without vectors %d", second, end, want)
		}
		if f, followed = r.Follow(&p); followed {
			if by := d.Expand(&p, f); by != r.Here().node-p.end {
				t.Errorf("%s: moved by %d nodes", second, by)
			}
		}
	}
	if !followed {
		r.Value(Span{})
	}
	if !r.End() {
		t.Fatalf("%s%s: %s", first, second, r.Err())
	}
	return d.nodes, followed
}

func TestFollowingAPatternGivesTheNodesOfReading(t *testing.T) {
	long := strings.Repeat("long ", 50)
	for _, test := range []struct {
		first, second string
		follows       bool
	}{
		{`{"a":"x"}`, `{"a":"other"}`, true},
		{`{"a":"x"}`, `{"b":"x"}`, false},
		{`{"a":"x"}`, `{"a":"x","b":1}`, false},
		{`{"a":"x"}`, `{"a": "x"}`, false},
		{`{"a":"x"}`, `{"a":""}`, false},
		{`{"a":""}`, `{"a":"x"}`, false},
		{`{"a":""}`, `{"a":""}`, true},
		{`{"a":"x"}`, `{"a":"\u0041"}`, false},
		{`{"a":"\u0041"}`, `{"a":"\u0041"}`, false},
		{`{"a":"x"}`, `{"a":"` + long + `"}`, true},
		{`{"a":"` + long + `"}`, `{"a":"x"}`, true},
		{`{"` + long + `":"x"}`, `{"` + long + `":"yy"}`, true},
		{`{"` + long + `-":"x"}`, `{"` + long + `+":"x"}`, false},
		{`{"x` + long + `":"x"}`, `{"y` + long + `":"x"}`, false},
		{`{"a":1,"b":"x","c":true}`, `{"a":1,"b":"yy","c":true}`, true},
		{`{"a":1,"b":"x"}`, `{"a":2,"b":"x"}`, false},
		{`{"a":[1,"x",{"$b":"y"},[]],"c":{"d":"z"}}`, `{"a":[1,"11",{"$b":"22"},[]],"c":{"d":"33"}}`, true},
		{`{"a":{"$b":"y"}}`, `{"a":{"#b":"y"}}`, false},
		{"{\n\t\"a\" : \"x\" ,\r\n \"b\":[\n\"y\"]}", "{\n\t\"a\" : \"1\" ,\r\n \"b\":[\n\"2\"]}", true},
		{"{\n\"a\":\"x\"}", "{\t\"a\":\"x\"}", false},
		{`"x"`, `"yy"`, true},
		{`["ä"]`, `["öü€"]`, true},
		{`[` + strings.Repeat(`"x",`, maxSegments-2) + `"x"]`, `[` + strings.Repeat(`"y",`, maxSegments-2) + `"y"]`, true},
		{`[` + strings.Repeat(`"x",`, maxSegments-1) + `"x"]`, `[` + strings.Repeat(`"y",`, maxSegments-1) + `"y"]`, false},
	} {
		got, followed := readPair(t, test.first, test.second, true)
		if followed != test.follows {
			t.Errorf("%s after %s: followed: %t", test.second, test.first, followed)
		}
		want, _ := readPair(t, test.first, test.second, false)
		if len(got) != len(want) {
			t.Fatalf("%s after %s: %d nodes, want %d", test.second, test.first, len(got), len(want))
		}
		for i := range want {
			if want[i].keyLen == 0 {
				got[i].keyOff = want[i].keyOff // it is no key, wherever
			}
			if got[i] != want[i] {
				t.Errorf("%s after %s: node %d is %+v, want %+v", test.second, test.first, i, got[i], want[i])
			}
		}
	}
}

// A pattern is tried on whatever comes, also on the last bytes of a text.
func TestWhatDoesNotFollowAPatternIsNotRead(t *testing.T) {
	const first = `{"a":"x","b":["y"]}`
	for n := range len(first) {
		var d Doc
		var r Reader
		var p Pattern
		d.Load([]byte(first + first[:n]))
		r.Reset(&d)
		from := r.Here()
		r.Value(Span{})
		r.Learn(&p, from, r.Here(), Span{})
		before := r.Here()
		if _, ok := r.Follow(&p); ok || r.Here() != before {
			t.Errorf("%s: followed: %t", first[:n], ok)
		}
	}
}

// What is kept stays as it is while other texts come and go behind it.
func TestPatternsOfTextsThatAreKept(t *testing.T) {
	var d Doc
	var r Reader
	var p Pattern
	d.Load([]byte(`{"a":"x","b":["y"]}`))
	r.Reset(&d)
	from := r.Here()
	r.Value(Span{})
	if _, ok := r.Learn(&p, from, r.Here(), Span{}); !ok {
		t.Fatal("it is no pattern")
	}
	d.Keep()
	long := strings.Repeat("long ", 5000)
	for _, text := range []string{`{"a":"1","b":["2"]}`, `{"a":"` + long + `","b":["ü"]}`, `{"a":"\n","b":["\u00fc"]}`, "{\"a\":\"\xff\",\"b\":[\"\"]}", `{"a":"3","b":["4"]}`} {
		var alone Doc
		want, err := alone.Parse([]byte(text))
		d.LoadNext([]byte(text))
		r.Reset(&d)
		var ref Ref
		f, ok := r.Follow(&p)
		if ok {
			ref = p.first + d.Expand(&p, f)
		} else {
			ref = r.Value(Span{})
		}
		if r.End() != (err == nil) {
			t.Errorf("%.50s: %v, alone %v", text, r.Err(), err)
			continue
		}
		if err != nil {
			if r.Err().Offset != err.Offset+d.Kept() {
				t.Errorf("%.50s: error at %d", text, r.Err().Offset)
			}
			continue
		}
		if plain := !strings.Contains(text, `\`); ok != plain {
			t.Errorf("%.50s: followed is %t", text, ok)
		}
		if a, b := d.Content(d.Field(ref, "a")), alone.Content(alone.Field(want, "a")); string(a) != string(b) {
			t.Errorf("%.50s: a is %.50s", text, a)
		}
		if a, b := d.Content(d.Item(d.Field(ref, "b"), 0)), alone.Content(alone.Item(alone.Field(want, "b"), 0)); string(a) != string(b) {
			t.Errorf("%.50s: b is %.50s", text, a)
		}
	}
}
