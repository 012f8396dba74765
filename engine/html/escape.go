// Package html is the append-only writer of HTML: every function takes a destination slice, appends to it and
// returns it, as append does. Nothing fails and nothing allocates beyond the growth of the destination.
//
// Cost: a clean ASCII string of 8 to 40 bytes takes 5 to 15 ns with AppendText or AppendAttr; 0 allocations.
package html

import (
	"slices"
	"unicode/utf8"
)

// replacement is U+FFFD, which takes the place of what may not stand in HTML.
const replacement = "\uFFFD"

// Classes of bytes. A byte that is clean in a place is copied as it is.
const (
	clean     = iota // copied as it is
	special          // written as a character reference
	forbidden        // a control character that HTML forbids: becomes U+FFFD
	multibyte        // begins, or pretends to begin, a UTF-8 sequence: looked at more closely
)

// classTable says what to do with each byte in one place of a document.
type classTable [256]uint8

var (
	textClass   = newClassTable("&<>")
	attrClass   = newClassTable(`&<>"'`)
	scriptClass = newClassTable("<")
)

// newClassTable marks the bytes of specials, the controls of HTML §13.1.2 ("text" excludes controls other than
// ASCII whitespace) and the bytes above ASCII.
func newClassTable(specials string) *classTable {
	t := new(classTable)
	for c := range t {
		switch {
		case c >= utf8.RuneSelf:
			t[c] = multibyte
		case c < ' ' && c != '\t' && c != '\n' && c != '\f' && c != '\r', c == 0x7F:
			t[c] = forbidden
		}
	}
	for _, c := range []byte(specials) {
		t[c] = special
	}
	return t
}

// AppendText appends s as the text of an element: & < > become character references; NUL, invalid UTF-8 and the
// control characters that HTML forbids (HTML §13.1.2, §13.2.3.5) become U+FFFD. Forbidden characters are replaced
// and never dropped, so that no two harmless halves can be joined to something else.
//
// It is right for normal and RCDATA elements (title, textarea), not for script and style. A line break just after
// the start tag of pre and textarea is swallowed by the parser: the caller writes one more.
func AppendText(dst, s []byte) []byte { return AppendMarkupText(dst, nil, s) }

// AppendMarkupText is [AppendText] behind markup, which is appended as it is.
func AppendMarkupText(dst, markup, s []byte) []byte {
	if fast {
		read, n := escapeFast(dst, markup, s, false)
		if read == len(s) {
			return dst[:n]
		}
		if read >= 0 {
			return appendClean(dst[:n], s[read:], false, textClass)
		}
	}
	return appendClean(append(dst, markup...), s, false, textClass)
}

// AppendAttr appends s as the value of a double-quoted attribute. It does what [AppendText] does and writes both
// quotes as references too, so that a value would even be safe between single quotes (HTML §13.1.2.3).
func AppendAttr(dst, s []byte) []byte { return AppendMarkupAttr(dst, nil, s) }

// AppendMarkupAttr is [AppendAttr] behind markup, which is appended as it is.
func AppendMarkupAttr(dst, markup, s []byte) []byte {
	if fast {
		read, n := escapeFast(dst, markup, s, true)
		if read == len(s) {
			return dst[:n]
		}
		if read >= 0 {
			return appendClean(dst[:n], s[read:], true, attrClass)
		}
	}
	return appendClean(append(dst, markup...), s, true, attrClass)
}

// appendClean appends s at once as long as all that is not plain is ASCII, and then byte by byte: a text in another script
// has something to look at closely in every word.
func appendClean(dst, s []byte, quotes bool, class *classTable) []byte {
	for fast && len(s) > 0 && class[s[0]] <= special {
		dst = slices.Grow(dst, len(s)+slack)
		read, n := escapeFast(dst, nil, s, quotes)
		if dst = dst[:n]; read == 0 {
			break
		}
		s = s[read:]
	}
	n := cleanPrefix(s, class)
	if n == len(s) {
		return append(dst, s...)
	}
	return appendEscaped(dst, s, n, class)
}

// AppendScriptJSON appends s, which is JSON, as the content of a script element that is data. Its markup, which is in
// strings, stays as it is but for "</s" and "<!", which are written with an escape: so neither "</script", which would
// end the element, nor "<!--", after which "<script" would mean something, can appear (HTML §4.12.1.3, §13.2.5.4). What
// is invalid becomes U+FFFD. The JSON keeps its meaning.
func AppendScriptJSON(dst, s []byte) []byte {
	from := 0
	for i := 0; ; {
		if i += cleanPrefix(s[i:], scriptClass); i == len(s) {
			return append(dst, s[from:]...)
		}
		rep, size := scriptEscape(s[i:])
		if rep != "" {
			dst = append(dst, s[from:i]...)
			dst = append(dst, rep...)
			from = i + size
		}
		i += size
	}
}

// scriptEscape returns what to write for the first character of s, which is not clean, "" for itself, and its size in bytes.
func scriptEscape(s []byte) (rep string, size int) {
	switch scriptClass[s[0]] {
	case special:
		switch {
		case len(s) == 1 || s[1] == '!':
			return `\u003c`, 1
		case s[1] == '/' && (len(s) == 2 || s[2]|' ' == 's'):
			return `<\/`, 2
		}
		return "", 1
	case forbidden:
		return `\ufffd`, 1
	}
	r, size := utf8.DecodeRune(s)
	if r == utf8.RuneError && size == 1 {
		return `\ufffd`, size
	}
	return "", size
}

// cleanPrefix returns how many bytes at the start of s may be copied without a further look.
//
// Four table look-ups at a time, measured on an AMD EPYC against a loop over single bytes and against words of eight
// bytes tested with bit tricks (SWAR), for 8, 12, 23 and 40 bytes: this 3.8, 6.0, 7.4, 11.8 ns; single 4.3, 6.3, 8.3,
// 13.1 ns; words 3.5, 6.4, 8.2, 15.4 ns. Words lose because one must test for five bytes and three ranges.
func cleanPrefix(s []byte, class *classTable) int {
	i := 0
	for ; i+4 <= len(s); i += 4 {
		if class[s[i]]|class[s[i+1]]|class[s[i+2]]|class[s[i+3]] != clean {
			break
		}
	}
	for i < len(s) && class[s[i]] == clean {
		i++
	}
	return i
}

// appendEscaped is the slow path: the first n bytes of s are known to be clean.
func appendEscaped(dst, s []byte, n int, class *classTable) []byte {
	from := 0
	for i := n; i < len(s); {
		c := s[i]
		if class[c] == clean {
			i++
			continue
		}
		rep, size := escapeOf(s[i:], class[c])
		if rep != "" {
			dst = append(dst, s[from:i]...)
			dst = append(dst, rep...)
			from = i + size
		}
		i += size
	}
	return append(dst, s[from:]...)
}

// escapeOf returns what to write for the first character of s, "" for itself, and its size in bytes.
func escapeOf(s []byte, class uint8) (rep string, size int) {
	switch class {
	case special:
		return reference(s[0]), 1
	case forbidden:
		return replacement, 1
	}
	r, size := utf8.DecodeRune(s)
	if r == utf8.RuneError && size == 1 || r <= 0x9F {
		return replacement, size // Not UTF-8, or one of the C1 controls U+0080 to U+009F.
	}
	return "", size
}

// reference returns the character reference of a special byte: the shortest form that every parser knows.
func reference(c byte) string {
	switch c {
	case '&':
		return "&amp;"
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	case '"':
		return "&#34;"
	}
	return "&#39;"
}
