package components

import (
	"placard/engine/expr"
	"placard/engine/program"
)

// selectOne is one of a list, as a native select. The placeholder is its first option, selected until another one is:
// of several that are, the last counts. It is not hidden, since a screen reader would not tell a hidden one; the
// stylesheet takes it out of the list once something is chosen.
func selectOne(t *kind) func(b *program.Builder) {
	f, options, placeholder, value := fieldOf(t), t.Prop("options"), t.Prop("placeholder"), t.Prop("value")
	invitation := program.Literal("Select...")
	return func(b *program.Builder) {
		f.open(b, "ui-field")
		f.caption(b)
		b.Markup(`<div class="ui-select"><select data-slot="select-trigger" class="ui-control ui-select-control"`)
		f.identity(b)
		if b.Bound(value) {
			b.Write("change", program.FromValue, value, program.Val{})
		}
		wrong := f.checked(b, value, onChange)
		b.On("change", "change")
		b.Markup(`><option value="" disabled selected>`)
		b.Text(b.Or(b.Prop(placeholder), invitation))
		b.Markup(`</option>`)
		current := textual(b, value, program.Val{})
		b.Each(b.Prop(options), func(item, index program.Val) {
			option := b.Call(expr.Option, item, index)
			b.Markup(`<option`)
			b.Attr("value", program.Plain, option)
			b.Attr("selected", program.Flag, b.Equal(current, option))
			b.Markup(`>`)
			b.Text(b.Call(expr.String, item))
			b.Markup(`</option>`)
		})
		b.Markup(`</select></div>`)
		f.mistake(b, wrong)
		b.Markup(`</div>`)
	}
}
