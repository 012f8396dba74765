package engine_test

import (
	"bytes"
	"strings"
	"testing"

	"placard/bench"
	"placard/catalog"
	"placard/components"
	"placard/engine"
	"placard/engine/program"
	"placard/engine/value"
)

// page is a spec around one element, or around several of which the first is the root.
func page(elements, state string) string {
	return `{"root":"a","elements":{` + elements + `},"state":` + state + `}`
}

func compile(t *testing.T, text string) *program.Program {
	t.Helper()
	p, issues := newEngine().Compile([]byte(text), program.Options{})
	if p == nil {
		t.Fatalf("%s\nis refused: %s", text, issues.Issues[0])
	}
	return p
}

func TestAPageWithoutExpressionsIsOneOperation(t *testing.T) {
	for _, cards := range []int{1, 99} {
		if p := compile(t, string(bench.Cards(cards))); !p.Static() || p.Ops() != 1 {
			t.Errorf("%d cards: %d operations", cards, p.Ops())
		}
	}
}

func TestWhatIsKnownIsFolded(t *testing.T) {
	for name, element := range map[string]string{
		"visible true":     `{"type":"p","visible":true,"text":"x"}`,
		"visible false":    `{"type":"p","visible":false,"text":"x"}`,
		"visible and":      `{"type":"p","visible":[true,{"$and":[true]}],"text":"x"}`,
		"visible or":       `{"type":"p","visible":{"$or":[false,true]},"text":"x"}`,
		"a condition":      `{"type":"p","text":{"$cond":true,"$then":"x","$else":{"$state":"/y"}}}`,
		"a template":       `{"type":"p","text":{"$template":"x"}}`,
		"directives":       `{"type":"p","text":{"$concat":["a",{"$math":"add","a":1,"b":2}]}}`,
		"an attribute":     `{"type":"p","props":{"title":{"$template":"x"}}}`,
		"items of no item": `{"type":"p","text":{"$item":"x"}}`,
		"a choice":         `{"type":"Heading","props":{"text":"x","level":{"$cond":false,"$then":"h1","$else":"h3"}}}`,
		"a list":           `{"type":"Table","props":{"columns":["a",{"$concat":["b"]}],"rows":[]}}`,
	} {
		if p := compile(t, page(`"a":`+element, `{}`)); p.Ops() != 1 {
			t.Errorf("%s: %d operations", name, p.Ops())
		}
	}
}

