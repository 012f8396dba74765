package components

import (
	"placard/engine/program"
)

// tabs is a row of tabs above its children. What a tab shows is up to the children's conditions, so there is no
// panel to name. Only the selected tab is in the Tab order; arrow keys go to the others.
func tabs(t *kind) func(b *program.Builder) {
	list, initial, value, class := t.Prop("tabs"), t.Prop("defaultValue"), t.Prop("value"), t.Prop("className")
	return func(b *program.Builder) {
		items := b.Prop(list)
		first := b.Field(b.First(items), "value")
		current := b.Local(value, b.Or(b.Prop(initial), first), first)
		b.Markup(`<div data-slot="tabs" class="ui-tabs`)
		b.AddClass(class)
		b.Markup(`"><div data-slot="tabs-list" role="tablist"`)
		b.Behavior("tabs")
		b.Markup(` class="ui-tabs-list">`)
		b.Each(items, func(item, _ program.Val) {
			own := b.Field(item, "value")
			selected := b.Equal(own, current)
			b.Markup(`<button data-slot="tabs-trigger" type="button" role="tab"`)
			b.Attr("aria-selected", program.Words, selected)
			b.IfElse(selected, func() {}, func() { b.Markup(` tabindex="-1"`) })
			b.Attr("value", program.Words, own)
			b.Write("click", program.FromExpression, value, own)
			b.On("click", "change")
			b.Markup(` class="ui-tab">`)
			b.Text(b.Field(item, "label"))
			b.Markup(`</button>`)
		})
		b.Markup(`</div>`)
		b.Children()
		b.Markup(`</div>`)
	}
}
