package stream_test

import (
	"bytes"
	"fmt"
	"testing"

	"placard/bench"
	"placard/engine/patch"
	"placard/engine/program"
	"placard/engine/stream"
)

// feed gives a page all lines of a stream.
func feed(b *testing.B, l *patch.Lines, p *stream.Page, c *stream.Change) {
	for line, ok := l.Next(); ok; line, ok = l.Next() {
		for i := range line.Ops {
			if err := p.Apply(&line.Ops[i], c); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkStream writes the benchmark page: every line is read, applied, checked and compiled. ns/patch tells whether that is
// linear. Whole renders the finished page from its JSON, for comparison.
func BenchmarkStream(b *testing.B) {
	k := newKit()
	for _, cards := range []int{12, 25, 50, 99} {
		lines := bench.StreamPatches(cards)
		text := append(bytes.Join(lines, []byte("\n")), '\n')
		b.Run(fmt.Sprintf("elements=%d", 5*cards+1), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			var c stream.Change
			p := k.page()
			l := p.Lines()
			for b.Loop() {
				p.Reset()
				c.Reset()
				l.Write(text)
				feed(b, l, p, &c)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(lines)), "ns/patch")
		})
	}
	spec := bench.Cards(99)
	b.Run("whole", func(b *testing.B) {
		var out []byte
		for b.Loop() {
			out, _ = k.whole.Render(out[:0], spec, program.Options{})
		}
	})
}

// BenchmarkReplace replaces a prop on the benchmark page, from the line to the message for viewers.
func BenchmarkReplace(b *testing.B) {
	k := newKit()
	var c stream.Change
	p := k.page()
	l := p.Lines()
	l.Write(append(bytes.Join(bench.StreamPatches(99), []byte("\n")), '\n'))
	feed(b, l, p, &c)
	texts := [][]byte{
		[]byte(`{"op":"replace","path":"/elements/t50/props/text","value":"Some other text for the card."}` + "\n"),
		[]byte(`{"op":"replace","path":"/elements/t50/props/text","value":"And some more for card 50."}` + "\n"),
	}
	var out []byte
	i := 0
	b.Run("fragment", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			c.Reset()
			l.Write(texts[i&1])
			i++
			feed(b, l, p, &c)
			out, _ = p.AppendChange(out[:0], &c)
		}
	})
	spec := bench.Cards(99)
	b.Run("whole", func(b *testing.B) {
		for b.Loop() {
			out, _ = k.whole.Render(out[:0], spec, program.Options{})
		}
	})
}
