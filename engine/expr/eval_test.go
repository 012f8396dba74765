package expr

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"placard/engine/value"
)

// parse reads a text that must be right.
func parse(t testing.TB, text string) (*value.Doc, value.Ref) {
	t.Helper()
	d := new(value.Doc)
	ref, err := d.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return d, ref
}

// compiled is a pool with one expression in it.
func compiled(t testing.TB, expr string, frame int) (*Pool, ID) {
	t.Helper()
	d, ref := parse(t, expr)
	p := new(Pool)
	p.Reset()
	return p, p.Compile(d, ref, frame)
}

// model is a state of these layers.
func model(t testing.TB, layers ...string) (m Model) {
	for _, l := range layers {
		d, ref := parse(t, l)
		m.Push(d.At(ref))
	}
	return m
}

// eval evaluates an expression outside of repeats and prints it.
func eval(t testing.TB, expr string, m Model) string {
	t.Helper()
	p, id := compiled(t, expr, Outside)
	var e Env
	e.Reset(p, m)
	return show(e.Eval(id))
}

func TestEvaluationAllocatesNothing(t *testing.T) {
	m := model(t, `{"name":"Ann","list":[1,2,3],"rows":[{"a":1},{"a":2}],"n":1234.5,"when":"2024-03-05T10:00:00Z","blank":null}`)
	item, ref := parse(t, `{"f":"field","n":7}`)
	for _, text := range []string{
		`{"$state":"/list/1"}`, `{"$item":"f"}`, `{"$index":true}`, `{"$bindState":"/name"}`,
		`{"$cond":{"$state":"/n","gt":5},"$then":{"$item":"f"},"$else":{"$index":true}}`,
		`{"$cond":{"$and":[{"$item":"n","eq":7},{"$or":[{"$state":"/blank"},{"$index":true,"lt":9}]}]},"$then":{"$state":"/name"},"$else":""}`,
		`{"$template":"Hi ${/name}, ${f} of ${/list} in ${/n}"}`,
		`[{"$state":"/name"},{"$item":"f"},[{"$index":true},1,2,3,4,5,6,7,8,9,10]]`, `{"a":{"$state":"/rows"},"b":"x"}`,
		`{"$math":"add","a":{"$state":"/n"},"b":{"$index":true}}`, `{"$concat":["a",{"$state":"/name"},{"$state":"/n"}]}`, `{"$count":{"$state":"/list"}}`,
		`{"$truncate":{"$state":"/name"},"length":2}`, `{"$pluralize":{"$state":"/list/0"},"one":"item","other":"items"}`, `{"$join":{"$state":"/list"}}`,
		`{"$t":"Hi {{name}}","params":{"name":{"$state":"/name"}}}`,
		`{"$format":"number","value":{"$state":"/n"}}`, `{"$format":"currency","value":{"$state":"/n"},"currency":"EUR","locale":"de-DE"}`,
		`{"$format":"number","value":{"$state":"/n"},"notation":"compact"}`, `{"$format":"percent","value":{"$state":"/n"},"options":{"maximumFractionDigits":1}}`,
		`{"$format":"date","value":{"$state":"/when"},"options":{"dateStyle":"full","timeStyle":"short"}}`,
		`{"$format":"date","value":{"$state":"/when"},"style":"relative","now":1709700000000}`,
	} {
		p, id := compiled(t, text, 0)
		var e Env
		run := func() {
			e.Reset(p, m)
			e.Frames[0] = Frame{Value: item.At(ref), Index: 3}
			if e.Eval(id).Kind() == value.Missing {
				t.Fatalf("%s has no value", text)
			}
		}
		run()
		if n := testing.AllocsPerRun(100, run); n != 0 {
			t.Errorf("%s: %v allocations", text, n)
		}
	}
}

