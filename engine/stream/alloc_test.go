//go:build !race

package stream_test

import (
	"bytes"
	"strings"
	"testing"

	"placard/bench"
	"placard/engine/stream"
)

// The race detector allocates itself, so this runs without it.
func TestReplacingAllocsNothing(t *testing.T) {
	k := newKit()
	p := k.page()
	l := p.Lines()
	var c stream.Change
	var out []byte
	write := func(text []byte) {
		l.Write(text)
		for line, ok := l.Next(); ok; line, ok = l.Next() {
			for i := range line.Ops {
				if err := p.Apply(&line.Ops[i], &c); err != nil {
					t.Fatal(err)
				}
			}
		}
		out, _ = p.AppendChange(out[:0], &c)
		c.Reset()
	}
	write(append(bytes.Join(bench.StreamPatches(99), []byte("\n")), '\n'))
	write([]byte(`{"op":"add","path":"/state","value":{"t":"A","n":1}}` + "\n" +
		`{"op":"add","path":"/elements/t7/props/text","value":{"$template":"${/t} and ${/n}"}}` + "\n"))
	for name, text := range map[string]string{
		"a prop":     `{"op":"replace","path":"/elements/t50/props/text","value":"Some other text for the card."}`,
		"an element": `{"op":"replace","path":"/elements/t51","value":{"type":"Text","props":{"text":"Some other text","variant":"muted"},"children":[]}}`,
		"the state":  `{"op":"replace","path":"/state/t","value":"B"}`,
	} {
		lines := [2][]byte{[]byte(text + "\n"), []byte(strings.NewReplacer("ther", "THER", "B", "C").Replace(text) + "\n")}
		i := 0
		again := func() {
			write(lines[i&1])
			i++
		}
		for range 20_000 { // until the texts have been compacted
			again()
		}
		if n := testing.AllocsPerRun(200, again); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
		if len(out) == 0 {
			t.Errorf("%s: nothing has changed", name)
		}
	}
}

// A page that is used again needs no memory.
func TestStreamingAgainAllocsNothing(t *testing.T) {
	k := newKit()
	p := k.page()
	l := p.Lines()
	var c stream.Change
	text := append(bytes.Join(bench.StreamPatches(99), []byte("\n")), '\n')
	again := func() {
		p.Reset()
		c.Reset()
		l.Write(text)
		for line, ok := l.Next(); ok; line, ok = l.Next() {
			if err := p.Apply(&line.Ops[0], &c); err != nil {
				t.Fatal(err)
			}
		}
	}
	again()
	again()
	if n := testing.AllocsPerRun(20, again); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
