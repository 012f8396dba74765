package css

import (
	"bytes"

	"placard/engine/html"
)

// cleaner reads tokens, judges them and writes them. Once it has failed, the lexer is at its end and everything
// returns soon; only the first issue counts.
type cleaner struct {
	lex  lexer
	dst  []byte
	base int // length of dst at the start

	stack [MaxDepth]frame // of open blocks, brackets and functions
	depth int

	prev     kind // of the last token that was written; decides whether a comment can go
	refused  int  // offset+1 of a name that a ':' must not follow, or 0
	afterDot bool // the last token was '.', so that a name is a class
	sheet    bool // a stylesheet, not a style attribute
	selector bool // in what comes before a block
	font     bool // in @font-face
	page     bool // in @page

	issue  Issue
	failed bool
}

// frame is an open bracket.
type frame struct {
	start int32 // offset of the bracket or the name of the function
	close byte  // what closes it
	urls  bool  // strings in it are URLs
}

func newCleaner(dst, src []byte, maxBytes int) cleaner {
	c := cleaner{lex: lexer{src: src}, dst: dst, base: len(dst)}
	if len(src) > maxBytes {
		c.fail(maxBytes, "the style is too long", "")
	}
	return c
}

// result ends the cleaning. The result is bounded like the source, so that cleaning it again is possible.
func (c *cleaner) result(maxBytes int) (out []byte, issue Issue, ok bool) {
	if len(c.dst)-c.base > maxBytes {
		c.fail(len(c.lex.src), "the style is too long", "")
	}
	if c.failed {
		return c.dst[:c.base], c.issue, false
	}
	return c.dst, Issue{}, true
}

func (c *cleaner) fail(offset int, reason, hint string) {
	if !c.failed {
		c.failed = true
		c.issue = Issue{Offset: offset, Reason: reason, Hint: hint}
	}
	c.lex.pos = len(c.lex.src)
}

// values writes component values (CSS Syntax Level 3 §5.4.8) up to what ends them at this depth: the end, ';', '{' or
// '}', which is returned and not written.
func (c *cleaner) values() token {
	floor := c.depth
	for {
		t := c.lex.next()
		switch {
		case c.depth == floor && c.endsValues(t):
			return t
		case t.kind == endToken:
			c.fail(c.innermost(), "a bracket is not closed", "")
			return t
		}
		c.component(t)
	}
}

func (c *cleaner) endsValues(t token) bool {
	return t.kind == endToken || t.kind == semicolonToken || t.is(c.lex.src, '{') || t.is(c.lex.src, '}')
}

// component judges and writes one token of a value or prelude.
func (c *cleaner) component(t token) {
	c.refuseColon(t)
	if t.kind == commentToken {
		c.comment(t)
		return
	}
	dotted := c.afterDot
	c.afterDot, c.prev = false, t.kind
	switch t.kind {
	case badToken:
		c.fail(t.start, c.lex.reason, "")
	case identToken:
		c.ident(t, dotted)
	case functionToken:
		c.function(t)
	case hashToken:
		c.hash(t)
	case atToken:
		c.fail(t.start, "an at-rule cannot stand here", "")
	case stringToken:
		c.string(t)
	case urlToken:
		c.url(t)
	case dimensionToken:
		c.dimension(t)
	case delimToken:
		c.delim(t)
	case spaceToken:
		c.space(t)
	case openToken:
		c.open(t)
	case closeToken:
		c.close(t)
	default:
		c.copy(t)
	}
}

// innermost returns the offset of the innermost open bracket.
func (c *cleaner) innermost() int {
	return int(c.stack[c.depth-1].start)
}

// copy writes a token as it is.
func (c *cleaner) copy(t token) {
	c.dst = append(c.dst, c.lex.src[t.start:t.end]...)
}

// space writes white space as it is, and one space for <!-- and -->.
func (c *cleaner) space(t token) {
	if isSpace(c.lex.src[t.start]) {
		c.copy(t)
	} else {
		c.dst = append(c.dst, ' ')
	}
}

func (c *cleaner) text(t token) []byte {
	return t.text(c.lex.src)
}

// refuseColon fails when t is a ':' that makes the name before it dangerous.
func (c *cleaner) refuseColon(t token) {
	if c.refused == 0 {
		return
	}
	switch t.kind {
	case spaceToken, commentToken:
	case colonToken:
		c.fail(c.refused-1, "this property or scheme can run code", "remove it")
	default:
		c.refused = 0
	}
}

func (c *cleaner) ident(t token, dotted bool) {
	var buf nameBuffer
	if name := c.text(t); !dotted && refusedBeforeColon(buf.lower(name)) {
		c.refused = t.start + 1
	}
	c.name(t)
}

// name writes a name as an identifier.
func (c *cleaner) name(t token) {
	if name := c.text(t); isPlain(name) {
		c.dst = append(c.dst, name...)
	} else {
		c.dst = appendIdent(c.dst, name)
	}
}

func (c *cleaner) function(t token) {
	var buf nameBuffer
	name := buf.lower(c.text(t))
	if refusedFunction(name) {
		c.fail(t.start, "expression() runs code", "use calc() or a fixed value")
		return
	}
	urls := takesURL(name) || c.depth > 0 && c.stack[c.depth-1].urls
	c.name(t)
	c.dst = append(c.dst, '(')
	c.push(frame{start: int32(t.start), close: ')', urls: urls})
}

