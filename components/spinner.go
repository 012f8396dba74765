package components

import (
	"placard/engine/program"
)

// spinner is a turning ring with a label beside it, the sign that something loads.
func spinner(t *kind) func(b *program.Builder) {
	label, class := t.Prop("label"), t.Prop("className")
	size := choice(t, "size", map[string]string{"sm": " ui-spinner-sm", "lg": " ui-spinner-lg"}, "")
	return func(b *program.Builder) {
		text := b.Prop(label)
		b.Markup(`<div role="status"`)
		b.If(b.Not(text), func() { b.Markup(` aria-label="Loading"`) })
		b.Markup(` class="ui-spinner`)
		b.Choose(size)
		b.AddClass(class)
		b.Markup(`"><svg viewBox="0 0 24 24" aria-hidden="true">` +
			`<circle cx="12" cy="12" r="10" opacity="0.25"/><path d="M2 12A10 10 0 0 1 12 2" opacity="0.75"/></svg>`)
		b.If(text, func() {
			b.Markup(`<span>`)
			b.Text(text)
			b.Markup(`</span>`)
		})
		b.Markup(`</div>`)
	}
}
