package components

import (
	"placard/engine/program"
)

// textarea is a field of several lines.
func textarea(t *kind) func(b *program.Builder) {
	f, placeholder, rows, value := fieldOf(t), t.Prop("placeholder"), t.Prop("rows"), t.Prop("value")
	three := program.Number(3)
	return func(b *program.Builder) {
		f.open(b, "ui-field")
		f.optionalCaption(b)
		b.Markup(`<textarea data-slot="textarea" class="ui-control ui-textarea"`)
		f.identity(b)
		b.Attr("placeholder", program.Words, b.Prop(placeholder))
		b.Attr("rows", program.Plain, b.Or(b.Prop(rows), three))
		if b.Bound(value) {
			b.Write("input", program.FromValue, value, program.Val{})
		}
		wrong := f.checked(b, value, onBlur)
		b.Markup(">\n") // a parser drops the first line break, so that one in the value stays
		b.Text(textual(b, value, program.Val{}))
		b.Markup(`</textarea>`)
		f.mistake(b, wrong)
		b.Markup(`</div>`)
	}
}
