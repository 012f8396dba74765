package main

import (
	"bytes"
	"fmt"
	"html/template"

	"placard/bench/contender"
	"placard/bench/peers/page"
)

// document is the page around what "body" makes; card and badge are what the pages share.
const document = `<!doctype html><html lang="en"><head><meta charset="utf-8">` +
	`<meta name="viewport" content="width=device-width, initial-scale=1"><title>Benchmark</title><link rel="icon" href="data:,">` +
	`</head><body><main class="ui-page"><div class="ui-stack">{{template "body" .}}</div></main></body></html>`

const htmlCards = `{{define "body"}}{{range .Cards}}<div data-slot="card" class="ui-card">` +
	`<div data-slot="card-header" class="ui-card-header"><div data-slot="card-title" class="ui-card-title">{{.Title}}</div>` +
	`<div data-slot="card-description" class="ui-card-description">{{.Description}}</div></div>` +
	`<div data-slot="card-content" class="ui-card-content"><h3 class="ui-heading">{{.Heading}}</h3>` +
	`<p class="ui-text ui-text-muted">{{.Text}}</p>` +
	`<span data-slot="badge" class="ui-badge ui-badge-secondary">{{.Badge}}</span>` +
	`<a href="{{.Href}}" class="ui-link">{{.Label}}</a></div></div>{{end}}{{end}}`

const htmlSite = `{{define "body"}}{{$site := .Site}}{{range .Cards}}<div data-slot="card" class="ui-card">` +
	`<div data-slot="card-header" class="ui-card-header">` +
	`<div data-slot="card-title" class="ui-card-title">Card {{.Number}} of {{$site}}</div>` +
	`<div data-slot="card-description" class="ui-card-description">Description of card number {{.Number}}</div></div>` +
	`<div data-slot="card-content" class="ui-card-content"><h3 class="ui-heading">Heading {{.Number}}</h3>` +
	`<p class="ui-text ui-text-muted">Some body text for the card, number {{.Number}}.</p>` +
	`<span data-slot="badge" class="ui-badge ui-badge-secondary">{{.Status}}</span>` +
	`<a href="https://example.com/items/{{.Number}}" class="ui-link">Read more of {{$site}}</a></div></div>{{end}}{{end}}`

const htmlShop = `{{define "body"}}{{$site := .Site}}<h1 class="ui-heading">All of {{$site}}</h1><div class="ui-stack">` +
	`{{range .Items}}<div data-slot="card" class="ui-card"><div data-slot="card-header" class="ui-card-header">` +
	`<div data-slot="card-title" class="ui-card-title">{{.Name}}</div>` +
	`<div data-slot="card-description" class="ui-card-description">{{.Price}} at {{$site}}</div></div>` +
	`<div data-slot="card-content" class="ui-card-content"><p class="ui-text ui-text-muted">{{.Text}}</p>` +
	`<span data-slot="badge" class="ui-badge ui-badge-secondary">{{if .Stock}}In stock{{else}}Gone{{end}}</span>` +
	`<a href="{{.URL}}" class="ui-link">Read more</a></div></div>{{end}}</div>{{end}}`

// htmlTemplate executes a parsed html/template into a buffer that is used again.
func htmlTemplate(spec []byte) (contender.Job, error) {
	data, err := page.Read(spec)
	if err != nil {
		return contender.Job{}, err
	}
	var body string
	switch data.(type) {
	case *page.Cards:
		body = htmlCards
	case *page.Site:
		body = htmlSite
	case *page.Shop:
		body = htmlShop
	}
	t, err := template.New("document").Parse(document + body)
	if err != nil {
		return contender.Job{}, err
	}
	return buffered(func(b *bytes.Buffer) {
		if err := t.Execute(b, data); err != nil {
			panic(fmt.Sprint("html/template: ", err)) // The page was the same a moment ago.
		}
	}), nil
}

// buffered is a job that writes into one buffer again and again.
func buffered(run func(*bytes.Buffer)) contender.Job {
	var b bytes.Buffer
	again := func() {
		b.Reset()
		run(&b)
	}
	return contender.Job{Run: again, Output: func() ([]byte, error) {
		again()
		return b.Bytes(), nil
	}}
}
