package value

import (
	"encoding/binary"
	"math/bits"
)

// Marks are the places of a text that end a run of plain string content: quotes, backslashes and control characters.
// They are found while the text is copied, before it is read, in one pass that does not depend on what it finds, so the
// processor works on many bytes at once. There is a bit for each byte of the text; where a string ends is then one load
// and one instruction that counts zeros, wherever the string is.

const (
	// padding is what follows the text in a Doc's buffer: zero bytes, so that marks can be found, and words be read,
	// past its end. As control characters they are marks themselves, so every string has an end.
	padding = 64
	// blockBytes is how many bytes are looked at together.
	blockBytes = 32
	// shortText is how long a text is at least for which a copy and a pass over it are slower than a pass that copies whole
	// blocks and another one for its end. A replaced text of a stream takes a twentieth less with it.
	shortText = 512
	// spareMarks are bytes behind the marks that may be read with the last of them.
	spareMarks = 8
)

// copyAndMark copies a text to a place of buf, a number of whole blocks, where there is room for it and its padding, and
// returns the marks with those of it and whether all of it is ASCII.
func copyAndMark(marks, buf, text []byte, at int) (found []byte, ascii bool) {
	blocks := len(text) / blockBytes
	need := at/8 + (blocks+1)*blockBytes/8 + spareMarks
	if cap(marks) < need {
		marks = append(make([]byte, 0, need+need/4), marks[:min(at/8, len(marks))]...)
	}
	marks = marks[:need]
	if len(text) < shortText {
		n := copy(buf[at:], text)
		clear(buf[at+n:][:padding])
		return marks, markBlocks(buf[at:], buf[at:], blocks+1, marks[at/8:])
	}
	ascii = markBlocks(buf[at:], text, blocks, marks[at/8:])
	// The last block has the end of the text in it, and zero bytes behind.
	done := at + blocks*blockBytes
	last := buf[done:]
	clear(last[copy(last, text[blocks*blockBytes:]):])
	lastASCII := markBlocks(last, last, 1, marks[done/8:])
	return marks, ascii && lastASCII
}

// markBlocksGeneric is markBlocks without instructions for vectors, eight bytes at a time.
func markBlocksGeneric(to, from []byte, blocks int, marks []byte) (ascii bool) {
	var all uint64
	for at := 0; at < blocks*blockBytes; at += 8 {
		w := binary.LittleEndian.Uint64(from[at:])
		binary.LittleEndian.PutUint64(to[at:], w)
		all |= w
		// The multiplication brings the bits, one in each byte, together in the highest byte.
		marks[at/8] = byte(special(w) >> 7 * 0x0102040810204080 >> 56)
	}
	return all&highs == 0
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

// nextMark is the first mark at p, which is not behind the end of the text, or after it.
func nextMark(marks []byte, p int) int {
	// There are at least 57 marks and zeros from p on in a word.
	if w := binary.LittleEndian.Uint64(marks[p>>3:]) >> (p & 7); w != 0 {
		return p + bits.TrailingZeros64(w)
	}
	return farMark(marks, p)
}

func farMark(marks []byte, p int) int {
	for p += 57; ; p += 57 {
		if w := binary.LittleEndian.Uint64(marks[p>>3:]) >> (p & 7); w != 0 {
			return p + bits.TrailingZeros64(w)
		}
	}
}
