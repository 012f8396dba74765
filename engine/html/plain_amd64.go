package html

import (
	"slices"

	"golang.org/x/sys/cpu"
)

// appendPlain appends s if every byte of it is written as it is, and tells whether; quotes are not, where quotes says so.
// It may say no to what is plain. Copying while looking takes a third of the time of looking first.
func appendPlain(dst, s []byte, quotes bool) ([]byte, bool) {
	if !cpu.X86.HasAVX2 || len(s) == 0 {
		return dst, false
	}
	n := len(dst)
	if cap(dst)-n < len(s)+plainBytes {
		dst = slices.Grow(dst, len(s)+plainBytes)
	}
	out := dst[:n+len(s)]
	if !copyPlainAVX2(&out[n], &s[0], len(s), quotes) {
		return dst, false
	}
	return out, true
}

// plainBytes is how many bytes are copied together.
const plainBytes = 32

// copyPlainAVX2 is in plain_amd64.s. It writes up to plainBytes-1 bytes behind the n.
//
//go:noescape
func copyPlainAVX2(dst, src *byte, n int, quotes bool) bool
