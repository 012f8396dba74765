package patch

import (
	"bytes"

	"placard/engine/value"
)

// Pointers are followed part by part, as they stand: "/a~1b/0" (RFC 6901).

// cut takes the first part off a pointer that is not empty; ok is false when it does not begin with a slash.
func cut(pointer []byte) (part, rest []byte, ok bool) {
	if pointer[0] != '/' {
		return nil, nil, false
	}
	pointer = pointer[1:]
	if i := bytes.IndexByte(pointer, '/'); i >= 0 {
		return pointer[:i], pointer[i:], true
	}
	return pointer, nil, true
}

// Unescape decodes a part of a pointer: ~1 is a slash and ~0 a tilde. A part without any is returned as it is, others
// are put together in scratch. ok is false when a tilde stands for nothing.
func Unescape(part, scratch []byte) (key []byte, ok bool) {
	if bytes.IndexByte(part, '~') < 0 {
		return part, true
	}
	key = scratch[:0]
	for i := 0; i < len(part); i++ {
		c := part[i]
		if c == '~' {
			if i++; i == len(part) || part[i] != '0' && part[i] != '1' {
				return nil, false
			}
			c = "~/"[part[i]-'0']
		}
		key = append(key, c)
	}
	return key, true
}

// listIndex reads an index: digits without leading zeros (RFC 6901 §4).
func listIndex(part []byte) (int, bool) {
	if len(part) == 0 || len(part) > 7 || part[0] == '0' && len(part) > 1 {
		return 0, false
	}
	n := 0
	for _, c := range part {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

// maxKeyBytes is what value.Reader reads as a key.
const maxKeyBytes = 0xFFFF

// place is where a pointer leads to.
type place struct {
	parent Ref    // 0: it is the root
	last   []byte // the part of the pointer within the parent, decoded for an object
	hash   uint32 // of last in an object (hashIn)
	index  int    // in a list
	node   Ref    // what is there, 0 for nothing
	depth  int    // containers around it
}

// follow goes to where a pointer leads. All but the last part must be there; with create, objects that are missing on
// the way are made.
func (d *Document) follow(pointer []byte, create bool) (place, *Error) {
	p := place{node: d.root}
	for rest := pointer; len(rest) > 0; {
		part, next, ok := cut(rest)
		if !ok {
			return p, fail(BadPointer, pointer, "a pointer begins with a slash", `such as "/elements/title"`)
		}
		if p.node == 0 {
			if !create || string(p.last) == "-" && d.nodes[p.parent].kind == value.Array {
				return p, d.missing(pointer, p, rest)
			}
			if err := d.createParent(&p, rest, pointer); err != nil {
				return p, err
			}
		}
		p.parent, p.depth = p.node, p.depth+1
		if err := d.step(&p, part, pointer); err != nil {
			return p, err
		}
		rest = next
	}
	return p, nil
}

// goTo makes the place that of a key in the open object p.parent.
func (p *place) goTo(d *Document, key []byte) {
	p.last, p.hash = key, d.hashIn(p.parent, key)
	p.node = d.findHashed(p.parent, key, p.hash)
}

// step goes into p.parent.
func (d *Document) step(p *place, part, pointer []byte) *Error {
	switch d.nodes[p.parent].kind {
	case value.Object:
		key, ok := Unescape(part, d.token)
		if !ok {
			return fail(BadPointer, pointer, "in a pointer ~ is written as ~0, and / within a key as ~1", "")
		}
		if len(key) != len(part) {
			d.token = key // which may have grown
		}
		if len(key) > maxKeyBytes {
			return fail(TooLarge, nil, "a key has more than 65535 bytes", "")
		}
		d.open(p.parent)
		p.goTo(d, key)
		return nil
	case value.Array:
		return d.stepIntoList(p, part, pointer)
	}
	return fail(NotContainer, pointer, "it leads into "+d.nodes[p.parent].kind.String()+", which has no members", "")
}

func (d *Document) stepIntoList(p *place, part, pointer []byte) *Error {
	d.open(p.parent)
	count := int(d.nodes[p.parent].count)
	p.last, p.node = part, 0
	if string(part) == "-" {
		p.index = count
		return nil
	}
	i, ok := listIndex(part)
	if !ok || i > count {
		return fail(BadIndex, pointer, `"`+string(part)+`" is no place in this list`, indexHint(count))
	}
	if p.index = i; i < count {
		p.node = d.items(p.parent)[i]
	}
	return nil
}

// createParent makes what is missing on the way: an object, or a list when the pointer ends with its end, "-".
func (d *Document) createParent(p *place, rest, pointer []byte) *Error {
	c := content{kind: value.Object}
	if string(rest) == "/-" {
		c.kind = value.Array
	}
	if p.depth >= MaxNesting {
		return tooDeep(pointer)
	}
	// The key of an escaped part is in d.token, where the next part will be.
	p.node = d.addAt(*p, c)
	return nil
}

func (d *Document) missing(pointer []byte, p place, rest []byte) *Error {
	at := pointer[:len(pointer)-len(rest)]
	return fail(NotFound, pointer, `there is nothing at "`+string(at)+`"`, "add that first")
}
