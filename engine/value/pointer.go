package value

import (
	"bytes"
	"math"
)

// Step is one segment of a compiled JSON Pointer: a key, and the list index that it is, or -1.
type Step struct {
	Key   []byte
	Index int32
}

// AppendSteps compiles a pointer (RFC 6901). The leading slash may be missing; "" and "/" are the whole value, as in
// the original. Keys without escapes share the pointer's bytes.
func AppendSteps(dst []Step, pointer []byte) []Step {
	if len(pointer) > 0 && pointer[0] == '/' {
		pointer = pointer[1:]
	}
	if len(pointer) == 0 {
		return dst
	}
	for {
		key, rest, more := bytes.Cut(pointer, []byte{'/'})
		key = unescapeKey(key)
		dst = append(dst, Step{Key: key, Index: listIndex(key)})
		if !more {
			return dst
		}
		pointer = rest
	}
}

func unescapeKey(key []byte) []byte {
	if bytes.IndexByte(key, '~') < 0 {
		return key
	}
	key = bytes.ReplaceAll(key, []byte("~1"), []byte("/"))
	return bytes.ReplaceAll(key, []byte("~0"), []byte("~"))
}

// listIndex is what JavaScript's parseInt(key, 10) gives, -1 where that is no place in a list. "1st" is 1 and "-0" is 0.
func listIndex(key []byte) int32 {
	key = trimStartJS(key)
	negative := false
	if len(key) > 0 && (key[0] == '-' || key[0] == '+') {
		negative = key[0] == '-'
		key = key[1:]
	}
	n, digits := int64(0), 0
	for ; digits < len(key) && '0' <= key[digits] && key[digits] <= '9'; digits++ {
		n = min(n*10+int64(key[digits]-'0'), math.MaxInt32)
	}
	if digits == 0 || negative && n > 0 {
		return -1
	}
	return int32(n)
}

// Cursor remembers the item of a list that was found last, so that those behind it are found from there: going through
// a list by index then costs its length and not the square of it. The zero Cursor is ready; it is right as long as the
// Doc is not written to.
type Cursor struct {
	doc   *Doc
	list  Ref
	item  Ref
	index int
}

// Item is v.Item(i).
func (c *Cursor) Item(v Value, i int) Value {
	if v.kind != Array || i < 0 || i >= v.Len() {
		return v.Item(i)
	}
	d, r := v.Node()
	if c.doc != d || c.list != r || i < c.index {
		*c = Cursor{doc: d, list: r, item: d.First(r)}
	}
	for ; c.index < i; c.index++ {
		c.item = d.Next(c.item)
	}
	return d.At(c.item)
}

// Walk follows the steps from v. A path into nothing gives Missing, never an error.
func (v Value) Walk(steps []Step) Value {
	for i := range steps {
		v = v.Step(&steps[i])
	}
	return v
}

// Step goes one step from v.
func (v Value) Step(s *Step) Value {
	switch v.kind {
	case Object:
		return v.doc.At(v.doc.Member(v.ref(), s.Key))
	case Array:
		return v.Item(int(s.Index))
	}
	return Value{}
}
