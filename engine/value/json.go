package value

import (
	"encoding/binary"
	"math"
	"math/bits"
	"slices"
	"unicode/utf8"
)

// AppendJSON writes v as JSON; ok is false, and what was written is of no use, when v is or holds what JSON cannot say:
// a missing value or NaN. Infinities are written as 1e999, which JSON.parse reads as such.
func (v Value) AppendJSON(dst []byte) (out []byte, ok bool) {
	switch v.kind {
	case Missing:
		return dst, false
	case Number:
		return v.appendJSONNumber(dst)
	case String:
		return AppendJSONString(dst, v.Bytes()), true
	case Array, Object:
		return v.appendJSONMembers(dst)
	}
	return v.AppendString(dst), true
}

func (v Value) appendJSONNumber(dst []byte) (out []byte, ok bool) {
	if v.doc != nil {
		// The number of a text is JSON as it stands, and nothing is lost. Computed ones may be words: "Infinity".
		if digits := v.doc.Content(v.ref()); digits[len(digits)-1] <= '9' {
			return append(dst, digits...), true
		}
	}
	switch f := v.Float(); {
	case f != f:
		return dst, false
	case f > math.MaxFloat64:
		return append(dst, "1e999"...), true
	case f < -math.MaxFloat64:
		return append(dst, "-1e999"...), true
	case f == 0 && math.Signbit(f):
		return append(dst, "-0"...), true
	default:
		return AppendNumber(dst, f), true
	}
}

func (v Value) appendJSONMembers(dst []byte) (out []byte, ok bool) {
	open, end := byte('['), byte(']')
	if v.kind == Object {
		open, end = '{', '}'
	}
	dst, ok = v.AppendJSONMembers(append(dst, open))
	return append(dst, end), ok
}

// AppendJSONMembers is AppendJSON for a list or an object without its brackets.
func (v Value) AppendJSONMembers(dst []byte) (out []byte, ok bool) {
	d, first := v.doc, v.doc.First(v.ref())
	for m := first; m < d.End(v.ref()); m = d.Next(m) {
		if m != first {
			dst = append(dst, ',')
		}
		if v.kind == Object {
			dst = append(AppendJSONString(dst, d.Key(m)), ':')
		}
		if dst, ok = d.At(m).AppendJSON(dst); !ok {
			return dst, false
		}
	}
	return dst, true
}

// AppendJSONString writes s as a string of JSON, quotes included. Bytes that are not UTF-8 become U+FFFD.
func AppendJSONString(dst, s []byte) []byte {
	dst = append(dst, '"')
	for {
		var n int
		if dst, n = appendPlain(dst, s); n == len(s) {
			return append(dst, '"')
		}
		s = s[n:]
		if c := s[0]; c < utf8.RuneSelf {
			dst, s = append(dst, controlEscape(c)...), s[1:]
		}
		for len(s) > 0 && s[0] >= utf8.RuneSelf {
			r, size := utf8.DecodeRune(s)
			dst, s = utf8.AppendRune(dst, r), s[size:] // of what is not UTF-8 r is U+FFFD
		}
	}
}

// appendPlain writes the ASCII with which s begins and that stands in strings as it is, and tells how many bytes that is. It
// looks at eight bytes at once: markup in JSON takes a third of the time that it takes byte by byte.
func appendPlain(dst, s []byte) (out []byte, n int) {
	dst = slices.Grow(dst, len(s)+8)
	room := dst[len(dst):cap(dst)]
	for ; n+8 <= len(s); n += 8 {
		w := binary.LittleEndian.Uint64(s[n:])
		binary.LittleEndian.PutUint64(room[n:], w)
		if m := special(w) | w&highs; m != 0 {
			n += bits.TrailingZeros64(m) / 8
			return dst[:len(dst)+n], n
		}
	}
	for ; n < len(s) && ' ' <= s[n] && s[n] < utf8.RuneSelf && s[n] != '"' && s[n] != '\\'; n++ {
		room[n] = s[n]
	}
	return dst[:len(dst)+n], n
}

// controlEscape is how a character is written that cannot stand in a string of JSON.
func controlEscape(c byte) string {
	switch c {
	case '"':
		return `\"`
	case '\\':
		return `\\`
	case '\b':
		return `\b`
	case '\t':
		return `\t`
	case '\n':
		return `\n`
	case '\f':
		return `\f`
	case '\r':
		return `\r`
	}
	const escapes = `\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009\u000a\u000b\u000c\u000d\u000e\u000f` +
		`\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f`
	return escapes[6*int(c) : 6*int(c)+6]
}
