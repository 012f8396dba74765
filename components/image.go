package components

import (
	"placard/engine/program"
)

// image is a picture, or a grey box with what it would show.
func image(t *kind) func(b *program.Builder) {
	src, alt, class := t.Prop("src"), t.Prop("alt"), t.Prop("className")
	width, height := t.Prop("width"), t.Prop("height")
	empty, anything := program.Literal(""), program.Literal("img")
	boxWidth, boxHeight := program.Number(80), program.Number(60)
	return func(b *program.Builder) {
		picture, text := b.Prop(src), b.Prop(alt)
		b.IfElse(picture, func() {
			b.Markup(`<img`)
			b.Attr("src", program.Image, picture)
			b.Attr("alt", program.Plain, b.Or(text, empty))
			b.Attr("width", program.Plain, b.Prop(width))
			b.Attr("height", program.Plain, b.Prop(height))
			b.Markup(` class="ui-image`)
			b.AddClass(class)
			b.Markup(`">`)
		}, func() {
			label := b.Either(text, anything)
			b.Markup(`<div role="img"`)
			b.Attr("aria-label", program.Plain, label)
			b.Markup(` class="ui-image-box`)
			b.AddClass(class)
			b.Markup(`" style="`)
			b.StyleProperty("width", b.Or(b.Prop(width), boxWidth))
			b.StyleProperty("height", b.Or(b.Prop(height), boxHeight))
			b.Markup(`">`)
			b.Text(label)
			b.Markup(`</div>`)
		})
	}
}
