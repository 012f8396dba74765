package main

import (
	"strconv"

	"placard/bench/contender"
	"placard/bench/peers/page"
)

// appendWriter is what someone would write by hand for just these pages, and stands for what Go can do: append to a
// buffer that is used again, with a table-driven escape.
func appendWriter(spec []byte) (contender.Job, error) {
	data, err := page.Read(spec)
	if err != nil {
		return contender.Job{}, err
	}
	var b []byte
	run := func() {
		b = append(b[:0], head...)
		switch p := data.(type) {
		case *page.Cards:
			b = appendCards(b, p)
		case *page.Site:
			b = appendSite(b, p)
		case *page.Shop:
			b = appendShop(b, p)
		}
		b = append(b, foot...)
	}
	return contender.Job{Run: run, Output: func() ([]byte, error) {
		run()
		return b, nil
	}}, nil
}

const (
	head = `<!doctype html><html lang="en"><head><meta charset="utf-8">` +
		`<meta name="viewport" content="width=device-width, initial-scale=1"><title>Benchmark</title><link rel="icon" href="data:,">` +
		`</head><body><main class="ui-page"><div class="ui-stack">`
	foot = `</div></main></body></html>`

	cardTitle       = `<div data-slot="card" class="ui-card"><div data-slot="card-header" class="ui-card-header"><div data-slot="card-title" class="ui-card-title">`
	cardDescription = `</div><div data-slot="card-description" class="ui-card-description">`
	cardContent     = `</div></div><div data-slot="card-content" class="ui-card-content">`
	cardText        = `<p class="ui-text ui-text-muted">`
	cardBadge       = `</p><span data-slot="badge" class="ui-badge ui-badge-secondary">`
	cardLink        = `</span><a href="`
	cardLabel       = `" class="ui-link">`
	cardEnd         = `</a></div></div>`
)

func appendCards(b []byte, p *page.Cards) []byte {
	for i := range p.Cards {
		c := &p.Cards[i]
		b = appendText(append(b, cardTitle...), c.Title)
		b = appendText(append(b, cardDescription...), c.Description)
		b = appendText(append(b, cardContent+`<h3 class="ui-heading">`...), c.Heading)
		b = appendText(append(b, `</h3>`+cardText...), c.Text)
		b = appendText(append(b, cardBadge...), c.Badge)
		b = appendText(append(b, cardLink...), c.Href)
		b = appendText(append(b, cardLabel...), c.Label)
		b = append(b, cardEnd...)
	}
	return b
}

func appendSite(b []byte, p *page.Site) []byte {
	for i := range p.Cards {
		c := &p.Cards[i]
		n := int64(c.Number)
		b = strconv.AppendInt(append(b, cardTitle+"Card "...), n, 10)
		b = appendText(append(b, " of "...), p.Site)
		b = strconv.AppendInt(append(b, cardDescription+"Description of card number "...), n, 10)
		b = strconv.AppendInt(append(b, cardContent+`<h3 class="ui-heading">Heading `...), n, 10)
		b = strconv.AppendInt(append(b, `</h3>`+cardText+"Some body text for the card, number "...), n, 10)
		b = appendText(append(b, "."+cardBadge...), c.Status)
		b = strconv.AppendInt(append(b, cardLink+"https://example.com/items/"...), n, 10)
		b = appendText(append(b, cardLabel+"Read more of "...), p.Site)
		b = append(b, cardEnd...)
	}
	return b
}

func appendShop(b []byte, p *page.Shop) []byte {
	b = appendText(append(b, `<h1 class="ui-heading">All of `...), p.Site)
	b = append(b, `</h1><div class="ui-stack">`...)
	for i := range p.Items {
		c := &p.Items[i]
		b = appendText(append(b, cardTitle...), c.Name)
		b = strconv.AppendFloat(append(b, cardDescription...), c.Price, 'f', -1, 64)
		b = appendText(append(b, " at "...), p.Site)
		b = appendText(append(b, cardContent+cardText...), c.Text)
		b = append(b, cardBadge...)
		if c.Stock {
			b = append(b, "In stock"...)
		} else {
			b = append(b, "Gone"...)
		}
		b = appendText(append(b, cardLink...), c.URL)
		b = append(b, cardLabel+"Read more"+cardEnd...)
	}
	return append(b, "</div>"...)
}

// escapes has what a byte must be written as in text and in attributes, "" for itself.
var escapes = [256]string{'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&#34;", '\'': "&#39;"}

func appendText(b []byte, s string) []byte {
	from := 0
	for i := 0; i < len(s); i++ {
		if e := escapes[s[i]]; e != "" {
			b = append(append(b, s[from:i]...), e...)
			from = i + 1
		}
	}
	return append(b, s[from:]...)
}
