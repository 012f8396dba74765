package css

import (
	"strings"
	"testing"
)

const benchDeclarations = "display:flex;gap:8px;padding:12px 16px;background:linear-gradient(90deg,#fff 0%,rgb(0 0 0 / 50%));border-radius:var(--r)"

var benchSheet = strings.Repeat(`.card:hover > .title { color: red; background: url("https://x.example/a.png?b=c") no-repeat }
@media (min-width: 600px) { .card { padding: calc(1rem + 2px); content: "\f101" } }
`, 20)

func BenchmarkCleanDeclarations(b *testing.B) {
	dst, src := make([]byte, 0, 64<<10), []byte(benchDeclarations)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		CleanDeclarations(dst, src)
	}
}

func BenchmarkCleanStylesheet(b *testing.B) {
	dst, src := make([]byte, 0, 64<<10), []byte(benchSheet)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		CleanStylesheet(dst, src)
	}
}

func BenchmarkAppendProperty(b *testing.B) {
	dst, name, value := make([]byte, 0, 1024), []byte("backgroundColor"), []byte("rgb(10 20 30)")
	b.ReportAllocs()
	for b.Loop() {
		AppendProperty(dst, name, value)
	}
}

func BenchmarkAppendNumberProperty(b *testing.B) {
	dst, name := make([]byte, 0, 1024), []byte("paddingInline")
	b.ReportAllocs()
	for b.Loop() {
		AppendNumberProperty(dst, name, 12.5)
	}
}

func TestNoAllocations(t *testing.T) {
	dst := make([]byte, 0, 64<<10)
	name, value := []byte("WebkitMaskImage"), []byte(`url("a\20 b.png")`)
	sheet, attr, bad := []byte(benchSheet), []byte(benchDeclarations+`;a:url(b\20 c);d:'\65 '`), []byte("a:url(javascript:x)")
	if _, issue, ok := CleanStylesheet(nil, sheet); !ok {
		t.Fatal(issue)
	}
	if _, issue, ok := CleanDeclarations(nil, attr); !ok {
		t.Fatal(issue)
	}
	allocs := testing.AllocsPerRun(100, func() {
		CleanStylesheet(dst, sheet)
		CleanDeclarations(dst, attr)
		CleanDeclarations(dst, bad)
		AppendProperty(dst, name, value)
		AppendNumberProperty(dst, name, 1.5)
	})
	if allocs != 0 {
		t.Errorf("%v allocations", allocs)
	}
}
