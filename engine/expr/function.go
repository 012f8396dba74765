package expr

import (
	"bytes"
	"math"

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

	mathFunction
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
		return clamp(e.arg(n, 0), e.arg(n, 1), e.arg(n, 2))
	case Pages:
		return e.pages(e.arg(n, 0), e.arg(n, 1))
	case Includes:
		return includes(e.arg(n, 0), e.arg(n, 1))
	case String:
		return e.stringOf(e.arg(n, 0))
	case Option:
		return e.option(e.arg(n, 0), e.arg(n, 1))
	case Percent:
		return percent(e.arg(n, 0), e.arg(n, 1), e.arg(n, 2))
	}
	return e.directive(n)
}

// write returns a string that append has put together in the Env's arena.
func (e *Env) write(appendTo func(dst []byte) []byte) value.Value {
	start := len(e.text)
	e.text = appendTo(e.text)
	return value.OfString(e.text[start:len(e.text):len(e.text)])
}

func (e *Env) stringOf(v value.Value) value.Value {
	if v.Nullish() {
		return value.OfString(nil)
	}
	if v.Kind() == value.String {
		return v
	}
	return e.write(v.AppendString)
}

func (e *Env) initials(v value.Value) value.Value {
	name := e.stringOf(v).Bytes()
	if len(name) == 0 {
		name = []byte("?")
	}
	return e.write(func(dst []byte) []byte {
		found := 0
		for _, word := range bytes.Split(name, []byte{' '}) {
			if len(word) == 0 || found == 2 {
				continue
			}
			found++
			first := bytes.Runes(word)[:1]
			dst = append(dst, bytes.ToUpper([]byte(string(first)))...)
		}
		return dst
	})
}

// number is v as a number, or 0 for what is none or not given: JavaScript's `v || 0`.
func number(v value.Value) float64 {
	if f := v.ToNumber(); f == f && !v.Nullish() {
		return f
	}
	return 0
}

func clamp(v, low, high value.Value) value.Value {
	return value.OfNumber(math.Min(number(high), math.Max(number(low), number(v))))
}

func percent(v, low, high value.Value) value.Value {
	lo, hi := number(low), number(high)
	if hi <= lo {
		return value.OfNumber(0)
	}
	return value.OfNumber(math.Min(100, math.Max(0, 100*(number(v)-lo)/(hi-lo))))
}

// maxPages bounds what one pagination can write: past 7 pages it shows at most 7 places anyway.
const maxPages = 7

func (e *Env) pages(current, total value.Value) value.Value {
	c, t := int(clampFloat(number(current))), int(clampFloat(number(total)))
	if total.Nullish() {
		t = 1
	}
	if current.Nullish() {
		c = 1
	}
	ref := e.tmp.Begin(value.Array, nil)
	put := func(n int) { e.tmp.Put(value.OfNumber(float64(n)), nil) }
	gap := func() { e.tmp.Put(value.OfString([]byte("ellipsis")), nil) }
	if t <= maxPages {
		for n := 1; n <= t; n++ {
			put(n)
		}
		return e.tmp.Finish(ref)
	}
	put(1)
	if c > 3 {
		gap()
	}
	for n := max(2, c-1); n <= min(t-1, c+1); n++ {
		put(n)
	}
	if c < t-2 {
		gap()
	}
	put(t)
	return e.tmp.Finish(ref)
}

func clampFloat(f float64) float64 { return math.Min(1e9, math.Max(-1e9, f)) }

func includes(list, v value.Value) value.Value {
	want := v.Bytes()
	if v.Kind() != value.String || list.Kind() != value.String {
		return value.OfBool(false)
	}
	for rest, more := list.Bytes(), true; more; {
		var one []byte
		one, rest, more = bytes.Cut(rest, []byte{','})
		if len(one) > 0 && bytes.Equal(one, want) {
			return value.OfBool(true)
		}
	}
	return value.OfBool(false)
}

func (e *Env) option(v, i value.Value) value.Value {
	s := e.stringOf(v)
	if len(s.Bytes()) > 0 {
		return s
	}
	return e.write(func(dst []byte) []byte { return i.AppendString(append(dst, "option-"...)) })
}
