package pages

import (
	"cmp"
	"context"
	"crypto/sha256"
	"sync"
	"sync/atomic"
	"time"

	"placard/storage"
)

// fakeMeta is Meta and Blobs in memory.
type fakeMeta struct {
	mu    sync.Mutex
	items map[string]storage.Item
	blobs map[storage.Hash][]byte
	reads atomic.Int64
	err   error
	// between, if not nil, runs in Item after the row was read, without the lock.
	between func(id string)
}

func newFakeMeta() *fakeMeta {
	return &fakeMeta{items: map[string]storage.Item{}, blobs: map[storage.Hash][]byte{}}
}

// put writes the next version of an item.
func (m *fakeMeta) put(id, contentType, content string) storage.Item {
	m.mu.Lock()
	defer m.mu.Unlock()
	h := storage.Hash(sha256.Sum256([]byte(content)))
	m.blobs[h] = []byte(content)
	item := storage.Item{
		ID: id, Kind: storage.KindArtifact, ContentType: contentType, Blob: h, Version: m.items[id].Version + 1, UpdatedAt: time.UnixMilli(1_700_000_000_000),
	}
	m.items[id] = item
	return item
}

func (m *fakeMeta) change(id string, edit func(*storage.Item)) {
	m.mu.Lock()
	defer m.mu.Unlock()
	item := m.items[id]
	edit(&item)
	m.items[id] = item
}

func (m *fakeMeta) delete(id string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.items, id)
}

// lose deletes the bytes of an item.
func (m *fakeMeta) lose(id string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.items[id] = storage.Item{ID: id, Kind: storage.KindArtifact, ContentType: "text/html", Version: 1}
}

func (m *fakeMeta) Item(_ context.Context, id string, now time.Time) (storage.Item, error) {
	m.reads.Add(1)
	m.mu.Lock()
	item, ok := m.items[id]
	err := m.err
	m.mu.Unlock()
	if m.between != nil {
		m.between(id)
	}
	switch {
	case err != nil:
		return storage.Item{}, err
	case !ok, !item.ExpiresAt.IsZero() && !now.Before(item.ExpiresAt):
		return storage.Item{}, storage.ErrNotFound
	}
	return item, nil
}

func (m *fakeMeta) NamedItem(_ context.Context, workspace string, kind storage.Kind, name string, now time.Time) (storage.Item, error) {
	m.reads.Add(1)
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, item := range m.items {
		if item.Workspace == workspace && item.Kind == kind && item.Name == name && (item.ExpiresAt.IsZero() || now.Before(item.ExpiresAt)) {
			return item, m.err
		}
	}
	return storage.Item{}, cmp.Or(m.err, storage.ErrNotFound)
}

func (m *fakeMeta) Get(_ context.Context, dst []byte, h storage.Hash) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	b, ok := m.blobs[h]
	if !ok {
		return dst, storage.ErrNotFound
	}
	return append(dst, b...), nil
}