func TestFunctionsAllocateNothing(t *testing.T) {
	m := model(t, `{"name":"Ann Lee","n":5,"list":"a,b"}`)
	for name, f := range functionNames {
		var p Pool
		p.Reset()
		args := []ID{p.State([]byte("/name")), p.State([]byte("/n")), p.State([]byte("/list"))}
		id := p.Call(f, args...)
		var e Env
		run := func() { e.Reset(&p, m); e.Eval(id) }
		run()
		if n := testing.AllocsPerRun(100, run); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}

func TestRepeatDoesNotPileUpValues(t *testing.T) {
	items := "[" + strings.Repeat(`{"name":"some name","n":12345},`, 999) + `{"name":"last","n":1}]`
	d, ref := parse(t, items)
	p, id := compiled(t, `{"label":{"$template":"${name} of ${/total}"},"price":{"$format":"currency","value":{"$item":"n"}},"all":[{"$item":""}]}`, 0)
	var e Env
	e.Reset(p, model(t, `{"total":1000}`))
	most := 0
	mark := e.Mark()
	for i := range 1000 {
		e.Frames[0] = Frame{Value: d.At(ref).Item(i), Index: i}
		if got := string(e.Eval(id).Field("label").Bytes()); !strings.HasSuffix(got, " of 1000") {
			t.Fatal(got)
		}
		most = max(most, e.Held())
		e.Rewind(mark)
	}
	if most > 1000 || e.Held() > 0 || e.Exhausted() {
		t.Errorf("held %d bytes at most and %d at the end", most, e.Held())
	}
}

// A page may refer to one long text again and again. Whatever it computes, the memory and the time are bounded.
func TestLimits(t *testing.T) {
	long := `{"long":"` + strings.Repeat("é", 100_000) + `","object":{` + strings.Repeat(`"k":[1,2,3],`, 9999) + `"k":0},"rows":[` + strings.Repeat(`[],`, 49_999) + `[]]}`
	m := model(t, long)
	many := func(expr string, n int) string { return strings.Repeat(expr+",", n) + expr }
	// Paths that are all different: a run looks each of them up once.
	paths := func(to string, n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `{"$state":"%s%d"},`, to, i)
		}
		return b.String() + "0"
	}
	var params strings.Builder
	for i := range 40 {
		fmt.Fprintf(&params, `"p%d":"{{p%d}}{{p%d}}",`, i, i+1, i+1)
	}
	for name, c := range map[string]struct {
		expr      string
		exhausted bool
	}{
		"concat":               {`{"$concat":[` + many(`{"$state":"/long"}`, 5000) + `]}`, true},
		"concat in concat":     {strings.Repeat(`{"$concat":[`, 40) + `{"$state":"/long"}` + strings.Repeat(`,""]}`, 40), true},
		"template":             {`{"$template":"` + strings.Repeat("${/long}", 5000) + `"}`, true},
		"list of objects":      {`[` + many(`{"$state":"/object"}`, 5000) + `]`, true},
		"count":                {`[` + many(`{"$count":{"$state":"/long"}}`, 5000) + `]`, true},
		"math":                 {`[` + many(`{"$math":"abs","a":{"$state":"/long"}}`, 5000) + `]`, true},
		"walks":                {`[` + paths("/object/nope", 15_000) + `]`, true},
		"places":               {`[` + paths("/rows/49999/", 5000) + `]`, true},
		"comparisons":          {`[` + many(`{"$cond":{"$state":"/long","eq":{"$state":"/long"}},"$then":{"$state":"/none"},"$else":1}`, 2000) + `]`, true},
		"params":               {`{"$t":"{{p0}}","params":{` + params.String() + `"p40":{"$state":"/long"}}}`, false},
		"join of a long list":  {`{"$join":{"$state":"/rows"}}`, false},
		"one list of the list": {`[{"$state":"/rows"}]`, false},
	} {
		t.Run(name, func(t *testing.T) {
			p, id := compiled(t, c.expr, Outside)
			var e Env
			e.Reset(p, m)
			e.work /= 16 // the same limit, reached sooner
			e.Eval(id)
			if e.Exhausted() != c.exhausted {
				t.Errorf("exhausted: %v, with %d left", e.Exhausted(), e.work)
			}
			if e.Held() > 2*maxHeldBytes {
				t.Errorf("%d bytes are held", e.Held())
			}
			e.Release()
			if kept := e.tmp.Size() + cap(e.text); kept > 3*maxKeptBytes {
				t.Errorf("%d bytes are kept", kept)
			}
			e.Reset(p, m)
			if e.Exhausted() || e.Held() != 0 {
				t.Error("the next run begins with nothing left")
			}
		})
	}
}

