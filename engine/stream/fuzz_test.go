package stream_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"placard/engine/patch"
	"placard/engine/program"
	"placard/engine/stream"
)

// author decides by bytes what a model writes.
type author struct{ data []byte }

func (a *author) pick(n int) int {
	if len(a.data) == 0 {
		return 0
	}
	b := a.data[0]
	a.data = a.data[1:]
	return int(b) % n
}

func (a *author) of(list ...string) string { return list[a.pick(len(list))] }

func (a *author) id() string {
	return a.of("a", "b", "c", "d", "e", "f", "g", "~1", "h-1", "i", "j", "k")
}

func (a *author) ids() string {
	var list []string
	for range max(0, a.pick(6)-3) {
		list = append(list, `"`+strings.ReplaceAll(a.id(), "~1", "/")+`"`)
	}
	return "[" + strings.Join(list, ",") + "]"
}

func (a *author) value() string {
	return a.of(`"text"`, `"x"`, `"a<b\u0022"`, `{"$state":"/t"}`, `{"$bindState":"/n"}`, `{"$item":"t"}`, `{"$template":"${/t} ${t}"}`, `{"$index":true}`, `null`, `3`, `true`,
		`{"$state":"/l"}`, `["p","q"]`, `{"$concat":[{"$state":"/n"},"!"]}`, `{"$state":""}`)
}

func (a *author) props() string {
	props := []string{`"label":"L"`}
	for range a.pick(4) {
		switch a.pick(8) {
		case 0:
			props = append(props, `"name":`+a.of(`"x"`, `"y"`, `"e1"`, `"a b"`, `{"$state":"/t"}`, `"x&"`))
		case 1:
			props = append(props, `"text":`+a.value())
		case 2:
			props = append(props, `"title":`+a.value())
		case 3:
			props = append(props, `"value":`+a.value())
		case 4:
			props = append(props, `"className":`+a.of(`"p-4"`, `"flex m-2"`, `{"$state":"/t"}`, `"text"`))
		case 5:
			props = append(props, `"options":`+a.of(`["p","q"]`, `{"$state":"/o"}`))
		case 6:
			props = append(props, `"level":`+a.of(`"h1"`, `"h2"`, `{"$state":"/t"}`)+`,"variant":`+a.of(`"muted"`, `"secondary"`, `"destructive"`))
		case 7:
			props = append(props, `"openPath":"/open","trigger":"T","items":[{"label":"i","value":"v"}]`)
		}
	}
	return "{" + strings.Join(props, ",") + "}"
}

func (a *author) repeat() string {
	return `{"statePath":` + a.of(`"/l"`, `"/none"`, `{"$item":"k"}`, `"/t"`) + `,"key":"t"}`
}

func (a *author) visible() string {
	return a.of(`true`, `false`, `{"$state":"/t"}`, `{"$state":"/no"}`, `{"$item":"t"}`, `[{"$state":"/t"},{"$index":true}]`)
}

func (a *author) element() string {
	if a.pick(3) == 1 {
		return a.usual()
	}
	typ := a.of("div", "Stack", "Card", "p", "Input", "Radio", "Dialog", "Tabs", "ul", "li", "Select", "Popover", "table", "tr", "Heading", "Text", "Collapsible",
		"Checkbox", "textarea", "br", "Nope", "Progress", "Tooltip", "Link", "Image", "Grid", "Drawer", "Accordion", "DropdownMenu", "select", "Slot")
	e := `{"type":"` + typ + `","props":` + a.props() + `,"children":` + a.ids()
	if a.pick(3) == 1 {
		e += `,"text":` + a.value()
	}
	if a.pick(4) == 1 {
		e += `,"visible":` + a.visible()
	}
	if a.pick(5) == 1 {
		e += `,"repeat":` + a.repeat()
	}
	return e + "}"
}

// usual is an element as there are many.
func (a *author) usual() string {
	text := a.of("x", "text", "", "a<b", "p-4 m-2", "x&y", `"`, "https://example.com/", "javascript:x", "muted", "h2")
	switch text = strings.ReplaceAll(text, `"`, `\"`); a.pick(6) {
	case 0:
		return `{"type":"Text","props":{"text":"` + text + `","variant":"` + a.of("muted", "lead", "none such") + `"},"children":[]}`
	case 1:
		return `{"type":"div","props":{"className":"` + text + `"},"children":` + a.ids() + `}`
	case 2:
		return `{"type":"Card","props":{"title":"` + text + `"},"children":` + a.ids() + `}`
	case 3:
		return `{"type":"Input","props":{"label":"` + text + `","name":"` + a.of("x", "y") + `"}}`
	case 4:
		return `{"type":"p","text":"` + text + `"}`
	}
	return `{"type":"Link","props":{"label":"L","href":"` + text + `"}}`
}

