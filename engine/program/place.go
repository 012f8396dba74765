package program

import (
	"strconv"

	"placard/engine/value"
)

// hole appends an operation, with the static bytes that none has yet, and returns its place.
func (b *Builder) hole(o op) int {
	b.spoil()
	o.from, o.to = uint32(b.fresh), uint32(len(b.slab))
	b.fresh = len(b.slab)
	b.ops = append(b.ops, o)
	return len(b.ops) - 1
}

// flush makes an operation of the static bytes that none has yet.
func (b *Builder) flush() {
	if len(b.slab) > b.fresh {
		b.ops = append(b.ops, op{code: opStatic, from: uint32(b.fresh), to: uint32(len(b.slab))})
		b.fresh = len(b.slab)
	}
}

// place is where the next operation will be: a target for jumps, so static bytes before it must not run into those
// after it.
func (b *Builder) place() uint32 {
	b.flush()
	return uint32(len(b.ops))
}

// maxPoolBytes bounds the expressions of a page. Components compute with literals too, a few values for each item of a
// list: without a limit, a list of 170,000 empty texts, which is 512 KB, would take 100 MB.
const maxPoolBytes = 16 << 20

// full tells that the page is too large already; Compile reports it.
func (b *Builder) full() bool {
	if len(b.slab) > MaxOutputBytes || b.pool.Size() > maxPoolBytes {
		b.overflow = true
	}
	return b.overflow
}

// firstUse tells whether an element is the first with this name, and the name an id that no numbered one can be: not
// in a repeat, where an index follows. An element may ask again.
func (b *Builder) firstUse(name value.Value) bool {
	if b.repeat >= 0 || !fitForID(name.Bytes()) {
		return false
	}
	for i := range b.names {
		if string(b.names[i].name) == string(name.Bytes()) {
			return b.names[i].element == b.number
		}
	}
	b.names = append(b.names, usedName{name.Bytes(), b.number})
	return true
}

// usedName is an id that an element has taken.
type usedName struct {
	name    []byte
	element int
}

// fitForID tells whether a name is an id as it is: an id has no spaces, and what appendNumbered writes is taken.
func fitForID(name []byte) bool {
	if len(name) > 1 && name[0] == 'e' && '0' <= name[1] && name[1] <= '9' {
		return false
	}
	for _, c := range name {
		if c <= ' ' || c == 0x7F {
			return false
		}
	}
	return true
}

func appendNumbered(dst []byte, n int) []byte {
	return strconv.AppendInt(append(dst, 'e'), int64(n), 10)
}

// NewChoice makes a Choice of an Enum prop: outs are by value, and where a value has none, other.
func NewChoice(prop int, values []string, outs map[string]string, other string) *Choice {
	c := &Choice{prop: prop, values: values, other: other}
	for _, v := range values {
		out, ok := outs[v]
		if !ok {
			out = other
		}
		c.outs = append(c.outs, out)
	}
	return c
}

// Prop is the place of the prop that decides.
func (c *Choice) Prop() int { return c.prop }

// Outs is what is written for each of the prop's values, in their order.
func (c *Choice) Outs() []string { return c.outs }

// Other is what is written when the prop has none of its values.
func (c *Choice) Other() string { return c.other }
