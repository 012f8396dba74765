package html

import (
	"slices"

	"golang.org/x/sys/cpu"
)

// Append appends the pieces from first to last with their texts, but not that of the last one.
func (p *Pieces) Append(dst *[]byte, pieces []Piece, first, last int) {
	_ = pieces[first : last+1]
	if !cpu.X86.HasAVX2 {
		*dst = p.appendGeneric(*dst, pieces, first, last)
		return
	}
	for {
		done, copied := copyPiecesAVX2(dst, &pieces[0], p, first, last)
		switch {
		case copied < 0:
			size := int(pieces[done].To-pieces[done].From) + 2*plainBytes
			if done < last {
				size += int(p.Texts[done].Len)
			}
			*dst = slices.Grow(*dst, size)
			first = done
		case done < last:
			*dst = p.appendText(*dst, &pieces[done], p.Texts[done], copied)
			first = done + 1
		default:
			return
		}
	}
}

// copyPiecesAVX2 is in pieces_amd64.s. It does what Append does up to a text in which something is not written as
// it is, and tells which one that is and how much of it is written; -1 when there is no room for a piece and its text.
//
//go:noescape
func copyPiecesAVX2(dst *[]byte, pieces *Piece, p *Pieces, first, last int) (done, copied int)
