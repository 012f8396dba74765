//go:build !amd64

package html

// Append appends pieces with the first of the Texts between them, one less than there are pieces.
func (p *Pieces) Append(dst *[]byte, pieces []Piece) { *dst = p.appendGeneric(*dst, pieces) }
