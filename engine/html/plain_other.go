//go:build !amd64

package html

// appendPlain is only for processors whose vector instructions it knows.
func appendPlain(dst, s []byte, quotes bool) (out []byte, plain int) { return dst, 0 }
