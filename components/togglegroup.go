package components

import (
	"placard/engine/expr"
	"placard/engine/program"
)

// toggleGroup is a row of toggles. When one of them may be pressed they are radio buttons to a screen reader, else a
// toolbar of pressed buttons.
func toggleGroup(t *kind) func(b *program.Builder) {
	items, kind, value, class := t.Prop("items"), t.Prop("type"), t.Prop("value"), t.Prop("className")
	role := choice(t, "type", map[string]string{"multiple": "toolbar"}, "radiogroup")
	multiple := program.Literal("multiple")
	return func(b *program.Builder) {
		b.Markup(`<div data-slot="toggle-group" role="`)
		b.Choose(role)
		b.Markup(`"`)
		b.Behavior("roving")
		b.Markup(` class="ui-toggle-group`)
		b.AddClass(class)
		b.Markup(`">`)
		list, several := b.Prop(items), b.Is(kind, multiple)
		current := b.Local(value, b.Field(b.First(list), "value"), program.Val{})
		b.Each(list, func(item, _ program.Val) {
			own := b.Field(item, "value")
			b.Markup(`<button type="button" data-slot="toggle-group-item" class="ui-toggle"`)
			b.IfElse(several, func() {
				b.Attr("aria-pressed", program.Words, b.Call(expr.Includes, current, own))
			}, func() {
				b.Markup(` role="radio"`)
				b.Attr("aria-checked", program.Words, b.Equal(current, own))
			})
			b.Attr("value", program.Words, own)
			b.Write("click", program.FromExpression, value, b.Either(b.Both(several, b.Call(expr.Toggled, current, own)), own))
			b.On("click", "change")
			b.Markup(`>`)
			b.Text(b.Field(item, "label"))
			b.Markup(`</button>`)
		})
		b.Markup(`</div>`)
	}
}
