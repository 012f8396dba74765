//go:build !amd64

package html

// Append appends pieces, from the i-th on, with the texts behind them, up to the first that has something behind it which is more
// than upTo, and tells which one that is. The n-th text is texts[order[n]]; of both the first is passed.
func (p *Pieces) Append(dst *[]byte, pieces []Piece, i int, upTo Then, texts *Span, order *uint8) (next int) {
	return p.appendGeneric(dst, pieces, i, upTo, texts, order)
}
