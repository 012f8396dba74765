package value

import "bytes"

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

// listIndex is what JavaScript's parseInt makes of the digits at the beginning of a key, -1 without any.
func listIndex(key []byte) int32 {
	n, digits := int32(0), 0
	for ; digits < len(key) && digits < 9 && '0' <= key[digits] && key[digits] <= '9'; digits++ {
		n = n*10 + int32(key[digits]-'0')
	}
	if digits == 0 {
		return -1
	}
	return n
}

// Walk follows the steps from v. A path into nothing gives Missing, never an error.
func (v Value) Walk(steps []Step) Value {
	for i := range steps {
		switch v.kind {
		case Object:
			v = v.doc.At(v.doc.Member(v.ref, steps[i].Key))
		case Array:
			v = v.Item(int(steps[i].Index))
		default:
			return Value{}
		}
	}
	return v
}
