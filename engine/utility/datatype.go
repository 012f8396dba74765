package utility

import (
	"bytes"
	"slices"
)

// Data types of arbitrary values, in the order of generate.mjs. A class may name one ("text-[length:var(--x)]"); else it
// is inferred from how the value looks. anyType is no or an unknown one.
const (
	colorType = iota
	lengthType
	percentageType
	ratioType
	numberType
	integerType
	urlType
	positionType
	bgSizeType
	lineWidthType
	imageType
	familyNameType
	genericNameType
	absoluteSizeType
	relativeSizeType
	angleType
	vectorType
	sizeType
	anyType
)

var typeNames = [...]string{"color", "length", "percentage", "ratio", "number", "integer", "url", "position", "bg-size",
	"line-width", "image", "family-name", "generic-name", "absolute-size", "relative-size", "angle", "vector", "size"}

func typeOf(hint []byte) int {
	for t, name := range typeNames {
		if string(hint) == name {
			return t
		}
	}
	return anyType
}

// infer returns the first of the types that the value looks like.
func infer(v []byte, types string) int {
	if bytes.HasPrefix(v, []byte("var(")) {
		return anyType
	}
	for i := range len(types) {
		if looksLike(v, int(types[i])) {
			return int(types[i])
		}
	}
	return anyType
}

// isOneOf is slices.Contains without making a string.
func isOneOf(v []byte, list []string) bool {
	for _, s := range list {
		if string(v) == s {
			return true
		}
	}
	return false
}

func looksLike(v []byte, t int) bool {
	switch t {
	case colorType:
		return isColor(v)
	case lengthType:
		return isLength(v)
	case percentageType:
		return isPercentage(v)
	case numberType:
		return isNumber(v)
	case urlType:
		return isURL(v)
	case positionType:
		return isPosition(v)
	case bgSizeType:
		return isBackgroundSize(v)
	case lineWidthType:
		return parts(v, ' ', isLineWidth)
	case imageType:
		return isImage(v)
	case familyNameType:
		return isFamilyName(v)
	case genericNameType:
		return isOneOf(v, genericNames)
	case absoluteSizeType:
		return isOneOf(v, absoluteSizes)
	case relativeSizeType:
		return string(v) == "larger" || string(v) == "smaller"
	case angleType:
		return isAngle(v)
	case vectorType:
		return isVector(v)
	}
	return false
}

var (
	genericNames = []string{"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "ui-serif",
		"ui-sans-serif", "ui-monospace", "ui-rounded", "math", "emoji", "fangsong"}
	absoluteSizes = []string{"xx-small", "x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large"}
	lengthUnits   = []string{"cm", "mm", "Q", "in", "pc", "pt", "px", "em", "ex", "ch", "rem", "lh", "rlh", "vw", "vh",
		"vmin", "vmax", "vb", "vi", "svw", "svh", "lvw", "lvh", "dvw", "dvh", "cqw", "cqh", "cqi", "cqb", "cqmin", "cqmax"}
	angleUnits     = []string{"deg", "rad", "grad", "turn"}
	colorFunctions = []string{"rgb", "rgba", "hsl", "hsla", "hwb", "color", "lab", "lch", "oklab", "oklch", "light-dark",
		"color-mix", "--alpha"}
	imageFunctions = []string{"element", "image", "cross-fade", "image-set", "conic-gradient", "linear-gradient",
		"radial-gradient", "repeating-conic-gradient", "repeating-linear-gradient", "repeating-radial-gradient"}
)

// numberEnd returns the length of the number at the start of v: "[+-]?\d*\.?\d+(e[+-]?\d+)?". 0 is none.
func numberEnd(v []byte) int {
	i := 0
	if i < len(v) && (v[i] == '+' || v[i] == '-') {
		i++
	}
	digits := i
	i = digitsEnd(v, i)
	if j := digitsEnd(v, i+1); i < len(v) && v[i] == '.' && j > i+1 {
		i = j
	} else if i == digits {
		return 0
	}
	return exponentEnd(v, i)
}

func digitsEnd(v []byte, i int) int {
	for i < len(v) && isDigit(v[i]) {
		i++
	}
	return i
}

