package patch

import (
	"hash/maphash"

	"placard/engine/value"
)

// table finds the members of a large object by key: open addressing, at most half full.
type table struct {
	cells []cell
	used  int
	// behind is the first of the last members of the object that are not in cells yet, 0 for none: see AddFollowed.
	behind Ref
}

// cell has a member and the hash of its key; a member of 0 is an empty cell.
type cell struct {
	hash   uint32
	member Ref
}

// maxUnindexed is how many members an object has at most without a table.
const maxUnindexed = 8

func (d *Document) hash(key []byte) uint32 { return uint32(maphash.Bytes(d.seed, key)) }

// hashIn is the hash of a key in an object that has a table, 0 in another one.
func (d *Document) hashIn(object Ref, key []byte) uint32 {
	if d.nodes[object].table == 0 {
		return 0
	}
	return d.hash(key)
}

// find is the member of an open object with a key, 0 for none.
func (d *Document) find(object Ref, key []byte) Ref {
	return d.findHashed(object, key, d.hashIn(object, key))
}

// findHashed is find for a key whose hashIn is known.
func (d *Document) findHashed(object Ref, key []byte, hash uint32) Ref {
	n := &d.nodes[object]
	if n.table != 0 {
		t := &d.tables[n.table]
		if t.behind != 0 {
			d.catchUp(t)
		}
		return t.cells[d.cellOf(t, hash, key)].member
	}
	for m := n.first; m != 0; m = d.nodes[m].next {
		if string(d.bytes(d.nodes[m].key)) == string(key) {
			return m
		}
	}
	return 0
}

// catchUp puts the members into a table that are not there yet.
func (d *Document) catchUp(t *table) {
	m := t.behind
	for t.behind = 0; m != 0; m = d.nodes[m].next {
		d.enter(t, m, d.hash(d.bytes(d.nodes[m].key)))
	}
}

// cellOf is the place of a key's cell, or of the empty one where it belongs.
func (d *Document) cellOf(t *table, hash uint32, key []byte) int {
	mask := len(t.cells) - 1
	for i := int(hash) & mask; ; i = (i + 1) & mask {
		c := t.cells[i]
		if c.member == 0 || c.hash == hash && string(d.bytes(d.nodes[c.member].key)) == string(key) {
			return i
		}
	}
}

// link makes m a member of an object, behind prev, or in front of all for 0. The object has no member of its key.
func (d *Document) link(object, m, prev Ref) {
	d.linkHashed(object, m, prev, d.hashIn(object, d.bytes(d.nodes[m].key)))
}

// linkHashed is link of a member whose key's hashIn is known.
func (d *Document) linkHashed(object, m, prev Ref, hash uint32) {
	n := &d.nodes[object]
	next := n.first
	if prev != 0 {
		next = d.nodes[prev].next
		d.nodes[prev].next = m
	} else {
		n.first = m
	}
	if next != 0 {
		d.nodes[next].prev = m
	} else {
		n.last = m
	}
	d.nodes[m].prev, d.nodes[m].next = prev, next
	n.count++
	switch {
	case n.table != 0:
		d.enter(&d.tables[n.table], m, hash)
	case n.count > maxUnindexed:
		d.index(object)
	}
}

// unlink takes a member out of its object. It keeps its prev, for link to put it back.
func (d *Document) unlink(object, m Ref) {
	n, own := &d.nodes[object], &d.nodes[m]
	if n.table != 0 {
		d.leave(&d.tables[n.table], m)
	}
	if own.prev != 0 {
		d.nodes[own.prev].next = own.next
	} else {
		n.first = own.next
	}
	if own.next != 0 {
		d.nodes[own.next].prev = own.prev
	} else {
		n.last = own.prev
	}
	n.count--
}

// index makes the table of an object.
func (d *Document) index(object Ref) {
	n := &d.nodes[object]
	if k := len(d.freeTables); k > 0 {
		n.table = d.freeTables[k-1]
		d.freeTables = d.freeTables[:k-1]
		t := &d.tables[n.table]
		clear(t.cells)
		t.used, t.behind = 0, 0
	} else {
		d.tables = append(d.tables, table{cells: make([]cell, 4*maxUnindexed)})
		n.table = uint32(len(d.tables) - 1)
	}
	for m := n.first; m != 0; m = d.nodes[m].next {
		d.enter(&d.tables[n.table], m, d.hash(d.bytes(d.nodes[m].key)))
	}
}

func (d *Document) enter(t *table, m Ref, hash uint32) {
	if 2*t.used >= len(t.cells) {
		d.grow(t)
	}
	t.cells[d.cellOf(t, hash, d.bytes(d.nodes[m].key))] = cell{hash, m}
	t.used++
}

func (d *Document) grow(t *table) {
	old := t.cells
	t.cells = make([]cell, 2*len(old))
	mask := len(t.cells) - 1
	for _, c := range old {
		if c.member == 0 {
			continue
		}
		i := int(c.hash) & mask
		for t.cells[i].member != 0 {
			i = (i + 1) & mask
		}
		t.cells[i] = c
	}
}

// leave empties the cell of a member and moves up those behind it that would not be found any more.
func (d *Document) leave(t *table, m Ref) {
	key := d.bytes(d.nodes[m].key)
	hole, mask := d.cellOf(t, d.hash(key), key), len(t.cells)-1
	t.used--
	for i := (hole + 1) & mask; t.cells[i].member != 0; i = (i + 1) & mask {
		// The cell may move into the hole unless its home lies behind the hole, up to its own place.
		if home := int(t.cells[i].hash) & mask; (i-home)&mask >= (i-hole)&mask {
			t.cells[hole] = t.cells[i]
			hole = i
		}
	}
	t.cells[hole] = cell{}
}

// items are those of an open list.
func (d *Document) items(list Ref) []Ref { return d.lists[d.nodes[list].list] }

// insert puts an item into an open list.
func (d *Document) insert(list, item Ref, at int) {
	n := &d.nodes[list]
	if n.list == 0 {
		n.list = d.newList()
	}
	items := append(d.lists[n.list], 0)
	copy(items[at+1:], items[at:])
	items[at] = item
	d.lists[n.list] = items
	n.count++
}

func (d *Document) newList() uint32 {
	if k := len(d.freeLists); k > 0 {
		list := d.freeLists[k-1]
		d.freeLists = d.freeLists[:k-1]
		return list
	}
	d.lists = append(d.lists, nil)
	return uint32(len(d.lists) - 1)
}

// takeOut takes an item out of a list.
func (d *Document) takeOut(list Ref, at int) {
	n := &d.nodes[list]
	items := d.lists[n.list]
	copy(items[at:], items[at+1:])
	d.lists[n.list] = items[:len(items)-1]
	n.count--
}

// isPlainKey tells whether a key stands in JSON as it is.
func isPlainKey(key []byte) bool {
	for _, c := range key {
		if c < ' ' || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}

// newMember makes a member that is not linked yet. The key is in the document's text already.
func (d *Document) newMember(c content, key span) Ref {
	m := d.newNode(c)
	d.nodes[m].key, d.nodes[m].quoted = key, isPlainKey(d.bytes(key))
	return m
}

// keySize is the number of bytes that the key of a member takes, with its colon.
func (d *Document) keySize(m Ref) int {
	n := &d.nodes[m]
	if n.quoted {
		return int(n.key.len) + len(`"":`)
	}
	d.quoted = value.AppendJSONString(d.quoted[:0], d.bytes(n.key))
	return len(d.quoted) + 1
}
