package expr

import (
	"bytes"
	"math"
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
		return p.Call(mathFunction, self, field("a"), field("b"))
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
		return p.Call(formatFunction, self, field("value"), field("locale"), field("currency"), field("notation"),
			field("style"), field("options"), field("now"))
	}
	return p.Call(interpolateFunction, self, field("params"))
}

func (e *Env) directive(n *node) value.Value {
	switch Function(n.b) {
	case mathFunction:
		return arithmetic(e.arg(n, 0).Bytes(), toNumber(e.arg(n, 1)), toNumber(e.arg(n, 2)))
	case concatFunction:
		return e.join(e.arg(n, 0), nil)
	case countFunction:
		return count(e.arg(n, 0))
	case truncateFunction:
		return e.truncate(e.arg(n, 0), e.arg(n, 1), e.arg(n, 2))
	case pluralizeFunction:
		return e.pluralize(e.arg(n, 0), e.arg(n, 1), e.arg(n, 2), e.arg(n, 3))
	case joinFunction:
		separator := e.arg(n, 1)
		if separator.Nullish() {
			separator = value.OfString([]byte(", "))
		}
		return e.join(e.arg(n, 0), e.stringOf(separator).Bytes())
	case interpolateFunction:
		return e.interpolate(e.arg(n, 0), e.arg(n, 1))
	case formatFunction:
		return e.format(n)
	}
	return value.Value{}
}

// toNumber is $math's: what is no number counts as 0.
func toNumber(v value.Value) float64 {
	if f := v.ToNumber(); f == f {
		return f
	}
	return 0
}

func arithmetic(operation []byte, a, b float64) value.Value {
	switch string(operation) {
	case "add":
		a += b
	case "subtract":
		a -= b
	case "multiply":
		a *= b
	case "divide":
		a = divide(a, b)
	case "mod":
		a = modulo(a, b)
	case "min":
		a = math.Min(a, b)
	case "max":
		a = math.Max(a, b)
	case "round":
		a = math.Floor(a + 0.5) // JavaScript rounds halves up, also below zero
	case "floor":
		a = math.Floor(a)
	case "ceil":
		a = math.Ceil(a)
	case "abs":
		a = math.Abs(a)
	}
	return value.OfNumber(a)
}

func divide(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

func modulo(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return math.Mod(a, b)
}

// join writes the items of a list one after the other with a separator between them; anything else alone.
func (e *Env) join(v value.Value, separator []byte) value.Value {
	if v.Kind() != value.Array {
		return e.stringOf(v)
	}
	return e.write(func(dst []byte) []byte {
		for i := range v.Len() {
			if i > 0 {
				dst = append(dst, separator...)
			}
			if item := v.Item(i); !item.Nullish() {
				dst = item.AppendString(dst)
			}
		}
		return dst
	})
}

// count is the length of a list, or of a text in UTF-16 units as JavaScript counts.
func count(v value.Value) value.Value {
	n := v.Len()
	if v.Kind() == value.Object {
		n = 0
	}
	if v.Kind() == value.String {
		n = utf16Len(v.Bytes())
	}
	return value.OfNumber(float64(n))
}

func utf16Len(s []byte) int {
	n := 0
	for len(s) > 0 {
		r, size := utf8.DecodeRune(s)
		n += utf16.RuneLen(r)
		s = s[size:]
	}
	return n
}

func (e *Env) truncate(v, length, suffix value.Value) value.Value {
	text := e.stringOf(v).Bytes()
	most := 100
	if length.Kind() == value.Number {
		most = int(clampFloat(length.Float()))
	}
	if utf16Len(text) <= most {
		return value.OfString(text)
	}
	end := []byte("...")
	if suffix.Kind() == value.String {
		end = suffix.Bytes()
	}
	return e.write(func(dst []byte) []byte { return append(append(dst, cut(text, most)...), end...) })
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
	n := v.ToNumber()
	if n != n {
		n = 0
	}
	if n == 0 && !zero.Nullish() {
		return zero
	}
	word := e.stringOf(other).Bytes()
	if n == 1 {
		word = e.stringOf(one).Bytes()
	}
	return e.write(func(dst []byte) []byte { return append(append(value.AppendNumber(dst, n), ' '), word...) })
}

// interpolate puts params into the {{name}} places of a text. There are no translations on the server: as in the
// original without messages, the key is the text.
func (e *Env) interpolate(text, params value.Value) value.Value {
	out := e.stringOf(text).Bytes()
	d, ref := params.Node()
	if params.Kind() != value.Object {
		return value.OfString(out)
	}
	for m := d.First(ref); m < d.End(ref); m = d.Next(m) {
		name := append(append([]byte("{{"), d.Key(m)...), "}}"...)
		out = bytes.ReplaceAll(out, name, e.stringOf(d.At(m)).Bytes())
	}
	return value.OfString(out)
}
