package value

import (
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"
)

// strEscaped decodes a string whose first escape is at p into the tail of the Doc's buffer.
func (r *Reader) strEscaped(start, p int) (Span, bool) {
	d := r.doc
	d.buf = binary.LittleEndian.AppendUint32(d.buf, uint32(start-1))
	off := len(d.buf)
	d.buf = append(d.buf, r.buf[start:p]...)
	end, ok := r.decode(p)
	r.buf = d.buf[:int(d.text)+padding] // the buffer may have moved
	if !ok {
		return Span{}, false
	}
	r.pos = end + 1
	return Span{uint32(off), uint32(len(d.buf) - off)}, true
}

// decode appends the decoded rest of a string from p on and returns the place of its closing quote.
func (r *Reader) decode(p int) (int, bool) {
	d, in := r.doc, r.buf
	for p < int(d.text) {
		c := in[p]
		switch {
		case c == '"':
			return p, true
		case c == '\\':
			n := r.escape(p)
			if n == 0 {
				return 0, false
			}
			p += n
		case c < ' ':
			return 0, r.badControl(p)
		default: // Load has made sure that the text is UTF-8
			d.buf = append(d.buf, c)
			p++
		}
	}
	return 0, r.fail(int(d.text), "the text ends inside a string")
}

// escape appends what the escape at p stands for and returns its length, 0 when it is none.
func (r *Reader) escape(p int) int {
	d := r.doc
	c := r.buf[p+1]
	switch c {
	case '"', '\\', '/':
	case 'b':
		c = '\b'
	case 'f':
		c = '\f'
	case 'n':
		c = '\n'
	case 'r':
		c = '\r'
	case 't':
		c = '\t'
	case 'u':
		return r.unicodeEscape(p)
	default:
		r.fail(p, "an unknown escape; JSON has \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX")
		return 0
	}
	d.buf = append(d.buf, c)
	return 2
}

// unicodeEscape reads \uXXXX, or two that are a surrogate pair. Half a pair becomes U+FFFD.
func (r *Reader) unicodeEscape(p int) int {
	d := r.doc
	first, ok := hex4(r.buf, p+2)
	if !ok {
		r.fail(p, "\\u needs four hexadecimal digits")
		return 0
	}
	n, rn := 6, first
	if utf16.IsSurrogate(first) {
		rn = utf8.RuneError
		if r.buf[p+6] == '\\' && r.buf[p+7] == 'u' {
			if second, ok := hex4(r.buf, p+8); ok {
				if pair := utf16.DecodeRune(first, second); pair != utf8.RuneError {
					n, rn = 12, pair
				}
			}
		}
	}
	d.buf = utf8.AppendRune(d.buf, rn)
	return n
}

func hex4(b []byte, p int) (rune, bool) {
	if p+4 > len(b) {
		return 0, false
	}
	var v rune
	for _, c := range b[p : p+4] {
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c && c <= 'f':
			c -= 'a' - 10
		case 'A' <= c && c <= 'F':
			c -= 'A' - 10
		default:
			return 0, false
		}
		v = v<<4 | rune(c)
	}
	return v, true
}
