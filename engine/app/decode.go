package app

import (
	"bytes"
	"unicode/utf8"
)

// split decodes the segments of a path into the params' memory. It fails where a segment is empty, has an invalid escape
// or is not UTF-8: such a path matches nothing.
func (p *Params) split(path []byte) bool {
	p.buf, p.ends = p.buf[:0], p.ends[:0]
	path = trimSlash(path)
	if len(path) == 0 {
		return true
	}
	if path[0] != '/' || len(path) > MaxPathBytes {
		return false
	}
	for path = path[1:]; ; {
		segment, rest, more := bytes.Cut(path, root)
		start, ok := len(p.buf), false
		if p.buf, ok = appendDecoded(p.buf, segment); !ok || len(p.buf) == start {
			return false
		}
		p.ends = append(p.ends, uint32(len(p.buf)))
		if !more {
			return true
		}
		path = rest
	}
}

// appendDecoded appends a segment with its percent escapes decoded (RFC 3986 §2.1). It fails for an escape without two
// hexadecimal digits and for what is not UTF-8, as decodeURIComponent of JavaScript does.
func appendDecoded(dst, segment []byte) (out []byte, ok bool) {
	start := len(dst)
	for {
		i := bytes.IndexByte(segment, '%')
		if i < 0 {
			dst = append(dst, segment...)
			return dst, utf8.Valid(dst[start:])
		}
		c, ok := unhex(segment[i+1:])
		if !ok {
			return dst, false
		}
		dst = append(append(dst, segment[:i]...), c)
		segment = segment[i+3:]
	}
}

// unhex reads two hexadecimal digits.
func unhex(b []byte) (byte, bool) {
	if len(b) < 2 {
		return 0, false
	}
	high, low := hexDigit(b[0]), hexDigit(b[1])
	return high<<4 | low, high < 16 && low < 16
}

// hexDigit is the value of a hexadecimal digit, 16 or more for all else.
func hexDigit(c byte) byte {
	switch {
	case '0' <= c && c <= '9':
		return c - '0'
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return c | 0x20 - 'a' + 10
	}
	return 0xFF
}
