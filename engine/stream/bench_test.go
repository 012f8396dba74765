package stream_test

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"placard/bench"
	"placard/engine/patch"
	"placard/engine/program"
	"placard/engine/stream"
)

// write gives a page all lines of a stream, and sees to it that all of it is made: what has changed since then is nothing, but
// whoever asks for that gets it from blocks that are up to date.
func write(b *testing.B, l *patch.Lines, p *stream.Page, c *stream.Change) {
	feed(b, l, p, c)
	if _, any := p.AppendChange(nil, &stream.Change{}); any {
		b.Fatal("there is a message of no change")
	}
}

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
// linear.
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
				write(b, l, p, &c)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(lines)), "ns/patch")
		})
	}
}

// BenchmarkReplace replaces a prop on the benchmark page, from the line to the message for viewers.
func BenchmarkReplace(b *testing.B) {
	replace := replacing(b, newKit())
	b.ReportAllocs()
	for b.Loop() {
		replace()
	}
}

func replacing(b *testing.B, k kit) func() {
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
	return func() {
		c.Reset()
		l.Write(texts[i&1])
		i++
		feed(b, l, p, &c)
		out, _ = p.AppendChange(out[:0], &c)
	}
}

// BenchmarkRatios does each of these in turn and compares their best times: writing the benchmark page line by line, a hundred
// replaced props with their messages, and rendering the page whole from its JSON.
func BenchmarkRatios(b *testing.B) {
	k := newKit()
	text := append(bytes.Join(bench.StreamPatches(99), []byte("\n")), '\n')
	p := k.page()
	l := p.Lines()
	var c stream.Change
	var out []byte
	replace := replacing(b, k)
	spec := bench.Cards(99)
	best := [3]time.Duration{}
	for b.Loop() {
		for i, op := range []func(){
			func() {
				p.Reset()
				c.Reset()
				l.Write(text)
				write(b, l, p, &c)
			},
			func() {
				for range 100 {
					replace()
				}
			},
			func() { out, _ = k.whole.Render(out[:0], spec, program.Options{}) },
		} {
			start := time.Now()
			op()
			if took := time.Since(start); best[i] == 0 || took < best[i] {
				best[i] = took
			}
		}
	}
	b.ReportMetric(float64(best[0])/float64(best[2]), "stream/whole")
	b.ReportMetric(100*float64(best[2])/float64(best[1]), "whole/replace")
	b.ReportMetric(float64(best[0].Nanoseconds()), "ns/stream")
	b.ReportMetric(float64(best[1].Nanoseconds())/100, "ns/replace")
	b.ReportMetric(float64(best[2].Nanoseconds()), "ns/whole")
}
