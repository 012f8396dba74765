package value

import "golang.org/x/sys/cpu"

// hasVectors: AVX2 for looking at 32 bytes together, BMI1 and POPCNT for taking the marks out of the result.
var hasVectors = cpu.X86.HasAVX2 && cpu.X86.HasBMI1 && cpu.X86.HasPOPCNT

// markBlocks writes the places of the marks in the first blocks*blockBytes bytes of buf and tells how many there are.
// It may write up to spareMarks beyond them.
func markBlocks(buf []byte, blocks int, marks []uint32) (n int, ascii bool) {
	if !hasVectors {
		return markBlocksGeneric(buf, blocks, marks)
	}
	_, _ = buf[blocks*blockBytes-1], marks[blocks*blockBytes+spareMarks-1]
	n, high := markBlocksAVX2(&buf[0], blocks, &marks[0])
	return n, high == 0
}

// markBlocksAVX2 is in marks_amd64.s. high is not 0 when a byte is not ASCII. blocks must be at least 1, and what the
// caller above checks must hold.
//
//go:noescape
func markBlocksAVX2(buf *byte, blocks int, marks *uint32) (n int, high uint64)
