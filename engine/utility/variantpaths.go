package utility

import (
	"bytes"
	"strings"
)

// Marks in the paths of static variants in the table.
const (
	wrapperMark = "\x01" // between the wrappers of a path
	pathMark    = "\x02" // between paths
	contentMark = "\x03" // behind a wrapper that sets the content of a pseudo-element
)

// staticPaths gives a variant the paths that the table has for it.
func (s *Sheet) staticPaths(v *variant, t tableVariant) bool {
	s.beginPaths(v)
	if t.name == "dark" {
		s.schemePaths(v, darkScheme)
		return true
	}
	for rest := t.paths; rest != ""; {
		var p string
		p, rest, _ = strings.Cut(rest, pathMark)
		from := uint32(len(s.wrappers))
		for p != "" {
			var w string
			w, p, _ = strings.Cut(p, wrapperMark)
			w, content := strings.CutSuffix(w, contentMark)
			s.wrappers = append(s.wrappers, wrapper{s.keepString(w), w[0] == '@', content})
		}
		s.paths = append(s.paths, path{from, uint32(len(s.wrappers)), false})
	}
	v.pathTo = uint32(len(s.paths))
	return true
}

func (s *Sheet) keepString(t string) span {
	start := len(s.text)
	s.text = append(s.text, t...)
	return span{uint32(start), uint32(len(s.text))}
}

// scheme is how a theme is asked for. Pages and their parts choose a theme by the classes "dark" and "light"; where
// neither stands, the system decides. Of nested choices the inner one counts, up to two deep.
type scheme struct{ chosen, media, left string }

var (
	darkScheme = scheme{
		"&:where(.dark, .dark *):where(:not(.dark .light, .dark .light *), .light .dark, .light .dark *)",
		"@media (prefers-color-scheme: dark)", "&:where(:not(.light, .light *, .dark, .dark *))"}
	lightScheme = scheme{
		"&:where(.light, .light *):where(:not(.light .dark, .light .dark *), .dark .light, .dark .light *)",
		"@media not (prefers-color-scheme: dark)", "&:where(:not(.dark, .dark *, .light, .light *))"}
)

// schemePaths is the one variant that is not Tailwind's: there are no classes that the system's choice sets.
func (s *Sheet) schemePaths(v *variant, c scheme) {
	s.addPath(v, false, wrapper{text: s.keepString(c.chosen)})
	s.addPath(v, true, wrapper{text: s.keepString(c.media), atRule: true}, wrapper{text: s.keepString(c.left)})
}

// functionalPaths makes the path of a variant with a value.
func (s *Sheet) functionalPaths(v *variant, name string) bool {
	s.beginPaths(v)
	start := len(s.text)
	atRule, ok := true, false
	switch name {
	case "max", "min", "@max", "@min", "@":
		ok = s.widthRule(v, name)
	case "supports":
		ok = !v.hasModifier && s.supportsRule(v)
	case "aria", "data":
		atRule, ok = false, !v.hasModifier && s.attributeSelector(v, name)
	case "nth", "nth-last", "nth-of-type", "nth-last-of-type":
		atRule, ok = false, !v.hasModifier && s.nthSelector(v, name)
	}
	if !ok {
		return false
	}
	text := span{uint32(start), uint32(len(s.text))}
	switch {
	case !v.arbitrary && !v.hasModifier:
	case atRule:
		text, ok = s.substituted(text)
		ok = ok && s.isSafePrelude(s.at(text))
	default:
		ok = s.isSafeSelector(s.at(text), false)
	}
	s.addPath(v, false, wrapper{text: text, atRule: atRule})
	return ok
}

// substituted returns an at-rule with the functions in it replaced.
func (s *Sheet) substituted(rule span) (out span, ok bool) {
	if _, function := findCall(s.at(rule)); function < 0 {
		return rule, true
	}
	text, ok := s.substitute(s.at(rule), true)
	return s.keep(text), ok
}

// width returns the width that a breakpoint or container variant asks for, or nil.
func (s *Sheet) width(v *variant) []byte {
	t := variantAt(int(v.id))
	namespace, name := "--breakpoint-", s.at(v.value)
	switch {
	case v.kind == staticVariant:
		s.hinted = append(append(s.hinted[:0], namespace...), t.name...)
	case v.arbitrary:
		if bytes.Contains(name, []byte("var(")) {
			return nil
		}
		return name
	case t.name[0] == '@':
		namespace = "--container-"
		fallthrough
	default:
		s.hinted = append(append(s.hinted[:0], namespace...), name...)
	}
	id, ok := lookup(themeSpace, s.hinted)
	if !ok {
		return nil
	}
	_, _, value := themeAt(id)
	s.hinted = append(s.hinted[:0], value...)
	return s.hinted
}

// widthRule appends "@media (width >= 40rem)" or "@container name (width < 40rem)".
func (s *Sheet) widthRule(v *variant, name string) bool {
	width := s.width(v)
	if width == nil {
		return false
	}
	if name[0] == '@' {
		s.text = append(s.text, "@container "...)
		if v.hasModifier {
			s.text = append(append(s.text, s.at(v.modifier)...), ' ')
		}
	} else if v.hasModifier {
		return false
	} else {
		s.text = append(s.text, "@media "...)
	}
	if strings.HasSuffix(name, "max") {
		s.text = append(s.text, "(width < "...)
	} else {
		s.text = append(s.text, "(width >= "...)
	}
	s.text = append(append(s.text, width...), ')')
	return true
}

