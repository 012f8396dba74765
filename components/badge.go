package components

import (
	"placard/engine/program"
)

// badge is a short status.
func badge(t *kind) func(b *program.Builder) {
	content, class := t.Prop("text"), t.Prop("className")
	variant := choice(t, "variant", map[string]string{
		"secondary": " ui-badge-secondary", "destructive": " ui-badge-destructive", "outline": " ui-badge-outline"}, "")
	return func(b *program.Builder) {
		b.Markup(`<span data-slot="badge" class="ui-badge`)
		b.Choose(variant)
		b.AddClass(class)
		b.Markup(`">`)
		b.Text(b.Prop(content))
		b.Markup(`</span>`)
	}
}
