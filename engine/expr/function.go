package expr

import (
	"bytes"
	"math"
	"unicode"
	"unicode/utf8"

	"placard/engine/value"
)

// Function names a computation that components or directives need beyond the other operations. Each has one body
// here and one in the browser runtime; both run testdata/functions.json.
type Function uint32

const (
	// Initials of a name: the first letters of its first two words, in upper case; "?" for none.
	Initials Function = iota
	// Clamp of (value, low, high): JavaScript's min(high, max(low, value || 0)).
	Clamp
	// Pages of (current, total): the numbers that a pagination shows, with "ellipsis" for gaps.
	Pages
	// Includes tells whether the comma-separated list (first) has the value (second).
	Includes
	// String is JavaScript's String(v), but nothing for what has no value.
	String
	// Option is the value of the option (first) at an index (second): an empty one gets a name of its own.
	Option
	// Percent of (value, low, high): where value lies between low and high, 0 to 100.
	Percent
	// Toggled is the comma-separated list (first) with the value (second) behind it, or without it when it was there.
	Toggled
	// Arithmetic of (operation, a, b) is the directive $math.
	Arithmetic

	concatFunction
	countFunction
	truncateFunction
	pluralizeFunction
	joinFunction
	formatFunction
	interpolateFunction
)

func (e *Env) call(n *node) value.Value {
	switch Function(n.b) {
	case Initials:
		return e.initials(e.arg(n, 0))
	case Clamp:
		return e.clamp(e.arg(n, 0), e.arg(n, 1), e.arg(n, 2))
	case Pages:
		return e.pages(e.arg(n, 0), e.arg(n, 1))
	case Includes:
		return e.includes(e.arg(n, 0), e.arg(n, 1))
	case String:
		return e.stringOf(e.arg(n, 0))
	case Option:
		return e.option(e.arg(n, 0), e.arg(n, 1))
	case Percent:
		return e.percent(e.arg(n, 0), e.arg(n, 1), e.arg(n, 2))
	case Toggled:
		return e.toggled(e.arg(n, 0), e.arg(n, 1))
	}
	return e.directive(n)
}

// stringOf is JavaScript's String(v), but an empty text for what has no value. A text is shared, not copied.
func (e *Env) stringOf(v value.Value) value.Value {
	switch {
	case v.Nullish():
		return value.OfString(nil)
	case v.Kind() == value.String:
		return v
	}
	e.pass(v)
	start := len(e.text)
	e.text = v.AppendString(e.text)
	return e.since(start)
}

// numberOf is JavaScript's Number(v), NaN where there is none.
func (e *Env) numberOf(v value.Value) float64 {
	e.work -= len(v.Bytes())
	return v.ToNumber()
}

// number is v as a number, or 0 for what is none or not given: JavaScript's `v || 0`.
func (e *Env) number(v value.Value) float64 {
	if f := e.numberOf(v); f == f {
		return f
	}
	return 0
}

func (e *Env) initials(v value.Value) value.Value {
	name := []byte("?")
	if v.Truthy() {
		name = e.stringOf(v).Bytes()
	}
	e.work -= len(name)
	start := len(e.text)
	for found := 0; found < 2; found++ {
		name = bytes.TrimLeft(name, " ")
		if len(name) == 0 {
			break
		}
		r, _ := utf8.DecodeRune(name)
		e.text = appendUpper(e.text, r)
		_, name, _ = bytes.Cut(name, []byte{' '})
	}
	return e.since(start)
}

// appendUpper writes a letter in upper case. Some letters have two there, as JavaScript's toUpperCase knows; of those
// only the ones that are written in names or typed by accident are known here.
func appendUpper(dst []byte, r rune) []byte {
	switch r {
	case 'ß':
		return append(dst, "SS"...)
	case 'ﬀ':
		return append(dst, "FF"...)
	case 'ﬁ':
		return append(dst, "FI"...)
	case 'ﬂ':
		return append(dst, "FL"...)
	}
	return utf8.AppendRune(dst, unicode.ToUpper(r))
}

func (e *Env) clamp(v, low, high value.Value) value.Value {
	return value.OfNumber(math.Min(e.number(high), math.Max(e.number(low), e.number(v))))
}

func (e *Env) percent(v, low, high value.Value) value.Value {
	lo, hi := e.number(low), e.number(high)
	if hi <= lo {
		return value.OfNumber(0)
	}
	part := (e.number(v) - lo) / (hi - lo) * 100
	if part != part {
		part = 0 // of infinities
	}
	return value.OfNumber(math.Min(100, math.Max(0, part)))
}

// ellipsis stands for the pages that are left out, as in the original.
var ellipsis = []byte("ellipsis")

// allPages is how many pages a pagination shows without gaps.
const allPages = 7

func (e *Env) pages(current, total value.Value) value.Value {
	c, t := 1.0, 1.0
	if !current.Nullish() {
		c = e.number(current)
	}
	if !total.Nullish() {
		t = e.number(total)
	}
	ref := e.tmp.Begin(value.Array, nil)
	if t <= allPages {
		for n := 1.0; n <= t; n++ {
			e.tmp.Put(value.OfNumber(n), nil)
		}
	} else {
		e.pagesAround(c, t)
	}
	return e.tmp.Finish(ref)
}

// pagesAround writes the first page, the current one with its neighbours, and the last.
func (e *Env) pagesAround(c, t float64) {
	gap := value.OfString(ellipsis)
	e.tmp.Put(value.OfNumber(1), nil)
	if c > 3 {
		e.tmp.Put(gap, nil)
	}
	// Three at most: with numbers so large that adding 1 does not change them, a loop up to the end would never end.
	from, to := math.Max(2, c-1), math.Min(t-1, c+1)
	for i := 0.0; i < 3 && from+i <= to; i++ {
		e.tmp.Put(value.OfNumber(from+i), nil)
	}
	if c < t-2 {
		e.tmp.Put(gap, nil)
	}
	e.tmp.Put(value.OfNumber(t), nil)
}

func (e *Env) includes(list, v value.Value) value.Value {
	want := v.Bytes()
	if v.Kind() != value.String || list.Kind() != value.String {
		return value.OfBool(false)
	}
	e.work -= len(list.Bytes())
	for rest, more := list.Bytes(), true; more; {
		var one []byte
		one, rest, more = bytes.Cut(rest, []byte{','})
		if len(one) > 0 && bytes.Equal(one, want) {
			return value.OfBool(true)
		}
	}
	return value.OfBool(false)
}

func (e *Env) toggled(list, v value.Value) value.Value {
	want, there := v.Bytes(), false
	start := len(e.text)
	add := func(one []byte) {
		if len(e.text) > start {
			e.text = append(e.text, ',')
		}
		e.text = append(e.text, one...)
	}
	e.work -= len(list.Bytes())
	for rest, more := list.Bytes(), true; more; {
		var one []byte
		one, rest, more = bytes.Cut(rest, []byte{','})
		switch {
		case len(one) == 0:
		case bytes.Equal(one, want):
			there = true
		default:
			add(one)
		}
	}
	if !there && len(want) > 0 {
		add(want)
	}
	return e.since(start)
}

func (e *Env) option(v, i value.Value) value.Value {
	s := e.stringOf(v)
	if len(s.Bytes()) > 0 {
		return s
	}
	start := len(e.text)
	e.text = i.AppendString(append(e.text, "option-"...))
	return e.since(start)
}
