package html

import "slices"

// Append appends pieces, from the i-th on, with the texts behind them, up to the first that has something behind it which is more
// than upTo, and tells which one that is. The n-th text is texts[order[n]]; of both the first is passed.
func (p *Pieces) Append(dst *[]byte, pieces []Piece, i int, upTo Then, texts *Span, order *uint8) (next int) {
	if !fast {
		return p.appendGeneric(dst, pieces, i, upTo, texts, order)
	}
	for {
		next, copied := copyPiecesAVX2(dst, &pieces[i], p, i, upTo, texts, order)
		piece := &pieces[next]
		switch {
		case copied >= 0:
			*dst = piece.append(*dst, p.text(piece.Text, texts, order)[copied:])
			i = next + 1
		case copied == noRoom:
			size := int(piece.To-piece.From) + 2*slack
			if piece.Then <= upTo {
				size += len(p.text(piece.Text, texts, order))
			}
			*dst = slices.Grow(*dst, size)
			i = next
		default:
			return next
		}
	}
}

// What copyPiecesAVX2 says instead of a length.
const (
	allCopied = -1
	noRoom    = -2
)

// copyPiecesAVX2 is in pieces_amd64.s. It does what Append does up to a text in which something is not written as it is, and tells
// which one that is and how much of it is written; or up to a piece for which there is no room with its text.
//
//go:noescape
func copyPiecesAVX2(dst *[]byte, piece *Piece, p *Pieces, i int, upTo Then, texts *Span, order *uint8) (next, copied int)
