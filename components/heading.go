package components

import (
	"placard/engine/program"
)

// heading is h1 to h4; h2 when no other level is asked for.
func heading(t *kind) func(b *program.Builder) {
	content, class := t.Prop("text"), t.Prop("className")
	tags := map[string]string{"h1": "h1", "h2": "h2", "h3": "h3", "h4": "h4"}
	level := choice(t, "level", tags, "h2")
	return func(b *program.Builder) {
		b.Markup(`<`)
		b.Choose(level)
		b.Markup(` class="ui-heading`)
		b.AddClass(class)
		b.Markup(`">`)
		b.Text(b.Prop(content))
		b.Markup(`</`)
		b.Choose(level)
		b.Markup(`>`)
	}
}
