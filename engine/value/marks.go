package value

import (
	"encoding/binary"
	"math/bits"
)

// Marks are the places of a text that end a run of plain string content: quotes, backslashes and control characters.
// They are found before the text is read, in one pass that does not depend on what it finds, so the processor works
// on many bytes at once. Reading then takes the end of a string from the list: where a string ends no longer has to
// be known before the next one can be looked at. Parsing the benchmark spec takes 46 µs
// instead of 55 with it.

const (
	// padding is what follows the text in a Doc's buffer: zero bytes, so that marks can be found, and words be read,
	// past its end. As control characters they are marks themselves, so every string has an end.
	padding = 64
	// spareMarks is how far past the last mark a reader may look, and how many marks are written too many.
	spareMarks = 8
)

// findMarks fills marks with the marks of a text, which padding follows in buf, and tells whether all of it is ASCII.
func findMarks(marks []uint32, buf []byte, text int) (found []uint32, ascii bool) {
	blocks := (text + blockBytes) / blockBytes // the end of the text is a mark too
	if need := blocks*blockBytes + 2*spareMarks; cap(marks) < need {
		marks = make([]uint32, need)
	}
	marks = marks[:cap(marks)]
	n, ascii := markBlocks(buf, blocks, marks)
	for i := range spareMarks {
		marks[n+i] = uint32(text)
	}
	return marks[:n+spareMarks], ascii
}

// blockBytes is how many bytes are looked at together.
const blockBytes = 32

// markBlocksGeneric is markBlocks without instructions for vectors, eight bytes at a time.
func markBlocksGeneric(buf []byte, blocks int, marks []uint32) (n int, ascii bool) {
	var all uint64
	for at := 0; at < blocks*blockBytes; at += 8 {
		w := binary.LittleEndian.Uint64(buf[at:])
		all |= w
		for m := special(w); m != 0; m &= m - 1 {
			marks[n] = uint32(at + bits.TrailingZeros64(m)>>3)
			n++
		}
	}
	return n, all&highs == 0
}

const (
	lows  = 0x7F7F7F7F7F7F7F7F
	highs = 0x8080808080808080
)

// special has the high bit of each byte of w set that is a quote, a backslash or a control character. There are no
// borrows between bytes: adding to seven bits stays within a byte.
func special(w uint64) uint64 {
	quote := w ^ 0x2222222222222222
	slash := w ^ 0x5C5C5C5C5C5C5C5C
	return (^((quote&lows + lows) | quote) | ^((slash&lows + lows) | slash) | ^((w&lows + 0x6060606060606060) | w)) & highs
}
