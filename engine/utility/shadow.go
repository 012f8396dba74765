package utility

import (
	"bytes"
	"slices"
)

// Shadows let another utility set their colour, so the colour within an arbitrary shadow becomes the fallback of a
// variable: "shadow-[0_1px_red]" is "0 1px var(--tw-shadow-color, red)".

// shadowColors says how the colours of a shadow are written.
type shadowColors struct {
	name     []byte // of the utility
	alpha    []byte // of its modifier, or nil
	percent  []byte // the same as a percentage
	relative bool   // take the alpha in by relative colours
	fallback bool   // out: a colour that only the browser knows needed a relative colour
}

// resolveShadow resolves a root whose arbitrary value is a list of shadows.
func (s *Sheet) resolveShadow(c *candidate, name []byte, root root, u utilityCase, value []byte) (r resolved, ok bool) {
	colors := shadowColors{name: name, relative: true}
	r.body = u.body
	if c.modifier != nil {
		value, arbitrary, ok := s.modifierValue(c.modifier)
		if !ok {
			return r, false
		}
		if r.second, ok = s.shadowAlpha(value, arbitrary); !ok {
			return r, false
		}
		colors.alpha = r.second
		colors.percent = s.keepScratch(func(dst []byte) []byte { return appendPercent(dst, r.second) })
		r.body = u.modified
	}
	write := func(dst []byte) []byte { return s.appendShadows(dst, &colors, root.flags, value) }
	r.value = s.keepScratch(write)
	if colors.fallback {
		r.body, r.other = u.modifiedVar, r.value
		colors.relative = false
		r.value = s.keepScratch(write)
	}
	return r, true
}

// appendShadows appends a list of shadows with their colours as fallbacks.
func (s *Sheet) appendShadows(dst []byte, colors *shadowColors, flags int, list []byte) []byte {
	first := true
	parts(list, ',', func(shadow []byte) bool {
		if !first && flags&dropShadowFlag != 0 {
			dst = append(dst, ' ')
		} else if !first {
			dst = append(dst, ", "...)
		}
		first = false
		switch {
		case flags&dropShadowFlag != 0:
			dst = append(dst, "drop-shadow("...)
			dst = append(colors.appendShadow(dst, trim(shadow)), ')')
		case flags&insetShadowFlag != 0:
			dst = colors.appendShadow(append(dst, "inset "...), trim(shadow))
		default:
			dst = colors.appendShadow(dst, trim(shadow))
		}
		return true
	})
	return dst
}

func trim(s []byte) []byte {
	return bytes.Trim(s, " \t\n\r\f")
}

// appendShadow appends one shadow.
func (c *shadowColors) appendShadow(dst, shadow []byte) []byte {
	start, end, found := findShadowColor(shadow)
	switch {
	case found && start == end:
		return c.appendColor(append(append(dst, shadow...), ' '), []byte("currentcolor"))
	case found:
		dst = c.appendColor(append(dst, shadow[:start]...), shadow[start:end])
		return append(dst, shadow[end:]...)
	}
	return append(dst, shadow...)
}

var (
	shadowKeywords        = []string{"inset", "inherit", "initial", "revert", "unset"}
	shadowLengthFunctions = []string{"calc", "clamp", "max", "min", "--spacing"}
	shadowColorFunctions  = []string{"color", "color-mix", "contrast-color", "device-cmyk", "hsl", "hsla", "hwb", "lab",
		"lch", "light-dark", "oklab", "oklch", "rgb", "rgba", "--alpha"}
)

// findShadowColor finds the colour in a shadow: what surely is one, or else the one thing that is neither a keyword
// nor a length, if there are two lengths. A shadow of lengths alone has an empty colour at its end.
func findShadowColor(shadow []byte) (start, end int, found bool) {
	lengths, unknowns := 0, 0
	for i := 0; i < len(shadow); {
		if isValueSeparator(shadow[i]) {
			i++
			continue
		}
		word, next := valueWord(shadow, i)
		switch classifyShadowWord(shadow[i:word], next > word) {
		case shadowColor:
			return i, next, true
		case shadowLength:
			lengths++
		case shadowUnknown:
			start, end = i, next
			unknowns++
		}
		i = next
	}
	switch {
	case lengths < 2 || unknowns > 1:
		return 0, 0, false
	case unknowns == 0:
		return len(shadow), len(shadow), true
	}
	return start, end, true
}

func isValueSeparator(c byte) bool {
	return c == ' ' || c == ':' || c == ',' || c == '=' || c == '<' || c == '>' || c == '\n' || c == '\t'
}

// valueWord returns where the word at i ends and, when it is the name of a function, where that ends.
func valueWord(s []byte, i int) (word, end int) {
	if s[i] == '/' || s[i] == ')' {
		return i + 1, i + 1
	}
	var sc scanner
	for word = -1; i < len(s); {
		if sc.depth == 0 && (isValueSeparator(s[i]) || s[i] == '/' || s[i] == ')' && word < 0) {
			break
		}
		if s[i] == '(' && word < 0 {
			word = i
		}
		next, ok := sc.next(s, i)
		if !ok {
			return len(s), len(s)
		}
		i = next
		if word >= 0 && sc.depth == 0 {
			return word, i
		}
	}
	if word < 0 {
		return i, i
	}
	return word, i
}

const (
	shadowNothing = iota
	shadowLength
	shadowColor
	shadowUnknown
)

func classifyShadowWord(word []byte, function bool) int {
	is := func(name string) bool { return equalFold(word, name) }
	switch {
	case function && slices.ContainsFunc(shadowColorFunctions, is):
		return shadowColor
	case function && slices.ContainsFunc(shadowLengthFunctions, is):
		return shadowLength
	case function:
		return shadowUnknown
	case slices.ContainsFunc(shadowKeywords, is):
		return shadowNothing
	case startsShadowLength(word):
		return shadowLength
	case word[0] == '#' || isColorWord(word):
		return shadowColor
	}
	return shadowUnknown
}

func startsShadowLength(word []byte) bool {
	word = bytes.TrimPrefix(word, []byte("-"))
	word = bytes.TrimPrefix(word, []byte("."))
	return len(word) > 0 && isDigit(word[0])
}

// appendColor appends a colour as the fallback of the variable.
func (c *shadowColors) appendColor(dst, color []byte) []byte {
	dst = append(append(append(dst, "var(--tw-"...), c.name...), "-color, "...)
	switch {
	case c.alpha == nil, !c.relative:
		dst = append(dst, color...)
	case bytes.HasPrefix(color, []byte("current")):
		dst = appendMix(dst, color, c.alpha)
	default:
		c.fallback = c.fallback || isVar(color) || isVar(c.alpha)
		dst = append(append(append(dst, "oklab(from "...), color...), " l a b / "...)
		dst = append(append(dst, c.percent...), ')')
	}
	return append(dst, ')')
}
