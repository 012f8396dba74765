package components

import (
	"placard/engine/expr"
	"placard/engine/program"
)

// avatar is the round picture of a person, or the initials of the name. The picture has the initials too: browsers
// show them, through the stylesheet, where it does not load.
func avatar(t *kind) func(b *program.Builder) {
	src, name, class := t.Prop("src"), t.Prop("name"), t.Prop("className")
	size := choice(t, "size", map[string]string{"sm": " ui-avatar-sm", "lg": " ui-avatar-lg"}, "")
	nobody := program.Literal("?")
	return func(b *program.Builder) {
		b.Markup(`<span data-slot="avatar" class="ui-avatar`)
		b.Choose(size)
		b.AddClass(class)
		b.Markup(`">`)
		picture, person := b.Prop(src), b.Either(b.Prop(name), nobody)
		initials := b.Call(expr.Initials, person)
		b.IfElse(picture, func() {
			b.Markup(`<img data-slot="avatar-image" class="ui-avatar-image"`)
			b.Attr("src", program.Image, picture)
			b.Attr("alt", program.Plain, person)
			b.Attr("data-initials", program.Plain, initials)
			b.Markup(`>`)
		}, func() {
			b.Markup(`<span data-slot="avatar-fallback" class="ui-avatar-fallback" role="img"`)
			b.Attr("aria-label", program.Plain, person)
			b.Markup(`>`)
			b.Text(initials)
			b.Markup(`</span>`)
		})
		b.Markup(`</span>`)
	}
}
