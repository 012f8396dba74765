package components

import (
	"placard/engine/expr"
	"placard/engine/program"
)

// pagination is page numbers between previous and next. They are buttons: there is no address behind them. The word
// of the outer two is not shown on a narrow screen, so their name is in aria-label.
func pagination(t *kind) func(b *program.Builder) {
	total, page, class := t.Prop("totalPages"), t.Prop("page"), t.Prop("className")
	one, gap := program.Number(1), program.Literal("ellipsis")
	add, subtract := program.Literal("add"), program.Literal("subtract")
	return func(b *program.Builder) {
		b.Markup(`<nav aria-label="pagination" data-slot="pagination" class="ui-pagination`)
		b.AddClass(class)
		b.Markup(`"><ul data-slot="pagination-content" class="ui-pagination-list" role="list">`)
		current, last := b.Local(page, one, one), b.Or(b.Prop(total), one)
		step := func(operation program.Val) program.Val {
			to := b.Call(expr.Clamp, b.Call(expr.Arithmetic, operation, current, one), one, last)
			return b.When(b.Not(b.Equal(to, current)), to)
		}
		paginationStep(b, "previous", "Previous", page, step(subtract))
		b.Each(b.Call(expr.Pages, current, last), func(item, _ program.Val) {
			b.Markup(`<li data-slot="pagination-item">`)
			b.IfElse(b.Equal(item, gap), func() {
				b.Markup(`<span aria-hidden="true" data-slot="pagination-ellipsis" class="ui-pagination-icon ui-pagination-gap"></span>`)
			}, func() {
				paginationNumber(b, page, item, b.Equal(item, current))
			})
			b.Markup(`</li>`)
		})
		paginationStep(b, "next", "Next", page, step(add))
		b.Markup(`</ul></nav>`)
	}
}

func paginationNumber(b *program.Builder, page int, number, current program.Val) {
	b.Markup(`<button type="button" data-slot="pagination-link" class="ui-button ui-button-icon ui-button-`)
	b.IfElse(current, func() { b.Markup(`outline" aria-current="page"`) }, func() { b.Markup(`ghost"`) })
	b.Attr("value", program.Plain, number)
	b.Write("click", program.FromExpression, page, number)
	b.On("click", "change")
	b.Markup(`>`)
	b.Text(number)
	b.Markup(`</button>`)
}

func paginationStep(b *program.Builder, where, word program.Trusted, page int, to program.Val) {
	b.Markup(`<li data-slot="pagination-item"><button type="button" data-slot="pagination-link" aria-label="Go to `)
	b.Markup(where)
	b.Markup(` page"`)
	b.Write("click", program.FromExpression, page, to)
	b.On("click", "change")
	b.Markup(` class="ui-button ui-button-ghost ui-pagination-step ui-pagination-icon ui-pagination-`)
	b.Markup(where)
	b.Markup(`"><span class="ui-pagination-word">`)
	b.Markup(word)
	b.Markup(`</span></button></li>`)
}