func (c *cleaner) hash(t token) {
	name := c.text(t)
	c.dst = append(c.dst, '#')
	switch {
	case isPlain(name):
		c.dst = append(c.dst, name...)
	case startsIdent(name, 0):
		c.dst = appendIdent(c.dst, name)
	default:
		c.dst = appendName(c.dst, name)
	}
}

// dimension writes a number with its unit. An escape in a unit is refused: it has no use, and "1\65 3" would have to
// be kept from becoming the number 1e3.
func (c *cleaner) dimension(t token) {
	unit := c.text(t)
	for i := range unit {
		if unit[i] == '\\' {
			c.fail(t.start, "an escape in a unit", "write the unit as it is")
			return
		}
	}
	c.dst = append(c.dst, c.lex.src[t.start:t.from]...)
	c.name(t)
}

// delim writes one byte. A '<' is needed for ranges in media queries and is kept apart from what follows, so that no
// "</" can appear.
func (c *cleaner) delim(t token) {
	src := c.lex.src
	c.afterDot = src[t.start] == '.'
	c.copy(t)
	if src[t.start] != '<' {
		return
	}
	if !c.sheet {
		c.fail(t.start, "'<' cannot stand in a style attribute", "")
		return
	}
	if t.end == len(src) || !isSpace(src[t.end]) && src[t.end] != '=' {
		c.dst = append(c.dst, ' ')
		c.prev = spaceToken
	}
}

func (c *cleaner) open(t token) {
	f := frame{start: int32(t.start), close: ')'}
	switch c.lex.src[t.start] {
	case '[':
		f.close = ']'
	case '{':
		f.close = '}'
	}
	f.urls = c.depth > 0 && c.stack[c.depth-1].urls
	c.copy(t)
	c.push(f)
}

func (c *cleaner) push(f frame) {
	if c.depth == MaxDepth {
		c.fail(int(f.start), "blocks and brackets are nested too deeply", "")
		return
	}
	c.stack[c.depth] = f
	c.depth++
}

func (c *cleaner) close(t token) {
	if c.depth == 0 || c.stack[c.depth-1].close != c.lex.src[t.start] {
		c.fail(t.start, "this bracket closes nothing", "")
		return
	}
	c.depth--
	c.copy(t)
}

// string writes a string. In some functions it is a URL; elsewhere it still must not look like code, because var()
// can carry it to such a function.
func (c *cleaner) string(t token) {
	text := c.text(t)
	if c.depth > 0 && c.stack[c.depth-1].urls {
		c.checkURL(t)
	} else if !c.selector && html.IsScriptURL(c.decoded(text)) {
		c.fail(t.start, "this string is a URL that can run code", "use an http(s) or relative URL")
	}
	if isPlain(text) {
		c.copy(t)
		return
	}
	quote := c.lex.src[t.start]
	c.dst = append(c.dst, quote)
	c.dst = appendString(c.dst, text)
	c.dst = append(c.dst, quote)
}

// url writes a url token. One that is not plain gets quotes, and so does one with brackets or '*', in which a reader
// that is less careful than a browser would see a block or a comment.
func (c *cleaner) url(t token) {
	c.checkURL(t)
	if isPlain(c.lex.src[t.start:t.end]) && !bytes.ContainsAny(c.text(t), "[]{}*") {
		c.copy(t)
		return
	}
	c.dst = append(c.dst, "url("...)
	c.dst = appendQuoted(c.dst, c.text(t))
	c.dst = append(c.dst, ')')
}

func (c *cleaner) checkURL(t token) {
	if html.CleanURL(urlKind(c.font), c.decoded(c.text(t))) {
		return
	}
	if c.font {
		c.fail(t.start, "this URL is not allowed for a font", "use http(s), a relative URL or data:font/")
		return
	}
	c.fail(t.start, "this URL is not allowed in CSS",
		"use http(s), a relative URL, or data: with a png, jpeg, gif, webp or avif image")
}

// decoded returns what a string or URL means. The result lives behind the end of dst until something is written.
func (c *cleaner) decoded(s []byte) []byte {
	if isPlain(s) {
		return s
	}
	n := len(c.dst)
	tail := appendDecoded(c.dst, s)
	c.dst = tail[:n]
	return tail[n:]
}

// comment drops comments. Where the tokens around might become others without one, an empty comment stays. A comment
// between two names is a known way to hide a word ("expr/**/ession") and refused.
func (c *cleaner) comment(t token) {
	switch c.prev {
	case identToken, hashToken, atToken, numberToken, dimensionToken:
		if startsWord(c.lex.src, t.end) {
			c.fail(t.start, "a comment splits a word", "put a space instead")
			return
		}
	case delimToken:
	default:
		return
	}
	c.dst = append(c.dst, "/**/"...)
}

// startsWord reports that src[i] would go on with a name, or make a function of it.
func startsWord(src []byte, i int) bool {
	return i < len(src) && (src[i] == '(' || src[i] == '\\' || nameSize(src, i) > 0)
}
