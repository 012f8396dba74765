package pages

import (
	"hash/maphash"
	"sync/atomic"

	"placard/storage"
)

// foundItems is how many items wait for Load at a time, with at most maxFoundContent bytes each.
const (
	foundItems      = 256
	maxFoundContent = 64 << 10
)

// found hands an item that Find has read of Meta, or that was just written, to the Load that comes next: a page that nobody has
// asked for then costs one read of Meta instead of two, and the first page after a write none. The index keeps less of an item
// than Load needs, since it keeps many. An item waits for its Load until another one takes its place.
type found struct {
	seed  maphash.Seed
	items [foundItems]atomic.Pointer[waiting]
}

// waiting is an item, with its bytes if it was written.
type waiting struct {
	item    storage.Item
	content []byte
}

func newFound() *found { return &found{seed: maphash.MakeSeed()} }

// canWait tells that content is not too large to wait for a Load.
func canWait(content []byte) bool { return 0 < len(content) && len(content) <= maxFoundContent }

func (f *found) place(id string) *atomic.Pointer[waiting] {
	return &f.items[maphash.String(f.seed, id)%foundItems]
}

// keep lets an item wait; content may be nil, and belongs to found from then on.
func (f *found) keep(item storage.Item, content []byte) {
	f.place(item.ID).Store(&waiting{item, content})
}

// take returns the item if it waits here at that version, of which it never changes what a page is made of.
func (f *found) take(id string, version int64) (waiting, bool) {
	place := f.place(id)
	w := place.Load()
	if w == nil || w.item.ID != id || w.item.Version != version || !place.CompareAndSwap(w, nil) {
		return waiting{}, false
	}
	return *w, true
}
