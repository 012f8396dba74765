package stream

import "hash/maphash"

// ids finds elements by their ids: open addressing, at most half full.
type ids struct {
	cells []idCell
	used  int
	seed  maphash.Seed
}

// idCell has a handle, 0 for none: the page itself has no id.
type idCell struct {
	hash   uint32
	handle int32
}

func (t *ids) reset() {
	clear(t.cells)
	t.used = 0
}

func (t *ids) hash(id []byte) uint32 { return uint32(maphash.Bytes(t.seed, id)) }

// find is the handle of an id, or none.
func (t *ids) find(p *Page, id []byte) int32 {
	if len(t.cells) == 0 {
		return none
	}
	if h := t.cells[t.at(p, t.hash(id), id)].handle; h != 0 {
		return h
	}
	return none
}

// cell is the one of an id, or an empty one with its hash where it belongs, which is to get a handle then.
func (t *ids) cell(p *Page, id []byte) *idCell {
	if 2*t.used >= len(t.cells) {
		t.grow()
	}
	hash := t.hash(id)
	c := &t.cells[t.at(p, hash, id)]
	if c.handle == 0 {
		c.hash = hash
		t.used++
	}
	return c
}

func (t *ids) at(p *Page, hash uint32, id []byte) int {
	mask := len(t.cells) - 1
	for i := int(hash) & mask; ; i = (i + 1) & mask {
		c := t.cells[i]
		if c.handle == 0 || c.hash == hash && string(p.at(c.handle).id) == string(id) {
			return i
		}
	}
}

func (t *ids) grow() {
	old := t.cells
	t.cells = make([]idCell, max(64, 2*len(old)))
	mask := len(t.cells) - 1
	for _, c := range old {
		if c.handle == 0 {
			continue
		}
		i := int(c.hash) & mask
		for t.cells[i].handle != 0 {
			i = (i + 1) & mask
		}
		t.cells[i] = c
	}
}

// remove empties a cell and moves up those behind it that would not be found any more.
func (t *ids) remove(p *Page, h int32) {
	id, mask := p.at(h).id, len(t.cells)-1
	hole := t.at(p, t.hash(id), id)
	t.used--
	for i := (hole + 1) & mask; t.cells[i].handle != 0; i = (i + 1) & mask {
		if home := int(t.cells[i].hash) & mask; (i-home)&mask >= (i-hole)&mask {
			t.cells[hole] = t.cells[i]
			hole = i
		}
	}
	t.cells[hole] = idCell{}
}
