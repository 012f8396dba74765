package stream_test

import (
	"strings"
	"testing"

	"placard/engine/patch"
	"placard/engine/stream"
)

// alikeLines are lines of which most are written like an earlier one, and some nearly so.
const alikeLines = `{"op":"add","path":"/elements/page","value":{"type":"Stack","props":{"gap":"md"},"children":["a","b","c","d","e","f","g","h","i","j"]}}
{"op":"add","path":"/root","value":"page"}
{"op":"add","path":"/elements/a","value":{"type":"Text","props":{"text":"A","variant":"muted"},"children":[]}}
{"op":"add","path":"/elements/b","value":{"type":"Text","props":{"text":"B","variant":"muted"},"children":[]}}
{"op":"add","path":"/elements/c","value":{"type":"Text","props":{"text":"C <b>","variant":"muted"},"children":[]}}
{"op":"add","path":"/elements/d","value":{"type":"Text","props":{"text":"Gr\u00fc\u00dfe","variant":"muted"},"children":[]}}
{"op":"add","path":"/elements/e","value":{"type":"Text","props":{"text":"Grüße","variant":"muted"},"children":[]}}
{"op":"add","path":"/elements/f","value":{"type":"Text","props":{"text":"F","variant":"lead"},"children":[]}}
{"op":"add","path":"/elements/g","value":{"type":"Text","props":{"text":"G","variant":"none such"},"children":[]}}
{"op":"add","path":"/elements/h","value":{"type":"Text","props":{"text":"","variant":"muted"},"children":[]}}
{"op":"add","path":"/elements/i","value":{"type":"Text","props":{"text":"I","text":"muted"},"children":[]}}
{"op":"add","path":"/elements/a","value":{"type":"Text","props":{"text":"A again","variant":"muted"},"children":[]}}
{"op":"add","path":"/elements/a/b","value":{"type":"Text","props":{"text":"within a","variant":"muted"},"children":[]}}
{"op":"add","path":"/elements/a~1b","value":{"type":"Text","props":{"text":"a slash","variant":"muted"},"children":[]}}
{"op":"add","path":"/elements/x\"y","value":{"type":"Text","props":{"text":"a quote","variant":"muted"},"children":[]}}
{"op":"add","path":"/elements/","value":{"type":"Text","props":{"text":"no name","variant":"muted"},"children":[]}}
{"op":"add","path":"/elements/j","value":{"type":"Text","props":{"text":"one bracket more","variant":"muted"},"children":[]}}}
{"op":"add","path":"/elements/j","value":{"type":"Text","props":{"text":"J","variant":"muted"},"children":[]},"more":1}
{"op":"add","path":"/elements/k","value":{"type":"Text","props":{"text":"K","variant":"muted"},"children":[]},"value":2}
{"op":"add","path":"/elements/l","value":{"type":"Text","props":{"text":"cut off","variant":"muted"},"children":[
{"op":"add","path":"/elements/m","value":{"type":"Text","props":{"text":"` + "\xff" + `","variant":"muted"},"children":[]}}
{"op":"add","path":"/elements/n","value":{"type":"div","props":{"id":"n","className":"p-4"},"children":["a"]}}
{"op":"add","path":"/elements/o","value":{"type":"div","props":{"id":"o","className":"p-4"},"children":["a"]}}
{"op":"add","path":"/elements/p","value":{"type":"div","props":{"id":"n","className":"m-4"},"children":["b"]}}
{"op":"replace","path":"/elements/b","value":{"type":"Text","props":{"text":"B again","variant":"muted"},"children":[]}}
{"op":"replace","path":"/elements/b/props/text","value":"B once more"}
{"op":"replace","path":"/elements/b/props/text","value":"B \u0042"}
{"op":"replace","path":"/elements/b/props/text","value":"B and more","more":1}
{"op":"replace","path":"/elements/b/props/none","value":"not there"}
{"op":"replace","path":"/elements/none/props/text","value":"not there"}
{"op":"add","path":"/elements/b/props/","value":"a prop without a name"}
{"op":"replace","path":"/elements/b/props/","value":"that has another value"}
{"op":"replace","path":"/elements/none","value":"no element"}
{"op":"replace","path":"/elements/b/props/text","value":"B <at> last"}
{"op":"add","path":"/elements/s","value":{"type":"p","props":{"":"no name"},"text":"soon a text"}}
{"op":"replace","path":"/elements/s","value":"is a text"}
{"op":"add","path":"/elements/q","value":{"type":"p","props":{},"text":"another"}}
{"op":"replace","path":"/elements/c/props/variant","value":"lead"}
{"op":"replace","path":"/elements/n/props/className","value":"flex"}
{"op":"replace","path":"/elements/o/props/className/none","value":"into a text"}
{"op":"replace","path":"/elements/o/props/id","value":"` + "\xff" + `"}
{"op":"add","path":"/elements/r","value":{"type":"p","props":{},"text":"one more"}}
{"op":"add","path":"/elements/page","value":{"type":"Stack","props":{"gap":"lg"},"children":["n","o","p","d","e","f","g","h","i","j"]}}
`

