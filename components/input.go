package components

import (
	"placard/engine/program"
)

// input is a field of one line.
func input(t *kind) func(b *program.Builder) {
	f, placeholder, value := fieldOf(t), t.Prop("placeholder"), t.Prop("value")
	kind := choice(t, "type", map[string]string{"email": "email", "password": "password", "number": "number"}, "text")
	return func(b *program.Builder) {
		f.open(b, "ui-field")
		f.optionalCaption(b)
		b.Markup(`<input data-slot="input" class="ui-control ui-input"`)
		f.identity(b)
		b.Markup(` type="`)
		b.Choose(kind)
		b.Markup(`"`)
		b.Attr("placeholder", program.Words, b.Prop(placeholder))
		b.Attr("value", program.Words, textual(b, value, program.Val{}))
		if b.Bound(value) {
			b.Write("input", program.FromValue, value, program.Val{})
		}
		wrong := f.checked(b, value, onBlur)
		b.On("enter", "submit")
		b.On("focus", "focus")
		b.On("blur", "blur")
		b.Markup(`>`)
		f.mistake(b, wrong)
		b.Markup(`</div>`)
	}
}
