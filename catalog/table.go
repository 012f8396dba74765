package catalog

import (
	"encoding/binary"
	"math/bits"
)

// table finds the index of a name. It is an open-addressing hash table, at most half full, whose slots hold the first
// and the last eight bytes of the name: up to 16 bytes they hold all of it, so that a look-up touches few cache
// lines and calls neither a hash function nor memequal. It is not changed once the catalog is built.
type table struct {
	slots []slot
	shift uint8
	names []string
}

// slot is empty when length is 0. It has 32 bytes, so that none lies across two cache lines.
type slot struct {
	first, last uint64
	length      uint32
	index       uint16 // what find returns
	name        uint16 // its place in table.names
}

// Name is a name to look up. First and Last are its first and its last eight bytes as little-endian numbers; of a
// shorter name First has the bytes at its upper end, and Last is 0. NameOf makes one; who has the bytes in a larger
// buffer can make it with two loads. It is looked up together with its bytes, which are not in it because a struct of
// more than four words is passed through memory.
type Name struct {
	First, Last uint64
	Length      int
}

// NameOf is the Name of these bytes.
func NameOf(name []byte) Name {
	n := len(name)
	if n >= 8 {
		return Name{binary.LittleEndian.Uint64(name), binary.LittleEndian.Uint64(name[n-8:]), n}
	}
	var w [8]byte
	copy(w[:], name)
	return Name{binary.LittleEndian.Uint64(w[:]) << (64 - 8*n), 0, n}
}

// wholeBytes is the longest name that the words hold entirely.
const wholeBytes = 16

// newTable makes room for so many names; find needs an empty slot to end at.
func newTable(room int) table {
	size := 4
	for size < 2*room {
		size *= 2
	}
	return table{slots: make([]slot, size), shift: uint8(64 - bits.TrailingZeros(uint(size)))}
}

func (t *table) add(name string, index int) {
	n := NameOf([]byte(name))
	at := n.hash() >> t.shift
	for t.slots[at].length != 0 {
		at = (at + 1) & uint64(len(t.slots)-1)
	}
	t.slots[at] = slot{n.First, n.Last, uint32(len(name)), uint16(index), uint16(len(t.names))}
	t.names = append(t.names, name)
}

// find returns -1 when the name is unknown.
func (t *table) find(n Name, bytes []byte) int {
	mask := uint64(len(t.slots) - 1)
	for at := n.hash() >> t.shift; ; at++ {
		s := &t.slots[at&mask]
		if s.length == 0 {
			return -1
		}
		if s.first == n.First && s.last == n.Last && int(s.length) == n.Length &&
			(n.Length <= wholeBytes || t.names[s.name] == string(bytes)) {
			return int(s.index)
		}
	}
}

// hash is both halves of one product, so that every bit of the words counts, wherever the bytes of a short name stand.
func (n Name) hash() uint64 {
	high, low := bits.Mul64(n.First^0x9E3779B97F4A7C15, n.Last^uint64(n.Length)^0xC2B2AE3D27D4EB4F)
	return high ^ low
}