// What is followed must be what is read without any line before it, in pieces of any size.
func TestLinesThatAreWrittenAlike(t *testing.T) {
	k := newKit()
	followed := 0
	write := func(p *stream.Page, lines *patch.Lines) {
		var c stream.Change
		for line, ok := lines.Next(); ok; line, ok = lines.Next() {
			for i := range line.Ops {
				if line.Ops[i].Value.Followed() {
					followed++
				}
				_ = p.Apply(&line.Ops[i], &c) // some are refused, here and there
			}
		}
	}
	compare := func(text string, apart, alike *stream.Page) {
		t.Helper()
		want, got := apart.AppendSpec(nil), alike.AppendSpec(nil)
		if string(got) != string(want) {
			t.Fatalf("%sgot  %s\nwant %s", text, difference(got, want), difference(want, got))
		}
		want, got = apart.AppendPage(nil), alike.AppendPage(nil)
		if string(got) != string(want) {
			t.Fatalf("%sgot  %s\nwant %s", text, difference(got, want), difference(want, got))
		}
	}
	apart, alike := k.page(), k.page()
	own, reader := patch.NewLines(nil), alike.Lines()
	for round := range 8 { // each time it is another page, with the same memory
		stream := alikeLines
		if round%2 == 1 {
			stream = strings.ReplaceAll(stream, "\n", "\r\n")
		}
		for text := stream; len(text) > 0; {
			n := []int{strings.Index(text, "\n") + 1, 1, 100, len(text)}[round/2]
			n = min(n, len(text))
			own.Write([]byte(text[:n]))
			reader.Write([]byte(text[:n]))
			write(apart, own)
			write(alike, reader)
			if n != 1 {
				compare(text[:n], apart, alike)
			}
			text = text[n:]
		}
		compare(stream, apart, alike)
		if own.Counts() != reader.Counts() {
			t.Errorf("counts are %v, %v when each line is read alone", reader.Counts(), own.Counts())
		}
		if followed == 0 && round%2 == 0 {
			t.Error("no line has been read like an earlier one")
		}
		k.compareWhole(t, alike, "alike")
		alike.Reset()
		apart.Reset()
		followed = 0
	}
}

// The last line needs no end, and is no more than it is before that is said.
func TestLastLineOfElements(t *testing.T) {
	k := newKit()
	p := k.page()
	lines := p.Lines()
	var c stream.Change
	text := `{"op":"add","path":"/elements/a","value":{"type":"p","text":"a"}}` + "\n"
	for range 3 {
		lines.Write([]byte(text))
		line, _ := lines.Next()
		_ = p.Apply(&line.Ops[0], &c)
	}
	lines.Write([]byte(text[:len(text)-2]))
	if line, ok := lines.Next(); ok {
		t.Fatalf("half a line is %+v", line)
	}
	lines.Write([]byte("}"))
	if line, ok := lines.Next(); ok {
		t.Fatalf("a line without its end is %+v", line)
	}
	lines.End()
	if line, ok := lines.Next(); !ok || line.Number != 4 || !line.Ops[0].Value.Followed() {
		t.Errorf("the last line is %+v", line)
	}
	if line, ok := lines.Next(); ok {
		t.Errorf("there is one more, %+v", line)
	}
}

// An operation that was read before the page began anew is applied all the same.
func TestALineReadBeforeReset(t *testing.T) {
	k := newKit()
	p := k.page()
	lines := p.Lines()
	var c stream.Change
	var last patch.Op
	for _, id := range []string{"a", "b", "c"} {
		lines.Write([]byte(`{"op":"add","path":"/elements/` + id + `","value":{"type":"p","props":{},"text":"` + id + `"}}` + "\n"))
		line, _ := lines.Next()
		last = line.Ops[0]
		if id != "c" {
			_ = p.Apply(&last, &c)
		}
	}
	if !last.Value.Followed() {
		t.Fatal("the third line is not read like the second")
	}
	p.Reset()
	if err := p.Apply(&last, &c); err != nil {
		t.Fatal(err)
	}
	apply(t, p, &c, `{"op":"add","path":"/root","value":"c"}`)
	if page := string(p.AppendPage(nil)); !strings.Contains(page, "<p>c</p>") {
		t.Errorf("%s", body(page))
	}
}

// An element that is written like earlier ones may come where there is no place for it any more, or none yet again.
func TestALikeElementWithoutElements(t *testing.T) {
	k := newKit()
	for _, c := range []struct{ operation, want string }{
		{`{"op":"replace","path":"/elements","value":[]}`, `{"elements":[]}`},
		{`{"op":"replace","path":"/elements","value":7}`, `{"elements":7}`},
		{`{"op":"remove","path":"/elements"}`, `{"elements":{"c":{"type":"p","text":"c"}}}`},
	} {
		p := k.page()
		lines := p.Lines()
		var change stream.Change
		write := func(line string) error {
			lines.Write([]byte(line + "\n"))
			read, _ := lines.Next()
			return p.Apply(&read.Ops[0], &change)
		}
		element := func(id string) error {
			return write(`{"op":"add","path":"/elements/` + id + `","value":{"type":"p","text":"` + id + `"}}`)
		}
		for _, err := range []error{element("a"), element("b"), write(c.operation)} {
			if err != nil {
				t.Fatal(err)
			}
		}
		err := element("c")
		if got := string(p.AppendSpec(nil)); got != c.want || (err == nil) != strings.Contains(c.want, "c") {
			t.Errorf("%s: %v, %s", c.operation, err, got)
		}
		p.AppendPage(nil)
	}
}
