package html

import (
	"slices"

	"golang.org/x/sys/cpu"
)

// Append appends pieces with the first of the Texts between them, one less than there are pieces.
func (p *Pieces) Append(dst []byte, pieces []Piece) []byte {
	if !cpu.X86.HasAVX2 {
		return p.appendGeneric(dst, pieces)
	}
	last := len(pieces) - 1
	size := plainBytes + int(pieces[last].To-pieces[0].From)
	for i := range p.Texts[:last] {
		t := &p.Texts[i]
		_ = p.Source[t.Off:][:t.Len]
		size += int(t.Len)
	}
	for from := 0; ; from++ {
		n := len(dst)
		if cap(dst)-n < size {
			dst = slices.Grow(dst, size)
		}
		written, done, copied := copyPiecesAVX2(&dst[:n+1][n], &pieces[0], p, from, last)
		dst = dst[:n+written]
		if done == last {
			return dst
		}
		from = done
		dst = p.appendText(dst, &pieces[done], p.Texts[done], copied)
	}
}

// copyPiecesAVX2 is in pieces_amd64.s. It copies pieces and texts from one on, up to a text in which something is not written as it
// is, and tells which one that is and how much of it is written. Up to plainBytes-1 bytes are written behind the last one, and
// read behind markup. What Append checks must hold.
//
//go:noescape
func copyPiecesAVX2(dst *byte, pieces *Piece, p *Pieces, from, last int) (written, done, copied int)
