package engine_test

import (
	"testing"

	"placard/bench"
	"placard/catalog"
	"placard/components"
	"placard/engine"
	"placard/engine/program"
)

// BenchmarkStages measures the stages on the benchmark page of 496 elements.
func BenchmarkStages(b *testing.B) {
	cat := catalog.New()
	e := engine.New(cat, components.New(cat))
	src := bench.Cards(99)
	w := e.NewWorkspace()
	w.Parse(src)
	w.Check()
	p := w.Compile(program.Options{})
	var out []byte
	stages := []struct {
		name string
		run  func()
	}{
		{"parse", func() { w.Parse(src) }},
		{"check", func() { w.Check() }},
		{"compile", func() { p = w.Compile(program.Options{}) }},
		{"run", func() { out, _ = p.Append(out[:0]) }},
		{"full", func() { out, _ = e.Render(out[:0], src, program.Options{}) }},
	}
	for _, s := range stages {
		b.Run(s.name, func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				s.run()
			}
		})
	}
}
