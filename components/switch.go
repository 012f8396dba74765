package components

import (
	"placard/engine/program"
)

// switchOn is on or off: a check box that calls itself a switch, at the end of its label's line.
func switchOn(t *kind) func(b *program.Builder) {
	f, checked := fieldOf(t), t.Prop("checked")
	return func(b *program.Builder) {
		f.open(b, "ui-tick-field")
		b.Markup(`<div class="ui-tick ui-switch-row">`)
		f.caption(b)
		b.Markup(`<input type="checkbox" role="switch" data-slot="switch" class="ui-control ui-switch"`)
		f.identity(b)
		b.Attr("checked", program.Flag, b.Control(checked, program.Val{}, program.Val{}))
		if b.Bound(checked) {
			b.Write("change", program.FromChecked, checked, program.Val{})
		}
		wrong := f.checked(b, checked, onChange)
		b.On("change", "change")
		b.Markup(`></div>`)
		f.mistake(b, wrong)
		b.Markup(`</div>`)
	}
}
