package html

import (
	"slices"

	"golang.org/x/sys/cpu"
)

// Append appends pieces with the first of the Texts between them, one less than there are pieces.
func (p *Pieces) Append(dst *[]byte, pieces []Piece) {
	if !cpu.X86.HasAVX2 {
		*dst = p.appendGeneric(*dst, pieces)
		return
	}
	last := len(pieces) - 1
	for from := 0; ; {
		done, copied := copyPiecesAVX2(dst, &pieces[0], p, from, last)
		switch {
		case copied < 0:
			size := int(pieces[done].To-pieces[done].From) + 2*plainBytes
			if done < last {
				size += int(p.Texts[done].Len)
			}
			*dst = slices.Grow(*dst, size)
			from = done
		case done < last:
			*dst = p.appendText(*dst, &pieces[done], p.Texts[done], copied)
			from = done + 1
		default:
			return
		}
	}
}

// copyPiecesAVX2 is in pieces_amd64.s. It appends pieces and texts from one on, up to a text in which something is not written as
// it is, and tells which one that is and how much of it is written; -1 when there is no room for a piece and its text.
//
//go:noescape
func copyPiecesAVX2(dst *[]byte, pieces *Piece, p *Pieces, from, last int) (done, copied int)
