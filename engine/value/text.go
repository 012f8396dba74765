package value

import (
	"unicode"
	"unicode/utf8"
)

// AppendString writes v as JavaScript's String(v) does, but for objects, which print nothing (semantics §2). The
// output is not escaped.
func (v Value) AppendString(dst []byte) []byte {
	switch v.kind {
	case Missing:
		return append(dst, "undefined"...)
	case Null:
		return append(dst, "null"...)
	case False:
		return append(dst, "false"...)
	case True:
		return append(dst, "true"...)
	case Number:
		return v.appendNumber(dst)
	case String:
		return append(dst, v.Bytes()...)
	case Array:
		return v.appendArray(dst)
	}
	return dst
}

func (v Value) appendArray(dst []byte) []byte {
	d, first := v.doc, v.doc.First(v.ref())
	for m := first; m < d.End(v.ref()); m = d.Next(m) {
		if m != first {
			dst = append(dst, ',')
		}
		if item := d.At(m); !item.Nullish() {
			dst = item.AppendString(dst)
		}
	}
	return dst
}

// trimJS takes away what String.prototype.trim does (ECMA-262 §22.1.3.32).
func trimJS(b []byte) []byte {
	b = trimStartJS(b)
	for len(b) > 0 {
		r, n := utf8.DecodeLastRune(b)
		if !isSpaceJS(r) {
			break
		}
		b = b[:len(b)-n]
	}
	return b
}

func trimStartJS(b []byte) []byte {
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if !isSpaceJS(r) {
			break
		}
		b = b[n:]
	}
	return b
}

func isSpaceJS(r rune) bool {
	switch r {
	case '\t', '\n', '\v', '\f', '\r', 0xFEFF, 0x2028, 0x2029:
		return true
	}
	return unicode.Is(unicode.Zs, r)
}
