package components

import (
	"placard/engine/program"
)

// carousel is a row of cards that scrolls sideways and comes to rest at a card. Its buttons need a script; how many
// cards fit depends on the screen, so until the script has measured it, Next is off when there are at most two.
func carousel(t *kind) func(b *program.Builder) {
	list, class := t.Prop("items"), t.Prop("className")
	return func(b *program.Builder) {
		items := b.Prop(list)
		b.Markup(`<div data-slot="carousel" role="region" aria-roledescription="carousel"`)
		b.Behavior("carousel")
		b.Markup(` class="ui-carousel`)
		b.AddClass(class)
		b.Markup(`"><div data-slot="carousel-content" class="ui-carousel-content">`)
		b.Each(items, func(item, _ program.Val) { slide(b, b.Field(item, "title"), b.Field(item, "description")) })
		b.Markup(`</div><button data-slot="carousel-previous" type="button" aria-label="Previous slide" disabled ` +
			`class="ui-button ui-button-outline ui-button-icon ui-carousel-previous">`)
		b.Markup(iconArrowLeft)
		b.Markup(`</button><button data-slot="carousel-next" type="button" aria-label="Next slide"`)
		b.Attr("disabled", program.Flag, b.Not(b.Nth(items, 2)))
		b.Markup(` class="ui-button ui-button-outline ui-button-icon ui-carousel-next">`)
		b.Markup(iconArrowRight)
		b.Markup(`</button></div>`)
	}
}

func slide(b *program.Builder, title, description program.Val) {
	b.Markup(`<div data-slot="carousel-item" role="group" aria-roledescription="slide" class="ui-carousel-item">`)
	b.If(title, func() {
		b.Markup(`<h4 class="ui-carousel-title">`)
		b.Text(title)
		b.Markup(`</h4>`)
	})
	b.If(description, func() {
		b.Markup(`<p class="ui-carousel-description">`)
		b.Text(description)
		b.Markup(`</p>`)
	})
	b.Markup(`</div>`)
}
