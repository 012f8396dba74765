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
	key
	index uint16 // what find returns
	name  uint16 // its place in table.names
}

type key struct {
	first, last uint64
	length      uint32
}

// wholeBytes is the longest name that a key holds entirely.
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
	k := makeKey([]byte(name))
	at := k.hash() >> t.shift
	for t.slots[at].length != 0 {
		at = (at + 1) & uint64(len(t.slots)-1)
	}
	t.slots[at] = slot{key: k, index: uint16(index), name: uint16(len(t.names))}
	t.names = append(t.names, name)
}

// find returns -1 when the name is unknown. The key is passed, not made here, since HTML props look into two tables.
func (t *table) find(k key, name []byte) int {
	mask := uint64(len(t.slots) - 1)
	for at := k.hash() >> t.shift; ; at++ {
		s := &t.slots[at&mask]
		if s.length == 0 {
			return -1
		}
		if s.key == k && (len(name) <= wholeBytes || t.names[s.name] == string(name)) {
			return int(s.index)
		}
	}
}

// makeKey reads overlapping words, so that every byte of a name of up to 16 bytes is in one of them.
func makeKey(name []byte) key {
	n := len(name)
	k := key{length: uint32(n)}
	switch {
	case n >= 8:
		k.first, k.last = binary.LittleEndian.Uint64(name), binary.LittleEndian.Uint64(name[n-8:])
	case n >= 4:
		k.first, k.last = uint64(binary.LittleEndian.Uint32(name)), uint64(binary.LittleEndian.Uint32(name[n-4:]))
	case n > 0:
		k.first = uint64(name[0]) | uint64(name[n/2])<<8 | uint64(name[n-1])<<16
	}
	return k
}

// hash multiplies the words by odd constants (of the golden ratio and of xxHash); the upper bits are the good ones.
func (k key) hash() uint64 {
	return (k.first*0x9E3779B97F4A7C15 ^ k.last*0xC2B2AE3D27D4EB4F) + uint64(k.length)*0x165667B19E3779F9
}