// More than 65 535 members, parts, conditions or steps are as good as a few.
func TestManyMembers(t *testing.T) {
	const n = 70_000
	m := model(t, `{"a":1,"yes":true}`)
	item := `{"$state":"/a"},`
	p, id := compiled(t, `[`+strings.Repeat(item, n)+`"last"]`, Outside)
	var e Env
	e.Reset(p, m)
	if v := e.Eval(id); v.Len() != n+1 || string(v.Item(n).Bytes()) != "last" || v.Item(n-1).Float() != 1 {
		t.Errorf("list: got %d items", v.Len())
	}
	if items, ok := p.Items(id); !ok || len(items) != n+1 {
		t.Errorf("Items: got %d", len(items))
	}
	var object strings.Builder
	for i := range n {
		fmt.Fprintf(&object, `"k%d":{"$state":"/a"},`, i)
	}
	p, id = compiled(t, `{`+object.String()+`"last":"x"}`, Outside)
	e.Reset(p, m)
	if v := e.Eval(id); v.Len() != n+1 || string(v.Field("last").Bytes()) != "x" {
		t.Errorf("object: got %d members", v.Len())
	}
	p, id = compiled(t, `{"$template":"`+strings.Repeat("${/a}", n)+`"}`, Outside)
	e.Reset(p, m)
	if v := e.Eval(id); len(v.Bytes()) != n {
		t.Errorf("template: got %d bytes", len(v.Bytes()))
	}
	p, id = compiled(t, `{"$state":"`+strings.Repeat("/a", n)+`"}`, Outside)
	e.Reset(p, m)
	if v := e.Eval(id); v.Kind() != value.Missing {
		t.Errorf("path: got %s", show(v))
	}
	d, ref := parse(t, `{"$and":[`+strings.Repeat(`{"$state":"/yes"},`, n)+`{"$state":"/no"}]}`)
	p.Reset()
	id = p.Condition(d, ref, Outside)
	if e.Reset(p, m); e.True(id) {
		t.Error("the last of many conditions does not count")
	}
}

// Nesting as deep as a text may have it.
func TestDeepNesting(t *testing.T) {
	m := model(t, `{"a":"x"}`)
	for _, c := range []struct{ open, inner, closing, want string }{
		{`[`, `{"$state":"/a"}`, `]`, "a list x"},
		{`{"$concat":[`, `{"$state":"/a"}`, `]}`, "a string x"},
		{`{"$count":`, `{"$state":"/a"}`, `}`, "a number 0"},
		{`{"$cond":{"$state":"/a"},"$else":0,"$then":`, `{"$state":"/a"}`, `}`, "a string x"},
	} {
		levels := value.MaxNesting - 2
		n := levels / (strings.Count(c.open, "{") + strings.Count(c.open, "[") - strings.Count(c.open, "}"))
		if got := eval(t, strings.Repeat(c.open, n)+c.inner+strings.Repeat(c.closing, n), m); got != c.want {
			t.Errorf("%s: got %s, want %s", c.open, got, c.want)
		}
	}
	d, ref := parse(t, strings.Repeat(`{"$or":[`, 49)+`{"$state":"/a"}`+strings.Repeat(`]}`, 49))
	var p Pool
	p.Reset()
	id := p.Condition(d, ref, Outside)
	var e Env
	if e.Reset(&p, m); !e.True(id) {
		t.Error("a deep condition is false")
	}
}

