package storagetest

import (
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"placard/storage"
)

func nameCases() []metaCase {
	return []metaCase{
		{"FindsTheItem", nameFinds},
		{"IsUniqueInItsKindAndWorkspace", nameUnique},
		{"EmptyNamesNothing", nameEmpty},
		{"IsFreeAgainAfterDeletionAndExpiry", nameFreed},
		{"ComesAfterTheQuotaAndBeforeTheConflictOfAnID", nameBetween},
		{"StaysThroughAnUpdate", nameStays},
		{"IsGivenOnceUnderConcurrency", nameConcurrent},
	}
}

func (f *meta) named(id, name string) storage.NewItem {
	n := f.newItem(id)
	n.Name = name
	return n
}

func (f *meta) wantNamed(name string, want storage.Item) {
	f.t.Helper()
	got, err := f.NamedItem(f.ctx, want.Workspace, want.Kind, name, f.now)
	succeeds(f.t, err)
	if got != want {
		f.t.Errorf("NamedItem(%s) = %+v\nwant %+v", name, got, want)
	}
}

func nameFinds(f *meta) {
	item := f.create(f.named("it_1", "rows"))
	f.wantItem(item)
	f.wantNamed("rows", item)
	_, err := f.NamedItem(f.ctx, workspaceA, storage.KindArtifact, "Rows", f.now)
	fails(f.t, err, storage.ErrNotFound)
}

func nameUnique(f *meta) {
	item := f.create(f.named("it_1", "rows"))
	f.createFails(f.named("it_2", "rows"), storage.ErrNameTaken)
	f.wantNoItem("it_2")
	f.create(f.named("it_2", "columns"))
	otherOne := f.named("it_3", "rows")
	otherOne.Kind = otherKind
	f.wantNamed("rows", f.create(otherOne))
	elsewhere := f.named("it_4", "rows")
	elsewhere.Workspace = workspaceB
	f.wantNamed("rows", f.create(elsewhere))
	f.wantNamed("rows", item)
}

func nameEmpty(f *meta) {
	f.add("it_1", "it_2")
	_, err := f.NamedItem(f.ctx, workspaceA, storage.KindArtifact, "", f.now)
	fails(f.t, err, storage.ErrNotFound)
}

func nameFreed(f *meta) {
	f.create(f.named("it_1", "rows"))
	f.delete("it_1", f.now)
	second := f.named("it_2", "rows")
	second.ExpiresAt = f.now.Add(time.Second)
	f.create(second)
	f.now = second.ExpiresAt.Add(-time.Millisecond)
	f.createFails(f.named("it_3", "rows"), storage.ErrNameTaken)
	f.now = second.ExpiresAt
	f.wantNamed("rows", f.create(f.named("it_3", "rows")))
}

func nameBetween(f *meta) {
	f.create(f.named("it_1", "rows"))
	again := f.named("it_1", "rows")
	again.MaxActive = 1
	f.createFails(again, storage.ErrQuota)
	again.MaxActive = 0
	f.createFails(again, storage.ErrNameTaken)
	again.Name = "columns"
	f.createFails(again, storage.ErrConflict)
}

func nameStays(f *meta) {
	f.create(f.named("it_1", "rows"))
	f.wantNamed("rows", f.update("it_1", f.change("new")))
}

func nameConcurrent(f *meta) {
	var created atomic.Int32
	together(16, func(i int) {
		_, _, err := f.CreateItem(f.ctx, f.named(fmt.Sprint("it_", i), "rows"))
		switch {
		case err == nil:
			created.Add(1)
		case !errors.Is(err, storage.ErrNameTaken):
			f.t.Errorf("CreateItem: %v", err)
		}
	})
	if created.Load() != 1 {
		f.t.Errorf("%d items have the name", created.Load())
	}
}
