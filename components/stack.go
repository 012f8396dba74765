package components

import (
	"placard/engine/program"
)

// stack lays its children out in a row or a column.
func stack(t *kind) func(b *program.Builder) {
	class := t.Prop("className")
	direction := choice(t, "direction", map[string]string{"horizontal": " ui-row"}, "")
	gap := choice(t, "gap", map[string]string{"none": " ui-gap-none", "sm": " ui-gap-sm", "lg": " ui-gap-lg", "xl": " ui-gap-xl"}, "")
	align := choice(t, "align", map[string]string{"center": " ui-align-center", "end": " ui-align-end", "stretch": " ui-align-stretch"}, "")
	justify := choice(t, "justify", map[string]string{
		"center": " ui-justify-center", "end": " ui-justify-end", "between": " ui-justify-between", "around": " ui-justify-around"}, "")
	return func(b *program.Builder) {
		b.Markup(`<div class="ui-stack`)
		b.Choose(direction)
		b.Choose(gap)
		b.Choose(align)
		b.Choose(justify)
		b.AddClass(class)
		b.Markup(`">`)
		b.Children()
		b.Markup(`</div>`)
	}
}