// supportsRule appends "@supports (display: grid)". A lone property is asked for with any value.
func (s *Sheet) supportsRule(v *variant) bool {
	value := s.at(v.value)
	if !v.arbitrary {
		// As in Tailwind, "supports-grid" asks for a property of that name.
		s.text = append(append(append(s.text, "@supports ("...), value...), ": var(--tw))"...)
		return true
	}
	s.text = append(s.text, "@supports "...)
	value = s.at(v.value) // The text may have moved.
	if isFunctionCall(value) {
		s.text = appendQuery(s.text, value)
		return true
	}
	bare := value[0] != '(' || value[len(value)-1] != ')'
	if bare {
		s.text = append(s.text, '(')
	}
	colon := bytes.IndexByte(value, ':') >= 0
	s.text = append(s.text, value...)
	if !colon {
		s.text = append(s.text, ": var(--tw)"...)
	}
	if bare {
		s.text = append(s.text, ')')
	}
	return true
}

// isFunctionCall reports a name, maybe empty, and a parenthesis at the start.
func isFunctionCall(v []byte) bool {
	i := 0
	for i < len(v) && (isLetter(v[i]) || isDigit(v[i]) || v[i] == '_' || v[i] == '-') {
		i++
	}
	for i < len(v) && v[i] == ' ' {
		i++
	}
	return i < len(v) && v[i] == '('
}

// appendQuery appends a condition with spaces around what looks like functions named and, or, not. They keep the
// spaces that they have: in Tailwind, too, "(a) and (b)" gets none when "and" stands apart.
func appendQuery(dst, q []byte) []byte {
	word := 0
	for i, c := range q {
		if isLetter(c) || c == '-' || isDigit(c) || c == '_' {
			continue
		}
		name := q[word:i]
		if c == '(' && (string(name) == "and" || string(name) == "or" || string(name) == "not") {
			dst = append(append(append(dst, ' '), name...), ' ')
		} else {
			dst = append(dst, name...)
		}
		dst = append(dst, c)
		word = i + 1
	}
	return append(dst, q[word:]...)
}

func (s *Sheet) nthSelector(v *variant, name string) bool {
	if !v.arbitrary && !isInteger(s.at(v.value)) {
		return false
	}
	s.text = append(s.text, "&:"...)
	switch name {
	case "nth", "nth-last":
		s.text = append(append(s.text, name...), "-child("...)
	default:
		s.text = append(append(s.text, name...), '(')
	}
	s.text = append(append(s.text, s.at(v.value)...), ')')
	return true
}

// attributeSelector appends `&[aria-checked="true"]` or "&[data-state=open]" with quotes around the value.
func (s *Sheet) attributeSelector(v *variant, name string) bool {
	s.text = append(append(append(s.text, "&["...), name...), '-')
	value := s.at(v.value)
	if !v.arbitrary {
		for _, c := range value {
			if c == '.' || c == '%' {
				return false
			}
		}
		s.text = append(s.text, value...)
		if name == "aria" {
			s.text = append(s.text, `="true"`...)
		}
		s.text = append(s.text, ']')
		return true
	}
	start := len(s.text)
	s.text = append(appendQuotedAttribute(s.text, value), ']')
	return isAttribute(s.text[start : len(s.text)-1])
}

// appendQuotedAttribute puts the value of "name=value" in quotes if it has none; a flag behind it stays outside.
func appendQuotedAttribute(dst, a []byte) []byte {
	equals, ok := cut(a, '=')
	if !ok || equals == len(a) {
		return append(dst, a...)
	}
	value := trim(a[equals+1:])
	if len(value) > 0 && (value[0] == '"' || value[0] == '\'') {
		return append(dst, a...)
	}
	dst = append(append(dst, a[:equals]...), `="`...)
	if n := len(value); n > 1 && value[n-2] == ' ' && (value[n-1]|0x20 == 'i' || value[n-1]|0x20 == 's') {
		return append(append(append(dst, value[:n-2]...), `" `...), value[n-1])
	}
	return append(append(dst, value...), '"')
}

// isAttribute reports the inside of an attribute selector: a name, an operator, a quoted value, a flag.
func isAttribute(a []byte) bool {
	i := 0
	for i < len(a) && (isLetter(a[i]) || isDigit(a[i]) || a[i] == '-' || a[i] == '_' || a[i] >= 0x80) {
		i++
	}
	if i = skipSpaces(a, i); i == len(a) {
		return true
	}
	if a[i] != '=' {
		if bytes.IndexByte([]byte("~|^$*"), a[i]) < 0 || i+1 == len(a) || a[i+1] != '=' {
			return false
		}
		i++
	}
	if i = skipSpaces(a, i+1); i == len(a) || a[i] != '"' && a[i] != '\'' {
		return false
	}
	if i = skipSpaces(a, stringEnd(a, i)); i == len(a) {
		return a[i-1] != '='
	}
	if f := a[i] | 0x20; f != 'i' && f != 's' {
		return false
	}
	return skipSpaces(a, i+1) == len(a)
}

func skipSpaces(a []byte, i int) int {
	for i < len(a) && (a[i] == ' ' || a[i] == '\t') {
		i++
	}
	return i
}