func TestLayers(t *testing.T) {
	m := model(t, `{"a":1,"b":{"x":1},"c":0}`, `{"a":null,"b":{"y":2}}`, `{"d":4}`)
	for expr, want := range map[string]string{
		`{"$state":"/a"}`: "null null", `{"$state":"/b/y"}`: "a number 2", `{"$state":"/b/x"}`: "nothing undefined", `{"$state":"/c"}`: "a number 0",
		`{"$state":"/d"}`: "a number 4", `{"$state":"/e"}`: "nothing undefined", `{"$template":"${/}${a}${c}"}`: "a string 0",
		`{"$cond":{"$state":"","eq":{"$state":"/"}},"$then":1,"$else":2}`: "a number 1",
	} {
		if got := eval(t, expr, m); got != want {
			t.Errorf("%s: got %s, want %s", expr, got, want)
		}
	}
	p, id := compiled(t, `{"$state":""}`, Outside)
	var e Env
	e.Reset(p, m)
	mark := e.Mark()
	whole := e.Eval(id)
	e.Rewind(mark)
	if whole.Field("a").Kind() != value.Null || whole.Field("c").Float() != 0 || whole.Field("d").Float() != 4 || whole.Field("b").Field("y").Float() != 2 {
		t.Error("the whole state is not all its layers")
	}
	if e.Reset(p, Model{}); e.Eval(id).Kind() != value.Missing {
		t.Error("a state without layers is something")
	}
	six := model(t, `{"a":1}`, `{"b":2}`, `{"c":3}`, `{"d":4}`, `{"e":5}`, `{"f":6}`, `[]`, `"x"`)
	if got := eval(t, `{"$template":"${a}${b}${c}${d}${e}${f}"}`, six); got != "a string 12346" {
		t.Errorf("six layers: got %s", got)
	}
}

// What a component builds from expressions.
func TestPoolOperations(t *testing.T) {
	m := model(t, `{"o":{"f":[7,8],"0":"zero"},"nil":null,"yes":true}`)
	var p Pool
	p.Reset()
	o, none, lit := p.State([]byte("/o")), p.State([]byte("/none")), p.Const(value.OfNumber(3))
	f := p.Member(o, "f")
	yes := p.State([]byte("yes"))
	for want, id := range map[string]ID{
		"a list 7,8":        f,
		"a number 7":        p.Nth(f, 0),
		"a string zero":     p.Nth(o, 0),
		"nothing undefined": p.Member(f, "length"),
		"a number 3":        p.Coalesce(none, p.Coalesce(p.State([]byte("/nil")), lit)),
		"true true":         p.And(yes, p.Not(none)),
		"false false":       p.Or(none, p.Equal(lit, f)),
		"a string x":        p.Choose(yes, p.Const(value.OfString([]byte("x"))), none),
	} {
		var e Env
		e.Reset(&p, m)
		if got := show(e.Eval(id)); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if v, known := p.Known(p.Not(p.Equal(lit, lit))); !known || v.Truthy() {
		t.Error("operations on what is known are not known")
	}
	if v, known := p.Known(None); !known || v.Kind() != value.Missing {
		t.Error("None is something")
	}
}

func TestRelativeDatesAreNotFolded(t *testing.T) {
	p, id := compiled(t, `{"$format":"date","value":"2024-03-05T10:00:00Z","style":"relative"}`, Outside)
	if _, known := p.Known(id); known {
		t.Fatal("a relative date is known at compile time")
	}
	var e Env
	e.Reset(p, Model{})
	if got := show(e.Eval(id)); got != "a string 3/5/2024" {
		t.Errorf("without a clock: got %s", got)
	}
	e.Now = 1709632800000 + 2*3600*1000
	if got := show(e.Eval(id)); got != "a string 2h ago" {
		t.Errorf("with a clock: got %s", got)
	}
	if e.Reset(p, Model{}); e.Now != 0 {
		t.Error("the clock outlives its run")
	}
	p, id = compiled(t, `{"$format":"date","value":"2024-03-05T10:00:00Z","style":"relative","now":1709632801000}`, Outside)
	if v, known := p.Known(id); !known || string(v.Bytes()) != "1s ago" {
		t.Errorf("with a time of its own it is known: got %s", show(v))
	}
}

func TestUsesItem(t *testing.T) {
	for text, want := range map[string]bool{
		`{"$item":"a"}`: true, `{"$index":true}`: true, `[{"$state":"/a"},{"$or":[{"$item":""}]}]`: true, `{"$state":"/a","eq":{"$item":"b"}}`: true,
		`{"$state":"/a"}`: false, `true`: false, `{"$state":"$item"}`: false, `[]`: false,
	} {
		d, ref := parse(t, text)
		if got := UsesItem(d, ref); got != want {
			t.Errorf("%s: got %v", text, got)
		}
	}
}

// TestPoolIsShared evaluates one pool from many goroutines; run it with -race.
func TestPoolIsShared(t *testing.T) {
	m := model(t, `{"name":"Ann","list":[1,2,3],"n":1234.5}`, `{"top":{"a":[1]}}`)
	d, ref := parse(t, `[{"$template":"${/name} ${f}"},{"$format":"currency","value":{"$state":"/n"},"locale":"de"},{"$join":{"$state":"/list"}},
		{"$cond":{"$item":"f","eq":"x"},"$then":{"$state":""},"$else":{"$t":"{{a}}","params":{"a":{"$index":true}}}},{"$math":"round","a":{"$state":"/n"}},
		{"$format":"date","value":0,"options":{"dateStyle":"full"}},{"a":{"$item":""}},{"$concat":["known ",1]}]`)
	var p Pool
	p.Reset()
	id := p.Compile(d, ref, 0)
	item, at := parse(t, `{"f":"x"}`)
	evaluate := func(e *Env, i int) string {
		e.Reset(&p, m)
		e.Frames[0] = Frame{Value: item.At(at), Index: i}
		return show(e.Eval(id))
	}
	want := evaluate(new(Env), 1)
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			var e Env
			for range 300 {
				if got := evaluate(&e, 1); got != want {
					t.Errorf("goroutine %d: got %s, want %s", g, got, want)
					return
				}
				e.Release()
			}
		})
	}
	wg.Wait()
}

