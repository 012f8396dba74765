package pages

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"placard/bench"
	"placard/engine/patch"
)

// writer begins to write an item that is empty.
func (f *fixture) writer(t testing.TB) *Writer {
	t.Helper()
	f.meta.put("p", typeLines, "{}")
	w, err := f.Write(t.Context(), "p")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	return w
}

// applyAll applies all lines that there are, and tells how many of them were read as the page keeps its elements, once.
func applyAll(t testing.TB, w *Writer, lines *patch.Lines) (all, once int) {
	t.Helper()
	for {
		line, ok, err := w.ApplyNext(lines)
		if err != nil {
			t.Fatalf("line %d: %v", line.Number, err)
		}
		if !ok {
			return all, once
		}
		all++
		if line.Ops[0].Value.Followed() {
			once++
		}
	}
}

func TestWriterReadsLinesOnce(t *testing.T) {
	w := newFixture(t).writer(t)
	lines, err := w.Lines()
	if err != nil {
		t.Fatal(err)
	}
	const cards = 50
	text := append(bytes.Join(bench.StreamPatches(cards), []byte("\n")), '\n')
	lines.Write(text[:len(text)/2]) // in the middle of a line
	all, once := applyAll(t, w, lines)
	lines.Write(text[len(text)/2:])
	more, moreOnce := applyAll(t, w, lines)
	// The root, the Stack, and of each of the five kinds of elements in a card the first two are taken apart.
	if all, once = all+more, once+moreOnce; all != 5*cards+2 || once != 5*(cards-2) {
		t.Errorf("%d lines, %d of them read once", all, once)
	}
	spec, err := w.AppendSpec(nil)
	if err != nil || !bytes.HasPrefix(spec, []byte(`{"root":"page","elements":{`)) || len(spec) != len(bench.Cards(cards)) {
		t.Errorf("%d bytes, %v: %.100s", len(spec), err, spec)
	}
}

// Whoever waits for the rest of a line keeps nobody from reading the page.
func TestHalfALineHoldsNobodyUp(t *testing.T) {
	f := newFixture(t)
	w := f.writer(t)
	lines, err := w.Lines()
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		lines.Write(fmt.Appendf(nil, `{"op":"add","path":"/root","value":"r%d"}`+"\n"+`{"op":"add","pa`, i))
		if all, _ := applyAll(t, w, lines); all != 1 {
			t.Fatalf("%d lines", all)
		}
		page, err := f.livePage(t.Context(), "p", "")
		if err != nil || !bytes.Contains(page.Body, []byte("ui-pending")) {
			t.Fatalf("%v: %s", err, page.Body)
		}
		lines.Write([]byte("th\n")) // which is refused
		if line, ok, err := w.ApplyNext(lines); !ok || err != nil || line.Kind != patch.Refused {
			t.Fatalf("%+v %v %v", line, ok, err)
		}
	}
}

// BenchmarkWriter writes the benchmark page as the API does, in pieces of 16 KB, and as it did before ApplyNext: with a
// reader of its own, so that each line was read twice.
func BenchmarkWriter(b *testing.B) {
	text := append(bytes.Join(bench.StreamPatches(99), []byte("\n")), '\n')
	for _, c := range []struct {
		name  string
		lines func(w *Writer) (*patch.Lines, error)
	}{
		{"once", (*Writer).Lines},
		{"twice", func(*Writer) (*patch.Lines, error) { return patch.NewLines(nil), nil }},
	} {
		b.Run(c.name, func(b *testing.B) {
			w := newFixture(b).writer(b)
			lines, err := c.lines(w)
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				b.StopTimer()
				if err := w.Load([]byte("{}")); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
				for at := 0; at < len(text); at += 16 << 10 {
					lines.Write(text[at:min(at+16<<10, len(text))])
					applyAll(b, w, lines)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*bytes.Count(text, []byte("\n"))), "ns/line")
		})
	}
}

// Readers come while lines do: what one of them makes belongs to the page, and pieces of lines to their writer.
func TestReadersWhileLinesCome(t *testing.T) {
	f := newFixture(t)
	w := f.writer(t)
	lines, err := w.Lines()
	if err != nil {
		t.Fatal(err)
	}
	done, stopped := make(chan struct{}), make(chan error)
	go func() {
		var err error
		for err == nil {
			select {
			case <-done:
				stopped <- nil
				return
			default:
				_, err = f.livePage(t.Context(), "p", "")
			}
		}
		stopped <- err
	}()
	text := append(bytes.Join(bench.StreamPatches(40), []byte("\n")), '\n')
	for i := range 200 {
		text = fmt.Appendf(text, `{"op":"replace","path":"/elements/t%d/props/text","value":"%d"}`+"\n", i%40, i)
	}
	for at := 0; at < len(text); at += 100 {
		lines.Write(text[at:min(at+100, len(text))])
		applyAll(t, w, lines)
	}
	close(done)
	if err := <-stopped; err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(10 * time.Millisecond) { // a page is given out for a while
		page, err := f.livePage(t.Context(), "p", "")
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(page.Body, []byte(">199</")) && bytes.Contains(page.Body, []byte(">Heading 39</")) {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("%s", page.Body)
		}
	}
}
