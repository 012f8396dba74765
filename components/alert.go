package components

import (
	"placard/engine/program"
)

// alert is a message in a box: a title and details below it.
func alert(t *kind) func(b *program.Builder) {
	title, message, class := t.Prop("title"), t.Prop("message"), t.Prop("className")
	kind := choice(t, "type", map[string]string{
		"info": " ui-alert-info", "success": " ui-alert-success", "warning": " ui-alert-warning", "error": " ui-alert-error"}, "")
	return func(b *program.Builder) {
		b.Markup(`<div data-slot="alert" role="alert" class="ui-alert`)
		b.Choose(kind)
		b.AddClass(class)
		b.Markup(`"><div data-slot="alert-title" class="ui-alert-title">`)
		b.Text(b.Prop(title))
		b.Markup(`</div>`)
		text := b.Prop(message)
		b.If(text, func() {
			b.Markup(`<div data-slot="alert-description" class="ui-alert-description">`)
			b.Text(text)
			b.Markup(`</div>`)
		})
		b.Markup(`</div>`)
	}
}
