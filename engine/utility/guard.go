package utility

import (
	"bytes"
	"unicode/utf8"

	"placard/engine/css"
)

// MaxClassBytes is the longest class name that is looked at.
const MaxClassBytes = 256

// refusedTexts would mean something to a careless reader of the stylesheet, even inside of a name.
var refusedTexts = [...]string{"@import", "javascript:", "expression("}

// isSafeName refuses class names that must not stand in a stylesheet even escaped: what is no text, '<', which could
// end the style element, and the words of attacks.
func isSafeName(name []byte) bool {
	special := false
	for i := 0; i < len(name); {
		c := name[i]
		switch {
		case c < ' ' || c == 0x7f || c == '<':
			return false
		case c < utf8.RuneSelf:
			special = special || c == '@' || c == ':' || c == '('
			i++
		default:
			r, size := utf8.DecodeRune(name[i:])
			if r == utf8.RuneError || r < 0xa0 || 0xd800 <= r && r <= 0xdfff {
				return false
			}
			i += size
		}
	}
	return !special || !containsRefused(name)
}

func containsRefused(s []byte) bool {
	for i := range s {
		for _, t := range refusedTexts {
			if len(s)-i >= len(t) && s[i]|0x20 == t[0]|0x20 && equalFold(s[i:i+len(t)], t) {
				return true
			}
		}
	}
	return false
}

// safeValue returns an arbitrary value without white space around it, when package css finds nothing to change in it:
// closed brackets and strings, allowed URLs, no code, no comments.
func (s *Sheet) safeValue(v []byte) (value []byte, ok bool) {
	const name = "--v"
	s.cleaned, _, ok = css.AppendProperty(s.cleaned[:0], []byte(name), v)
	v = trim(v)
	return v, ok && bytes.Equal(s.cleaned[len(name)+1:], v) && !containsRefused(v) && bracketDepth(v) <= maxValueDepth
}

// maxValueDepth and maxSelectorDepth leave room for the blocks and functions around a value or selector: package css,
// which may read the whole stylesheet, takes css.MaxDepth together.
const maxValueDepth = 12

// bracketDepth returns how deeply brackets nest.
func bracketDepth(v []byte) int {
	var sc scanner
	deepest := 0
	for i := 0; i < len(v); {
		end, ok := sc.next(v, i)
		if !ok {
			return maxDepth + 1
		}
		i, deepest = end, max(deepest, sc.depth)
	}
	return deepest
}

// isSafeProperty reports a declaration that package css allows.
func (s *Sheet) isSafeProperty(name, value []byte) bool {
	custom := bytes.HasPrefix(name, []byte("--"))
	// Package css also takes names in camel case, which mean nothing in a class.
	if !isPropertyName(name, custom) {
		return false
	}
	var ok bool
	s.cleaned, _, ok = css.AppendProperty(s.cleaned[:0], name, value)
	return ok && bytes.HasPrefix(s.cleaned, name)
}

func isPropertyName(name []byte, upper bool) bool {
	for _, c := range name {
		if !isLower(c) && !isDigit(c) && c != '-' && c != '_' && !(upper && isLetter(c)) {
			return false
		}
	}
	return len(name) > 0
}

// isSafePrelude reports a selector, or an at-rule with its condition, that package css writes as it is and that has
// none of what could end it.
func (s *Sheet) isSafePrelude(p []byte) bool {
	if bracketDepth(p) > maxValueDepth || hasBlock(p) || containsRefused(p) {
		return false
	}
	s.source = append(append(s.source[:0], p...), "{a{b:c}}"...)
	var ok bool
	s.cleaned, _, ok = css.CleanStylesheet(s.cleaned[:0], s.source)
	return ok && bytes.Equal(s.cleaned, s.source)
}

// isSafeBlock checks declarations, with their marks, once more when they are put together: a '/' and a '*' that were
// apart in a value may have met.
func (s *Sheet) isSafeBlock(declarations []byte) bool {
	s.source = append(s.source[:0], "a{"...)
	for _, c := range declarations {
		switch c {
		case openMark:
			continue
		case closeMark:
			c = '}'
		case endMark:
			c = ';'
		}
		s.source = append(s.source, c)
	}
	s.source = append(s.source, '}')
	var ok bool
	s.cleaned, _, ok = css.CleanStylesheet(s.cleaned[:0], s.source)
	return ok && bytes.Equal(s.cleaned, s.source) && !containsRefused(s.source)
}

// hasBlock reports braces, semicolons and the marks of comments that do not stand behind a backslash.
func hasBlock(p []byte) bool {
	for i := 0; i < len(p); i++ {
		switch c := p[i]; {
		case c == '\\':
			i++
		case c == '{', c == '}', c == ';':
			return true
		case c == '/' && i+1 < len(p) && p[i+1] == '*', c == '*' && i+1 < len(p) && p[i+1] == '/':
			return true
		}
	}
	return false
}
