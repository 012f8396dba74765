package components

import (
	"placard/engine/expr"
	"placard/engine/program"
)

// grid lays its children out in one to six equal columns. A number of columns that is none of these gives one.
func grid(t *kind) func(b *program.Builder) {
	columns, class := t.Prop("columns"), t.Prop("className")
	gap := choice(t, "gap", map[string]string{"sm": " ui-grid-sm", "lg": " ui-grid-lg", "xl": " ui-grid-xl"}, "")
	one, six := program.Number(1), program.Number(6)
	return func(b *program.Builder) {
		b.Markup(`<div`)
		b.Attr("data-columns", program.Plain, b.Call(expr.Clamp, b.Prop(columns), one, six))
		b.Markup(` class="ui-grid`)
		b.Choose(gap)
		b.AddClass(class)
		b.Markup(`">`)
		b.Children()
		b.Markup(`</div>`)
	}
}
