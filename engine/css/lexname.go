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
	t.kind, t.end = functionToken, t.end+1
	l.pos = t.end
	var buf nameBuffer
	if string(buf.lower(l.src[t.from:t.to])) != "url" {
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
	for i := t.from; i < len(src); {
		switch c := src[i]; {
		case c == ')' || isSpace(c):
			return l.urlEnd(t, i)
		case c == '\\' && isEscape(src, i):
			_, i = readEscape(src, i+1)
		case c == '\\', c == '"', c == '\'', c == '(', isControl(c):
			return l.bad(t.start, badURL)
		default:
			i++
		}
	}
	return l.bad(t.start, badURL)
}

// urlEnd closes a url token whose URL ends at i: only white space may come before the parenthesis.
func (l *lexer) urlEnd(t token, i int) token {
	t.to = i
	i = skipSpace(l.src, i)
	if !l.at(i, ")") {
		return l.bad(t.start, badURL)
	}
	t.end, l.pos = i+1, i+1
	return t
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
