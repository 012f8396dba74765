package value

import (
	"math"
	"strconv"
	"unsafe"
)

// Value is one value of a state, an item or an expression's result. It is either a node of a Doc or a scalar of its
// own; the zero Value is Missing. It is valid as long as its Doc is.
//
// It has four fields of a word each, because that is the most that Go's compiler keeps in registers; a run of a page
// passes values on all the time.
type Value struct {
	doc  *Doc
	str  *byte  // first byte of a String without a Doc
	bits uint64 // with a Doc, the Ref; of a String the length; of a Number the bits of the float64
	kind Kind
}

// OfString is a string. The bytes are shared, not copied.
func OfString(s []byte) Value {
	return Value{str: unsafe.SliceData(s), bits: uint64(len(s)), kind: String}
}

// OfNumber is a number.
func OfNumber(n float64) Value { return Value{bits: math.Float64bits(n), kind: Number} }

// OfBool is true or false.
func OfBool(b bool) Value {
	if b {
		return Value{kind: True}
	}
	return Value{kind: False}
}

// Kind is the value's kind.
func (v Value) Kind() Kind { return v.kind }

// Nullish tells that there is no value: it is missing or null.
func (v Value) Nullish() bool { return v.kind <= Null }

// Node is the Doc and place of a value that is in one.
func (v Value) Node() (*Doc, Ref) { return v.doc, v.ref() }

// ref is only of a value that has a Doc.
func (v Value) ref() Ref { return Ref(v.bits) }

// Bytes is the content of a string, nil for all else.
func (v Value) Bytes() []byte {
	switch {
	case v.kind != String:
		return nil
	case v.doc != nil:
		return v.doc.Content(v.ref())
	}
	return unsafe.Slice(v.str, v.bits)
}

// Float is the value of a number, NaN for all else.
func (v Value) Float() float64 {
	switch {
	case v.kind != Number:
		return math.NaN()
	case v.doc != nil:
		return parseFloat(v.doc.Content(v.ref()))
	}
	return math.Float64frombits(v.bits)
}

// parseFloat reads a JSON number. What is too large for a float64 becomes an infinity, as in JavaScript.
func parseFloat(b []byte) float64 {
	if n, ok := smallInt(b); ok {
		return float64(n)
	}
	f, _ := strconv.ParseFloat(string(b), 64) // does not escape: no allocation
	return f
}

// smallInt reads up to 15 digits, which a float64 holds exactly.
func smallInt(b []byte) (int64, bool) {
	neg := len(b) > 1 && b[0] == '-'
	if neg {
		b = b[1:]
	}
	if len(b) == 0 || len(b) > 15 || neg && b[0] == '0' {
		return 0, false // "-0" is not the integer 0
	}
	var n int64
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int64(c-'0')
	}
	if neg {
		n = -n
	}
	return n, true
}

// Truthy is JavaScript's Boolean(v).
func (v Value) Truthy() bool {
	switch v.kind {
	case Missing, Null, False:
		return false
	case Number:
		f := v.Float()
		return f != 0 && f == f
	case String:
		return len(v.Bytes()) > 0
	}
	return true
}

// Equal is JavaScript's v === w: no conversion; lists and objects are equal only to themselves.
func (v Value) Equal(w Value) bool {
	if v.kind != w.kind {
		return false
	}
	switch v.kind {
	case Number:
		return v.Float() == w.Float()
	case String:
		return string(v.Bytes()) == string(w.Bytes())
	case Array, Object:
		return v.doc == w.doc && v.bits == w.bits
	}
	return true
}

// Len is the number of members of a list or object, 0 for all else.
func (v Value) Len() int {
	if v.kind < Array || v.doc == nil {
		return 0
	}
	return v.doc.Len(v.ref())
}

// Item is the i-th member of a list, or Missing.
func (v Value) Item(i int) Value {
	if v.kind != Array {
		return Value{}
	}
	return v.doc.At(v.doc.Item(v.ref(), i))
}

// Field is the member of an object with this key, or Missing.
func (v Value) Field(key string) Value {
	if v.kind != Object {
		return Value{}
	}
	return v.doc.At(v.doc.Field(v.ref(), key))
}
