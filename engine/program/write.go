package program

import (
	"strconv"

	"placard/engine/css"
	"placard/engine/expr"
	"placard/engine/html"
	"placard/engine/value"
)

// The functions here write a value for its place. The compiler uses them for what is known and the run for what is
// not, so that both give the same bytes; nothing else writes a value.

// appendText writes a value as an element's text, as React shows a child: lists item by item, and neither booleans
// nor objects.
func appendText(dst []byte, v value.Value) []byte {
	switch v.Kind() {
	case value.String:
		return html.AppendText(dst, v.Bytes())
	case value.Number:
		return v.AppendString(dst)
	case value.Array:
		d, ref := v.Node()
		for m := d.First(ref); m < d.End(ref); m = d.Next(m) {
			dst = appendText(dst, d.At(m))
		}
	}
	return dst
}

// appendString writes JavaScript's String(v) as text.
func appendString(dst []byte, v value.Value) []byte {
	if v.Kind() == value.String {
		return html.AppendText(dst, v.Bytes())
	}
	if v.Kind() != value.Array {
		return v.AppendString(dst)
	}
	return html.AppendText(dst, v.AppendString(nil))
}

// AttrMode says how a value becomes an attribute.
type AttrMode uint8

const (
	// Plain: text and numbers as they are, true the bare attribute, all else none.
	Plain AttrMode = iota
	// Words: like Plain, but true and false are written as words, as aria-* and data-* need.
	Words
	// Flag: the bare attribute when the value is truthy.
	Flag
	// Link and Image are URLs; a refused one becomes html.RefusedURL.
	Link
	Image
	// ImageSet is a srcset; a refused one is left out.
	ImageSet
	// Style is CSS declarations, text or an object; what is refused is left out.
	Style
	// Classes is a list of class names.
	Classes
)

type attribute struct {
	name string
	mode AttrMode
}

// append writes ` name="value"`, or nothing when there is no value for it. base is that of links.
func (a attribute) append(dst []byte, v value.Value, base []byte) []byte {
	switch v.Kind() {
	case value.Missing, value.Null:
		return dst
	case value.True, value.False:
		return a.appendBool(dst, v)
	}
	if a.mode == Flag {
		return a.appendBool(dst, value.OfBool(v.Truthy()))
	}
	switch v.Kind() {
	case value.Object:
		if a.mode != Style {
			return dst
		}
	case value.Array:
		if a.mode != Classes {
			return dst
		}
	}
	before := len(dst)
	dst = a.begin(dst)
	out, ok := a.appendValue(dst, v, base)
	if !ok {
		return dst[:before]
	}
	return append(out, '"')
}

// begin writes an attribute up to its value.
func (a attribute) begin(dst []byte) []byte {
	return append(append(append(dst, ' '), a.name...), `="`...)
}

// isPlain tells of a value that is a text which stands in the attribute like any other.
func (a attribute) isPlain(v value.Value, base []byte) bool {
	return v.Kind() == value.String && (a.mode <= Words || a.mode == Link && html.IsPlainLink(v.Bytes(), base))
}

func (a attribute) appendBool(dst []byte, v value.Value) []byte {
	switch {
	case a.mode == Words:
		return append(v.AppendString(a.begin(dst)), '"')
	case v.Kind() == value.False || a.mode >= Link:
		return dst
	}
	return append(append(dst, ' '), a.name...)
}

func (a attribute) appendValue(dst []byte, v value.Value, base []byte) (out []byte, ok bool) {
	switch a.mode {
	case Link:
		return appendLink(dst, v, base), true
	case Image:
		return appendImage(dst, v), true
	case ImageSet:
		if !html.CleanSrcset(v.Bytes()) {
			return dst, false
		}
	case Style:
		return appendStyle(dst, v)
	case Classes:
		return appendClassList(dst, v), true
	}
	if v.Kind() == value.String {
		return html.AppendAttr(dst, v.Bytes()), true
	}
	return v.AppendString(dst), true
}

// appendLink writes a URL; only a text can be one, since a number is a relative URL that nobody means.
func appendLink(dst []byte, v value.Value, base []byte) []byte {
	if v.Kind() != value.String {
		return append(dst, html.RefusedURL...)
	}
	return html.AppendLink(dst, v.Bytes(), base)
}