func (a *author) state() string {
	return a.of(`{"t":"A","n":1,"l":[{"t":"1","k":[{"t":"x"}]},{"t":"2"}],"o":["u","v"],"open":true}`, `{}`, `{"t":"B","l":[]}`)
}

// line is an operation; many fail.
func (a *author) line() string {
	path := `"/elements/` + a.id()
	switch a.pick(30) {
	default:
		return `{"op":"add","path":` + path + `","value":` + a.element() + `}`
	case 1:
		return `{"op":"remove","path":` + path + `"}`
	case 2:
		return `{"op":"add","path":` + path + `/props/` + a.of("text", "label", "name", "title", "value") + `","value":` + a.value() + `}`
	case 24, 25:
		return `{"op":"replace","path":` + path + `/props/` + a.of("text", "label", "name", "title", "variant", "className", "href", "none") + `","value":"` +
			a.of("x", "", "text", "muted", "none such", "a<b", `\u0041`, "p-4 m-2") + `"}`
	case 3:
		return `{"op":"add","path":` + path + `/children/-","value":"` + strings.ReplaceAll(a.id(), "~1", "/") + `"}`
	case 4:
		return `{"op":"remove","path":` + path + `/children/0"}`
	case 5:
		return `{"op":"add","path":"/root","value":"` + strings.ReplaceAll(a.id(), "~1", "/") + `"}`
	case 6:
		return `{"op":"add","path":"/state","value":` + a.state() + `}`
	case 7:
		return `{"op":"add","path":"/state/` + a.of("t", "n", "no") + `","value":` + a.of(`"C"`, `""`, `5`, `"h1"`, `null`) + `}`
	case 8:
		return `{"op":"add","path":"/state/l/-","value":{"t":"3","k":[{"t":"y"},{"t":"z"}]}}`
	case 9:
		return `{"op":"add","path":` + path + `/visible","value":` + a.visible() + `}`
	case 10:
		return `{"op":"add","path":` + path + `/repeat","value":` + a.repeat() + `}`
	case 11:
		return `{"op":"remove","path":` + path + `/` + a.of("repeat", "visible", "props", "children", "text") + `"}`
	case 12:
		return `{"op":"move","from":` + path + `","path":"/elements/` + a.id() + `"}`
	case 13:
		return `{"op":"copy","from":` + path + `","path":"/elements/` + a.id() + `"}`
	case 14:
		return `{"op":"add","path":"/meta","value":` + a.of(`{"title":"T"}`, `{"lang":"de","style":"p{color:red}"}`, `{"style":5}`, `{"theme":"dark"}`) + `}`
	case 15:
		return `{"op":"replace","path":` + path + `/type","value":"` + a.of("div", "Card", "Stack", "Input", "nope") + `"}`
	case 16:
		return `{"op":"add","path":` + path + `/children","value":` + a.ids() + `}`
	case 17:
		return `{"op":"test","path":"/root","value":"a"}`
	case 18:
		return a.of(`{"op":"remove","path":"/elements"}`, `{"op":"remove","path":"/state"}`, `{"op":"move","from":"/elements/a","path":"/state/x"}`, `{"op":"copy","from":"/state","path":"/elements/b"}`,
			`{"op":"add","path":"","value":{}}`, `{"op":"add","path":"","value":{"root":"a","elements":{"a":{"type":"div","children":["b"]},"b":{"type":"Input","props":{"name":"x"}}}}}`, `{"op":"add","path":"/elements","value":[]}`)
	}
}

// lines are so many, of which some have two operations.
func (a *author) lines(n int) (all []string) {
	for range n {
		line := a.line()
		if a.pick(12) == 1 {
			line = "[" + line + "," + a.line() + "]"
		}
		all = append(all, line)
	}
	return all
}

