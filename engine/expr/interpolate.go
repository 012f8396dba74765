package expr

import (
	"bytes"

	"placard/engine/value"
)

// interpolate puts params into the {{name}} places of a text. There are no translations on the server: as in the
// original without messages, the key is the text. The text is gone over once, so that a value with {{…}} in it is
// only text; the original replaces one param after the other, and thirty params that each name the next one twice
// would become a billion texts.
func (e *Env) interpolate(key, params value.Value) value.Value {
	text := e.stringOf(key)
	if params.Kind() != value.Object {
		return text
	}
	rest, start := text.Bytes(), len(e.text)
	for e.room() {
		at := bytes.Index(rest, []byte("{{"))
		if at < 0 {
			break
		}
		e.work -= at + params.Len()
		e.text = append(e.text, rest[:at]...)
		v, length := param(rest[at:], params)
		if length == 0 {
			e.text, length = append(e.text, '{'), 1 // a place may still begin at the second brace
		} else if !v.Nullish() {
			e.pass(v)
			e.text = v.AppendString(e.text)
		}
		rest = rest[at+length:]
	}
	e.text = append(e.text, rest...)
	return e.since(start)
}

// param is the value for the place "{{name}}" at the beginning of a text, and the length of the place: 0 when there is
// none, or no such param. A name has no braces.
func param(text []byte, params value.Value) (v value.Value, length int) {
	name := text[2:]
	end := bytes.IndexAny(name, "{}")
	if end < 0 || !bytes.HasPrefix(name[end:], []byte("}}")) {
		return value.Value{}, 0
	}
	d, ref := params.Node()
	m := d.Member(ref, name[:end])
	if m == value.NoRef {
		return value.Value{}, 0
	}
	return d.At(m), 2 + end + 2
}
