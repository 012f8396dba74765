package storagetest

import (
	"fmt"
	"sync/atomic"
	"time"

	"placard/storage"
)

func idempotencyCases() []metaCase {
	return []metaCase{
		{"RepetitionReturnsTheFirstItem", repetition},
		{"RepetitionReturnsWhatTheItemIsNow", repetitionAfterUpdate},
		{"AnotherRequestIsKeyReused", keyReused},
		{"InactiveItemIsNotFound", repetitionOfInactive},
		{"InactiveWorkspaceIsNotFound", repetitionInExpiredWorkspace},
		{"KeysBelongToAWorkspace", keysOfWorkspaces},
		{"KnownKeyAnswersWithoutTheQuota", repetitionAtQuota},
		{"FailedCallKeepsNoKey", failedCallKeepsNoKey},
		{"KeyIsForgottenExactlyAtItsAge", keyIsForgotten},
		{"ConcurrentRepetitionsCreateOneItem", concurrentRepetitions},
	}
}

func (f *meta) keyed(id, key string) storage.NewItem {
	n := f.newItem(id)
	n.IdempotencyKey, n.Request = key, hash("the request")
	return n
}

func repetition(f *meta) {
	item := f.create(f.keyed("it_1", "key"))
	f.wantReplay(f.keyed("it_1", "key"), item)
	f.wantReplay(f.keyed("it_2", "key"), item)
	f.wantNoItem("it_2")
	f.create(f.keyed("it_3", "other key"))
	f.create(f.keyed("it_4", "")) // no key at all: never a repetition
	f.create(f.keyed("it_5", ""))
}

func repetitionAfterUpdate(f *meta) {
	f.create(f.keyed("it_1", "key"))
	f.wantReplay(f.keyed("it_2", "key"), f.update("it_1", f.change("new")))
}

func keyReused(f *meta) {
	f.create(f.keyed("it_1", "key"))
	other := f.keyed("it_2", "key")
	other.Request = hash("another request")
	f.createFails(other, storage.ErrKeyReused)
	f.wantNoItem("it_2")
	f.delete("it_1", f.now)
	f.createFails(other, storage.ErrKeyReused)
}

func repetitionOfInactive(f *meta) {
	f.create(f.keyed("it_1", "deleted"))
	f.delete("it_1", f.now)
	f.createFails(f.keyed("it_2", "deleted"), storage.ErrNotFound)

	short := f.keyed("it_3", "expired")
	short.ExpiresAt = f.now.Add(time.Second)
	f.create(short)
	f.now = short.ExpiresAt
	f.createFails(f.keyed("it_4", "expired"), storage.ErrNotFound)

	_, _, err := f.Sweep(f.ctx, f.now.Add(time.Second), 10)
	succeeds(f.t, err)
	f.createFails(f.keyed("it_5", "deleted"), storage.ErrNotFound)
	f.createFails(f.keyed("it_5", "expired"), storage.ErrNotFound)
}

func repetitionInExpiredWorkspace(f *meta) {
	f.createWorkspace("ws_short", f.now.Add(time.Second))
	n := f.keyed("it_1", "key")
	n.Workspace = "ws_short"
	f.create(n)
	n.CreatedAt = f.now.Add(time.Second)
	f.createFails(n, storage.ErrNotFound)
}

func keysOfWorkspaces(f *meta) {
	f.create(f.keyed("it_1", "key"))
	n := f.keyed("it_2", "key")
	n.Workspace, n.Request = workspaceB, hash("another request")
	f.create(n)
}

func repetitionAtQuota(f *meta) {
	item := f.create(f.keyed("it_1", "key"))
	again := f.keyed("it_2", "key")
	again.MaxActive = 1
	f.wantReplay(again, item)
}

func failedCallKeepsNoKey(f *meta) {
	f.create(f.newItem("it_1"))
	n := f.keyed("it_2", "key")
	n.MaxActive = 1
	f.createFails(n, storage.ErrQuota)
	f.createFails(f.keyed("it_1", "key"), storage.ErrConflict)
	n.MaxActive, n.Request = 2, hash("another request")
	f.create(n)
}

func keyIsForgotten(f *meta) {
	first := f.create(f.keyed("it_1", "key"))
	again := f.keyed("it_2", "key")
	again.CreatedAt = f.now.Add(storage.IdempotencyKeyLife - time.Millisecond)
	f.wantReplay(again, first)

	again.CreatedAt = f.now.Add(storage.IdempotencyKeyLife)
	again.Request = hash("another request")
	second := f.create(again)
	again.CreatedAt = again.CreatedAt.Add(time.Hour) // the key counts from its new use
	f.wantReplay(again, second)
}

func concurrentRepetitions(f *meta) {
	const callers = 16
	var created atomic.Int32
	ids := make([]string, callers)
	together(callers, func(i int) {
		item, replayed, err := f.CreateItem(f.ctx, f.keyed(fmt.Sprint("it_", i), "key"))
		if err != nil {
			f.t.Errorf("CreateItem: %v", err)
		}
		if !replayed {
			created.Add(1)
		}
		ids[i] = item.ID
	})
	if created.Load() != 1 {
		f.t.Errorf("%d calls created an item, want 1", created.Load())
	}
	for _, id := range ids {
		if id != ids[0] {
			f.t.Errorf("callers got %s and %s", ids[0], id)
		}
	}
	f.wantActive(workspaceA, 1)
}
