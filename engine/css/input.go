package css

import "unicode/utf8"

// The input is not preprocessed as CSS Syntax Level 3 §3.3 describes, which would copy it; instead everything that
// reads characters goes through runeAt, and all the bytes that end a line are known to isNewline.
//
// One deliberate difference: every control character that HTML forbids is U+FFFD here, not only NUL, and so it is a
// part of names. That is what package html writes for it, so both see the same tokens.

// runeAt returns the character at src[i] and its size in bytes.
func runeAt(src []byte, i int) (r rune, size int) {
	c := src[i]
	if c < utf8.RuneSelf {
		if isControl(c) {
			return utf8.RuneError, 1
		}
		return rune(c), 1
	}
	r, size = utf8.DecodeRune(src[i:])
	if r <= 0x9F {
		return utf8.RuneError, size // The C1 controls.
	}
	return r, size
}

func isControl(c byte) bool {
	return c < ' ' && !isSpace(c) || c == 0x7F
}

// isSpace is CSS whitespace (§4.2), before line breaks are normalised.
func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'
}

func isNewline(c byte) bool {
	return c == '\n' || c == '\r' || c == '\f'
}

func isDigit(c byte) bool {
	return '0' <= c && c <= '9'
}

func isHex(c byte) bool {
	return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f'
}

func isLetter(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z'
}

// nameSize returns the size of the ident code point (§4.2) at src[i], or 0 when there is none.
func nameSize(src []byte, i int) int {
	if i >= len(src) {
		return 0
	}
	c := src[i]
	if isLetter(c) || isDigit(c) || c == '-' || c == '_' {
		return 1
	}
	if c < utf8.RuneSelf && !isControl(c) {
		return 0
	}
	if r, size := runeAt(src, i); IsNonASCIIName(r) {
		return size
	}
	return 0
}

// IsNonASCIIName is the "non-ASCII ident code point" of the current draft (§4.2). Older browsers take every character
// above ASCII, so a character on which the two differ is refused outside strings: see lexer.next.
func IsNonASCIIName(r rune) bool {
	switch {
	case r == 0xB7, 0xC0 <= r && r <= 0xD6, 0xD8 <= r && r <= 0xF6, 0xF8 <= r && r <= 0x37D, 0x37F <= r && r <= 0x1FFF,
		r == 0x200C, r == 0x200D, r == 0x203F, r == 0x2040, 0x2070 <= r && r <= 0x218F, 0x2C00 <= r && r <= 0x2FEF,
		0x3001 <= r && r <= 0xD7FF, 0xF900 <= r && r <= 0xFDCF, 0xFDF0 <= r && r <= 0xFFFD, r >= 0x10000:
		return true
	}
	return false
}

// isNameStart reports an ident-start code point at src[i] (§4.2).
func isNameStart(src []byte, i int) bool {
	return i < len(src) && !isDigit(src[i]) && src[i] != '-' && nameSize(src, i) > 0
}

// isEscape reports a valid escape at src[i] (§4.3.8). A backslash at the end of the input is none here.
func isEscape(src []byte, i int) bool {
	return i+1 < len(src) && src[i] == '\\' && !isNewline(src[i+1])
}

// startsIdent reports that an ident sequence starts at src[i] (§4.3.9).
func startsIdent(src []byte, i int) bool {
	if i < len(src) && src[i] == '-' {
		i++
		if i < len(src) && src[i] == '-' {
			return true
		}
	}
	return isNameStart(src, i) || isEscape(src, i)
}

// startsNumber reports that a number starts at src[i] (§4.3.10).
func startsNumber(src []byte, i int) bool {
	if i < len(src) && (src[i] == '+' || src[i] == '-') {
		i++
	}
	if i < len(src) && src[i] == '.' {
		i++
	}
	return i < len(src) && isDigit(src[i])
}

// readEscape decodes the escape whose backslash is src[i-1] (§4.3.7) and returns the index behind it.
func readEscape(src []byte, i int) (r rune, end int) {
	if !isHex(src[i]) {
		r, size := runeAt(src, i)
		return r, i + size
	}
	for end = i; end < len(src) && end < i+6 && isHex(src[end]); end++ {
		r = r<<4 | hexValue(src[end])
	}
	if r == 0 || r > utf8.MaxRune || !utf8.ValidRune(r) {
		r = utf8.RuneError
	}
	return r, skipOneSpace(src, end)
}

func hexValue(c byte) rune {
	if isDigit(c) {
		return rune(c - '0')
	}
	return rune(c|0x20-'a') + 10
}

// skipOneSpace returns the index behind the one white space that ends a hexadecimal escape; CRLF is one.
func skipOneSpace(src []byte, i int) int {
	switch {
	case i >= len(src) || !isSpace(src[i]):
		return i
	case src[i] == '\r' && i+1 < len(src) && src[i+1] == '\n':
		return i + 2
	}
	return i + 1
}
