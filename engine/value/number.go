package value

import (
	"math"
	"strconv"
)

// AppendNumber writes a number as JavaScript's String(n) does (ECMA-262 §6.1.6.1.20).
func AppendNumber(dst []byte, f float64) []byte {
	switch {
	case f != f:
		return append(dst, "NaN"...)
	case math.IsInf(f, 1):
		return append(dst, "Infinity"...)
	case math.IsInf(f, -1):
		return append(dst, "-Infinity"...)
	case f == 0:
		return append(dst, '0')
	}
	if i := int64(f); float64(i) == f && -1e15 < f && f < 1e15 {
		return strconv.AppendInt(dst, i, 10)
	}
	if abs := math.Abs(f); abs >= 1e21 || abs < 1e-6 {
		return appendExponent(dst, f)
	}
	return strconv.AppendFloat(dst, f, 'f', -1, 64)
}

// appendExponent writes 1e+21 and 1.5e-7: Go pads the exponent to two digits, JavaScript does not.
func appendExponent(dst []byte, f float64) []byte {
	start := len(dst)
	dst = strconv.AppendFloat(dst, f, 'e', -1, 64)
	if n := len(dst); n-start >= 4 && dst[n-2] == '0' && (dst[n-3] == '-' || dst[n-3] == '+') {
		dst[n-2] = dst[n-1]
		dst = dst[:n-1]
	}
	return dst
}

// appendNumber writes the number v as JavaScript prints it.
func (v Value) appendNumber(dst []byte) []byte {
	if digits, ok := v.Digits(); ok {
		return append(dst, digits...)
	}
	return AppendNumber(dst, v.Float())
}

// Digits is String(v) of a number that prints as it is written in its text, as most do.
func (v Value) Digits() (digits []byte, ok bool) {
	if v.kind != Number || v.doc == nil {
		return nil, false
	}
	digits = v.doc.Content(v.ref())
	return digits, shortest(digits)
}

// shortest tells that JavaScript prints a JSON number as it is written. It may say no to what is so.
//
// Any two numbers of up to 15 digits are two float64, so that of such a one no shorter text is read as the same. Left out
// are those with an exponent or a zero at the end, -0, and those that begin with 0.0, which may print with an exponent.
func shortest(digits []byte) bool {
	if digits[0] == '-' {
		digits = digits[1:]
		if digits[0] == '0' && len(digits) == 1 {
			return false
		}
	}
	point := -1
	for i, c := range digits {
		if c == '.' {
			point = i
		} else if c < '0' || '9' < c {
			return false
		}
	}
	if point < 0 {
		return len(digits) <= 15
	}
	return len(digits) <= 16 && digits[len(digits)-1] != '0' && (digits[0] != '0' || digits[point+1] != '0')
}

// ToNumber is JavaScript's Number(v); NaN where there is none.
func (v Value) ToNumber() float64 {
	switch v.kind {
	case Null, False:
		return 0
	case True:
		return 1
	case Number:
		return v.Float()
	case String:
		return stringToNumber(v.Bytes())
	case Array:
		return v.arrayToNumber()
	}
	return math.NaN()
}

// arrayToNumber: JavaScript prints the list and reads the print, so [] is 0 and [5] is 5.
func (v Value) arrayToNumber() float64 {
	switch v.Len() {
	case 0:
		return 0
	case 1:
		switch item := v.Item(0); item.kind {
		case Missing, Null: // both print as nothing in a list
			return 0
		case True, False:
		default:
			return item.ToNumber()
		}
	}
	return math.NaN()
}

// stringToNumber follows ECMA-262 §7.1.4.1: white space around it does not count, an empty string is 0.
func stringToNumber(b []byte) float64 {
	s := trimJS(b)
	if len(s) == 0 {
		return 0
	}
	if len(s) > 2 && s[0] == '0' {
		if bits := radixBits(s[1]); bits != 0 {
			return parseRadix(s[2:], bits)
		}
	}
	if string(s) == "Infinity" || string(s) == "+Infinity" {
		return math.Inf(1)
	}
	if string(s) == "-Infinity" {
		return math.Inf(-1)
	}
	for _, c := range s {
		if !('0' <= c && c <= '9' || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E') {
			return math.NaN() // ParseFloat would take inf, nan, hexadecimal and underscores too
		}
	}
	f, err := strconv.ParseFloat(string(s), 64)
	if err != nil && !math.IsInf(f, 0) {
		return math.NaN()
	}
	return f
}

// radixBits is how many bits one digit has behind the prefix 0x, 0o or 0b; 0 for no prefix.
func radixBits(c byte) int {
	switch c {
	case 'x', 'X':
		return 4
	case 'o', 'O':
		return 3
	case 'b', 'B':
		return 1
	}
	return 0
}

// parseRadix reads digits of this many bits each. The mantissa keeps more than the 53 bits of a float64, and its lowest
// bit tells whether anything below it was not zero, so that the one rounding at the end is right.
func parseRadix(digits []byte, bits int) float64 {
	mantissa, sticky, exponent := uint64(0), uint64(0), 0
	for _, c := range digits {
		d := digitValue(c)
		if d >= 1<<bits {
			return math.NaN()
		}
		if mantissa>>60 == 0 {
			mantissa = mantissa<<bits | d
			continue
		}
		exponent += bits
		if d != 0 {
			sticky = 1
		}
	}
	return math.Ldexp(float64(mantissa|sticky), exponent)
}

func digitValue(c byte) uint64 {
	switch {
	case '0' <= c && c <= '9':
		return uint64(c - '0')
	case 'a' <= c && c <= 'f':
		return uint64(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return uint64(c-'A') + 10
	}
	return math.MaxUint64
}
