package spec

import (
	"encoding/binary"

	"placard/engine/value"
)

// idTable finds elements by id. It is an open-addressing table of element indexes that is used again for the next
// spec, so that neither building nor asking it allocates; a Go map costs 3 times as much here (500 ids, 2 look-ups
// each).
type idTable struct {
	cells [1024]idCell // at least twice MaxElements, a power of two
	round uint32
}

type idCell struct {
	round uint32 // the cell is empty unless this is the table's round
	hash  uint32
	index int32
}

func (t *idTable) reset() {
	t.round++
	if t.round == 0 { // wrapped around after 2^32 specs
		*t = idTable{round: 1}
	}
}

// hash mixes the length and the first and last eight bytes: ids are short, and long ones mostly differ at their ends.
// Equal hashes cost a comparison, never a wrong answer; at worst 500 elements probe 500 cells each.
func hash(id []byte) uint32 {
	var a, b uint64
	switch n := len(id); {
	case n >= 8:
		a = binary.LittleEndian.Uint64(id)
		b = binary.LittleEndian.Uint64(id[n-8:])
	case n >= 4:
		a = uint64(binary.LittleEndian.Uint32(id))
		b = uint64(binary.LittleEndian.Uint32(id[n-4:]))
	case n > 0:
		a = uint64(id[0])<<16 | uint64(id[n/2])<<8 | uint64(id[n-1])
	}
	h := (a ^ uint64(len(id))<<56) * 0x9E3779B97F4A7C15
	h ^= (b + 0x7F4A7C15) * 0xC2B2AE3D27D4EB4F
	return uint32(h>>32) ^ uint32(h>>17)
}

// add enters an element and returns the one that has its id already, or NoElement.
func (t *idTable) add(s *Spec, id value.Span, index int32) int32 {
	b := s.Doc.Bytes(id)
	h := hash(b)
	for i := h; ; i++ {
		c := &t.cells[i&1023]
		if c.round != t.round {
			*c = idCell{t.round, h, index}
			return NoElement
		}
		if c.hash == h && string(s.Doc.Bytes(s.Elements[c.index].ID)) == string(b) {
			return c.index
		}
	}
}

func (t *idTable) find(s *Spec, id []byte) int32 {
	h := hash(id)
	for i := h; ; i++ {
		c := &t.cells[i&1023]
		if c.round != t.round {
			return NoElement
		}
		if c.hash == h && string(s.Doc.Bytes(s.Elements[c.index].ID)) == string(id) {
			return c.index
		}
	}
}
