package expr

import (
	"bytes"
	"math"
	"strconv"
)

// decimal is a number as its shortest decimal digits, which is what Intl rounds: 1.005 with two digits is 1.01, though
// its binary value is a little below.
type decimal struct {
	negative bool
	buf      [24]byte
	n        int // digits in buf; none for zero
	point    int // the value is 0.DIGITS times 10 to the power of point
}

func newDecimal(f float64) decimal {
	d := decimal{negative: math.Signbit(f)}
	if f == 0 {
		return d
	}
	var scratch [32]byte
	text := strconv.AppendFloat(scratch[:0], math.Abs(f), 'e', -1, 64) // d.ddde±xx
	mantissa, exponent, _ := bytes.Cut(text, []byte{'e'})
	for _, c := range mantissa {
		if c != '.' {
			d.buf[d.n] = c
			d.n++
		}
	}
	power, _ := strconv.Atoi(string(exponent))
	d.point = power + 1
	d.trim()
	return d
}

// round keeps this many digits; halves go away from zero.
func (d *decimal) round(keep int) {
	if keep >= d.n {
		return
	}
	up := keep >= 0 && d.buf[keep] >= '5'
	d.n = max(keep, 0)
	if up {
		d.increment()
	}
	d.trim()
}

// increment adds one to the last digit.
func (d *decimal) increment() {
	for i := d.n - 1; i >= 0; i-- {
		if d.buf[i] < '9' {
			d.buf[i]++
			return
		}
		d.buf[i] = '0'
	}
	d.buf[0] = '1' // all were nines, or there were none
	d.n = max(d.n, 1)
	d.point++
}

// trim drops zeros at the end.
func (d *decimal) trim() {
	for d.n > 0 && d.buf[d.n-1] == '0' {
		d.n--
	}
	if d.n == 0 {
		d.point = 0
	}
}

// digit is the digit with this place value: 0 for ones, 1 for tens, -1 for tenths.
func (d *decimal) digit(place int) byte {
	i := d.point - 1 - place
	if i < 0 || i >= d.n {
		return '0'
	}
	return d.buf[i]
}

// append writes the number without its sign. group "" means no groups; after its own last digit it is filled with
// zeros up to minFraction.
func (d *decimal) append(dst []byte, l *locale, group string, minInteger, minFraction int) []byte {
	for place := max(d.point, minInteger, 1) - 1; place >= 0; place-- {
		dst = append(dst, d.digit(place))
		if place > 0 && place%3 == 0 {
			dst = append(dst, group...)
		}
	}
	fraction := max(d.n-d.point, minFraction)
	if fraction > 0 {
		dst = append(dst, l.decimal...)
	}
	for place := -1; place >= -fraction; place-- {
		dst = append(dst, d.digit(place))
	}
	return dst
}