func TestPages(t *testing.T) {
	const list = `"l":[{"n":1,"t":"a","s":["x","y"]},{"n":2,"t":"b"},{"n":3,"t":"<c>","s":[]}]`
	tests := []struct{ name, elements, state, want string }{
		{"text is escaped", `"a":{"type":"p","text":"a<b>&\"c\""}`, `{}`, `<p>a&lt;b&gt;&amp;"c"</p>`},
		{"text from the state is escaped", `"a":{"type":"p","text":{"$state":"/x"}}`, `{"x":"</p><script>"}`, `<p>&lt;/p&gt;&lt;script&gt;</p>`},
		{"attributes are escaped", `"a":{"type":"p","props":{"title":{"$state":"/x"},"id":"\"<"}}`, `{"x":"\" onclick=\"y"}`,
			`<p title="&#34; onclick=&#34;y" id="&#34;&lt;"></p>`},
		{"children win over text", `"a":{"type":"div","text":"x","children":["b"]},"b":{"type":"br"}`, `{}`, `<div><br></div>`},
		{"invisible elements are not there", `"a":{"type":"div","children":["b","c"]},"b":{"type":"p","visible":false},"c":{"type":"p","visible":{"$state":"/x"}}`, `{"x":0}`, `<div></div>`},
		{"boolean attributes", `"a":{"type":"input","props":{"disabled":true,"checked":false,"required":{"$state":"/x"},"readonly":{"$state":"/y"},"value":null}}`,
			`{"x":true,"y":false}`, `<input disabled required>`},
		{"words of aria and data", `"a":{"type":"p","props":{"aria-hidden":true,"data-x":false,"data-y":{"$state":"/x"},"draggable":true}}`, `{"x":false}`,
			`<p aria-hidden="true" data-x="false" data-y="false" draggable="true"></p>`},
		{"URLs from the state", `"a":{"type":"a","props":{"href":{"$state":"/x"}}}`, `{"x":" JavaScript:alert(1)"}`, `<a href="about:blank#refused"></a>`},
		{"styles from the state", `"a":{"type":"p","props":{"style":{"color":{"$state":"/x"},"width":{"$state":"/w"}}}}`, `{"x":"red;background:url(y)","w":5}`, `<p style="width:5px"></p>`},
		{"classes from the state", `"a":{"type":"p","props":{"class":["a",{"$state":"/x"}]}}`, `{"x":"\"b"}`, `<p class="a &#34;b"></p>`},

		{"a repeat", `"a":{"type":"ul","repeat":{"statePath":"/l"},"children":["b"]},"b":{"type":"li","text":{"$item":"t"}}`, `{` + list + `}`,
			`<ul><li>a</li><li>b</li><li>&lt;c&gt;</li></ul>`},
		{"a repeat of several children", `"a":{"type":"ul","repeat":{"statePath":"l"},"children":["b","c"]},"b":{"type":"li","text":{"$index":true}},"c":{"type":"hr"}`, `{"l":[1,2]}`,
			`<ul><li>0</li><hr><li>1</li><hr></ul>`},
		{"the item itself", `"a":{"type":"ul","repeat":{"statePath":"/l"},"children":["b"]},"b":{"type":"li","text":{"$item":""}}`, `{"l":["x",2,null,{"y":1}]}`,
			`<ul><li>x</li><li>2</li><li></li><li></li></ul>`},
		{"a repeat over nothing", `"a":{"type":"ul","repeat":{"statePath":"/no"},"children":["b"]},"b":{"type":"li"}`, `{}`, `<ul></ul>`},
		{"a repeat over an empty list", `"a":{"type":"ul","repeat":{"statePath":"/l"},"children":["b"]},"b":{"type":"li"}`, `{"l":[]}`, `<ul></ul>`},
		{"a repeat over an object", `"a":{"type":"ul","repeat":{"statePath":"/l"},"children":["b"]},"b":{"type":"li"}`, `{"l":{"x":[1]}}`, `<ul></ul>`},
		{"a repeat over the whole state", `"a":{"type":"ul","repeat":{"statePath":""},"children":["b"]},"b":{"type":"li"}`, `{"l":[1]}`, `<ul></ul>`},
		{"a condition on items filters them", `"a":{"type":"ul","repeat":{"statePath":"/l"},"visible":{"$item":"n","gt":1},"children":["b"]},"b":{"type":"li","text":{"$item":"t"}}`, `{` + list + `}`,
			`<ul><li>b</li><li>&lt;c&gt;</li></ul>`},
		{"a condition on the index filters items, which keep theirs", `"a":{"type":"ul","repeat":{"statePath":"/l"},"visible":{"$index":true,"gte":1},"children":["b"]},"b":{"type":"li","text":{"$index":true}}`, `{` + list + `}`,
			`<ul><li>1</li><li>2</li></ul>`},
		{"its parts on the state decide the container: shown", `"a":{"type":"ul","repeat":{"statePath":"/l"},"visible":[{"$state":"/on"},{"$item":"n","eq":2}],"children":["b"]},"b":{"type":"li","text":{"$item":"t"}}`, `{"on":1,` + list + `}`,
			`<ul><li>b</li></ul>`},
		{"its parts on the state decide the container: hidden", `"a":{"type":"ul","repeat":{"statePath":"/l"},"visible":[{"$state":"/on"},{"$item":"n","eq":2}],"children":["b"]},"b":{"type":"li"}`, `{` + list + `}`, ``},
		{"also within and", `"a":{"type":"ul","repeat":{"statePath":"/l"},"visible":{"$and":[{"$and":[{"$state":"/on"},{"$item":"n","eq":2}]}]},"children":["b"]},"b":{"type":"li"}`, `{` + list + `}`, ``},
		{"no item passes", `"a":{"type":"ul","repeat":{"statePath":"/l"},"visible":{"$item":"n","gt":9},"children":["b"]},"b":{"type":"li"}`, `{` + list + `}`, `<ul></ul>`},
		{"an item against the state", `"a":{"type":"ul","repeat":{"statePath":"/l"},"visible":{"$item":"t","eq":{"$state":"/w"}},"children":["b"]},"b":{"type":"li","text":{"$item":"n"}}`, `{"w":"b",` + list + `}`,
			`<ul><li>2</li></ul>`},
		{"a condition on a child of the repeat", `"a":{"type":"ul","repeat":{"statePath":"/l"},"children":["b"]},"b":{"type":"li","visible":{"$item":"n","neq":2},"text":{"$item":"n"}}`, `{` + list + `}`,
			`<ul><li>1</li><li>3</li></ul>`},
		{"a repeat over a field of the item", `"a":{"type":"ul","repeat":{"statePath":"/l"},"children":["b"]},"b":{"type":"li","children":["c"],"repeat":{"statePath":{"$item":"s"}}},"c":{"type":"i","text":{"$template":"${}${/w}-"}}`, `{"w":"!",` + list + `}`,
			`<ul><li><i>${}!-</i><i>${}!-</i></li><li></li><li></li></ul>`},
		{"items of two repeats", `"a":{"type":"ul","repeat":{"statePath":"/l"},"children":["b","d"]},"b":{"type":"li","children":["c"],"repeat":{"statePath":{"$item":"s"}}},"c":{"type":"i","text":{"$item":""}},"d":{"type":"b","text":{"$item":"n"}}`, `{` + list + `}`,
			`<ul><li><i>x</i><i>y</i></li><b>1</b><li></li><b>2</b><li></li><b>3</b></ul>`},
		{"the condition of a repeat in a repeat looks at its own items", `"a":{"type":"div","repeat":{"statePath":"/l"},"children":["b"]},"b":{"type":"p","children":["c"],"repeat":{"statePath":{"$item":"s"}},"visible":{"$item":"","eq":"y"}},"c":{"type":"i","text":{"$item":""}}`, `{` + list + `}`,
			`<div><p><i>y</i></p><p></p><p></p></div>`},
		{"a repeat on text without children", `"a":{"type":"p","repeat":{"statePath":"/l"},"text":"x"}`, `{` + list + `}`, `<p>x</p>`},
		{"numbers and lists as text", `"a":{"type":"p","text":[1.50,{"$state":"/x"},true,null,"a"]}`, `{"x":1e21}`, `<p>1.51e+21a</p>`},
	}
	e := newEngine()
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := body(t, render(t, e, page(test.elements, test.state))); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

// What is mended must show what was meant.
func TestMendedPagesAreThoseThatWereMeant(t *testing.T) {
	tests := []struct{ name, wrong, right string }{
		{"visible", `"a":{"type":"p","props":{"visible":{"$state":"/no"}},"text":"x"}`, `"a":{"type":"p","visible":{"$state":"/no"},"text":"x"}`},
		{"visible, which wins beside props", `"a":{"type":"p","props":{"visible":false},"visible":true,"text":"x"}`, `"a":{"type":"p","text":"x"}`},
		{"repeat", `"a":{"type":"Stack","props":{"repeat":{"statePath":"/l"}},"children":["b"]},"b":{"type":"p","text":{"$item":""}}`,
			`"a":{"type":"Stack","repeat":{"statePath":"/l"},"children":["b"]},"b":{"type":"p","text":{"$item":""}}`},
		{"children", `"a":{"type":"Card","props":{"children":["b"]}},"b":{"type":"p"}`, `"a":{"type":"Card","children":["b"]},"b":{"type":"p"}`},
		{"text", `"a":{"type":"p","props":{"text":{"$state":"/t"}}}`, `"a":{"type":"p","text":{"$state":"/t"}}`},
		{"children as text", `"a":{"type":"p","props":{"children":"x<y"}}`, `"a":{"type":"p","text":"x<y"}`},
		{"text of a component", `"a":{"type":"Heading","text":{"$state":"/t"}}`, `"a":{"type":"Heading","props":{"text":{"$state":"/t"}}}`},
		{"on", `"a":{"type":"Button","props":{"label":"x","on":{"press":{"action":"setState","params":{"statePath":"/t","value":1}}}}}`,
			`"a":{"type":"Button","props":{"label":"x"},"on":{"press":{"action":"setState","params":{"statePath":"/t","value":1}}}}`},
		{"the default slot", `"a":{"type":"Card","slots":{"default":["b"]}},"b":{"type":"p"}`, `"a":{"type":"Card","children":["b"]},"b":{"type":"p"}`},
		{"children of a textarea", `"a":{"type":"textarea","text":"x","children":["b"]},"b":{"type":"p"}`, `"a":{"type":"textarea","text":"x"}`},
		{"a prop twice", `"a":{"type":"Heading","props":{"text":"x","level":"h1","level":"h3","text":"y"}}`, `"a":{"type":"Heading","props":{"text":"y","level":"h3"}}`},
		{"an attribute twice", `"a":{"type":"p","props":{"class":"x","className":null}}`, `"a":{"type":"p"}`},
		{"an element twice", `"a":{"type":"div","children":["b"]},"b":{"type":"h1"},"b":{"type":"p"}`, `"a":{"type":"div","children":["b"]},"b":{"type":"p"}`},
		{"an unknown enum value", `"a":{"type":"Heading","props":{"text":"x","level":"h9"}}`, `"a":{"type":"Heading","props":{"text":"x"}}`},
	}
	e := newEngine()
	for _, test := range tests {
		const state = `{"l":[1,2],"t":"z"}`
		wrong, right := body(t, render(t, e, page(test.wrong, state))), body(t, render(t, e, page(test.right, state)))
		if wrong != right {
			t.Errorf("%s\nwrong: %s\nright: %s", test.name, wrong, right)
		}
	}
}

func TestTheHeadIsThatOfMeta(t *testing.T) {
	out := render(t, newEngine(), `{"root":"a","elements":{"a":{"type":"p"}},"meta":{"title":"a<b>","description":"\"d\"","lang":"d\"e","style":"p::before{content:\"</style>\"}"}}`)
	for _, want := range []string{`<html lang="d&#34;e">`, `<title>a&lt;b&gt;</title>`, `<meta name="description" content="&#34;d&#34;">`} {
		if !strings.Contains(out, want) {
			t.Errorf("%s is missing", want)
		}
	}
	if strings.Count(out, "</style>") != 1 {
		t.Error("the style of meta ends the style element")
	}
}

func TestTheTitleOfTheOptionsIsUsedWithoutOneOfTheSpec(t *testing.T) {
	e := newEngine()
	for text, want := range map[string]string{
		`{"root":"a","elements":{"a":{"type":"p"}}}`:                      `<title>x&amp;y</title>`,
		`{"root":"a","elements":{"a":{"type":"p"}},"meta":{"title":""}}`:  `<title>x&amp;y</title>`,
		`{"root":"a","elements":{"a":{"type":"p"}},"meta":{"title":"z"}}`: `<title>z</title>`,
	} {
		if out, _ := e.Render(nil, []byte(text), program.Options{Title: "x&y"}); !strings.Contains(string(out), want) {
			t.Errorf("%s: no %s", text, want)
		}
	}
}

func TestLayersGoOnTopOfTheState(t *testing.T) {
	p := compile(t, page(`"a":{"type":"p","text":{"$template":"${/x} ${/y} ${/z}"}}`, `{"x":1,"y":{"a":1},"z":3}`))
	var lower, upper value.Doc
	l, _ := lower.Parse([]byte(`{"y":2,"z":"lower"}`))
	u, _ := upper.Parse([]byte(`{"z":"upper"}`))
	out, complete := p.Append(nil, lower.At(l), upper.At(u))
	if got := body(t, string(out)); got != "<p>1 2 upper</p>" || !complete {
		t.Errorf("%s %v", got, complete)
	}
}

// The stylesheets of a page are those of the types in its tree.
func TestSheetsAreThoseOfTheTypesThatAreReached(t *testing.T) {
	cat := catalog.New()
	set := components.New(cat)
	e := engine.New(cat, set)
	with := render(t, e, page(`"a":{"type":"div","children":["b"]},"b":{"type":"Badge","props":{"text":"x"}}`, `{}`))
	without := render(t, e, page(`"a":{"type":"div"},"b":{"type":"Badge","props":{"text":"x"}}`, `{}`))
	if !strings.Contains(with, ".ui-badge") || strings.Contains(without, ".ui-badge") {
		t.Error("the badge's stylesheet is not where it belongs")
	}
}

// The theme is said on the html element or with variables, and what the spec says itself comes last.
func TestThemesAndDirection(t *testing.T) {
	e := newEngine()
	const rest = `"root":"a","elements":{"a":{"type":"p","text":"x"}}}`
	for meta, want := range map[string]struct{ start, css string }{
		`{}`:                            {`<!doctype html><html lang="en"><head>`, `</style>`},
		`{"theme":"system"}`:            {`<!doctype html><html lang="en"><head>`, `</style>`},
		`{"theme":"dark","dir":"rtl"}`:  {`<!doctype html><html lang="en" dir="rtl" class="dark"><head>`, `</style>`},
		`{"theme":"light","lang":"ar"}`: {`<!doctype html><html lang="ar" class="light"><head>`, `</style>`},
		`{"theme":{"light":{"primary":"#f00"},"dark":{"--radius":0,"ring":null}},"style":"p{top:0}"}`: {`<!doctype html><html lang="en"><head>`,
			`@media (prefers-color-scheme:light){:root{--primary:#f00;}}.light{--primary:#f00;}` +
				`@media (prefers-color-scheme:dark){:root{--radius:0;}}.dark{--radius:0;}p{top:0}</style>`},
		`{"style":":root{--primary:red} .dark{--primary:blue} .dark p{top:0}"}`: {`<!doctype html><html lang="en"><head>`,
			`.dark p{top:0}@media (prefers-color-scheme:dark){:root:not(.light){--primary:blue}}</style>`},
		`{"theme":"light","style":".dark{--primary:blue}"}`: {`<!doctype html><html lang="en" class="light"><head>`, `.dark{--primary:blue}</style>`},
	} {
		got := render(t, e, `{"meta":`+meta+`,`+rest)
		if !strings.HasPrefix(got, want.start) || !strings.Contains(got, want.css) {
			_, css, _ := strings.Cut(got, "reduced-motion")
			t.Errorf("%s: %.90s … %s", meta, got, css)
		}
	}
}

// A page is the same in memory of its own, in memory that is used again, and behind something else.
func TestPagesAreTheSameInAnyMemory(t *testing.T) {
	e := newEngine()
	texts := samples(t)
	texts["cards"] = bench.Cards(20)
	texts["refused"] = []byte(`{"root":"a","elements":{"a":{"type":"dvi"}}}`)
	for name, text := range dynamicPages() {
		texts["dynamic "+name] = []byte(text)
	}
	var used []byte
	for name, text := range texts {
		want, issues := e.Render(nil, text, program.Options{})
		if used, _ = e.Render(used[:0], text, program.Options{}); !bytes.Equal(used, want) || issues.Refused() != (len(used) == 0) {
			t.Errorf("%s: another page in memory that is used again", name)
		}
		little := make([]byte, 0, len(text))
		if got, _ := e.Render(little, text, program.Options{}); !bytes.Equal(got, want) {
			t.Errorf("%s: another page in little memory", name)
		}
		if got, _ := e.Render([]byte("before"), text, program.Options{}); string(got) != "before"+string(want) {
			t.Errorf("%s: another page behind something else", name)
		}
	}
}
