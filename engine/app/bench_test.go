package app_test

import (
	"fmt"
	"strings"
	"testing"

	"placard/engine/app"
)

// cards are an app with the same page twice: one is always the same, one is below a param, with holes in it.
func cards() string {
	var kids, elements strings.Builder
	for i := range 100 {
		if i > 0 {
			kids.WriteString(",")
		}
		fmt.Fprintf(&kids, `"c%d"`, i)
		fmt.Fprintf(&elements, `,"c%d":{"type":"Card","props":{"title":"Card %d"},"children":["t%d"]},"t%d":{"type":"Text","props":{"text":"What card %d says"}}`, i, i, i, i, i)
	}
	layout := `{"root":"l","elements":{"l":{"type":"Stack","children":["n","s"]},"n":{"type":"Link","props":{"label":"Home","href":"/"}},"s":{"type":"Slot"}}}`
	page := func(title string) string {
		return `{"layout":"l","page":{"root":"p","elements":{"p":{"type":"Stack","children":["h",` + kids.String() + `]},"h":{"type":"Heading","props":{"text":` + title + `}}` + elements.String() + `}}}`
	}
	return `{"layouts":{"l":` + layout + `},"routes":{"/":` + page(`"All"`) + `,"/shop/[category]":` + page(`{"$state":"/params/category"}`) + `}}`
}

// The goal for the page with a param, which is not kept: within twice the page that is always the same, beside its holes.
func BenchmarkRequest(b *testing.B) {
	a := compile(b, cards(), options)
	var params app.Params
	var out []byte
	for _, path := range []string{"/", "/shop/garden%20tools"} {
		text := []byte(path)
		b.Run(strings.ReplaceAll(path, "/", "_"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				out, _ = a.Append(out[:0], a.Find(text, &params), app.Request{Path: text})
			}
			b.SetBytes(int64(len(out)))
		})
	}
}

func BenchmarkCompile(b *testing.B) {
	c, site := newCompiler(), []byte(read(b, "site.json"))
	b.SetBytes(int64(len(site)))
	for b.Loop() {
		c.Compile(site, options)
	}
}
