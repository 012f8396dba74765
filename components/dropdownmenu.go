package components

import (
	"placard/engine/program"
)

// dropdownMenu is a button and, behind it, a menu that is a popover: browsers open it and close it, also from each
// item. There is no box around the two, since only the button is in the page's flow;
// className is the button's.
func dropdownMenu(t *kind) func(b *program.Builder) {
	label, items, value, class := t.Prop("label"), t.Prop("items"), t.Prop("value"), t.Prop("className")
	return func(b *program.Builder) {
		var unnamed program.Val
		b.Markup(`<button type="button" data-slot="dropdown-menu-trigger" aria-haspopup="menu" id="`)
		b.UniqueID(unnamed, "-button")
		b.Markup(`" popovertarget="`)
		b.UniqueID(unnamed, "")
		b.Markup(`" class="ui-button ui-button-outline`)
		b.AddClass(class)
		b.Markup(`">`)
		b.Text(b.Prop(label))
		b.Markup(`</button><div popover role="menu" data-slot="dropdown-menu-content" class="ui-menu" id="`)
		b.UniqueID(unnamed, "")
		b.Markup(`" aria-labelledby="`)
		b.UniqueID(unnamed, "-button")
		b.Markup(`"`)
		b.Behavior("menu")
		b.Markup(`>`)
		b.Each(b.Prop(items), func(item, _ program.Val) {
			b.Markup(`<button type="button" role="menuitem" data-slot="dropdown-menu-item" class="ui-menu-item" popovertargetaction="hide" popovertarget="`)
			b.UniqueID(unnamed, "")
			b.Markup(`"`)
			own := b.Field(item, "value")
			b.Attr("value", program.Words, own)
			if b.Bound(value) {
				b.Write("click", program.FromExpression, value, own)
			}
			b.On("click", "select")
			b.Markup(`>`)
			b.Text(b.Field(item, "label"))
			b.Markup(`</button>`)
		})
		b.Markup(`</div>`)
	}
}
