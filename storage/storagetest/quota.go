package storagetest

import (
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"placard/storage"
)

func quotaCases() []metaCase {
	return []metaCase{
		{"AllowsMaxActiveAndNotOneMore", quotaAtLimit},
		{"ZeroIsNoBound", quotaZero},
		{"DeletedAndExpiredItemsFreeTheirPlace", quotaFreed},
		{"CountsTheGivenKindsOfOneWorkspace", quotaKinds},
		{"ComesBeforeTheConflictOfAnID", quotaBeforeConflict},
		{"HoldsUnderConcurrency", quotaConcurrent},
	}
}

func (f *meta) limited(id string, maxActive int) storage.NewItem {
	n := f.newItem(id)
	n.MaxActive = maxActive
	return n
}

func quotaAtLimit(f *meta) {
	f.create(f.limited("it_1", 2))
	f.create(f.limited("it_2", 2))
	f.createFails(f.limited("it_3", 2), storage.ErrQuota)
	f.wantNoItem("it_3")
	f.wantActive(workspaceA, 2)
	f.createFails(f.limited("it_3", 1), storage.ErrQuota)
	f.create(f.limited("it_3", 3))
}

func quotaZero(f *meta) {
	for i := range 20 {
		f.create(f.limited(fmt.Sprint("it_", i), 0))
	}
	f.wantActive(workspaceA, 20)
}

func quotaFreed(f *meta) {
	f.create(f.limited("it_1", 2))
	short := f.limited("it_2", 2)
	short.ExpiresAt = f.now.Add(time.Second)
	f.create(short)
	f.createFails(f.limited("it_3", 2), storage.ErrQuota)

	f.delete("it_1", f.now)
	f.create(f.limited("it_3", 2))

	f.now = short.ExpiresAt.Add(-time.Millisecond)
	f.createFails(f.limited("it_4", 2), storage.ErrQuota)
	f.now = short.ExpiresAt
	f.wantActive(workspaceA, 1)
	f.create(f.limited("it_4", 2))
}

func quotaKinds(f *meta) {
	other := f.limited("it_1", 1)
	other.Kind = otherKind
	f.create(other)
	f.createFails(f.limited("it_2", 1), storage.ErrQuota)
	elsewhere := f.limited("it_3", 1)
	elsewhere.Workspace = workspaceB
	f.create(elsewhere)
	free := f.newItem("it_4")
	free.Kind, free.MaxActive, free.Counted = freeKind, 1, []storage.Kind{freeKind}
	f.create(free)
	f.wantActive(workspaceA, 1)
	free.ID = "it_5"
	f.createFails(free, storage.ErrQuota)
}

func quotaBeforeConflict(f *meta) {
	f.create(f.limited("it_1", 1))
	f.createFails(f.limited("it_1", 1), storage.ErrQuota)
	f.createFails(f.limited("it_1", 2), storage.ErrConflict)
}

func quotaConcurrent(f *meta) {
	const callers, maxActive = 32, 5
	var created, refused atomic.Int32
	together(callers, func(i int) {
		_, _, err := f.CreateItem(f.ctx, f.limited(fmt.Sprint("it_", i), maxActive))
		switch {
		case err == nil:
			created.Add(1)
		case errors.Is(err, storage.ErrQuota):
			refused.Add(1)
		default:
			f.t.Errorf("CreateItem: %v", err)
		}
	})
	if created.Load() != maxActive || refused.Load() != callers-maxActive {
		f.t.Errorf("%d created and %d refused, want %d and %d", created.Load(), refused.Load(), maxActive, callers-maxActive)
	}
	f.wantActive(workspaceA, maxActive)
}
