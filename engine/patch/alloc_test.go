//go:build !race

package patch

import (
	"fmt"
	"testing"
)

// The race detector allocates itself, so this runs without it.
func TestPlainLinesAndReplacingAllocNothing(t *testing.T) {
	d, l := New(512<<10), NewLines(nil)
	for i := range 500 {
		l.Write(fmt.Appendf(nil, `{"op":"add","path":"/elements/e%d","value":{"type":"Text","props":{"text":"t%d"},"children":[]}}`+"\n", i, i))
	}
	l.Write([]byte("\n```\nprose\n" + `{"op":"replace","path":"/elements/e7/props/text","value":"a"}` + "\n"))
	apply := func() {
		for {
			line, ok := l.Next()
			if !ok {
				return
			}
			for i := range line.Ops {
				if err := d.Do(&line.Ops[i], true); err != nil {
					t.Fatal(err)
				}
				d.Commit()
			}
		}
	}
	apply()
	stream := []byte("\n```\nprose\n" + `{"op":"replace","path":"/elements/e7/props/text","value":"another"}` + "\n" +
		`{"op":"replace","path":"/elements/e8","value":{"type":"Text","props":{"text":"x"},"children":["a","b"]}}` + "\n")
	for range 10_000 { // until the text has been compacted
		l.Write(stream)
		apply()
	}
	if n := testing.AllocsPerRun(1000, func() { l.Write(stream); apply() }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
