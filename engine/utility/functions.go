package utility

import "bytes"

// Arbitrary values may call functions that Tailwind knows and browsers do not: "--spacing(4)", "--alpha(red / 50%)",
// "--theme(--color-red-500)" and "theme(--color-red-500)".

// maxCalls is how many calls of these functions a class may have, results included.
const maxCalls = 8

var themeFunctions = [...]string{"--spacing(", "--alpha(", "--theme(", "theme("}

// substituteAll replaces the calls in the values of a utility. It is not ok for a call that means nothing.
func (s *Sheet) substituteAll(r *resolved) bool {
	for _, v := range [...]*[]byte{&r.value, &r.second, &r.alpha, &r.other} {
		if bytes.IndexByte(*v, '(') < 0 {
			continue
		}
		var ok bool
		if *v, ok = s.substitute(*v, false); !ok {
			return false
		}
	}
	return true
}

// substitute replaces the calls in a value, the innermost last as results may have calls again. Inline puts values in
// the place of variables, which do not work in the conditions of at-rules.
func (s *Sheet) substitute(v []byte, inline bool) (out []byte, ok bool) {
	for range maxCalls {
		start, function := findCall(v)
		if function < 0 {
			return v, true
		}
		open := start + len(themeFunctions[function])
		end, ok := callEnd(v, open-1)
		if !ok {
			return nil, false
		}
		arguments := trim(v[open : end-1])
		v = s.keepScratch(func(dst []byte) []byte {
			if dst, ok = s.appendCall(append(dst, v[:start]...), function, arguments, inline); ok {
				dst = append(dst, v[end:]...)
			}
			return dst
		})
		if !ok || len(v) > maxSelectorBytes {
			return nil, false
		}
	}
	_, function := findCall(v)
	return v, function < 0
}

// findCall finds the first call of a function that is not within a string. Its number is -1 when there is none.
func findCall(v []byte) (start, function int) {
	for i := 0; i < len(v); i++ {
		switch c := v[i]; {
		case c == '"' || c == '\'':
			i = stringEnd(v, i) - 1
		case c == '\\':
			i++
		case c == '-' || c == 't':
			if i > 0 && v[i-1] != '/' && v[i-1] != '(' && v[i-1] != ')' && !isValueSeparator(v[i-1]) {
				continue
			}
			for f, name := range themeFunctions {
				if bytes.HasPrefix(v[i:], []byte(name)) {
					return i, f
				}
			}
		}
	}
	return 0, -1
}

// callEnd returns the index behind the parenthesis that closes the one at open.
func callEnd(v []byte, open int) (end int, ok bool) {
	var sc scanner
	for i := open; i < len(v); {
		if i, ok = sc.next(v, i); !ok {
			return 0, false
		}
		if sc.depth == 0 {
			return i, true
		}
	}
	return 0, false
}

func (s *Sheet) appendCall(dst []byte, function int, arguments []byte, inline bool) (out []byte, ok bool) {
	comma, ok := cut(arguments, ',')
	if !ok {
		return dst, false
	}
	first := trim(arguments[:comma])
	var rest []byte
	if comma < len(arguments) {
		rest = trim(arguments[comma+1:])
	}
	if len(first) == 0 || rest != nil && function < 2 {
		return dst, false
	}
	switch function {
	case 0:
		return appendSpacingCall(dst, first), true
	case 1:
		return appendAlphaCall(dst, first)
	}
	return appendThemeCall(dst, first, rest, inline || function == 3)
}

func appendSpacingCall(dst, n []byte) []byte {
	end := numberEnd(n)
	switch number := bytes.TrimPrefix(n[:end], []byte("+")); {
	case end == 0:
	case isZeroNumber(number):
		return append(dst, "0px"...)
	case string(number) == "1":
		return append(dst, "var(--spacing)"...)
	}
	return append(append(append(dst, "calc(var(--spacing) * "...), n...), ')')
}

func isZeroNumber(n []byte) bool {
	return bytes.IndexByte(n, '0') >= 0 && !bytes.ContainsAny(n, "123456789eE")
}

func appendAlphaCall(dst, arguments []byte) (out []byte, ok bool) {
	slash, ok := cut(arguments, '/')
	if !ok || slash == len(arguments) {
		return dst, false
	}
	color, alpha := trim(arguments[:slash]), trim(arguments[slash+1:])
	if end, ok := cut(alpha, '/'); !ok || end < len(alpha) || len(color) == 0 || len(alpha) == 0 {
		return dst, false
	}
	return appendMix(dst, color, alpha), true
}

// appendMix appends a colour with an alpha.
func appendMix(dst, color, alpha []byte) []byte {
	start := len(dst)
	dst = append(append(append(dst, "color-mix(in oklab, "...), color...), ' ')
	percent := len(dst)
	dst = appendPercent(dst, alpha)
	if string(dst[percent:]) == "100%" {
		return append(dst[:start], color...)
	}
	return append(dst, ", transparent)"...)
}

// appendThemeCall appends a variable of the theme, or its value, or what stands behind the comma when there is none.
func appendThemeCall(dst, name, fallback []byte, inline bool) (out []byte, ok bool) {
	name, forced := bytes.CutSuffix(name, []byte(" inline"))
	inline = inline || forced
	id, ok := lookup(themeSpace, name)
	if !ok {
		return append(dst, fallback...), len(fallback) > 0 && bytes.HasPrefix(name, []byte("--"))
	}
	flags, _, value := themeAt(id)
	if inline || flags&inlineFlag != 0 {
		return append(dst, value...), true
	}
	dst = append(append(dst, "var("...), name...)
	if len(fallback) > 0 && string(fallback) != "initial" {
		dst = append(append(dst, ", "...), fallback...)
	}
	return append(dst, ')'), true
}
