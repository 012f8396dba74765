package spec

import (
	"encoding/binary"
	"math/bits"
	"math/rand/v2"

	"placard/engine/value"
)

// idTable finds elements by id. It is an open-addressing table of element indexes that is used again for the next
// spec, so that neither building nor asking it allocates.
type idTable struct {
	cells [1024]idCell // at least twice MaxElements, a power of two
	round uint16
	// seed makes the hashes unpredictable: ids that all have the same one would make every look-up try 500 cells.
	seed [2]uint64
}

type idCell struct {
	hash  uint32
	round uint16 // the cell is empty unless this is the table's round
	index int16
}

func newIDTable() *idTable { return &idTable{seed: [2]uint64{rand.Uint64(), rand.Uint64()}} }

func (t *idTable) reset() {
	t.round++
	if t.round == 0 { // wrapped around after 2^16 specs
		*t = idTable{round: 1, seed: t.seed}
	}
}

// hash folds 16 bytes at a time with one multiplication; ids of up to 16 bytes, nearly all, take just one.
func (t *idTable) hash(id []byte) uint32 {
	h := t.seed[0] ^ uint64(len(id))
	for ; len(id) > 16; id = id[16:] {
		h = t.fold(h, binary.LittleEndian.Uint64(id), binary.LittleEndian.Uint64(id[8:]))
	}
	var a, b uint64
	switch n := len(id); {
	case n >= 8:
		a, b = binary.LittleEndian.Uint64(id), binary.LittleEndian.Uint64(id[n-8:])
	case n >= 4:
		a, b = uint64(binary.LittleEndian.Uint32(id)), uint64(binary.LittleEndian.Uint32(id[n-4:]))
	case n > 0:
		a = uint64(id[0])<<16 | uint64(id[n/2])<<8 | uint64(id[n-1])
	}
	return uint32(t.fold(h, a, b))
}

func (t *idTable) fold(h, a, b uint64) uint64 {
	high, low := bits.Mul64(a^h, b^t.seed[1])
	return high ^ low
}

// add enters an element and returns the one that has its id already, or NoElement.
func (t *idTable) add(s *Spec, id value.Span, index int32) int32 {
	b := s.Doc.Bytes(id)
	c, h := t.cell(s, b)
	if c.round == t.round {
		return int32(c.index)
	}
	c.hash, c.round, c.index = h, t.round, int16(index)
	return NoElement
}

func (t *idTable) find(s *Spec, id []byte) int32 {
	if c, _ := t.cell(s, id); c.round == t.round {
		return int32(c.index)
	}
	return NoElement
}

// cell is the one that has the id, or the empty one where it belongs.
func (t *idTable) cell(s *Spec, id []byte) (c *idCell, h uint32) {
	h = t.hash(id)
	for i := h; ; i++ {
		c = &t.cells[i&1023]
		if c.round != t.round || c.hash == h && string(s.Doc.Bytes(s.Elements[c.index].ID)) == string(id) {
			return c, h
		}
	}
}
