package utility

import (
	"math"
	"strconv"
)

// isInteger reports a number as JavaScript writes it: no sign, no leading zero, and small enough to be exact.
func isInteger(v []byte) bool {
	if len(v) == 0 || len(v) > 15 || v[0] == '0' && len(v) > 1 {
		return false
	}
	return digitsEnd(v, 0) == len(v)
}

// isQuarters reports a number of quarters, written without needless digits: "2", "2.5", "0.25".
func isQuarters(v []byte) bool {
	for i, c := range v {
		if c != '.' {
			continue
		}
		switch string(v[i+1:]) {
		case "25", "5", "75":
			return isInteger(v[:i])
		}
		return false
	}
	return isInteger(v)
}

// appendPercent appends an alpha as a percentage when it is a plain number, and as it is when it is not.
func appendPercent(dst, alpha []byte) []byte {
	const maxDigits = 24 // a longer number would be copied to be read
	if n := numberEnd(alpha); n == 0 || n != len(alpha) || n > maxDigits {
		return append(dst, alpha...)
	}
	f, err := strconv.ParseFloat(string(alpha), 64)
	if err != nil || math.Abs(f) > 1e15 || f != 0 && math.Abs(f) < 1e-4 {
		return append(dst, alpha...) // JavaScript would write an exponent.
	}
	f *= 100
	if f == 0 {
		f = 0 // Not -0.
	}
	return append(strconv.AppendFloat(dst, f, 'f', -1, 64), '%')
}
