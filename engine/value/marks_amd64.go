package value

import "golang.org/x/sys/cpu"

// markBlocks copies blocks of text and writes a bit for each of their bytes, set for marks. from and to may be the same.
func markBlocks(to, from []byte, blocks int, marks []byte) (ascii bool) {
	if !cpu.X86.HasAVX2 {
		return markBlocksGeneric(to, from, blocks, marks)
	}
	if blocks == 0 {
		return true
	}
	_, _, _ = to[blocks*blockBytes-1], from[blocks*blockBytes-1], marks[blocks*blockBytes/8-1]
	return markBlocksAVX2(&to[0], &from[0], blocks, &marks[0]) == 0
}

// markBlocksAVX2 is in marks_amd64.s. high is not 0 when a byte is not ASCII. blocks must be at least 1, and what the
// caller above checks must hold.
//
//go:noescape
func markBlocksAVX2(to, from *byte, blocks int, marks *byte) (high uint64)
