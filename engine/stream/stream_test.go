package stream_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"placard/bench"
	"placard/catalog"
	"placard/components"
	"placard/engine"
	"placard/engine/patch"
	"placard/engine/program"
	"placard/engine/stream"
)

// kit is what pages are made of, and the engine that renders them whole.
type kit struct {
	cat   *catalog.Catalog
	set   *program.Set
	whole *engine.Engine
}

func newKit() kit {
	cat := catalog.New()
	set := components.New(cat)
	set.Script = ""
	return kit{cat, set, engine.New(cat, set)}
}

func (k kit) page() *stream.Page { return stream.New(k.cat, k.set, stream.Options{Title: "Page"}) }

var marks = regexp.MustCompile(`<!--/?p\d+-->|<style>\.ui-pending\{[^<]*</style>`)

const placeholder = `<span class="ui-pending" aria-hidden="true"></span>`

// compareWhole holds the page against the one that its spec gives, and tells whether that is accepted.
func (k kit) compareWhole(t *testing.T, p *stream.Page, trace string) bool {
	t.Helper()
	text := p.AppendSpec(nil)
	want, issues := k.whole.Render(nil, text, program.Options{Title: "Page"})
	if issues.Refused() {
		return false
	}
	if got := marks.ReplaceAll(p.AppendPage(nil), nil); !bytes.Equal(got, want) {
		t.Fatalf("%s\nof %s\ngot  %s\nwant %s", trace, text, difference(got, want), difference(want, got))
	}
	return true
}

// difference is a from where it begins to differ from b.
func difference(a, b []byte) []byte {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	i = max(0, i-60)
	return a[i:min(len(a), i+400)]
}

// apply applies lines one by one.
func apply(t *testing.T, p *stream.Page, c *stream.Change, lines ...string) {
	t.Helper()
	reader := p.Lines()
	for _, line := range lines {
		reader.Write([]byte(line + "\n"))
		read, ok := reader.Next()
		if !ok || read.Kind != patch.Patch {
			t.Fatalf("%s: %v", line, read.Err)
		}
		if err := p.Apply(&read.Ops[0], c); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
	}
}

// viewer is what somebody sees who got a page and then changes.
type viewer struct {
	page string
	k    kit
}

type message struct {
	Style string
	Title *string
	Parts []json.RawMessage
}

// take does what the viewer's script does.
func (v *viewer) take(t *testing.T, text []byte) {
	t.Helper()
	var m message
	if err := json.Unmarshal(text, &m); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	if m.Style != "" {
		from, to := strings.Index(v.page, "<style>"), strings.Index(v.page, "</style>")
		v.page = v.page[:from] + "<style>" + m.Style + v.page[to:]
	}
	for _, raw := range m.Parts {
		var part []any
		_ = json.Unmarshal(raw, &part)
		n, html := strconv.Itoa(int(part[0].(float64))), part[1].(string)
		begin, end := "<!--p"+n+"-->", "<!--/p"+n+"-->"
		if len(part) == 3 {
			after := "<!--/p" + strconv.Itoa(int(part[2].(float64))) + "-->"
			if i := strings.Index(v.page, after); i >= 0 {
				i += len(after)
				v.page = v.page[:i] + html + v.page[i:]
			}
			continue
		}
		if from, to := strings.Index(v.page, begin), strings.Index(v.page, end); from >= 0 && to > from {
			v.page = v.page[:from] + html + v.page[to+len(end):]
		}
	}
}

func body(page string) string {
	from := strings.Index(page, "<!--p0-->")
	return page[from:]
}

// specs are those of the engine's tests, of the conformance cases, and the benchmark page.
func specs(t testing.TB) map[string][]byte {
	all := map[string][]byte{"cards": bench.Cards(20), "issues": []byte(issuesSpec)}
	files, _ := filepath.Glob("../testdata/specs/*.json")
	cases, _ := filepath.Glob("../../components/conformance/cases/*.json")
	for _, f := range append(files, cases...) {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(f, ".expect.json") {
			continue
		}
		var c struct{ Spec json.RawMessage }
		if err := json.Unmarshal(text, &c); err == nil && c.Spec != nil {
			text = c.Spec
		}
		all[f] = text
	}
	if len(all) < 100 {
		t.Fatalf("only %d specs", len(all))
	}
	return all
}

