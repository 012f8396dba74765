package components

import (
	"placard/engine/program"
)

// collapsible is a section whose children open and close. <details> does it without a script; its summary is a
// button, as the original's is.
func collapsible(t *kind) func(b *program.Builder) {
	title, open, class := t.Prop("title"), t.Prop("defaultOpen"), t.Prop("className")
	return func(b *program.Builder) {
		initially := b.Prop(open)
		b.Markup(`<details data-slot="collapsible"`)
		b.Attr("open", program.Flag, initially)
		b.Behavior("disclosure")
		b.Markup(` class="ui-collapsible`)
		b.AddClass(class)
		b.Markup(`"><summary data-slot="collapsible-trigger" role="button"`)
		b.If(initially, func() { b.Markup(` aria-expanded="true"`) })
		b.Markup(` class="ui-collapsible-trigger">`)
		b.Text(b.Prop(title))
		b.Markup(iconWideChevron)
		b.Markup(`</summary><div data-slot="collapsible-content" class="ui-collapsible-content">`)
		b.Children()
		b.Markup(`</div></details>`)
	}
}
