package components

import (
	"placard/engine/program"
)

// tooltip is a text that explains itself while the pointer or the focus is on it. The text is a button, so that the
// keyboard and a finger reach it. The explanation is its sibling, not its child: else it would be part of its name.
func tooltip(t *kind) func(b *program.Builder) {
	text, content, class := t.Prop("text"), t.Prop("content"), t.Prop("className")
	return func(b *program.Builder) {
		b.Markup(`<span data-slot="tooltip" class="ui-tooltip`)
		b.AddClass(class)
		b.Markup(`"><button data-slot="tooltip-trigger" type="button" aria-describedby="`)
		b.UniqueID(program.Val{}, "-tooltip")
		b.Markup(`" class="ui-tooltip-trigger">`)
		b.Text(b.Prop(text))
		b.Markup(`</button><span data-slot="tooltip-content" role="tooltip" id="`)
		b.UniqueID(program.Val{}, "-tooltip")
		b.Markup(`" class="ui-tooltip-content">`)
		b.Text(b.Prop(content))
		b.Markup(`</span></span>`)
	}
}