// Whether a value is truthy is found without putting it together; it must be what the value says.
func TestTruthIsThatOfTheValue(t *testing.T) {
	m := model(t, `{"none":null,"empty":"","text":"x","zero":0,"no":false,"list":[],"nested":[[],[null]],"two":[[],[]],"object":{"a":1}}`)
	values := []string{"none", "empty", "text", "zero", "no", "list", "nested", "two", "object", "missing"}
	var all []string
	for _, a := range values {
		all = append(all, `{"$state":"/`+a+`"}`, `{"$template":"${/`+a+`} "}`)
		for _, b := range values {
			all = append(all, `{"$template":"${/`+a+`}${/`+b+`}"}`,
				`{"$cond":{"$state":"/`+a+`"},"$then":{"$template":"${/`+b+`}"},"$else":{"$state":"/`+b+`"}}`)
		}
	}
	for _, text := range all {
		p, id := compiled(t, text, Outside)
		var e Env
		e.Reset(p, m)
		want := e.Eval(id).Truthy()
		if got := e.True(id); got != want {
			t.Errorf("%s: got %t, want %t", text, got, want)
		}
		if got, known := p.Truthy(id); known && got != want {
			t.Errorf("%s: known to be %t, but it is %t", text, got, want)
		}
		other := p.Const(value.OfString(nil))
		for _, either := range []ID{p.Choose(id, id, other), p.Choose(id, other, id)} {
			if got, want := e.True(either), e.Eval(either).Truthy(); got != want {
				t.Errorf("%s and its like: got %t, want %t", text, got, want)
			}
		}
	}
}

// Items that are looked up one after the other, in whatever order, are those of their own list, also of computed ones.
func TestItemsByIndexAreThoseOfTheirList(t *testing.T) {
	m := model(t, `{"a":[{"x":0},{"x":1},{"x":2}],"b":[{"x":10},{"x":11}]}`, `{"c":[{"x":20},{"x":21}]}`)
	got := eval(t, `[{"$state":"/a/2/x"},{"$state":"/b/0/x"},{"$state":"/a/0/x"},{"$state":"/a/1/x"},{"$state":"/c/1/x"},{"$state":"/a/3/x"},{"$state":"/b/1/x"}]`, m)
	if want := eval(t, `[2,10,0,1,21,{"$state":"/missing"},11]`, m); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