const issuesSpec = `{"root":"a","elements":{"a":{"type":"Stack","children":["b","c","d","m"]},"b":{"type":"Input","props":{"name":"x","label":"L"}},
	"c":{"type":"Input","props":{"name":"x","label":"M"}},"d":{"type":"ul","children":["e"],"repeat":{"statePath":"/l"}},"e":{"type":"li","children":["f","g"]},
	"f":{"type":"p","text":{"$item":"t"}},"g":{"type":"Input","props":{"name":"x","label":"N"}},"lost":{"type":"Stack","children":["b"]},"m":{"type":"div","props":{"class":"p-4 flex"}}},
	"state":{"l":[{"t":"1"},{"t":"2"}]},"meta":{"title":"T","lang":"de","theme":"dark","style":"p{color:red}"}}`

// TestSpecsInPieces writes every spec in random order, whole elements or bit by bit.
func TestSpecsInPieces(t *testing.T) {
	k := newKit()
	compared := 0
	for name, text := range specs(t) {
		for seed := range uint64(4) {
			rnd := rand.New(rand.NewPCG(seed, 1))
			lines := pieces(t, text, rnd, seed%2 == 1)
			p := k.page()
			var c stream.Change
			apply(t, p, &c, `{"op":"add","path":"/state/removed","value":1}`, `{"op":"remove","path":"/state"}`)
			v := &viewer{page: string(p.AppendPage(nil)), k: k}
			for _, line := range lines {
				apply(t, p, &c, line)
				if rnd.IntN(3) == 0 {
					v.see(t, p, &c, name)
				}
			}
			v.see(t, p, &c, name)
			if k.compareWhole(t, p, name) {
				compared++
			}
		}
	}
	if compared < 400 {
		t.Errorf("only %d pages were compared", compared)
	}
}

// see gives the viewer a change and compares what it sees with the page.
func (v *viewer) see(t *testing.T, p *stream.Page, c *stream.Change, trace string) {
	t.Helper()
	text, any := p.AppendChange(nil, c)
	if any {
		v.take(t, text)
	}
	c.Reset()
	want := string(p.AppendPage(nil))
	if got := v.page; body(got) != body(want) {
		t.Fatalf("%s\nof %s\nafter %s\nthe viewer has %s\nthe page is %s", trace, p.AppendSpec(nil), text, difference([]byte(body(got)), []byte(body(want))), difference([]byte(body(want)), []byte(body(got))))
	}
}

// pieces makes the lines that write a spec: elements in random order, and, with bits, what is in them one by one.
func pieces(t *testing.T, text []byte, rnd *rand.Rand, bits bool) []string {
	t.Helper()
	d := patch.New(1 << 20)
	if err := d.Load(text); err != nil {
		t.Fatal(err)
	}
	var lines []string
	add := func(path string, r patch.Ref) {
		lines = append(lines, `{"op":"add","path":`+strconv.Quote(path)+`,"value":`+string(d.AppendValue(nil, r))+`}`)
	}
	escape := func(key []byte) string {
		return strings.ReplaceAll(strings.ReplaceAll(string(key), "~", "~0"), "/", "~1")
	}
	for m := d.First(d.Root()); m != 0; m = d.Next(m) {
		path := "/" + escape(d.Key(m))
		if d.First(m) == 0 {
			add(path, m)
			continue
		}
		for e := d.First(m); e != 0; e = d.Next(e) {
			inner := path + "/" + escape(d.Key(e))
			if !bits || d.First(e) == 0 || path != "/elements" {
				add(inner, e)
				continue
			}
			for f := d.First(e); f != 0; f = d.Next(f) {
				add(inner+"/"+escape(d.Key(f)), f)
			}
		}
	}
	rnd.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
	return lines
}

