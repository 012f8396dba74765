package components

import (
	"placard/engine/program"
)

// popover is a button that shows a note. The browser opens and closes it, also with Escape or a click elsewhere, and
// puts it above everything.
func popover(t *kind) func(b *program.Builder) {
	trigger, content, class := t.Prop("trigger"), t.Prop("content"), t.Prop("className")
	return func(b *program.Builder) {
		b.Markup(`<button data-slot="popover-trigger" type="button" aria-haspopup="dialog" popovertarget="`)
		b.UniqueID(program.Val{}, "-popover")
		b.Markup(`" class="ui-button ui-button-outline`)
		b.AddClass(class)
		b.Markup(`">`)
		label := b.Prop(trigger)
		b.Text(label)
		b.Markup(`</button><div data-slot="popover-content" popover role="dialog"`)
		b.Attr("aria-label", program.Plain, b.Either(label, program.Val{}))
		b.Markup(` id="`)
		b.UniqueID(program.Val{}, "-popover")
		b.Markup(`"`)
		b.Behavior("popover")
		b.Markup(` class="ui-popover"><p class="ui-popover-text">`)
		b.Text(b.Prop(content))
		b.Markup(`</p></div>`)
	}
}
