package components

import (
	"placard/engine/program"
)

// modal is what Dialog and Drawer have in common: a <dialog> that is open while the state says so, named by its title
// and described by its description, with a button that closes it without a script. Rendered on the server it lies
// above the page, but only a script can make it modal.
type modal struct {
	slot                                program.Trusted // what its data-slot and class names begin with
	title, description, openPath, class int
}

func newModal(t *kind, slot program.Trusted) modal {
	return modal{slot, t.Prop("title"), t.Prop("description"), t.Prop("openPath"), t.Prop("className")}
}

// open writes the start tag.
func (m modal) open(b *program.Builder) {
	b.Markup(`<dialog`)
	m.part(b, "-content")
	b.Markup(` id="`)
	b.UniqueID(program.Val{}, "-dialog")
	b.Markup(`" aria-labelledby="`)
	b.UniqueID(program.Val{}, "-title")
	b.Markup(`"`)
	b.If(b.Prop(m.description), func() {
		b.Markup(` aria-describedby="`)
		b.UniqueID(program.Val{}, "-description")
		b.Markup(`"`)
	})
	b.Attr("open", program.Flag, b.State(m.openPath))
	// When the state closed it already, in whatever way it says so, there is nothing to write.
	b.WritePath("close", program.FromExpression, m.openPath, b.Both(b.State(m.openPath), program.Bool(false)))
	b.Markup(` class="ui-modal ui-`)
	b.Markup(m.slot)
	b.AddClass(m.class)
	b.Markup(`">`)
}

// heading writes the title, and the description if there is one.
func (m modal) heading(b *program.Builder) {
	b.Markup(`<h2`)
	m.part(b, "-title")
	b.Markup(` id="`)
	b.UniqueID(program.Val{}, "-title")
	b.Markup(`" class="ui-modal-title">`)
	b.Text(b.Prop(m.title))
	b.Markup(`</h2>`)
	text := b.Prop(m.description)
	b.If(text, func() {
		b.Markup(`<p`)
		m.part(b, "-description")
		b.Markup(` id="`)
		b.UniqueID(program.Val{}, "-description")
		b.Markup(`" class="ui-modal-description">`)
		b.Text(text)
		b.Markup(`</p>`)
	})
}

// close writes the button that closes it and the end tag. The button comes last, so that the content has the focus
// first.
func (m modal) close(b *program.Builder) {
	b.Markup(`<button`)
	m.part(b, "-close")
	b.Markup(` type="button" aria-label="Close" command="close" commandfor="`)
	b.UniqueID(program.Val{}, "-dialog")
	b.Markup(`" class="ui-modal-close">`)
	b.Markup(iconCross)
	b.Markup(`</button></dialog>`)
}

// part names a part of it.
func (m modal) part(b *program.Builder, name program.Trusted) {
	b.Markup(` data-slot="`)
	b.Markup(m.slot)
	b.Markup(name)
	b.Markup(`"`)
}
