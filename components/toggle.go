package components

import (
	"placard/engine/program"
)

// toggle is a button that stays pressed.
func toggle(t *kind) func(b *program.Builder) {
	label, pressed, class := t.Prop("label"), t.Prop("pressed"), t.Prop("className")
	variant := choice(t, "variant", map[string]string{"outline": " ui-toggle-outline"}, "")
	return func(b *program.Builder) {
		b.Markup(`<button type="button" data-slot="toggle" class="ui-toggle`)
		b.Choose(variant)
		b.AddClass(class)
		b.Markup(`"`)
		current := b.Local(pressed, program.Val{}, program.Val{})
		b.Attr("aria-pressed", program.Words, truth(b, current))
		b.Write("click", program.FromExpression, pressed, b.Not(current))
		b.On("click", "change")
		b.Markup(`>`)
		b.Text(b.Prop(label))
		b.Markup(`</button>`)
	}
}
