package components

import (
	"placard/engine/expr"
	"placard/engine/program"
)

// table is a table of text with a caption below it.
func table(t *kind) func(b *program.Builder) {
	columns, rows, caption, class := t.Prop("columns"), t.Prop("rows"), t.Prop("caption"), t.Prop("className")
	return func(b *program.Builder) {
		b.Markup(`<div class="ui-table`)
		b.AddClass(class)
		b.Markup(`"><div data-slot="table-container" class="ui-table-container"><table data-slot="table" class="ui-table-grid">`)
		text := b.Prop(caption)
		b.If(text, func() {
			b.Markup(`<caption data-slot="table-caption">`)
			b.Text(text)
			b.Markup(`</caption>`)
		})
		b.Markup(`<thead data-slot="table-header"><tr data-slot="table-row">`)
		b.Each(b.Prop(columns), func(column, _ program.Val) {
			b.Markup(`<th data-slot="table-head" scope="col">`)
			b.Text(column)
			b.Markup(`</th>`)
		})
		b.Markup(`</tr></thead><tbody data-slot="table-body">`)
		b.Each(b.Prop(rows), func(row, _ program.Val) { tableRow(b, row) })
		b.Markup(`</tbody></table></div></div>`)
	}
}

// tableRow writes one row. Unlike children elsewhere, true and false are text in a cell.
func tableRow(b *program.Builder, row program.Val) {
	b.Markup(`<tr data-slot="table-row">`)
	b.Each(row, func(cell, _ program.Val) {
		b.Markup(`<td data-slot="table-cell">`)
		b.Text(b.Call(expr.String, cell))
		b.Markup(`</td>`)
	})
	b.Markup(`</tr>`)
}
