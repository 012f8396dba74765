package program

import (
	"bytes"

	"placard/engine/css"
	"placard/engine/value"
)

// theme is what the spec says about light and dark.
type theme struct {
	// scheme is "light" or "dark" when the page is always that; empty when it follows the visitor's system.
	scheme string
	// light and dark are objects of variables in doc, or value.NoRef.
	doc         *value.Doc
	light, dark value.Ref
}

func (b *Builder) theme() theme {
	d, m := b.meta("theme")
	switch d.Kind(m) {
	case value.String:
		switch string(d.Content(m)) {
		case "light":
			return theme{scheme: "light"}
		case "dark":
			return theme{scheme: "dark"}
		}
	case value.Object:
		return theme{doc: d, light: d.Field(m, "light"), dark: d.Field(m, "dark")}
	}
	return theme{}
}

// appendTheme writes the variables of a theme: those of each scheme only where it counts, on the page and on every part
// that has the class of its own.
func (b *Builder) appendTheme(t theme) {
	b.appendScheme("@media (prefers-color-scheme:light){:root{", "}}.light{", t.doc, t.light)
	b.appendScheme("@media (prefers-color-scheme:dark){:root{", "}}.dark{", t.doc, t.dark)
}

func (b *Builder) appendScheme(system, class Trusted, d *value.Doc, variables value.Ref) {
	if variables == value.NoRef {
		return
	}
	b.Markup(system)
	b.appendVariables(d, variables)
	b.Markup(class)
	b.appendVariables(d, variables)
	b.Markup("}")
}

func (b *Builder) appendVariables(d *value.Doc, variables value.Ref) {
	for v := d.First(variables); v < d.End(variables); v = d.Next(v) {
		if d.Kind(v) != value.Null {
			b.slab, _, _ = css.AppendVariable(b.slab, d.Key(v), d.At(v))
			b.Markup(";")
		}
	}
}

// appendDarkForSystem writes the rules for .dark, among the clean CSS that dst has from start on, once more for visitors
// whose system is dark: a theme that somebody has made for shadcn/ui is ":root{…} .dark{…}", and there a script gives
// the page the class.
func appendDarkForSystem(dst []byte, start int) []byte {
	depth, rule := 0, start
	for i, end := start, len(dst); i < end; i++ {
		switch dst[i] {
		case '"', '\'':
			i += closingQuote(dst[i:end])
		case '{':
			if depth++; depth == 1 && string(bytes.TrimSpace(dst[rule:i])) == ".dark" {
				if n := bytes.IndexByte(dst[i:end], '}'); n >= 0 {
					dst = append(append(append(dst, "@media (prefers-color-scheme:dark){:root:not(.light)"...), dst[i:i+n+1]...), '}')
				}
			}
		case '}':
			depth--
			rule = i + 1
		case ';':
			rule = i + 1
		}
	}
	return dst
}

// closingQuote is where the string ends that s begins with.
func closingQuote(s []byte) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case s[0]:
			return i
		}
	}
	return len(s) - 1
}