const basePage = `{"root":"a","elements":{"a":{"type":"Stack","children":["b","c","d"]},"b":{"type":"Card","props":{"title":"T"},"children":["e"]},
	"c":{"type":"ul","repeat":{"statePath":"/l"},"children":["f"]},"d":{"type":"Input","props":{"name":"x","label":{"$state":"/t"}}},"e":{"type":"Input","props":{"name":"x"}},
	"f":{"type":"li","children":["g","/"]},"g":{"type":"p","text":{"$item":"t"}},"/":{"type":"Popover"}},"state":{"t":"A","l":[{"t":1},{"t":2}]}}`

// write applies what an author decides and compares after each line what a viewer has with the page, and the page, when its
// spec is accepted, with the one that that gives. It tells how many pages were compared.
func (k kit) write(t *testing.T, a *author) (compared int) {
	t.Helper()
	p := k.page()
	var now, late stream.Change
	v, slow := &viewer{page: string(p.AppendPage(nil)), k: k}, &viewer{page: string(p.AppendPage(nil)), k: k}
	parser, reader := patch.NewParser(nil), p.Lines()
	var ahead []string // what reader has not been asked for yet
	trace := ""
	if a.pick(4) > 0 {
		if err := p.Load([]byte(basePage), &now); err != nil {
			t.Fatal(err)
		}
		late.Add(&now)
	}
	for range 60 {
		if len(a.data) == 0 {
			break
		}
		var line string
		var ops []patch.Op
		var err error
		if len(ahead) == 0 && a.pick(4) == 1 {
			line = a.lines(1)[0]
			ops, err = parser.Parse([]byte(line))
		} else {
			if len(ahead) == 0 {
				ahead = a.lines(1 + a.pick(6))
				reader.Write([]byte(strings.Join(ahead, "\n") + "\n"))
			}
			read, _ := reader.Next()
			line, ahead, ops = ahead[0], ahead[1:], read.Ops
		}
		if err != nil || len(ops) == 0 {
			t.Fatalf("%s: %v", line, err)
		}
		before := p.AppendSpec(nil)
		var change stream.Change // A viewer gets each once.
		switch {
		case a.pick(30) == 1:
			line = "merge " + a.of(`{"elements":{"a":{"type":"div","text":"m"}}}`, `{"state":{"t":null}}`, `{"elements":{"b":null}}`)
			err = p.Merge([]byte(line[6:]), &change)
		case len(ops) == 1:
			err = p.Apply(&ops[0], &change)
		default:
			err = p.ApplyAll(ops, &change)
		}
		if err != nil {
			if after := p.AppendSpec(nil); !bytes.Equal(before, after) {
				t.Fatalf("%s%s failed, and left %s", trace, line, after)
			}
			continue
		}
		trace += line + "\n"
		now.Add(&change)
		late.Add(&change)
		if a.pick(4) == 1 {
			slow.see(t, p, &late, trace)
		}
		if a.pick(2) == 1 {
			v.see(t, p, &now, trace)
			late.Reset()
			slow.page = v.page
		}
		if a.pick(3) > 0 && len(a.data) > 0 {
			continue // it takes long
		}
		if k.compareWhole(t, p, trace) {
			compared++
		} else if issues := p.Issues(); !issues.Refused() {
			if _, issues := k.whole.Render(nil, p.AppendSpec(nil), program.Options{}); issues.Issues[0].Code != "page_too_large" {
				t.Fatalf("%s: the page has no issues, but its spec %v", trace, issues.Issues[0])
			}
		}
	}
	v.see(t, p, &now, trace)
	return compared
}

// FuzzStream writes random pages.
func FuzzStream(f *testing.F) {
	for i := range 64 {
		f.Add(bytes.Repeat([]byte{byte(i), byte(i * 3), 5, byte(i * 7), 2, 1, byte(i * 11), 0, 4, byte(i)}, 12))
	}
	k := newKit()
	f.Fuzz(func(t *testing.T, data []byte) { k.write(t, &author{data}) })
}

// The author is worth something only as long as many of its specs are accepted.
func TestRandomPages(t *testing.T) {
	k := newKit()
	compared := 0
	seed := uint32(1)
	for range 300 {
		data := make([]byte, 300)
		for i := range data {
			seed = seed*1664525 + 1013904223
			data[i] = byte(seed >> 24)
		}
		compared += k.write(t, &author{data})
	}
	if t.Logf("%d pages compared", compared); compared < 300 {
		t.Error(fmt.Sprint("only ", compared, " pages were compared"))
	}
}
