package patch_test

import (
	"bytes"
	"testing"

	"placard/bench"
	"placard/engine/patch"
)

// BenchmarkStream applies the 497 lines of the benchmark page, to a new document each time.
func BenchmarkStream(b *testing.B) {
	stream := append(bytes.Join(bench.StreamPatches(99), []byte("\n")), '\n')
	b.SetBytes(int64(len(stream)))
	b.ReportAllocs()
	l := patch.NewLines(nil)
	for b.Loop() {
		d := patch.New(512 << 10)
		l.Write(stream)
		for line, ok := l.Next(); ok; line, ok = l.Next() {
			if err := d.Do(&line.Ops[0], true); err != nil {
				b.Fatal(err)
			}
			d.Commit()
		}
	}
}
