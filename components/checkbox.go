package components

import (
	"placard/engine/program"
)

// checkbox is a box to tick, with its label behind it.
func checkbox(t *kind) func(b *program.Builder) {
	f, checked := fieldOf(t), t.Prop("checked")
	return func(b *program.Builder) {
		f.open(b, "ui-tick-field")
		b.Markup(`<div class="ui-tick"><input type="checkbox" data-slot="checkbox" class="ui-control ui-checkbox"`)
		f.identity(b)
		b.Attr("checked", program.Flag, b.Control(checked, program.Val{}, program.Val{}))
		if b.Bound(checked) {
			b.Write("change", program.FromChecked, checked, program.Val{})
		}
		wrong := f.checked(b, checked, onChange)
		b.On("change", "change")
		b.Markup(`>`)
		f.caption(b)
		b.Markup(`</div>`)
		f.mistake(b, wrong)
		b.Markup(`</div>`)
	}
}
