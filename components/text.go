package components

import (
	"placard/engine/program"
)

// text is a paragraph, or inline code.
func text(t *kind) func(b *program.Builder) {
	content, class := t.Prop("text"), t.Prop("className")
	tag := choice(t, "variant", map[string]string{"code": "code"}, "p")
	variant := choice(t, "variant", map[string]string{
		"caption": " ui-text-caption", "muted": " ui-text-muted", "lead": " ui-text-lead", "code": " ui-text-code"}, "")
	return func(b *program.Builder) {
		b.Markup(`<`)
		b.Choose(tag)
		b.Markup(` class="ui-text`)
		b.Choose(variant)
		b.AddClass(class)
		b.Markup(`">`)
		b.Text(b.Prop(content))
		b.Markup(`</`)
		b.Choose(tag)
		b.Markup(`>`)
	}
}
