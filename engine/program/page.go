package program

import (
	"placard/engine/css"
	"placard/engine/html"
	"placard/engine/value"
)

// page writes the document: what every page has, then the root element.
func (b *Builder) page(o Options) {
	b.Markup("<!doctype html><html lang=\"")
	b.slab = html.AppendAttr(b.slab, b.metaText("lang", "en"))
	b.Markup(`"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>`)
	b.slab = html.AppendText(b.slab, b.metaText("title", o.Title))
	b.Markup(`</title>`)
	if d := b.metaText("description", ""); len(d) > 0 {
		b.Markup(`<meta name="description" content="`)
		b.slab = html.AppendAttr(b.slab, d)
		b.Markup(`">`)
	}
	b.Markup(`<link rel="icon" href="data:,"><style>`)
	b.styles()
	b.Markup(`</style></head><body><main class="ui-page">`)
	b.element(int(b.spec.RootElement))
	b.Markup(`</main></body></html>`)
}

// metaText is a text of the spec's meta. Check has made sure that it is text or not there.
func (b *Builder) metaText(key, other string) []byte {
	d := &b.spec.Doc
	if m := d.Field(b.spec.Meta, key); d.Kind(m) == value.String && len(d.Content(m)) > 0 {
		return d.Content(m)
	}
	return []byte(other)
}

// styles writes the stylesheets that the page's types need, and the spec's own last.
func (b *Builder) styles() {
	b.slab = append(b.slab, b.set.Base...)
	var sheets uint64
	for t := range b.set.Components {
		if b.spec.Types.Has(t) {
			sheets |= b.set.Components[t].Sheets
		}
	}
	for i, sheet := range b.set.Sheets {
		if sheets&(1<<i) != 0 {
			b.slab = append(b.slab, sheet...)
		}
	}
	if own := b.metaText("style", ""); len(own) > 0 {
		b.slab, _, _ = css.CleanStylesheet(b.slab, own)
	}
}
