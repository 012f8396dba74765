package engine_test

import (
	"os"
	"testing"

	"placard/catalog"
	"placard/components"
	"placard/engine"
	"placard/engine/program"
)

func load(b *testing.B) (*engine.Engine, []byte) {
	cat := catalog.New()
	src, err := os.ReadFile("/tmp/s500/s500.json")
	if err != nil {
		b.Skip(err)
	}
	return engine.New(cat, components.New(cat)), src
}

func BenchmarkStages(b *testing.B) {
	e, src := load(b)
	w := e.NewWorkspace()
	var out []byte
	b.Run("parse", func(b *testing.B) {
		b.SetBytes(int64(len(src)))
		b.ReportAllocs()
		for b.Loop() {
			w.Parse(src)
		}
	})
	b.Run("check", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			b.StopTimer()
			w.Parse(src)
			b.StartTimer()
			w.Check()
		}
	})
	b.Run("parse+check", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			w.Parse(src)
			w.Check()
		}
	})
	var p *program.Program
	b.Run("compile", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			p = w.Compile(program.Options{})
		}
	})
	b.Run("run", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			out, _ = p.Append(out[:0])
		}
		b.SetBytes(int64(len(out)))
	})
	b.Run("full", func(b *testing.B) {
		b.SetBytes(int64(len(src)))
		b.ReportAllocs()
		for b.Loop() {
			out, _ = e.Render(out[:0], src, program.Options{})
		}
	})
}
