package components

import (
	"placard/engine/program"
)

// dialog is a box in the middle of the screen, above the page.
func dialog(t *kind) func(b *program.Builder) {
	m := newModal(t, "dialog")
	return func(b *program.Builder) {
		m.open(b)
		b.Markup(`<div data-slot="dialog-header" class="ui-dialog-header">`)
		m.heading(b)
		b.Markup(`</div>`)
		b.Children()
		m.close(b)
	}
}
