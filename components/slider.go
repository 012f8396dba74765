package components

import (
	"placard/engine/expr"
	"placard/engine/program"
)

// slider is a number from a range, as a native range input. Its label also shows the number.
func slider(t *kind) func(b *program.Builder) {
	f, value := fieldOf(t), t.Prop("value")
	low, high, step := t.Prop("min"), t.Prop("max"), t.Prop("step")
	zero, hundred, one := program.Number(0), program.Number(100), program.Number(1)
	return func(b *program.Builder) {
		lowest, highest := b.Or(b.Prop(low), zero), b.Or(b.Prop(high), hundred)
		current := b.Local(value, lowest, lowest)
		f.open(b, "ui-field")
		b.If(b.Prop(f.label), func() {
			b.Markup(`<div class="ui-slider-head">`)
			f.caption(b)
			b.Markup(`<span class="ui-slider-value">`)
			b.Text(current)
			b.Markup(`</span></div>`)
		})
		b.Markup(`<input type="range" data-slot="slider" class="ui-slider" id="`)
		f.id(b)
		b.Markup(`"`)
		b.Attr("min", program.Plain, lowest)
		b.Attr("max", program.Plain, highest)
		b.Attr("step", program.Plain, b.Or(b.Prop(step), one))
		b.Attr("value", program.Plain, current)
		b.Write("input", program.FromNumber, value, program.Val{})
		b.On("input", "change")
		b.Markup(` style="`)
		b.StyleProperty("--ui-fill", b.Call(expr.Percent, current, lowest, highest))
		b.Markup(`"></div>`)
	}
}
