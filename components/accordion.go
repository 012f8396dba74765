package components

import (
	"placard/engine/program"
)

// accordion is a list of sections that open and close by themselves, without a script. A section is to be a heading
// with a button in it and the content below, but the content of a <details> would belong to the heading. So the
// <details> holds only the button, and the stylesheet shows the content beside the heading while it is open. The heading
// says its name itself, since not every reader looks for it inside the <details>. One name in all sections makes the
// browser close the others when one opens.
func accordion(t *kind) func(b *program.Builder) {
	list, kind, class := t.Prop("items"), t.Prop("type"), t.Prop("className")
	multiple, none := program.Literal("multiple"), program.Val{}
	return func(b *program.Builder) {
		several := b.Is(kind, multiple)
		b.Markup(`<div data-slot="accordion"`)
		b.Behavior("accordion")
		b.Markup(` class="ui-accordion`)
		b.AddClass(class)
		b.Markup(`">`)
		b.Each(b.Prop(list), func(item, _ program.Val) {
			title := b.Field(item, "title")
			b.Markup(`<div data-slot="accordion-item" class="ui-accordion-item"><div role="heading" aria-level="3"`)
			b.Attr("aria-label", program.Plain, b.Either(title, none))
			b.Markup(`><details data-slot="accordion-details"`)
			b.If(b.Not(several), func() {
				b.Markup(` name="`)
				b.UniqueID(none, "-section")
				b.Markup(`"`)
			})
			b.Behavior("disclosure")
			b.Markup(`><summary data-slot="accordion-trigger" role="button" class="ui-accordion-trigger">`)
			b.Text(title)
			b.Markup(iconChevron)
			b.Markup(`</summary></details></div><div data-slot="accordion-content" class="ui-accordion-content">`)
			b.Text(b.Field(item, "content"))
			b.Markup(`</div></div>`)
		})
		b.Markup(`</div>`)
	}
}