// appendImage is appendLink for what a page loads by itself, which no base goes before.
func appendImage(dst []byte, v value.Value) []byte {
	if v.Kind() != value.String {
		return append(dst, html.RefusedURL...)
	}
	return html.AppendURL(dst, html.Image, v.Bytes())
}

// appendStyle writes declarations into a style attribute. An object is written property by property, so that one bad
// property does not take the others with it. The clean CSS is put behind dst first and escaped from there: no memory
// of its own.
func appendStyle(dst []byte, v value.Value) (out []byte, ok bool) {
	start := len(dst)
	switch v.Kind() {
	case value.String:
		dst, _, _ = css.CleanDeclarations(dst, v.Bytes())
	case value.Object:
		dst = appendStyleObject(dst, v)
	}
	if len(dst) == start {
		return dst, false
	}
	return escapeFrom(dst, start), true
}

// escapeFrom escapes what dst has from start on for an attribute.
func escapeFrom(dst []byte, start int) []byte {
	clean := len(dst)
	dst = html.AppendAttr(dst, dst[start:clean])
	n := copy(dst[start:], dst[clean:])
	return dst[:start+n]
}

// scriptFrom escapes the JSON that dst has from start on for a script element.
func scriptFrom(dst []byte, start int) []byte {
	plain := len(dst)
	dst = html.AppendScriptJSON(dst, dst[start:plain])
	n := copy(dst[start:], dst[plain:])
	return dst[:start+n]
}

// appendProperty writes one declaration with its semicolon into a style attribute, or nothing.
func appendProperty(dst []byte, name string, v value.Value) []byte {
	start := len(dst)
	dst, ok := appendDeclaration(dst, []byte(name), v)
	if !ok {
		return dst[:start]
	}
	return append(escapeFrom(dst, start), ';')
}

// appendDeclaration writes clean CSS that is not escaped yet. Only text and numbers have a value in CSS.
func appendDeclaration(dst, name []byte, v value.Value) (out []byte, ok bool) {
	switch v.Kind() {
	case value.String:
		dst, _, ok = css.AppendProperty(dst, name, v.Bytes())
	case value.Number:
		dst, _, ok = css.AppendNumberProperty(dst, name, v.Float())
	}
	return dst, ok
}

func appendStyleObject(dst []byte, v value.Value) []byte {
	d, ref := v.Node()
	start := len(dst)
	for m := d.First(ref); m < d.End(ref); m = d.Next(m) {
		before := len(dst)
		if before > start {
			dst = append(dst, ';')
		}
		var ok bool
		if dst, ok = appendDeclaration(dst, d.Key(m), d.At(m)); !ok {
			dst = dst[:before]
		}
	}
	return dst
}

// appendClassList writes class names; a list gives each item that is text.
func appendClassList(dst []byte, v value.Value) []byte {
	switch v.Kind() {
	case value.String:
		return html.AppendAttr(dst, v.Bytes())
	case value.Number:
		return v.AppendString(dst)
	}
	for i := range v.Len() {
		if i > 0 {
			dst = append(dst, ' ')
		}
		dst = html.AppendAttr(dst, v.Item(i).Bytes())
	}
	return dst
}

// appendClasses writes class names behind others.
func appendClasses(dst []byte, v value.Value) []byte {
	if v.Kind() == value.String && len(v.Bytes()) > 0 {
		return html.AppendAttr(append(dst, ' '), v.Bytes())
	}
	return dst
}

// appendIndexes writes "-" and the index of each of the first n frames.
func appendIndexes(dst []byte, e *expr.Env, n int) []byte {
	for i := range n {
		dst = strconv.AppendInt(append(dst, '-'), int64(e.Frames[i].Index), 10)
	}
	return dst
}

// Choice maps the values of an Enum prop to bytes of markup. Build it once, with NewChoice.
type Choice struct {
	prop   int
	values []string
	outs   []string // one for each value
	other  string   // for everything else and for no value
}

func (c *Choice) pick(v value.Value) string {
	b := v.Bytes()
	for i := range c.values {
		if string(b) == c.values[i] {
			return c.outs[i]
		}
	}
	return c.other
}
