package css

import (
	"bytes"
	"math"
	"strconv"

	"placard/engine/value"
)

// AppendProperty appends "name:value", one declaration of a style that was given as an object, as React does it:
// "backgroundColor" becomes background-color, "WebkitX" -webkit-x, "msX" -ms-x, and "--x" stays what it is. A name
// that is already in kebab case is taken too. The caller writes ';' between two declarations and leaves out what has
// no value. The value is cleaned as in [CleanDeclarations] and must be one value; the offset of an issue counts in
// it. When ok is false, out is dst as it was.
func AppendProperty(dst, name, text []byte) (out []byte, issue Issue, ok bool) {
	text = bytes.TrimRight(text, " \t\r\n\f")
	c := newCleaner(dst, text, MaxDeclarationsBytes)
	c.lex.pos = max(c.lex.pos, skipSpace(text, 0)) // A failure put it at the end.
	c.dst, ok = appendPropertyName(c.dst, name)
	switch {
	case !ok:
		c.failName()
	case len(text) == 0:
		c.fail(0, "the value is empty", "leave the property out")
	}
	if end := c.values(); end.kind != endToken {
		c.fail(end.start, "a value ends here and more follows", "give each property its own name in the object")
	}
	return c.result(MaxDeclarationsBytes)
}

// AppendNumberProperty appends "name:value" for a number. As in React, it gets the unit px unless it is 0, the
// property takes plain numbers, or it is a custom property. It is not ok for NaN and infinities, and for names that
// [AppendProperty] refuses.
func AppendNumberProperty(dst, name []byte, number float64) (out []byte, issue Issue, ok bool) {
	c := newCleaner(dst, nil, MaxDeclarationsBytes)
	c.dst, ok = appendPropertyName(c.dst, name)
	switch {
	case !ok:
		c.failName()
	case math.IsNaN(number) || math.IsInf(number, 0):
		c.fail(0, "the value is not a finite number", "")
	}
	unit := needsUnit(c.dst[c.base:])
	c.dst = appendNumber(c.dst, number)
	if unit && number != 0 {
		c.dst = append(c.dst, "px"...)
	}
	return c.result(MaxDeclarationsBytes)
}

// AppendVariable appends "--name:value", a custom property that is text or a number; the two dashes may be missing.
func AppendVariable(dst, name []byte, v value.Value) (out []byte, issue Issue, ok bool) {
	var memory [64]byte
	if !bytes.HasPrefix(name, []byte("--")) {
		name = append(append(memory[:0], "--"...), name...)
	}
	if v.Kind() == value.Number {
		return AppendNumberProperty(dst, name, v.Float())
	}
	return AppendProperty(dst, name, v.Bytes())
}

func (c *cleaner) failName() {
	c.fail(0, "this is no property name that can be used", "write it in camel case or kebab case")
}

// appendPropertyName appends the property that a key of the object means, and ':'. Only letters, digits, '-' and '_'
// may stand in it.
func appendPropertyName(dst, name []byte) (out []byte, ok bool) {
	start := len(dst)
	custom := bytes.HasPrefix(name, []byte("--"))
	if bytes.HasPrefix(name, []byte("ms")) && len(name) > 2 && isUpper(name[2]) {
		dst = append(dst, '-')
	}
	for i, c := range name {
		switch {
		case isUpper(c) && !custom:
			dst = append(dst, '-', c|0x20)
		case isLetter(c), c == '-', c == '_', isDigit(c) && i > 0:
			dst = append(dst, c)
		default:
			return dst, false
		}
	}
	ok = len(name) > 0 && startsIdent(name, 0) && !refusedBeforeColon(dst[start:])
	return append(dst, ':'), ok
}

func isUpper(c byte) bool {
	return 'A' <= c && c <= 'Z'
}

// appendNumber writes a number as JavaScript does (ECMAScript "Number::toString").
func appendNumber(dst []byte, v float64) []byte {
	if v == 0 {
		return append(dst, '0') // Also for -0.
	}
	if abs := math.Abs(v); abs >= 1e-6 && abs < 1e21 {
		return strconv.AppendFloat(dst, v, 'f', -1, 64)
	}
	start := len(dst)
	dst = strconv.AppendFloat(dst, v, 'e', -1, 64)
	if i := start + bytes.IndexByte(dst[start:], 'e') + 2; dst[i] == '0' {
		dst = append(dst[:i], dst[i+1:]...) // Go writes 1e-07, JavaScript 1e-7.
	}
	return dst
}
