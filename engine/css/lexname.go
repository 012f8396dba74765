package css

import "unicode/utf8"

// named consumes a token whose name begins at from.
func (l *lexer) named(k kind, start, from int) token {
	end := nameEnd(l.src, from)
	t := l.emit(k, start, end)
	t.from = from
	return t
}

// nameEnd returns the end of the ident sequence at src[i] (CSS Syntax Level 3 §4.3.12).
func nameEnd(src []byte, i int) int {
	for {
		if size := nameSize(src, i); size > 0 {
			i += size
			continue
		}
		if !isEscape(src, i) {
			return i
		}
		_, i = readEscape(src, i+1)
	}
}

// identLike consumes an ident, function or url token (§4.3.4).
func (l *lexer) identLike(start int) token {
	t := l.named(identToken, start, start)
	if !l.at(t.end, "(") {
		return t
	}
	var buf nameBuffer
	isURL := string(buf.lower(t.text(l.src))) == "url"
	t.kind, t.end = functionToken, t.end+1
	l.pos = t.end
	if !isURL {
		return t
	}
	if i := skipSpace(l.src, t.end); l.at(i, `"`) || l.at(i, `'`) {
		return t
	}
	return l.url(t)
}

// url consumes the rest of a url token (§4.3.6). A malformed one is refused as a whole, so the remnants of a bad url
// (§4.3.14) need not be found.
func (l *lexer) url(t token) token {
	src := l.src
	t.kind, t.from = urlToken, skipSpace(src, t.end)
	end := urlTextEnd(src, t.from)
	if end = skipSpace(src, end); !l.at(end, ")") {
		return l.bad(t.start, badURL)
	}
	t.end, l.pos = end+1, end+1
	return t
}

// urlTextEnd returns the end of the unquoted URL at src[i]: white space, the parenthesis, or what may not stand in it.
func urlTextEnd(src []byte, i int) int {
	for i < len(src) {
		switch c := src[i]; {
		case isEscape(src, i):
			_, i = readEscape(src, i+1)
		case isSpace(c), isControl(c), c == ')', c == '(', c == '"', c == '\'', c == '\\':
			return i
		default:
			i++
		}
	}
	return i
}

// nameBuffer has room for each name that is compared with something.
type nameBuffer [32]byte

// lower returns the name with its escapes decoded and its ASCII letters in lower case. A name that does not fit is
// no name of ours and returned as nil.
func (b *nameBuffer) lower(name []byte) []byte {
	n := 0
	for i := 0; i < len(name); {
		var r rune
		if r, i = readNameRune(name, i); n+utf8.UTFMax > len(b) {
			return nil
		}
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		n += utf8.EncodeRune(b[n:], r)
	}
	return b[:n]
}

// readNameRune returns the character at name[i], escaped or not, and the index behind it.
func readNameRune(name []byte, i int) (r rune, end int) {
	if isEscape(name, i) {
		return readEscape(name, i+1)
	}
	r, size := runeAt(name, i)
	return r, i + size
}
