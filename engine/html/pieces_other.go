//go:build !amd64

package html

// Append appends the pieces from first to last with their texts, but not that of the last one.
func (p *Pieces) Append(dst *[]byte, pieces []Piece, first, last int) {
	*dst = p.appendGeneric(*dst, pieces, first, last)
}
