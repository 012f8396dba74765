package expr

import (
	"unicode/utf16"
	"unicode/utf8"

	"placard/engine/value"
)

// directive compiles the directives of json-render 0.21 (@json-render/directives): $format, $math, $concat, $count,
// $truncate, $pluralize, $join and $t.
func (p *Pool) directive(form Form, d *value.Doc, ref, m value.Ref, frame int) ID {
	field := func(key string) ID { return p.Compile(d, d.Field(ref, key), frame) }
	self := p.Compile(d, m, frame)
	switch form {
	case Math:
		return p.Call(Arithmetic, self, field("a"), field("b"))
	case Concat:
		return p.Call(concatFunction, self)
	case Count:
		return p.Call(countFunction, self)
	case Truncate:
		return p.Call(truncateFunction, self, field("length"), field("suffix"))
	case Pluralize:
		return p.Call(pluralizeFunction, self, field("zero"), field("one"), field("other"))
	case Join:
		return p.Call(joinFunction, self, field("separator"))
	case Format:
		return p.formatCall(self, field("value"), field("locale"), field("currency"), field("notation"), field("style"),
			field("options"), field("now"))
	}
	return p.Call(interpolateFunction, self, field("params"))
}

func (e *Env) directive(n *node) value.Value {
	switch Function(n.b) {
	case Arithmetic:
		return arithmetic(e.arg(n, 0).Bytes(), e.number(e.arg(n, 1)), e.number(e.arg(n, 2)))
	case concatFunction:
		return e.join(e.arg(n, 0), nil)
	case countFunction:
		return e.count(e.arg(n, 0))
	case truncateFunction:
		return e.truncate(e.arg(n, 0), e.arg(n, 1), e.arg(n, 2))
	case pluralizeFunction:
		return e.pluralize(e.arg(n, 0), e.arg(n, 1), e.arg(n, 2), e.arg(n, 3))
	case joinFunction:
		return e.join(e.arg(n, 0), e.textOr(e.arg(n, 1), defaultSeparator))
	case interpolateFunction:
		return e.interpolate(e.arg(n, 0), e.arg(n, 1))
	case formatFunction:
		return e.format(n)
	}
	return value.Value{}
}

// The defaults of the directives, as bytes: making them of constants each time would allocate.
var (
	defaultSeparator = []byte(", ")
	defaultSuffix    = []byte("...")
)

// textOr is v as text, or a default when it has no value.
func (e *Env) textOr(v value.Value, without []byte) []byte {
	if v.Nullish() {
		return without
	}
	return e.stringOf(v).Bytes()
}

// join writes the items of a list one after the other with a separator between them; anything else alone.
func (e *Env) join(v value.Value, separator []byte) value.Value {
	if v.Kind() != value.Array {
		return e.stringOf(v)
	}
	e.pass(v)
	start := len(e.text)
	d, ref := v.Node()
	first := d.First(ref)
	for m := first; m < d.End(ref) && e.room(); m = d.Next(m) {
		if m != first {
			e.text = append(e.text, separator...)
		}
		if item := d.At(m); !item.Nullish() {
			e.text = item.AppendString(e.text)
		}
	}
	return e.since(start)
}

// count is the length of a list, or of a text in UTF-16 units as JavaScript counts.
func (e *Env) count(v value.Value) value.Value {
	n := 0
	switch v.Kind() {
	case value.Array:
		n = v.Len()
	case value.String:
		n = e.utf16Len(v.Bytes())
	}
	return value.OfNumber(float64(n))
}

// utf16Len counts the first byte of each character, and twice those that UTF-16 writes as two units.
func (e *Env) utf16Len(s []byte) int {
	e.work -= len(s)
	n := 0
	for _, c := range s {
		if c&0xC0 != 0x80 {
			n++
		}
		if c >= 0xF0 {
			n++
		}
	}
	return n
}

// truncate is JavaScript's text.length <= n ? text : text.slice(0, n) + suffix; so a negative n counts from the end.
func (e *Env) truncate(v, length, suffix value.Value) value.Value {
	text := e.stringOf(v)
	most := 100.0
	if !length.Nullish() {
		most = e.numberOf(length)
	}
	units := e.utf16Len(text.Bytes())
	if float64(units) <= most {
		return text
	}
	end := e.textOr(suffix, defaultSuffix)
	start := len(e.text)
	e.text = append(append(e.text, cut(text.Bytes(), sliceEnd(units, most))...), end...)
	return e.since(start)
}

// sliceEnd is where String.prototype.slice(0, n) ends in a text of this many units (ECMA-262 §22.1.3.22).
func sliceEnd(units int, n float64) int {
	switch {
	case n != n:
		return 0
	case n < 0:
		return int(max(float64(units)+n+fraction(n), 0))
	}
	return int(min(n, float64(units)))
}

// fraction is what has to be added to a negative number to round it towards zero.
func fraction(n float64) float64 {
	if n < -1e9 {
		return 0
	}
	return float64(int(n)) - n
}

// cut is the longest beginning of a text with at most n UTF-16 units. JavaScript would cut a surrogate pair in half;
// half a character is left out here.
func cut(s []byte, n int) []byte {
	at := 0
	for at < len(s) {
		r, size := utf8.DecodeRune(s[at:])
		if n -= utf16.RuneLen(r); n < 0 {
			break
		}
		at += size
	}
	return s[:at]
}

func (e *Env) pluralize(v, zero, one, other value.Value) value.Value {
	n := e.number(v)
	if n == 0 && !zero.Nullish() {
		return zero
	}
	word := e.textOr(other, nil)
	if n == 1 {
		word = e.textOr(one, nil)
	}
	start := len(e.text)
	e.text = append(append(value.AppendNumber(e.text, n), ' '), word...)
	return e.since(start)
}
