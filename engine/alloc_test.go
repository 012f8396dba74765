package engine_test

import (
	"runtime/debug"
	"strings"
	"testing"

	"placard/bench"
	"placard/engine/program"
)

// noAllocations fails when f allocates once its memory has grown. The garbage collector is off meanwhile, since it
// empties pools.
func noAllocations(t *testing.T, name string, f func()) {
	t.Helper()
	if racing {
		t.Skip("the race detector allocates")
	}
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	if n := testing.AllocsPerRun(20, f); n != 0 {
		t.Errorf("%s: %v allocations", name, n)
	}
}

// dynamicPages use every operation of a program with values that are known only when the page runs.
func dynamicPages() map[string]string {
	const state = `{"t":"a<b","n":3,"u":"/x","c":"red","w":"1px","l":[{"x":"a","y":[1,2]}],"k":["a","b"],"thousand":`
	pages := map[string]string{
		"text":           `"a":{"type":"p","text":{"$state":"/t"}}`,
		"attribute":      `"a":{"type":"p","props":{"title":{"$state":"/t"},"tabindex":{"$state":"/n"},"hidden":{"$state":"/t"}}}`,
		"url":            `"a":{"type":"a","props":{"href":{"$state":"/u"}}}`,
		"srcset":         `"a":{"type":"img","props":{"alt":"","srcset":{"$template":"${/u} 1x, ${/u} 2x"}}}`,
		"class table":    `"a":{"type":"Heading","props":{"text":"x","level":{"$state":"/t"}}}`,
		"classes":        `"a":{"type":"Text","props":{"text":"x","className":{"$state":"/t"}}}`,
		"class list":     `"a":{"type":"p","props":{"class":["a",{"$state":"/t"}]}}`,
		"style text":     `"a":{"type":"p","props":{"style":{"$template":"color:${/c}"}}}`,
		"style object":   `"a":{"type":"p","props":{"style":{"color":{"$state":"/c"},"margin":{"$state":"/n"}}}}`,
		"style property": `"a":{"type":"Skeleton","props":{"width":{"$state":"/w"}}}`,
		"template":       `"a":{"type":"p","text":{"$template":"Hi ${/t} and ${/n}"}}`,
		"condition":      `"a":{"type":"p","visible":[{"$state":"/n","gt":1},{"$or":[{"$state":"/t","eq":"x"},{"$state":"/t"}]}],"text":{"$cond":{"$state":"/t"},"$then":"x","$else":"y"}}`,
		"directives":     `"a":{"type":"p","text":{"$concat":[{"$math":"add","a":{"$state":"/n"},"b":1},{"$join":{"$state":"/k"}},{"$truncate":{"$state":"/t"},"length":1}]}}`,
		"repeat":         `"a":{"type":"ul","repeat":{"statePath":"/thousand"},"children":["b"]},"b":{"type":"li","text":{"$template":"${/t} ${}"},"props":{"data-i":{"$index":true}}}`,
		"nested repeat":  `"a":{"type":"ul","repeat":{"statePath":"/l"},"children":["b"]},"b":{"type":"li","repeat":{"statePath":{"$item":"y"}},"children":["c"]},"c":{"type":"i","text":{"$item":""}}`,
		"ids":            `"a":{"type":"Stack","repeat":{"statePath":"/k"},"children":["b"]},"b":{"type":"Input","props":{"label":{"$item":""},"name":"n"}}`,
		"lists":          `"a":{"type":"Table","props":{"columns":{"$state":"/k"},"rows":[["x",{"$state":"/t"}]]}}`,
	}
	for name, elements := range pages {
		pages[name] = page(elements, state+numbers(1000)+`}`)
	}
	return pages
}

func TestRunsDoNotAllocate(t *testing.T) {
	for name, text := range dynamicPages() {
		p := compile(t, text)
		if p.Static() {
			t.Errorf("%s: the page is static", name)
		}
		var out []byte
		noAllocations(t, name, func() { out, _ = p.Append(out[:0]) })
	}
	p := compile(t, string(bench.Cards(99)))
	var out []byte
	noAllocations(t, "static", func() { out, _ = p.Append(out[:0]) })
}

// Everything from the bytes of a spec to those of its page, in memory that is used again.
func TestRenderingDoesNotAllocate(t *testing.T) {
	e := newEngine()
	var out []byte
	o := program.Options{Title: strings.Repeat("a long title ", 10)}
	render := func(text []byte) func() {
		return func() { out, _ = e.Render(out[:0], text, o) }
	}
	noAllocations(t, "static", render(bench.Cards(99)))
	for name, text := range dynamicPages() {
		noAllocations(t, name, render([]byte(text)))
	}
	for name, text := range samples(t) {
		if strings.Contains(string(text), "~") {
			continue // pointers with escapes are the one thing that is copied
		}
		if _, issues := e.Render(nil, text, program.Options{}); len(issues.Issues) == 0 {
			noAllocations(t, name, render(text))
		}
	}
}

// A page for the browser runtime is made in memory that is used again, too.
func TestRenderingLivePagesDoesNotAllocate(t *testing.T) {
	e := newLiveEngine()
	var out []byte
	for name, text := range samples(t) {
		if strings.Contains(string(text), "~") {
			continue
		}
		if page, issues := e.Render(nil, text, program.Options{}); len(issues.Issues) == 0 && strings.Contains(string(page), "ui-data") {
			noAllocations(t, name, func() { out, _ = e.Render(out[:0], text, program.Options{}) })
		}
	}
}
