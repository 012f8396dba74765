package expr

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"placard/engine/value"
)

func encoded(p *Pool, ids ...ID) string {
	var e Encoder
	e.Reset(p)
	for _, id := range ids {
		e.Add(id)
	}
	return string(e.Append(nil))
}

func TestEncoder(t *testing.T) {
	long := strings.Repeat("x", maxInlineBytes+1)
	for _, c := range []struct{ expr, want string }{
		{`"text"`, `["text"]`},
		{`null`, `[null]`},
		{`-0`, `[[0,-0]]`},
		{`1e400`, `[[0,1e400]]`},
		{`[1,{"a":[]}]`, `[[0,[1,{"a":[]}]]]`},
		{`{"a":null}`, `[{"a":null}]`},
		{`{"$state":5}`, `[[0]]`},
		{`{"$math":"subtract","a":1e400,"b":1e400}`, `[[29,"subtract",[0,1e999],[0,1e999]]]`},
		{`{"$math":"multiply","a":1e308,"b":-10}`, `[[0,-1e999]]`},
		{`[1,{"$state":5},{"a":{"$item":3},"b":[2]}]`, `[[8,[0,1],[0],[9,[0],[0,[2]],"a","b"]]]`},
		{`{"$state":"/a~1b/0"}`, `[[1,"a/b","0"]]`},
		{`{"$state":"/"}`, `[[1]]`},
		{`{"$item":"x"}`, `[[2,1,"x"]]`},
		{`{"$index":true}`, `[[3,1]]`},
		{`{"$template":"Hi ${name}, ${/a}!"}`, `[[7,"Hi ",[4,1,"name"],", ",[1,"a"],"!"]]`},
		{`{"$template":"` + long + `${/` + long + `}"}`, `[[7,"` + long + `",[1,"` + long + `"]]]`},
		{`{"$cond":{"$state":"a","gt":1},"$then":[2],"$else":{"$count":{"$state":"b"}}}`, `[[6,[18,[1,"a"],[0,1]],[0,[2]],[31,[1,"b"]]]]`},
		{`{"$join":{"$state":"a"},"separator":{"$state":1}}`, `[[34,[1,"a"]]]`},
		{`{"$format":"date","value":{"$state":"a"},"style":"relative"}`, `[[13,"date",[1,"a"],[0],[0],[0],"relative"]]`},
	} {
		p, id := compiled(t, c.expr, 1)
		if got := encoded(p, id); got != c.want {
			t.Errorf("%s: got %s, want %s", c.expr, got, c.want)
		}
	}
}

func TestEncoderSharesItems(t *testing.T) {
	p, id := compiled(t, `{"$state":"/a"}`, Outside)
	name := p.template([]byte("${a}"), Outside)
	not := p.Not(id)
	both := p.And(not, not)
	var e Encoder
	for range 2 {
		e.Reset(p)
		places := []int{e.Add(id), e.Add(None), e.Add(both), e.Add(id), e.Add(None), e.Add(name)}
		want := `[[1,"a"],[0],[15,0],[10,2,2],[7,[1,"a"]]]`
		if got := string(e.Append(nil)); got != want || !slices.Equal(places, []int{0, 1, 3, 0, 1, 4}) {
			t.Errorf("got %v in %s, want %s", places, got, want)
		}
	}
	if got := encoded(p); got != "[]" {
		t.Errorf("got %s for nothing", got)
	}
}

func TestEncoderWritesOperandsThatAreUsedOnceInPlace(t *testing.T) {
	p, id := compiled(t, `{"$math":"add","a":{"$state":"a/`+strings.Repeat("x", maxInlineBytes)+`"},"b":2}`, Outside)
	for uses, want := range map[int]string{1: `with []`, 2: `0 with `} {
		var e Encoder
		e.Reset(p)
		for range uses {
			e.Use(id)
		}
		got := string(e.Append(append(e.AppendOperand(nil, id), " with "...)))
		if uses == 1 && !strings.HasPrefix(got, `[29,"add"`) || !strings.Contains(got, want) {
			t.Errorf("used %d times: %s", uses, got)
		}
	}
}

func TestReads(t *testing.T) {
	for expr, want := range map[string]string{
		`1`: "", `{"$state":"/a/b"}`: "a.b;", `{"$state":""}`: ";", `{"$item":"x"}`: "",
		`{"$template":"${/a} ${b/c}"}`: "a;b.c;",
		`[{"$cond":{"$state":"a","eq":{"$state":"b"}},"$then":{"$math":"add","a":{"$state":"c"}},"$else":{"$bindState":"d"}}]`: "a;b;c;d;",
	} {
		p, id := compiled(t, expr, 1)
		got := ""
		p.Reads(id, func(steps []value.Step) {
			var keys []string
			for _, s := range steps {
				keys = append(keys, string(s.Key))
			}
			got += strings.Join(keys, ".") + ";"
		})
		if got != want {
			t.Errorf("%s: got %q, want %q", expr, got, want)
		}
	}
}

// maxGrowth is how many bytes the JSON of an expression takes for one of its text. "${a}" becomes [4,0,"a"], with its
// comma, where it is short, and is an item of its own and an index otherwise.
const maxGrowth = 6

// FuzzEncode: whatever is compiled, its encoding is JSON and not much longer than the text and what was computed of it.
func FuzzEncode(f *testing.F) {
	for _, file := range []string{"expressions.json", "conditions.json", "format.json"} {
		addSeeds(f, file)
	}
	var e Encoder
	f.Fuzz(func(t *testing.T, text, _ []byte) {
		var d value.Doc
		ref, err := d.Parse(text)
		if err != nil || len(text) > 1<<13 {
			return
		}
		for _, frame := range []int{Outside, 3} {
			var p Pool
			p.Reset()
			v := p.Compile(&d, ref, frame)
			checkEncoding(t, &e, &p, text, v)
			p.Reset()
			checkEncoding(t, &e, &p, text, p.Condition(&d, ref, frame))
			for fn := Initials; fn <= Percent; fn++ {
				p.Reset()
				v = p.Compile(&d, ref, frame)
				checkEncoding(t, &e, &p, text, p.Call(fn, v, p.Member(v, "a"), p.Nth(v, 0)))
			}
		}
	})
}

func checkEncoding(t *testing.T, e *Encoder, p *Pool, text []byte, id ID) {
	e.Reset(p)
	at := e.Add(id)
	out := e.Append(nil)
	var items []json.RawMessage
	if err := json.Unmarshal(out, &items); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if at != len(items)-1 {
		t.Fatalf("%d is not the last of %d items", at, len(items))
	}
	if most := maxGrowth*(len(text)+p.fold.Held()) + 100; len(out) > most {
		t.Fatalf("%d bytes of JSON for %d: %s", len(out), len(text), out)
	}
	p.Reads(id, func([]value.Step) {})
}
