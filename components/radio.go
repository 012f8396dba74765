package components

import (
	"placard/engine/expr"
	"placard/engine/program"
)

// radio is one of a list, all of it shown. Each option's label is around its button, so that it needs no id; the
// buttons belong together by a name that no other group of the page has.
func radio(t *kind) func(b *program.Builder) {
	f, options, value := fieldOf(t), t.Prop("options"), t.Prop("value")
	none := program.Val{}
	return func(b *program.Builder) {
		f.open(b, "ui-field")
		b.If(b.Prop(f.label), func() {
			b.Markup(`<div data-slot="label" class="ui-label" id="`)
			b.UniqueID(none, "-label")
			b.Markup(`">`)
			b.Text(b.Prop(f.label))
			b.Markup(`</div>`)
		})
		b.Markup(`<div data-slot="radio-group" class="ui-radio-group" role="radiogroup"`)
		wrong := f.checked(b, value, onChange)
		b.If(b.Prop(f.label), func() {
			b.Markup(` aria-labelledby="`)
			b.UniqueID(none, "-label")
			b.Markup(`"`)
		})
		b.Markup(`>`)
		list := b.Prop(options)
		current := textual(b, value, b.First(list))
		b.Each(list, func(item, index program.Val) {
			option := b.Call(expr.Option, item, index)
			b.Markup(`<label class="ui-tick"><input type="radio" data-slot="radio-group-item" class="ui-control ui-radio" name="`)
			f.id(b)
			b.Markup(`"`)
			b.Attr("value", program.Plain, option)
			b.Attr("checked", program.Flag, b.Equal(current, option))
			if b.Bound(value) {
				b.Write("change", program.FromExpression, value, option)
			}
			b.On("change", "change")
			b.Markup(`><span data-slot="label" class="ui-label">`)
			b.Text(b.Call(expr.String, item))
			b.Markup(`</span></label>`)
		})
		b.Markup(`</div>`)
		f.mistake(b, wrong)
		b.Markup(`</div>`)
	}
}
