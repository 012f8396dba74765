package components

import (
	"placard/engine/program"
)

// separator is a line between things. It says nothing that their order does not say, so screen readers pass it over.
func separator(t *kind) func(b *program.Builder) {
	class := t.Prop("className")
	orientation := choice(t, "orientation", map[string]string{"vertical": " ui-separator-vertical"}, "")
	return func(b *program.Builder) {
		b.Markup(`<div data-slot="separator" role="none" class="ui-separator`)
		b.Choose(orientation)
		b.AddClass(class)
		b.Markup(`"></div>`)
	}
}
