package suite

import (
	"bytes"
	"context"
	"fmt"

	"placard/bench"
	"placard/bench/same"
)

// The rows that others are held against.
const (
	fromJSON  = "Placard, JSON to page"
	compiled  = "Placard, compiled page"
	ownParse  = "Placard, parse stage"
	original  = "original in node"
	wholePage = "Placard, the whole page again"
	ownStream = "Placard, checked and compiled"
)

// render makes pages: Placard and the original from the JSON of a spec, templates from structs that are ready.
func (s *Suite) render(ctx context.Context) error {
	var works []work
	add := func(name, title string, spec []byte) {
		works = append(works, work{name: "render/" + name, title: title, input: spec,
			bases: []string{fromJSON, compiled}, entries: renderers()})
	}
	for _, cards := range []int{2, 20, 99} {
		n := 5*cards + 1
		add(fmt.Sprint("static-", n), fmt.Sprintf("Page of %d elements", n), bench.Cards(cards))
	}
	add("state-496", "Page of 496 elements, all texts templates over its state", bench.StateCards(99))
	add("repeat-1000", "Page with a state and a repeat over 1,000 items", bench.Items(1000))
	works = append(works, route(), routes())
	return s.do(ctx, works)
}

// The rows of an app's pages.
const (
	staticRoute  = "page that is always the same"
	dynamicRoute = "page with params, for one request"
	holesAlone   = "page of nothing but these holes"
)

// route is what the page of a route with params takes for one request, beside the same page without any.
func route() work {
	return work{name: "render/app-route", title: "Page of an app, 501 elements with its layout", input: bench.CardApp(99),
		note:  "The goal: the page with params takes at most twice the one that is always the same, beside its holes.",
		bases: []string{staticRoute}, entries: []entry{
			{staticRoute, ownHost, "app /", nil},
			{dynamicRoute, ownHost, "app /shop/garden", nil},
			{holesAlone, ownHost, "app /holes/garden", nil},
		}}
}

func renderers() []entry {
	return []entry{
		{fromJSON, ownHost, "page", same.Structure},
		{compiled, ownHost, "run", same.Structure},
		{original, nodeHost, "json-render", same.Text},
		{"html/template from structs", goHost, "html/template", same.Structure},
		{"templ from structs", goHost, "templ", same.Structure},
		{"quicktemplate from structs", goHost, "quicktemplate", same.Structure},
		{"written by hand from structs", goHost, "append", same.Structure},
		{"copy of the page's bytes", ownHost, "copy page", nil},
	}
}

// routes finds one of 1,000.
func routes() work {
	const static = "path without params"
	return work{name: "render/match-1000", title: "Route of a path, of 1,000 routes", input: bench.RoutesApp(1000),
		note: "The goal: under 300 ns.", bases: []string{static}, entries: []entry{
			{static, ownHost, "match static", nil},
			{"path with a param", ownHost, "match params", nil},
			{"path of a catch-all", ownHost, "match catch-all", nil},
			{"path that no route has", ownHost, "match nothing", nil},
		}}
}

// parse reads the JSON of specs.
func (s *Suite) parse(ctx context.Context) error {
	works := []work{
		{name: "parse/static-496", title: "JSON of a page of 496 elements", input: bench.Cards(99)},
		{name: "parse/repeat-1000", title: "JSON of a page with 1,000 items in its state", input: bench.Items(1000)},
	}
	for i := range works {
		w := &works[i]
		w.title += fmt.Sprintf(", %s", Bytes.Format(float64(len(w.input))))
		w.want, w.bases, w.entries = w.input, []string{ownParse}, parsers()
	}
	return s.do(ctx, works)
}

// parsers. What Placard's parse stage makes is held against the others in group render, where pages are made of it.
func parsers() []entry {
	return []entry{
		{ownParse, ownHost, "parse", nil},
		{"fastjson, tree", goHost, "fastjson", same.JSON},
		{"simdjson-go, tape", goHost, "simdjson-go", same.JSON},
		{"sonic, struct", goHost, "sonic struct", same.JSON},
		{"sonic, map", goHost, "sonic map", same.JSON},
		{"encoding/json, struct", goHost, "encoding/json struct", same.JSON},
		{"encoding/json, map", goHost, "encoding/json map", same.JSON},
		{"JSON.parse in node", nodeHost, "JSON.parse", same.JSON},
		{"limit: a loop over the bytes", ownHost, "byte loop", nil},
		{"limit: a copy of the bytes", ownHost, "copy", nil},
	}
}

// patch applies the patches of a page that is streamed, from the lines to the spec; Placard also checks and compiles it.
func (s *Suite) patch(ctx context.Context) error {
	all, some := bench.StreamPatches(99), bench.StreamPatches(10)
	return s.do(ctx, []work{
		{name: "patch/497", title: "497 patches of a streamed page", input: lines(all), want: bench.Cards(99),
			bases: []string{ownStream, original}, entries: []entry{
				{ownStream, ownHost, "stream", same.JSON},
				{original, nodeHost, "compileSpecStream", same.JSON},
				{"json-patch, one document", goHost, "json-patch document", same.JSON},
			}},
		{name: "patch/52", title: "52 patches of a streamed page", input: lines(some), want: bench.Cards(10),
			note:  "One by one a patch of text costs the more the longer the text has become, so there are few of them.",
			bases: []string{ownStream, original}, entries: []entry{
				{ownStream, ownHost, "stream", same.JSON},
				{original, nodeHost, "compileSpecStream", same.JSON},
				{"json-patch, one document", goHost, "json-patch document", same.JSON},
				{"json-patch, one by one", goHost, "json-patch each", same.JSON},
			}},
		{name: "patch/replace", title: "One replaced prop of a page of 496 elements", input: lines(all),
			note:  "The goal: 50 times as fast as the whole page, and under 10 µs.",
			bases: []string{wholePage}, entries: []entry{
				{"Placard, patch to message", ownHost, "replace", nil},
				{wholePage, ownHost, "whole again", nil},
			}},
	})
}

func lines(patches [][]byte) []byte { return append(bytes.Join(patches, []byte("\n")), '\n') }