func exponentEnd(v []byte, i int) int {
	if i >= len(v) || v[i]|0x20 != 'e' {
		return i
	}
	j := i + 1
	if j < len(v) && (v[j] == '+' || v[j] == '-') {
		j++
	}
	if end := digitsEnd(v, j); end > j {
		return end
	}
	return i
}

// hasUnit reports a number with one of the units and nothing else.
func hasUnit(v []byte, units []string) bool {
	n := numberEnd(v)
	return n > 0 && isOneOf(v[n:], units)
}

func isNumber(v []byte) bool {
	return len(v) > 0 && numberEnd(v) == len(v) || hasMath(v)
}

func isPercentage(v []byte) bool {
	n := numberEnd(v)
	return n > 0 && string(v[n:]) == "%" || hasMath(v)
}

func isLength(v []byte) bool {
	return hasUnit(v, lengthUnits) || bytes.HasPrefix(v, []byte("--spacing(")) || hasMath(v)
}

func isAngle(v []byte) bool {
	return hasUnit(v, angleUnits)
}

// isVector reports three numbers.
func isVector(v []byte) bool {
	count := 0
	ok := parts(v, ' ', func(p []byte) bool {
		if len(p) == 0 {
			return count > 0
		}
		count++
		return numberEnd(p) == len(p)
	})
	return ok && count == 3 && v[len(v)-1] != ' '
}

func isURL(v []byte) bool {
	return bytes.HasPrefix(v, []byte("url(")) && bytes.HasSuffix(v, []byte(")"))
}

func isLineWidth(v []byte) bool {
	return isLength(v) || isNumber(v) || string(v) == "thin" || string(v) == "medium" || string(v) == "thick"
}

func isVar(v []byte) bool {
	return bytes.HasPrefix(v, []byte("var("))
}

func isImage(v []byte) bool {
	count := 0
	ok := parts(v, ',', func(p []byte) bool {
		switch {
		case isVar(p):
			return true
		case isURL(p), slices.Contains(imageFunctions, functionName(p)):
			count++
			return true
		}
		return false
	})
	return ok && count > 0
}

// functionName returns what stands before the first parenthesis, or "".
func functionName(v []byte) string {
	i := bytes.IndexByte(v, '(')
	if i < 0 || i > 32 {
		return ""
	}
	for _, names := range [...][]string{imageFunctions, colorFunctions} {
		for _, name := range names {
			if equalFold(v[:i], name) {
				return name
			}
		}
	}
	return ""
}

// equalFold compares without regard to the case of ASCII letters; lower is in lower case.
func equalFold(v []byte, lower string) bool {
	if len(v) != len(lower) {
		return false
	}
	for i, c := range v {
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if c != lower[i] {
			return false
		}
	}
	return true
}

func isFamilyName(v []byte) bool {
	count := 0
	ok := parts(v, ',', func(p []byte) bool {
		if len(p) > 0 && isDigit(p[0]) {
			return false
		}
		if !isVar(p) {
			count++
		}
		return true
	})
	return ok && count > 0
}

func isPosition(v []byte) bool {
	count := 0
	ok := parts(v, ' ', func(p []byte) bool {
		switch string(p) {
		case "center", "top", "right", "bottom", "left":
			count++
			return true
		}
		if isVar(p) {
			return true
		}
		count++
		return isLength(p) || isPercentage(p)
	})
	return ok && count > 0
}

func isBackgroundSize(v []byte) bool {
	count := 0
	ok := parts(v, ',', func(size []byte) bool {
		if string(size) == "cover" || string(size) == "contain" {
			count++
			return true
		}
		values, fit := 0, true
		parts(size, ' ', func(p []byte) bool {
			values++
			fit = fit && (string(p) == "auto" || isLength(p) || isPercentage(p))
			return true
		})
		if fit {
			count++
		}
		return values == 1 || values == 2
	})
	return ok && count > 0
}

func isColor(v []byte) bool {
	if len(v) == 0 {
		return false
	}
	return v[0] == '#' || slices.Contains(colorFunctions, functionName(v)) || isColorWord(v)
}

// isColorWord reports a keyword that is a colour, in any case.
func isColorWord(v []byte) bool {
	var lower [24]byte
	if len(v) > len(lower) {
		return false
	}
	for i, c := range v {
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		lower[i] = c
	}
	_, ok := lookup(colorWordSpace, lower[:len(v)])
	return ok
}
