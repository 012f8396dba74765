package stream_test

import (
	"bytes"
	"fmt"
	"os"
	"testing"
	"time"

	"placard/bench"
	"placard/engine/patch"
	"placard/engine/program"
	"placard/engine/stream"
)

func TestMin(t *testing.T) {
	if os.Getenv("MIN") == "" {
		t.Skip()
	}
	k := newKit()
	text := append(bytes.Join(bench.StreamPatches(99), []byte("\n")), '\n')
	p := k.page()
	l := p.Lines()
	var c stream.Change
	spec := bench.Cards(99)
	var out []byte
	d := patch.New(1 << 20)
	l2 := patch.NewLines(nil)
	minOf := map[string]time.Duration{}
	timed := func(name string, f func()) {
		s := time.Now()
		f()
		if e := time.Since(s); minOf[name] == 0 || e < minOf[name] {
			minOf[name] = e
		}
	}
	for range 1500 {
		timed("stream", func() {
			p.Reset()
			c.Reset()
			l.Write(text)
			for line, ok := l.Next(); ok; line, ok = l.Next() {
				p.Apply(&line.Ops[0], &c)
			}
		})
		timed("lines", func() {
			l2.Write(text)
			for _, ok := l2.Next(); ok; _, ok = l2.Next() {
			}
		})
		timed("lines+doc", func() {
			d.Reset()
			l2.Write(text)
			for line, ok := l2.Next(); ok; line, ok = l2.Next() {
				d.Do(&line.Ops[0], true)
				d.Commit()
			}
		})
		timed("whole", func() { out, _ = k.whole.Render(out[:0], spec, program.Options{}) })
		timed("page", func() { out = p.AppendPage(out[:0]) })
	}
	fmt.Println(minOf)
}
