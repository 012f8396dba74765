package components

import (
	"placard/engine/program"
)

// buttonGroup is a row of buttons of which one is chosen. Unlike the original it tells which one by more than colour.
func buttonGroup(t *kind) func(b *program.Builder) {
	buttons, selected, class := t.Prop("buttons"), t.Prop("selected"), t.Prop("className")
	return func(b *program.Builder) {
		b.Markup(`<div role="group" class="ui-button-group`)
		b.AddClass(class)
		b.Markup(`">`)
		list := b.Prop(buttons)
		current := b.Local(selected, b.Field(b.First(list), "value"), program.Val{})
		b.Each(list, func(item, _ program.Val) {
			own := b.Field(item, "value")
			b.Markup(`<button type="button" data-slot="button-group-item"`)
			b.Attr("aria-pressed", program.Words, b.Equal(current, own))
			b.Attr("value", program.Words, own)
			b.Write("click", program.FromExpression, selected, own)
			b.On("click", "change")
			b.Markup(`>`)
			b.Text(b.Field(item, "label"))
			b.Markup(`</button>`)
		})
		b.Markup(`</div>`)
	}
}
