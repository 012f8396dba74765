package css

import (
	"strconv"
	"unicode/utf8"
)

// This file writes tokens so that they are read again as the same tokens (CSSOM §2.1). What is plain is copied.

// isPlain reports a text that can be copied: no escapes, no '<', and nothing that is not UTF-8 or is a control.
func isPlain(s []byte) bool {
	for i, c := range s {
		if c == '\\' || c == '<' || c >= utf8.RuneSelf || isControl(c) {
			return c >= utf8.RuneSelf && isPlainUTF8(s[i:])
		}
	}
	return true
}

func isPlainUTF8(s []byte) bool {
	for i := 0; i < len(s); {
		r, size := runeAt(s, i)
		if r == '\\' || r == '<' || r == utf8.RuneError && size != len("\uFFFD") {
			return false
		}
		i += size
	}
	return true
}

// appendIdent writes a name as an identifier (CSSOM "serialize an identifier").
func appendIdent(dst, name []byte) []byte {
	for i := 0; i < len(name); {
		r, end := readNameRune(name, i)
		switch {
		case i == 0 && r == '-' && isHyphenOrEnd(name, end):
			dst = append(dst, `\-`...)
		case '0' <= r && r <= '9' && startsWithDigit(name, i):
			dst = appendHexEscape(dst, r)
		default:
			dst = appendNameRune(dst, r)
		}
		i = end
	}
	return dst
}

// isHyphenOrEnd reports that nothing or just one '-' is left: the name "-" alone would be a delimiter, and "--" before
// a '>' would be read as "-->".
func isHyphenOrEnd(name []byte, i int) bool {
	if i == len(name) {
		return true
	}
	r, end := readNameRune(name, i)
	return r == '-' && end == len(name)
}

// startsWithDigit reports that the digit at name[i] is the first character or the second after '-', so that it must
// be escaped.
func startsWithDigit(name []byte, i int) bool {
	if i == 0 {
		return true
	}
	r, end := readNameRune(name, 0)
	return r == '-' && end == i
}

// appendName writes a name that may start with a digit, as in the hash token #123.
func appendName(dst, name []byte) []byte {
	for i := 0; i < len(name); {
		var r rune
		r, i = readNameRune(name, i)
		dst = appendNameRune(dst, r)
	}
	return dst
}

func appendNameRune(dst []byte, r rune) []byte {
	switch {
	case r >= 0x80 && !IsNonASCIIName(r), r < 0x80 && (r < ' ' || r == 0x7F), r == '<':
		return appendHexEscape(dst, r)
	case r >= 0x80, r == '-', r == '_', isLetter(byte(r)), isDigit(byte(r)):
		return utf8.AppendRune(dst, r)
	}
	return append(dst, '\\', byte(r))
}

func appendHexEscape(dst []byte, r rune) []byte {
	dst = append(dst, '\\')
	dst = strconv.AppendInt(dst, int64(r), 16)
	return append(dst, ' ')
}

// appendString writes the content of a string, between quotes that stay what they were. Escapes stay as they are:
// icon fonts are full of them, and readers of the page's source know them.
func appendString(dst, s []byte) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '\\':
			dst, i = appendStringEscape(dst, s, i+1)
		case c == '<':
			dst = appendHexEscape(dst, '<')
			i++
		default:
			r, size := runeAt(s, i)
			dst = utf8.AppendRune(dst, r)
			i += size
		}
	}
	return dst
}

// appendStringEscape writes the escape whose backslash is s[i-1] and returns the index behind it.
func appendStringEscape(dst, s []byte, i int) ([]byte, int) {
	if isNewline(s[i]) {
		return append(dst, '\\', '\n'), skipOneSpace(s, i)
	}
	r, end := readEscape(s, i)
	if isHex(s[i]) {
		return appendHexAsIs(dst, s[i:end]), end
	}
	if r == '<' {
		return appendHexEscape(dst, r), end
	}
	dst = append(dst, '\\')
	return utf8.AppendRune(dst, r), end
}

// appendHexAsIs keeps the digits; the white space that ends them becomes a space.
func appendHexAsIs(dst, escape []byte) []byte {
	dst = append(dst, '\\')
	for _, c := range escape {
		if isSpace(c) {
			return append(dst, ' ')
		}
		dst = append(dst, c)
	}
	return dst
}

// appendQuoted writes a decoded text as a string (CSSOM "serialize a string").
func appendQuoted(dst, raw []byte) []byte {
	dst = append(dst, '"')
	for i := 0; i < len(raw); {
		var r rune
		r, i = readNameRune(raw, i)
		switch {
		case r < ' ', 0x7F <= r && r <= 0x9F, r == '<':
			dst = appendHexEscape(dst, r)
		case r == '"' || r == '\\':
			dst = append(dst, '\\', byte(r))
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return append(dst, '"')
}

// appendDecoded writes the text that a string or URL means: escapes decoded, continued lines joined.
func appendDecoded(dst, s []byte) []byte {
	for i := 0; i < len(s); {
		if s[i] == '\\' && i+1 < len(s) && isNewline(s[i+1]) {
			i = skipOneSpace(s, i+1)
			continue
		}
		var r rune
		r, i = readNameRune(s, i)
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}
