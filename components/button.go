package components

import (
	"placard/engine/program"
)

// button is pressed; on.press says what for.
func button(t *kind) func(b *program.Builder) {
	label, disabled, class := t.Prop("label"), t.Prop("disabled"), t.Prop("className")
	variant := choice(t, "variant", map[string]string{"secondary": " ui-button-secondary", "danger": " ui-button-destructive"}, "")
	return func(b *program.Builder) {
		b.Markup(`<button type="button" data-slot="button" class="ui-button`)
		b.Choose(variant)
		b.AddClass(class)
		b.Markup(`"`)
		b.Attr("disabled", program.Flag, b.Prop(disabled))
		b.On("click", "press")
		b.Markup(`>`)
		b.Text(b.Prop(label))
		b.Markup(`</button>`)
	}
}
