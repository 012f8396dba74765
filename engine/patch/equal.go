package patch

import (
	"bytes"
	"math"
	"strconv"

	"placard/engine/value"
)

// equal compares two values as RFC 6902 §4.6 says: numbers by what they are worth, strings by their characters, objects
// without regard to the order of their members.
func (d *Document) equal(a, b Ref) bool {
	x, y := &d.nodes[a], &d.nodes[b]
	if x.kind != y.kind {
		return false
	}
	if (x.packed && y.packed || x.kind < value.Array) && bytes.Equal(d.bytes(x.text), d.bytes(y.text)) {
		return true
	}
	switch x.kind {
	case value.Number:
		return sameNumber(d.bytes(x.text), d.bytes(y.text))
	case value.String:
		return d.sameString(d.bytes(x.text), d.bytes(y.text))
	case value.Array, value.Object:
		d.open(a)
		d.open(b)
		if d.nodes[a].count != d.nodes[b].count {
			return false
		}
		if d.nodes[a].kind == value.Array {
			return d.sameItems(a, b)
		}
		return d.sameMembers(a, b)
	}
	return true
}

func (d *Document) sameItems(a, b Ref) bool {
	for i := range d.items(a) {
		if !d.equal(d.items(a)[i], d.items(b)[i]) {
			return false
		}
	}
	return true
}

func (d *Document) sameMembers(a, b Ref) bool {
	for m := d.nodes[a].first; m != 0; m = d.nodes[m].next {
		other := d.find(b, d.bytes(d.nodes[m].key))
		if other == 0 || !d.equal(m, other) {
			return false
		}
	}
	return true
}

// sameString compares two strings that are not written alike: only with escapes can they be the same.
func (d *Document) sameString(a, b []byte) bool {
	if bytes.IndexByte(a, '\\') < 0 && bytes.IndexByte(b, '\\') < 0 {
		return false
	}
	x, _ := d.scratch.Parse(a) // both were read before
	y, _ := d.other.Parse(b)
	return bytes.Equal(d.scratch.Content(x), d.other.Content(y))
}

// sameNumber compares two numbers of JSON exactly, however many digits they have.
func sameNumber(a, b []byte) bool {
	x, y := decimalOf(a), decimalOf(b)
	if x.zero() || y.zero() {
		return x.zero() && y.zero()
	}
	return x.negative == y.negative && x.known && y.known && x.exponent == y.exponent && sameDigits(x.digits, y.digits)
}

// decimal is a number: 0.DIGITS × 10^exponent. digits have no zeros at their ends, but there may be a point in them.
type decimal struct {
	negative bool
	digits   []byte
	exponent int64
	known    bool // the exponent is in range
}

func (n decimal) zero() bool { return len(n.digits) == 0 }

func decimalOf(b []byte) decimal {
	var n decimal
	n.known = true
	if b[0] == '-' {
		n.negative, b = true, b[1:]
	}
	if i := bytes.IndexAny(b, "eE"); i >= 0 {
		e, err := strconv.ParseInt(string(b[i+1:]), 10, 64)
		n.exponent, n.known = e, err == nil && e > math.MinInt32 && e < math.MaxInt32
		b = b[:i]
	}
	point := bytes.IndexByte(b, '.')
	if point < 0 {
		point = len(b)
	}
	digits := bytes.TrimLeft(b, "0.")
	first := len(b) - len(digits)
	n.digits = bytes.TrimRight(digits, "0.")
	if first > point { // 0.00x
		n.exponent -= int64(first - point - 1)
	} else {
		n.exponent += int64(point - first)
	}
	return n
}

// sameDigits compares digits and passes over points.
func sameDigits(a, b []byte) bool {
	for {
		if len(a) > 0 && a[0] == '.' {
			a = a[1:]
		}
		if len(b) > 0 && b[0] == '.' {
			b = b[1:]
		}
		if len(a) == 0 || len(b) == 0 {
			return len(a) == len(b)
		}
		if a[0] != b[0] {
			return false
		}
		a, b = a[1:], b[1:]
	}
}
