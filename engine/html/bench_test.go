package html

import (
	"strings"
	"testing"
)

var benchTexts = []struct{ name, text string }{
	{"short", "Save now"},
	{"classes", "flex items-center gap-2"},
	{"sentence", "The quick brown fox jumps over the dog!!"},
	{"dirty", `Tom & "Jerry" <b>`},
	{"unicode", "Größe: 日本語 — naïve café"},
	{"long", strings.Repeat("The quick brown fox jumps over the dog. ", 25)},
}

func benchmark(b *testing.B, f func(dst, s []byte) []byte) {
	for _, c := range benchTexts {
		b.Run(c.name, func(b *testing.B) {
			dst, s := make([]byte, 0, 8192), []byte(c.text)
			b.SetBytes(int64(len(s)))
			b.ReportAllocs()
			for b.Loop() {
				f(dst, s)
			}
		})
	}
}

func BenchmarkAppendText(b *testing.B)       { benchmark(b, AppendText) }
func BenchmarkAppendAttr(b *testing.B)       { benchmark(b, AppendAttr) }
func BenchmarkAppendScriptJSON(b *testing.B) { benchmark(b, AppendScriptJSON) }

func BenchmarkCleanURL(b *testing.B) {
	for _, c := range []struct{ name, url string }{
		{"path", "/products/12"}, {"https", "https://example.com/a/b?c=d"}, {"relative", "products/12?page=2"}, {"mailto", "mailto:someone@example.com"},
		{"data", "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"}, {"refused", "java&#115;cript:alert(1)"},
	} {
		b.Run(c.name, func(b *testing.B) {
			s := []byte(c.url)
			b.ReportAllocs()
			for b.Loop() {
				CleanURL(Image, s)
			}
		})
	}
}

func TestNoAllocations(t *testing.T) {
	dst := make([]byte, 0, 8192)
	inputs := [][]byte{[]byte("https://example.com/a b"), []byte("javascript&colon;x"), []byte("mailto:a@b"), []byte("data:image/png;base64,AA")}
	for _, c := range benchTexts {
		inputs = append(inputs, []byte(c.text))
	}
	allocs := testing.AllocsPerRun(100, func() {
		for _, s := range inputs {
			AppendText(dst, s)
			AppendAttr(dst, s)
			AppendScriptJSON(dst, s)
			AppendURL(dst, Link, s)
			AppendURL(dst, Image, s)
			AppendSrcset(dst, s)
			IsScriptURL(s)
		}
	})
	if allocs != 0 {
		t.Errorf("%v allocations", allocs)
	}
}
