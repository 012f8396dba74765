package engine_test

import (
	"bytes"
	"encoding/json"
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

// BenchmarkRunState runs the page of 496 elements whose every text is a template over the state.
func BenchmarkRunState(b *testing.B) { benchmarkRun(b, bench.StateCards(99)) }

// BenchmarkRunRepeat runs a page with a repeat over 1,000 items.
func BenchmarkRunRepeat(b *testing.B) { benchmarkRun(b, bench.Items(1000)) }

func benchmarkRun(b *testing.B, text []byte) {
	p, issues := newEngine().Compile(text, program.Options{})
	if issues.Refused() {
		b.Fatal(issues.Issues)
	}
	out, _ := p.Append(nil)
	b.SetBytes(int64(len(out)))
	b.ReportAllocs()
	for b.Loop() {
		out, _ = p.Append(out[:0])
	}
}

// BenchmarkSpecs renders what is not as regular as the page of BenchmarkStages, or written in another way.
func BenchmarkSpecs(b *testing.B) {
	e := newEngine()
	var indented bytes.Buffer
	if err := json.Indent(&indented, bench.Cards(99), "", "  "); err != nil {
		b.Fatal(err)
	}
	all := map[string][][]byte{"indented": {indented.Bytes()}}
	for _, text := range samples(b) {
		all["samples"] = append(all["samples"], text)
		var compact bytes.Buffer
		if err := json.Compact(&compact, text); err != nil {
			b.Fatal(err)
		}
		all["compact samples"] = append(all["compact samples"], compact.Bytes())
	}
	var out []byte
	for name, texts := range all {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				for _, text := range texts {
					out, _ = e.Render(out[:0], text, program.Options{})
				}
			}
		})
	}
}
