package components

import (
	"placard/engine/expr"
	"placard/engine/program"
)

// field is what the form controls have in common: a label, and the id by which the label finds its control.
//
// Every one is a box whose last child may one day be an error (".ui-error"); as opened there is none.
type field struct{ label, name, class, checks, when int }

func fieldOf(t *kind) field {
	return field{t.Prop("label"), t.Prop("name"), t.Prop("className"), t.Prop("checks"), t.Prop("validateOn")}
}

// id writes what makes an id in a place for an attribute's value: the field's name where it can be one. A Slider has
// no name.
func (f field) id(b *program.Builder) {
	var name program.Val
	if f.name >= 0 {
		name = b.Prop(f.name)
	}
	b.UniqueID(name, "")
}

// open begins the outermost element with these classes.
func (f field) open(b *program.Builder, classes program.Trusted) {
	b.Markup(`<div class="`)
	b.Markup(classes)
	b.AddClass(f.class)
	b.Markup(`">`)
}

// caption writes the label of the control.
func (f field) caption(b *program.Builder) {
	b.Markup(`<label data-slot="label" class="ui-label" for="`)
	f.id(b)
	b.Markup(`">`)
	b.Text(b.Prop(f.label))
	b.Markup(`</label>`)
}

// optionalCaption writes the label if there is one.
func (f field) optionalCaption(b *program.Builder) {
	b.If(b.Prop(f.label), func() { f.caption(b) })
}

// identity writes the attributes id and name, inside the open tag of the control.
func (f field) identity(b *program.Builder) {
	b.Markup(` id="`)
	f.id(b)
	b.Markup(`"`)
	b.Attr("name", program.Plain, b.Either(b.Prop(f.name), program.Val{}))
}

// When a field is checked unless it says so itself.
var onBlur, onChange = program.Literal("blur"), program.Literal("change")

// checked lets the control check its value; it belongs inside the open tag. It returns what is wrong.
func (f field) checked(b *program.Builder, value int, when program.Val) program.Val {
	wrong := b.Checks(value, f.checks, b.Or(b.Prop(f.when), when))
	b.If(wrong, func() { b.Markup(` aria-invalid="true"`) })
	return wrong
}

// mistake shows what is wrong, as the last part of the field.
func (f field) mistake(b *program.Builder, wrong program.Val) {
	b.If(wrong, func() {
		b.Markup(`<p class="ui-error" role="alert">`)
		b.Text(wrong)
		b.Markup(`</p>`)
	})
}

// textual is the current value of a control that holds text. Whatever the state has is shown as text, so that a
// number finds its option.
func textual(b *program.Builder, value int, initial program.Val) program.Val {
	return b.Call(expr.String, b.Control(value, initial, program.Val{}))
}

// truth is JavaScript's Boolean(v), for attributes that are written as words.
func truth(b *program.Builder, v program.Val) program.Val { return b.Not(b.Not(v)) }
