package pages

import (
	"context"
	"strconv"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/singleflight"
)

// kept keeps what takes long to build of an item, bounded by its bytes. It has one version of each item, and gives that
// to who asks for an older one: what it has was committed. A value is shared and immutable; who got it may use it on when
// another has taken its place.
type kept[V any] struct {
	mu       sync.RWMutex
	values   map[string]*keptValue[V]
	bytes    int
	maxBytes int
	flights  singleflight.Group
	build    func(ctx context.Context, id string) (built[V], error)
}

// built is a value with the version that it is of and the memory that it takes.
type built[V any] struct {
	value   V
	version int64
	bytes   int
}

type keptValue[V any] struct {
	built[V]
	// used since somebody looked for what can go.
	used atomic.Bool
}

func newKept[V any](maxBytes int, build func(context.Context, string) (built[V], error)) *kept[V] {
	return &kept[V]{values: map[string]*keptValue[V]{}, maxBytes: maxBytes, build: build}
}

// get returns the item's value of a version, or of a newer one. It is built once for all who ask at the same time.
func (k *kept[V]) get(ctx context.Context, id string, version int64) (built[V], error) {
	if b, ok := k.look(id, version); ok {
		return b, nil
	}
	v, err, _ := k.flights.Do(strconv.FormatInt(version, 10)+":"+id, func() (any, error) {
		if b, ok := k.look(id, version); ok { // Another flight has ended meanwhile.
			return b, nil
		}
		b, err := k.build(ctx, id)
		if err == nil {
			k.put(id, b)
		}
		return b, err
	})
	return v.(built[V]), err
}

func (k *kept[V]) look(id string, version int64) (b built[V], ok bool) {
	k.mu.RLock()
	defer k.mu.RUnlock() // Not before the value is copied: grow writes to it.
	v := k.values[id]
	if v == nil || v.version < version {
		return b, false
	}
	if !v.used.Load() { // Written once, so that readers share the cache line.
		v.used.Store(true)
	}
	return v.built, true
}

func (k *kept[V]) put(id string, b built[V]) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if old := k.values[id]; old != nil {
		if old.version > b.version {
			return
		}
		k.bytes -= old.bytes
	}
	v := &keptValue[V]{built: b}
	v.used.Store(true)
	k.values[id] = v
	k.bytes += b.bytes
	k.makeRoom(id)
}

// makeRoom drops what has not been used since the last time, beginning anywhere, as Go walks through maps. The value of
// id stays, however large it is: else each of its readers would build it.
func (k *kept[V]) makeRoom(id string) {
	for k.bytes > k.maxBytes && len(k.values) > 1 {
		for other, v := range k.values {
			if other == id || v.used.Swap(false) {
				continue
			}
			delete(k.values, other)
			if k.bytes -= v.bytes; k.bytes <= k.maxBytes {
				return
			}
		}
	}
}

// grow tells that a value has come to take more memory, or less. One that is not kept any more counts no more.
func (k *kept[V]) grow(id string, version int64, bytes int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if v := k.values[id]; v != nil && v.version == version {
		v.bytes += bytes
		k.bytes += bytes
		k.makeRoom(id)
	}
}

// drop gives back the memory of an item that is not there any more.
func (k *kept[V]) drop(id string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if v := k.values[id]; v != nil {
		k.bytes -= v.bytes
		delete(k.values, id)
	}
}
