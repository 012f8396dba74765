package pages

import (
	"hash/maphash"
	"sync/atomic"

	"placard/storage"
)

// foundItems is how many items that Find has read wait for Load at a time.
const foundItems = 256

// found hands an item that Find has read of Meta to the Load that comes next: a page that nobody has asked for then costs one
// read of Meta instead of two. The index keeps less of an item than Load needs, since it keeps many. An item waits for its Load
// until another one takes its place.
type found struct {
	seed  maphash.Seed
	items [foundItems]atomic.Pointer[storage.Item]
}

func newFound() *found { return &found{seed: maphash.MakeSeed()} }

func (f *found) place(id string) *atomic.Pointer[storage.Item] {
	return &f.items[maphash.String(f.seed, id)%foundItems]
}

func (f *found) keep(item storage.Item) { f.place(item.ID).Store(&item) }

// take returns the item if it waits here at that version, of which it never changes what a page is made of.
func (f *found) take(id string, version int64) (storage.Item, bool) {
	place := f.place(id)
	item := place.Load()
	if item == nil || item.ID != id || item.Version != version || !place.CompareAndSwap(item, nil) {
		return storage.Item{}, false
	}
	return *item, true
}
