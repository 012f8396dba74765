package utility

import "bytes"

// modifierValue returns what stands behind the slash: a plain word, or an arbitrary value, "[.3]" or "(--x)".
func (s *Sheet) modifierValue(m []byte) (value []byte, arbitrary, ok bool) {
	n := len(m)
	switch {
	case n > 2 && m[0] == '[' && m[n-1] == ']':
		value = s.keepScratch(func(dst []byte) []byte { return s.decode(dst, m[1:n-1]) })
	case n > 2 && m[0] == '(' && m[n-1] == ')':
		if value, ok = s.variableValue(m[1 : n-1]); !ok || !isVar(value) {
			return nil, false, false
		}
	default:
		return m, false, isNamedValue(m)
	}
	value, ok = s.safeValue(value)
	return value, true, ok
}

// withModifier mixes the alpha of a modifier into a colour.
func (s *Sheet) withModifier(color, modifier []byte) (value []byte, ok bool) {
	alpha, arbitrary, ok := s.modifierValue(modifier)
	if !ok || !arbitrary && !isQuarters(alpha) {
		return nil, false
	}
	if !arbitrary {
		alpha = s.keepScratch(func(dst []byte) []byte { return append(append(dst, alpha...), '%') })
	}
	return s.keepScratch(func(dst []byte) []byte { return appendMix(dst, color, alpha) }), true
}

// leading returns the line height that a modifier of a font size means: "text-sm/6".
func (s *Sheet) leading(value []byte, arbitrary bool) (out []byte, ok bool) {
	if arbitrary {
		return value, true
	}
	s.hinted = append(append(s.hinted[:0], "--leading-"...), value...)
	switch _, inTheme := lookup(themeSpace, s.hinted); {
	case inTheme:
		return s.keepScratch(func(dst []byte) []byte { return append(append(append(dst, "var("...), s.hinted...), ')') }), true
	case isQuarters(value):
		return s.keepScratch(func(dst []byte) []byte { return appendSpacing(dst, value, false) }), true
	}
	return s.keepScratch(func(dst []byte) []byte { return append(dst, '1') }), string(value) == "none"
}

// appendSpacing appends a multiple of the theme's spacing.
func appendSpacing(dst, n []byte, negative bool) []byte {
	switch {
	case string(n) == "0":
		return append(dst, "0px"...)
	case string(n) == "1" && !negative:
		return append(dst, "var(--spacing)"...)
	}
	dst = append(dst, "calc(var(--spacing) * "...)
	if negative {
		dst = append(dst, '-')
	}
	return append(append(dst, n...), ')')
}

// interpolation returns the colour space of a gradient: "bg-linear-to-r/oklch".
func (s *Sheet) interpolation(value []byte, arbitrary bool) []byte {
	if arbitrary {
		return value
	}
	return s.keepScratch(func(dst []byte) []byte {
		switch string(value) {
		case "longer", "shorter", "increasing", "decreasing":
			return append(append(append(dst, "in oklch "...), value...), " hue"...)
		}
		return append(append(dst, "in "...), value...)
	})
}

// shadowAlpha returns the alpha of a shadow: "shadow-md/50".
func (s *Sheet) shadowAlpha(value []byte, arbitrary bool) (alpha []byte, ok bool) {
	if arbitrary {
		return value, true
	}
	return s.keepScratch(func(dst []byte) []byte { return append(append(dst, value...), '%') }), isQuarters(value)
}

// Kinds of numbers that a root takes, in the order of generate.mjs.
const (
	intNumber             = iota + 1 // 0, 1, 2 …
	positiveNumber                   // 1, 2 …
	spacingNumber                    // quarters, of the theme's spacing
	negativeSpacingNumber            //
	quarterNumber                    // quarters
	percentNumber                    // an integer with "%"
	stretchNumber                    // the same, from 50 to 200
	fractionNumber                   // "1/2"
	ratioNumber                      // "1.5/2"
	degreesNumber                    //
	negativeDegreesNumber            //
)

// resolveNumber resolves a number of one kind. Of a fraction the second half came as the modifier.
func (s *Sheet) resolveNumber(c *candidate, kind int, u utilityCase, v []byte) (r resolved, ok bool) {
	if kind == fractionNumber || kind == ratioNumber {
		fits := isInteger
		if kind == ratioNumber {
			fits = isQuarters
		}
		return resolved{body: u.body, value: v, second: c.modifier}, c.modifier != nil && fits(v) && fits(c.modifier)
	}
	if !fitsNumber(kind, v) {
		return r, false
	}
	switch kind {
	case spacingNumber, negativeSpacingNumber:
		r.value = s.keepScratch(func(dst []byte) []byte { return appendSpacing(dst, v, kind == negativeSpacingNumber) })
	case degreesNumber, negativeDegreesNumber:
		r.value = s.keepScratch(func(dst []byte) []byte { return appendDegrees(dst, v, kind == negativeDegreesNumber) })
	default:
		r.value = bytes.TrimSuffix(v, []byte("%"))
	}
	return s.modify(r, u, c.modifier)
}

func fitsNumber(kind int, v []byte) bool {
	switch kind {
	case intNumber, degreesNumber, negativeDegreesNumber:
		return isInteger(v)
	case positiveNumber:
		return isInteger(v) && v[0] != '0'
	case spacingNumber, negativeSpacingNumber, quarterNumber:
		return isQuarters(v)
	}
	digits, isPercent := bytes.CutSuffix(v, []byte("%"))
	if !isPercent || !isInteger(digits) {
		return false
	}
	// From 50 to 200, compared as text of two or three digits.
	return kind == percentNumber || len(digits) == 2 && digits[0] >= '5' || len(digits) == 3 && string(digits) <= "200"
}

func appendDegrees(dst, n []byte, negative bool) []byte {
	small := len(n) == 1 && n[0] < '2'
	if !small {
		dst = append(dst, "calc(1deg * "...)
	}
	if negative && string(n) != "0" {
		dst = append(dst, '-')
	}
	dst = append(dst, n...)
	if small {
		return append(dst, "deg"...)
	}
	return append(dst, ')')
}
