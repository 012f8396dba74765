package components

import (
	"placard/engine/program"
)

// link is an anchor whose content is its label, or else its children (semantics §7).
func link(t *kind) func(b *program.Builder) {
	label, href, class := t.Prop("label"), t.Prop("href"), t.Prop("className")
	nowhere := program.Literal("#")
	return func(b *program.Builder) {
		b.Markup(`<a`)
		b.Attr("href", program.Link, b.Or(b.Prop(href), nowhere))
		b.On("click", "press")
		b.Markup(` class="ui-link`)
		b.AddClass(class)
		b.Markup(`">`)
		b.Text(b.Prop(label))
		if !b.Given(label) {
			b.Children()
		}
		b.Markup(`</a>`)
	}
}
