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
	// A cell has the index of an element plus one in its lower bits and bits of the id's hash above; 0 is empty. There
	// are four times as many as elements, so that most ids find theirs at the first look.
	cells [idCells]uint32
	// seed makes the hashes unpredictable: ids that all have the same one would make every look-up try 500 cells.
	seed [2]uint64
}

const (
	idCells   = 2048 // a power of two
	indexBits = 10   // 2^indexBits > MaxElements
	indexMask = 1<<indexBits - 1
)

func newIDTable() *idTable { return &idTable{seed: [2]uint64{rand.Uint64(), rand.Uint64()}} }

func (t *idTable) reset() { clear(t.cells[:]) }

// hash takes the first and the last eight bytes of an id with one multiplication; up to 16 bytes, nearly always, these
// are all.
func (t *idTable) hash(d *value.Doc, id value.Span) uint32 {
	if id.Len <= 8 {
		return uint32(fold(d.Word(id)^t.seed[0], uint64(id.Len)^t.seed[1]))
	}
	first, last := d.Word(value.Span{Off: id.Off, Len: 8}), uint64(id.Len)
	if id.Len > 16 {
		first, last = t.foldLong(d.Bytes(id)), last+1<<32
	} else {
		last ^= d.Word(value.Span{Off: id.Off + id.Len - 8, Len: 8})
	}
	return uint32(fold(first^t.seed[0], last^t.seed[1]))
}

func (t *idTable) foldLong(id []byte) uint64 {
	h := t.seed[0]
	last := id[len(id)-16:]
	for ; len(id) > 16; id = id[16:] {
		h = fold(h^binary.LittleEndian.Uint64(id), t.seed[1]^binary.LittleEndian.Uint64(id[8:]))
	}
	return fold(h^binary.LittleEndian.Uint64(last), t.seed[1]^binary.LittleEndian.Uint64(last[8:]))
}

func fold(a, b uint64) uint64 {
	high, low := bits.Mul64(a, b)
	return high ^ low
}

// add enters an element and returns the one that has its id already, or NoElement.
func (t *idTable) add(s *Spec, id value.Span, index int32) int32 {
	h := t.hash(&s.Doc, id)
	at := h % idCells
	if t.cells[at] != 0 {
		at = t.cell(s, id, h)
		if c := t.cells[at]; c != 0 {
			return int32(c&indexMask) - 1
		}
	}
	t.cells[at] = h&^indexMask | uint32(index+1)
	return NoElement
}

// find is the element that has an id, or NoElement.
func (t *idTable) find(s *Spec, id value.Span) int32 {
	at := t.cell(s, id, t.hash(&s.Doc, id))
	return int32(t.cells[at]&indexMask) - 1
}

// cell is the place of the one that has the id, or of the empty one where it belongs.
func (t *idTable) cell(s *Spec, id value.Span, h uint32) (at uint32) {
	for i := h; ; i++ {
		at = i % idCells
		c := t.cells[at]
		if c == 0 || (c^h)&^indexMask == 0 && s.hasID(int32(c&indexMask)-1, id) {
			return at
		}
	}
}

// hasID tells whether an element has an id.
func (s *Spec) hasID(element int32, id value.Span) bool {
	return s.Doc.SameSpans(s.Elements[element].ID, id)
}
