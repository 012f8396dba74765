package components

import (
	"placard/engine/program"
)

// drawer is a sheet at the bottom of the screen, above the page. The original can only be dragged away or left with
// Escape; this one has a button too.
func drawer(t *kind) func(b *program.Builder) {
	m := newModal(t, "drawer")
	return func(b *program.Builder) {
		m.open(b)
		b.Markup(`<div class="ui-drawer-handle"></div><div data-slot="drawer-header" class="ui-drawer-header">`)
		m.heading(b)
		b.Markup(`</div><div class="ui-drawer-body">`)
		b.Children()
		b.Markup(`</div>`)
		m.close(b)
	}
}
