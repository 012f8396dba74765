package components

import (
	"placard/engine/program"
)

// skeleton is a grey shape where content will be.
func skeleton(t *kind) func(b *program.Builder) {
	width, height, rounded, class := t.Prop("width"), t.Prop("height"), t.Prop("rounded"), t.Prop("className")
	wide, line := program.Literal("100%"), program.Literal("1.25rem")
	return func(b *program.Builder) {
		b.Markup(`<div data-slot="skeleton" class="ui-skeleton`)
		b.If(b.Prop(rounded), func() { b.Markup(" ui-skeleton-round") })
		b.AddClass(class)
		b.Markup(`" style="`)
		b.StyleProperty("width", b.Or(b.Prop(width), wide))
		b.StyleProperty("height", b.Or(b.Prop(height), line))
		b.Markup(`"></div>`)
	}
}
