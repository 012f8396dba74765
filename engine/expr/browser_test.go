package expr

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"testing"

	"placard/engine/value"
)

// These tests run the browser's evaluator (components/runtime/expr.js) in node: the vectors that the Go code runs, and
// random expressions, whose results must be those of Eval.

// needNode skips a test where there is no node that knows what current browsers know.
func needNode(t *testing.T) {
	t.Helper()
	for _, file := range []string{"../../components/runtime/expr.js", "../../components/runtime/values.js", "testdata/run.mjs"} {
		if _, err := os.Stat(file); err != nil { // go test looks at what the test looks at: a result kept from before is no good
			t.Fatal(err)
		}
	}
	if os.Getenv("PLACARD_TEST_BROWSER") != "" {
		return
	}
	version, err := exec.Command("node", "--version").Output()
	major, _, _ := bytes.Cut(bytes.TrimPrefix(version, []byte("v")), []byte("."))
	if n, _ := strconv.Atoi(string(major)); err != nil || n < 20 {
		t.Skip("needs node 20 or newer: `make test` installs it and sets PLACARD_TEST_BROWSER")
	}
}

// browser collects expressions, and evaluates them all in one process.
type browser struct {
	states, cases []byte
	stateCount    int
	last          value.Value // the state that was added last
	encoder       Encoder
}

// add adds an expression with the Env in which Go evaluates it.
func (b *browser) add(t *testing.T, e *Env, id ID, state value.Value) {
	t.Helper()
	if b.stateCount == 0 || !state.Equal(b.last) {
		b.states = append(appendJSON(t, b.states, state), ',')
		b.last = state
		b.stateCount++
	}
	b.encoder.Reset(e.pool)
	i := b.encoder.Add(id)
	b.cases = append(b.encoder.Append(append(b.cases, `{"x":`...)), fmt.Sprintf(`,"i":%d,"state":%d`, i, b.stateCount-1)...)
	if f := e.Frames[2]; f.Value.Kind() != value.Missing {
		b.cases = appendJSON(t, append(b.cases, `,"item":`...), f.Value)
	}
	b.cases = append(b.cases, fmt.Sprintf(`,"index":%d`, e.Frames[2].Index)...)
	if e.Now != 0 {
		b.cases = append(b.cases, fmt.Sprintf(`,"now":%d`, e.Now)...)
	}
	b.cases = append(b.cases, "},"...)
}

func appendJSON(t *testing.T, dst []byte, v value.Value) []byte {
	t.Helper()
	dst, ok := v.AppendJSON(dst)
	if !ok {
		t.Fatalf("no JSON for %s", show(v))
	}
	return dst
}

// result is what the browser makes of one expression.
type result struct {
	value value.Value
	text  []byte
}

func (b *browser) run(t *testing.T) (results []result) {
	t.Helper()
	input := append(append([]byte(`{"states":[`), bytes.TrimSuffix(b.states, []byte(","))...), `],"cases":[`...)
	input = append(append(input, bytes.TrimSuffix(b.cases, []byte(","))...), `]}`...)
	node := exec.Command("node", "testdata/run.mjs")
	node.Stdin, node.Stderr = bytes.NewReader(input), os.Stderr
	node.Env = append(os.Environ(), "TZ=America/New_York") // the reader's zone must not count
	out, err := node.Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range bytes.Lines(out) {
		var d value.Doc
		ref, syntax := d.Parse(line)
		if syntax != nil {
			t.Fatal(syntax)
		}
		results = append(results, result{unmarked(d.At(ref).Item(0)), d.At(ref).Item(1).Bytes()})
	}
	return results
}

// unmarked is a value as it was before testdata/run.mjs marked what JSON cannot say.
func unmarked(v value.Value) value.Value {
	var d value.Doc
	d.Begin(value.Array, nil)
	at := value.Ref(2)
	unmark(&d, v, nil)
	return d.At(at)
}

func unmark(d *value.Doc, v value.Value, key []byte) {
	switch mark := string(v.Field("$").Bytes()); {
	case mark == "undefined":
		d.Put(value.Value{}, key)
	case mark != "":
		f, _ := strconv.ParseFloat(mark, 64)
		d.Put(value.OfNumber(f), key)
	case v.Kind() < value.Array:
		d.Put(v, key)
	default:
		ref := d.Begin(v.Kind(), key)
		src, at := v.Node()
		for m := src.First(at); m < src.End(at); m = src.Next(m) {
			unmark(d, src.At(m), src.Key(m))
		}
		d.Finish(ref)
	}
}

func TestVectorsInBrowser(t *testing.T) {
	needNode(t)
	var b browser
	var all []vector
	for _, file := range []string{"expressions.json", "conditions.json", "functions.json", "format.json"} {
		vectors(t, file, func(t *testing.T, v vector) {
			e, id := v.env(t)
			b.add(t, e, id, v.state)
			all = append(all, v)
		})
	}
	results := b.run(t)
	if len(results) != len(all) {
		t.Fatalf("%d results of %d vectors", len(results), len(all))
	}
	for i, v := range all {
		t.Run(string(v.Field("name").Bytes()), func(t *testing.T) { v.check(t, results[i].value) })
	}
}

// appendText is what React shows of a child, which is what the browser's text gives.
func appendText(dst []byte, v value.Value) []byte {
	switch v.Kind() {
	case value.Number, value.String:
		return v.AppendString(dst)
	case value.Array:
		for i := range v.Len() {
			dst = appendText(dst, v.Item(i))
		}
	}
	return dst
}

var seed = flag.Uint64("seed", 1, "of the random expressions")

// Random expressions on random states: the browser's value must be that of Eval.
func TestRandomInBrowser(t *testing.T) {
	needNode(t)
	const count = 2000
	g := generator{rand.New(rand.NewPCG(*seed, 2))}
	var b browser
	var wants, dumps, texts [count][]byte
	for i := range count {
		state, item, text := parsed(t, g.object(3)), parsed(t, g.value(2)), g.expr(3)
		var p Pool
		var e Env
		var m Model
		p.Reset()
		d, ref := parsed(t, text).Node()
		id := p.Compile(d, ref, 2)
		if g.IntN(3) == 0 {
			id = g.wrap(&p, id, p.Compile(d, ref, 2))
		}
		m.Push(state)
		e.Reset(&p, m)
		e.Frames[2], e.Now = Frame{Value: item, Index: g.IntN(20)}, 1709629623045
		got := e.Eval(id)
		wants[i], dumps[i], texts[i] = []byte(text), dump(nil, got), appendText(nil, got)
		b.add(t, &e, id, state)
	}
	for i, r := range b.run(t) {
		if got := dump(nil, r.value); !bytes.Equal(got, dumps[i]) || !bytes.Equal(r.text, texts[i]) {
			t.Errorf("%s: got %s, text %q, want %s, %q", wants[i], got, r.text, dumps[i], texts[i])
		}
	}
}

func parsed(t *testing.T, text string) value.Value {
	t.Helper()
	d, ref := parse(t, text)
	return d.At(ref)
}
