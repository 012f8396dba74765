package css

// lexer cuts the source into tokens (CSS Syntax Level 3 §4.3). It copies nothing.
type lexer struct {
	src    []byte
	pos    int
	reason string // why the last token was a badToken
}

// Reasons for bad tokens.
const (
	badString    = "a string is not closed on its line"
	badComment   = "a comment is not closed"
	badURL       = "url() without quotes is malformed"
	badBackslash = "a backslash without a character"
	badCharacter = "this character can only stand in a string"
)

// next consumes a token (§4.3.1). At the end of the source it keeps returning endToken.
// It is longer than other functions because it is one switch over the first byte, as in the standard.
func (l *lexer) next() token {
	src, i := l.src, l.pos
	if i >= len(src) {
		return token{kind: endToken, start: i, end: i, from: i}
	}
	switch c := src[i]; c {
	case ' ', '\n', '\t', '\r', '\f':
		return l.space(i)
	case '"', '\'':
		return l.string(i)
	case ':':
		return l.emit(colonToken, i, i+1)
	case ';':
		return l.emit(semicolonToken, i, i+1)
	case ',':
		return l.emit(commaToken, i, i+1)
	case '(', '[', '{':
		return l.emit(openToken, i, i+1)
	case ')', ']', '}':
		return l.emit(closeToken, i, i+1)
	case '/':
		if l.at(i, "/*") {
			return l.comments(i)
		}
	case '<':
		if l.at(i, "<!--") {
			return l.emit(spaceToken, i, i+4)
		}
	case '#':
		if nameSize(src, i+1) > 0 || isEscape(src, i+1) {
			return l.named(hashToken, i, i+1)
		}
	case '@':
		if startsIdent(src, i+1) {
			return l.named(atToken, i, i+1)
		}
	case '\\':
		if !isEscape(src, i) {
			return l.bad(i, badBackslash)
		}
		return l.identLike(i)
	case '+', '.':
		if startsNumber(src, i) {
			return l.number(i)
		}
	case '-':
		return l.minus(i)
	default:
		return l.other(i)
	}
	return l.emit(delimToken, i, i+1)
}

// minus consumes what starts with '-': number, CDC, ident or delimiter, tried in this order (§4.3.1).
func (l *lexer) minus(i int) token {
	switch {
	case startsNumber(l.src, i):
		return l.number(i)
	case l.at(i, "-->"):
		return l.emit(spaceToken, i, i+3)
	case startsIdent(l.src, i):
		return l.identLike(i)
	}
	return l.emit(delimToken, i, i+1)
}

// other consumes what starts with a digit, a letter or any byte without a meaning of its own.
func (l *lexer) other(i int) token {
	switch c := l.src[i]; {
	case isDigit(c):
		return l.number(i)
	case isNameStart(l.src, i):
		return l.identLike(i)
	case c >= 0x80:
		return l.bad(i, badCharacter)
	}
	return l.emit(delimToken, i, i+1)
}

func (l *lexer) at(i int, text string) bool {
	return len(l.src)-i >= len(text) && string(l.src[i:i+len(text)]) == text
}

func (l *lexer) emit(k kind, start, end int) token {
	l.pos = end
	return token{kind: k, start: start, end: end, from: start}
}

// bad returns an error; nothing is read after it.
func (l *lexer) bad(start int, reason string) token {
	l.pos, l.reason = len(l.src), reason
	return token{kind: badToken, start: start, end: l.pos, from: start}
}

func (l *lexer) space(i int) token {
	end := skipSpace(l.src, i)
	return l.emit(spaceToken, i, end)
}

func skipSpace(src []byte, i int) int {
	for i < len(src) && isSpace(src[i]) {
		i++
	}
	return i
}

// comments consumes all comments that follow each other directly (§4.3.2).
func (l *lexer) comments(start int) token {
	i := start
	for l.at(i, "/*") {
		i += 2
		for !l.at(i, "*/") {
			if i++; i >= len(l.src) {
				return l.bad(start, badComment)
			}
		}
		i += 2
	}
	return l.emit(commentToken, start, i)
}

// string consumes a string token (§4.3.5). One that ends with the line or the source is bad.
func (l *lexer) string(start int) token {
	src, quote := l.src, l.src[start]
	for i := start + 1; i < len(src); i++ {
		switch c := src[i]; {
		case c == quote:
			t := l.emit(stringToken, start, i+1)
			t.from = start + 1
			return t
		case c == '\\':
			if i++; l.at(i, "\r\n") {
				i++
			}
		case isNewline(c):
			return l.bad(start, badString)
		}
	}
	return l.bad(start, badString)
}

// number consumes a numeric token (§4.3.3).
func (l *lexer) number(start int) token {
	i := l.numberEnd(start)
	switch {
	case startsIdent(l.src, i):
		return l.named(dimensionToken, start, i)
	case l.at(i, "%"):
		i++
	}
	return l.emit(numberToken, start, i)
}

// numberEnd returns the end of the number (§4.3.13) at src[i].
func (l *lexer) numberEnd(i int) int {
	src := l.src
	if src[i] == '+' || src[i] == '-' {
		i++
	}
	i = skipDigits(src, i)
	if i+1 < len(src) && src[i] == '.' && isDigit(src[i+1]) {
		i = skipDigits(src, i+1)
	}
	if i < len(src) && src[i]|0x20 == 'e' {
		exponent := i + 1
		if exponent < len(src) && (src[exponent] == '+' || src[exponent] == '-') {
			exponent++
		}
		if exponent < len(src) && isDigit(src[exponent]) {
			i = skipDigits(src, exponent)
		}
	}
	return i
}

func skipDigits(src []byte, i int) int {
	for i < len(src) && isDigit(src[i]) {
		i++
	}
	return i
}
