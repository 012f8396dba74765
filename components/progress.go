package components

import (
	"placard/engine/expr"
	"placard/engine/program"
)

// progress is a bar with a label above it. Its value is told in percent of max, so that 0 to 100, which a progressbar
// means by itself, always fits.
func progress(t *kind) func(b *program.Builder) {
	value, most, label, class := t.Prop("value"), t.Prop("max"), t.Prop("label"), t.Prop("className")
	least, hundred := program.Number(0), program.Number(100)
	return func(b *program.Builder) {
		b.Markup(`<div class="ui-progress`)
		b.AddClass(class)
		b.Markup(`">`)
		text := b.Prop(label)
		b.If(text, func() {
			b.Markup(`<div data-slot="label" class="ui-progress-label" id="`)
			b.UniqueID(program.Val{}, "-label")
			b.Markup(`">`)
			b.Text(text)
			b.Markup(`</div>`)
		})
		percent := b.Call(expr.Percent, b.Prop(value), least, b.Or(b.Prop(most), hundred))
		b.Markup(`<div data-slot="progress" class="ui-progress-bar" role="progressbar"`)
		b.Attr("aria-valuenow", program.Plain, percent)
		b.IfElse(text, func() {
			b.Markup(` aria-labelledby="`)
			b.UniqueID(program.Val{}, "-label")
			b.Markup(`"`)
		}, func() {
			b.Markup(` aria-label="Progress"`)
		})
		b.Markup(`><div data-slot="progress-indicator" class="ui-progress-indicator" style="`)
		b.StyleProperty("--value", percent)
		b.Markup(`"></div></div></div>`)
	}
}
