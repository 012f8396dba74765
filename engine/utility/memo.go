package utility

import "bytes"

// memo remembers the names that a sheet was given: a hash table of spans of its text.
type memo struct {
	slots []uint16 // index of a name + 1
	names []span
}

const memoSlots = 1 << 13 // twice what is remembered, which is MaxClasses and maxUnknown

func (m *memo) len() int {
	return len(m.names)
}

// reset forgets the names.
func (m *memo) reset() {
	if len(m.names) > 0 {
		clear(m.slots)
	}
	m.names = m.names[:0]
}

// find returns the slot of a name, or the one where it belongs.
func (m *memo) find(text, name []byte) (slot int, found bool) {
	if m.slots == nil {
		m.slots = make([]uint16, memoSlots)
	}
	h := uint32(2166136261)
	for _, c := range name {
		h = (h ^ uint32(c)) * 16777619
	}
	for slot = int(h ^ h>>15); ; slot++ {
		slot &= memoSlots - 1
		n := m.slots[slot]
		if n == 0 {
			return slot, false
		}
		if p := m.names[n-1]; bytes.Equal(text[p.start:p.end], name) {
			return slot, true
		}
	}
}

func (m *memo) add(slot int, name span) {
	m.names = append(m.names, name)
	m.slots[slot] = uint16(len(m.names))
}