func TestPlaceholders(t *testing.T) {
	k := newKit()
	p := k.page()
	var c stream.Change
	see := func(want string) {
		t.Helper()
		page := string(p.AppendPage(nil))
		page = page[strings.Index(page, "<!--p0-->"):strings.Index(page, "</main>")]
		if page = marks.ReplaceAllString(page, ""); page != strings.ReplaceAll(want, "_", placeholder) {
			t.Errorf("got %s, want %s", page, want)
		}
	}
	see("")
	apply(t, p, &c, `{"op":"add","path":"/root","value":"a"}`)
	see("_")
	apply(t, p, &c, `{"op":"add","path":"/elements/a","value":{"type":"div","children":["b","c","t"]}}`)
	see("<div>___</div>")
	apply(t, p, &c, `{"op":"add","path":"/elements/c","value":{"type":"nope"}}`, `{"op":"add","path":"/elements/b","value":{"type":"p","text":"<"}}`)
	see("<div><p>&lt;</p>__</div>")
	apply(t, p, &c, `{"op":"add","path":"/elements/t","value":{"type":"tbody","children":["x"]}}`, `{"op":"replace","path":"/elements/c/type","value":"b"}`)
	see("<div><p>&lt;</p><b></b><tbody></tbody></div>")
	apply(t, p, &c, `{"op":"add","path":"/elements/c/children","value":["b","c","d"]}`)
	see("<div><p>&lt;</p><b>_</b><tbody></tbody></div>")
	apply(t, p, &c, `{"op":"remove","path":"/elements/a"}`)
	see("_")
}

func TestLimitsDuringTheStream(t *testing.T) {
	k := newKit()
	p := k.page()
	var c stream.Change
	for i := range 500 {
		kids := fmt.Sprintf(`"e%d"`, i+1)
		apply(t, p, &c, fmt.Sprintf(`{"op":"add","path":"/elements/e%d","value":{"type":"div","children":[%s]}}`, i, kids))
	}
	apply(t, p, &c, `{"op":"add","path":"/root","value":"e0"}`)
	page := p.AppendPage(nil)
	ops, _ := patch.NewParser(nil).Parse([]byte(`{"op":"add","path":"/elements/more","value":{"type":"p"}}`))
	if err := p.Apply(&ops[0], &c); err == nil || !strings.Contains(err.Error(), "500 elements") {
		t.Errorf("501 elements: %v", err)
	}
	if again := p.AppendPage(nil); !bytes.Equal(again, page) {
		t.Error("the page has changed")
	}
	if n := bytes.Count(page, []byte("<div>")); n != 50 {
		t.Errorf("%d levels", n)
	}
	if issues := p.Issues(); !issues.Refused() || issues.Issues[0].Code != "too_deep" {
		t.Errorf("%v", issues)
	}
	apply(t, p, &c, `{"op":"remove","path":"/elements/e499"}`, `{"op":"add","path":"/elements/more","value":{"type":"p"}}`)
}

// The stream of the benchmarks writes the page of the benchmarks.
func TestStreamOfTheBenchmark(t *testing.T) {
	k := newKit()
	for _, cards := range []int{0, 1, 99} {
		p := k.page()
		var c stream.Change
		for _, line := range bench.StreamPatches(cards) {
			apply(t, p, &c, string(line))
		}
		if got, want := p.AppendSpec(nil), bench.Cards(cards); !bytes.Equal(got, want) {
			t.Fatalf("got %s, want %s", difference(got, want), difference(want, got))
		}
		if !k.compareWhole(t, p, "the benchmark") {
			t.Error("the page is refused")
		}
	}
}

// Children that come at the end of an element are sent alone.
func TestNewChildrenAreSentAlone(t *testing.T) {
	k := newKit()
	p := k.page()
	var c stream.Change
	apply(t, p, &c, `{"op":"add","path":"/root","value":"a"}`, `{"op":"add","path":"/elements/a","value":{"type":"div","children":["b"]}}`,
		`{"op":"add","path":"/elements/b","value":{"type":"p","text":"first"}}`, `{"op":"add","path":"/elements/c","value":{"type":"p","text":"second"}}`)
	p.AppendChange(nil, &c)
	c.Reset()
	apply(t, p, &c, `{"op":"add","path":"/elements/a/children/-","value":"c"}`, `{"op":"replace","path":"/elements/c/text","value":"last"}`)
	got, any := p.AppendChange(nil, &c)
	if want := `{"parts":[[3,"<!--p3--><p>last</p><!--/p3-->",2]]}`; !any || string(got) != want {
		t.Errorf("got %s, want %s", got, want)
	}
	c.Reset()
	apply(t, p, &c, `{"op":"test","path":"/root","value":"a"}`, `{"op":"add","path":"/elements/d","value":{"type":"p"}}`, `{"op":"add","path":"/state","value":{"x":1}}`)
	if got, any := p.AppendChange(nil, &c); any {
		t.Errorf("nothing has changed, but: %s", got)
	}
}

