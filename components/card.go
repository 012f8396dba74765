package components

import (
	"placard/engine/program"
)

// card is a box with an optional title and description above its children.
func card(t *kind) func(b *program.Builder) {
	title, description, centered, class := t.Prop("title"), t.Prop("description"), t.Prop("centered"), t.Prop("className")
	width := choice(t, "maxWidth", map[string]string{"sm": " ui-card-sm", "md": " ui-card-md", "lg": " ui-card-lg"}, "")
	return func(b *program.Builder) {
		b.Markup(`<div data-slot="card" class="ui-card`)
		b.Choose(width)
		b.If(b.Prop(centered), func() { b.Markup(" ui-centered") })
		b.AddClass(class)
		b.Markup(`">`)
		heading, text := b.Prop(title), b.Prop(description)
		b.If(b.Either(heading, text), func() {
			b.Markup(`<div data-slot="card-header" class="ui-card-header">`)
			b.If(heading, func() {
				b.Markup(`<div data-slot="card-title" class="ui-card-title">`)
				b.Text(heading)
				b.Markup(`</div>`)
			})
			b.If(text, func() {
				b.Markup(`<div data-slot="card-description" class="ui-card-description">`)
				b.Text(text)
				b.Markup(`</div>`)
			})
			b.Markup(`</div>`)
		})
		b.Markup(`<div data-slot="card-content" class="ui-card-content">`)
		b.Children()
		b.Markup(`</div></div>`)
	}
}
