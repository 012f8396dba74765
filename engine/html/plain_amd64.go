package html

import (
	"slices"

	"golang.org/x/sys/cpu"
)

// appendPlain appends the beginning of s, of which every byte is written as it is, and tells how long it is; quotes are
// not, where quotes says so. It may end before something that is plain. Copying while looking takes a third of the time
// of looking first.
func appendPlain(dst, s []byte, quotes bool) (out []byte, plain int) {
	if !cpu.X86.HasAVX2 || len(s) == 0 {
		return dst, 0
	}
	n := len(dst)
	if cap(dst)-n < len(s)+plainBytes {
		dst = slices.Grow(dst, len(s)+plainBytes)
	}
	out = dst[:n+len(s)]
	plain = copyPlainAVX2(&out[n], &s[0], len(s), quotes)
	return out[:n+plain], plain
}

// plainBytes is how many bytes are copied together.
const plainBytes = MarkupPadding

// copyPlainAVX2 is in plain_amd64.s. It returns how many of the n bytes are plain and copied, and writes up to plainBytes-1 bytes behind the n.
//
//go:noescape
func copyPlainAVX2(dst, src *byte, n int, quotes bool) int
