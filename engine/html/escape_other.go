//go:build !amd64

package html

// fast: escapeFast is only for processors whose vector instructions it knows.
const fast = false

const slack = 0

func escapeFast(dst, markup, s []byte, quotes bool) (read, length int) { return -1, len(dst) }