// Whoever knows a state's key by its first part makes only those blocks anew that read it.
func TestOnlyWhatReadsTheStateIsSent(t *testing.T) {
	k := newKit()
	p := k.page()
	var c stream.Change
	apply(t, p, &c, `{"op":"add","path":"","value":{"root":"a","elements":{"a":{"type":"div","children":["b","c"]},"b":{"type":"p","text":{"$state":"/x"}},"c":{"type":"p","text":{"$template":"${/y/z}!"}}},"state":{"x":"1","y":{"z":"2"}}}}`)
	p.AppendChange(nil, &c)
	c.Reset()
	apply(t, p, &c, `{"op":"replace","path":"/state/y/z","value":"3"}`)
	got, _ := p.AppendChange(nil, &c)
	if want := `{"parts":[[3,"<!--p3--><p>3!</p><!--/p3-->"]]}`; string(got) != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Of an element that is written by a recipe, children are shown where that has them, or not at all.
func TestChildrenThatARecipeDoesNotShow(t *testing.T) {
	p := newKit().page()
	var c stream.Change
	apply(t, p, &c,
		`{"op":"add","path":"/elements/a","value":{"type":"p","text":"a"}}`,
		`{"op":"add","path":"/elements/b","value":{"type":"Text","props":{"text":"b"},"children":["d"]}}`,
		`{"op":"add","path":"/elements/c","value":{"type":"Text","props":{"text":"c"},"children":["a"]}}`,
		`{"op":"add","path":"/root","value":"c"}`)
	if got := body(string(p.AppendPage(nil))); strings.Contains(got, "<p>a</p>") {
		t.Error(got)
	}
}

// An element may change before it has a place, and after, until a viewer is told.
func TestAnElementThatChangedBeforeItWasShown(t *testing.T) {
	k := newKit()
	p := k.page()
	var c stream.Change
	apply(t, p, &c,
		`{"op":"add","path":"/root","value":"a"}`,
		`{"op":"add","path":"/elements/a","value":{"type":"div","children":["b"]}}`,
		`{"op":"add","path":"/elements/b","value":{"type":"p","text":"b"}}`)
	v := &viewer{page: string(p.AppendPage(nil)), k: k}
	c.Reset()
	apply(t, p, &c,
		`{"op":"add","path":"/elements/d","value":{"type":"Text","props":{"text":"d"},"children":[]}}`,
		`{"op":"add","path":"/elements/a/children/-","value":"d"}`,
		`{"op":"replace","path":"/elements/d/type","value":"p"}`)
	v.see(t, p, &c, "")
}

// Fields in what may be shown take their names; when it never is any more, others do.
func TestNamesOfWhatIsNeverShown(t *testing.T) {
	k := newKit()
	p := k.page()
	var c stream.Change
	apply(t, p, &c,
		`{"op":"add","path":"/root","value":"a"}`,
		`{"op":"add","path":"/elements/a","value":{"type":"div","children":["b","d"]}}`,
		`{"op":"add","path":"/elements/b","value":{"type":"div","children":["e"],"visible":{"$state":"/none"}}}`,
		`{"op":"add","path":"/elements/e","value":{"type":"Input","props":{"name":"x"}}}`,
		`{"op":"add","path":"/elements/d","value":{"type":"Input","props":{"name":"x","label":"D"}}}`)
	if !k.compareWhole(t, p, "") {
		t.Error("the page is refused")
	}
	apply(t, p, &c, `{"op":"add","path":"/elements/b/visible","value":false}`)
	if !k.compareWhole(t, p, "") {
		t.Error("the page is refused")
	}
}
