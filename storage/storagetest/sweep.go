package storagetest

import (
	"slices"
	"time"

	"placard/storage"
)

func sweepCases() []metaCase {
	return []metaCase{
		{"RemovesWhatWasDeletedBefore", sweepDeleted},
		{"RemovesWhatExpiredBefore", sweepExpired},
		{"RemovesExpiredWorkspacesWithTheirItems", sweepWorkspace},
		{"RemovesOldIdempotencyKeys", sweepKeys},
		{"LeavesTheActiveAlone", sweepActive},
		{"ReturnsReplacedBlobs", sweepReplaced},
		{"KeepsBlobsThatARecordNames", sweepNamed},
		{"ReturnsASharedBlobOnce", sweepShared},
		{"StopsAtTheLimit", sweepLimit},
	}
}

// wantSweep also sweeps again, which must find nothing, unless the limit was reached.
func (f *meta) wantSweep(before time.Time, limit, wantRemoved int, wantOrphans ...storage.Hash) {
	f.t.Helper()
	orphans, removed, err := f.Sweep(f.ctx, before, limit)
	succeeds(f.t, err)
	slices.SortFunc(orphans, compareHashes)
	slices.SortFunc(wantOrphans, compareHashes)
	if removed != wantRemoved || !slices.Equal(orphans, wantOrphans) {
		f.t.Errorf("Sweep = %d orphans %x, %d removed; want %d orphans %x, %d removed",
			len(orphans), orphans, removed, len(wantOrphans), wantOrphans, wantRemoved)
	}
	if removed > 0 && removed < limit {
		f.wantSweep(before, limit, 0)
	}
}

func compareHashes(a, b storage.Hash) int { return slices.Compare(a[:], b[:]) }

func sweepDeleted(f *meta) {
	f.add("it_1")
	f.delete("it_1", f.now)
	f.wantSweep(f.now, 10, 0) // deleted at that moment is not before it
	f.wantSweep(f.now.Add(time.Millisecond), 10, 1, hash("blob of it_1"))
	f.add("it_1") // even its ID is free
}

func sweepExpired(f *meta) {
	n := f.newItem("it_1")
	n.ExpiresAt = f.now.Add(time.Hour)
	f.create(n)
	f.wantSweep(n.ExpiresAt, 10, 0)
	f.wantSweep(n.ExpiresAt.Add(time.Millisecond), 10, 1, n.Blob)
}

func sweepWorkspace(f *meta) {
	expires := f.now.Add(time.Hour)
	f.createWorkspace("ws_short", expires)
	for _, id := range []string{"it_1", "it_2", "it_3"} {
		n := f.newItem(id)
		n.Workspace, n.IdempotencyKey = "ws_short", "key of "+id
		f.create(n)
	}
	f.wantSweep(expires, 10, 0)
	after := expires.Add(time.Millisecond)
	_, removed, err := f.Sweep(f.ctx, after, 2)
	succeeds(f.t, err)
	if removed != 2 {
		f.t.Errorf("the first sweep removed %d, want 2 items", removed)
	}
	_, _, err = f.Sweep(f.ctx, after, 2) // the last item and the workspace
	succeeds(f.t, err)
	f.wantSweep(after, 2, 0)
	f.createWorkspace("ws_short", time.Time{})
	f.wantListed("ws_short")
}

func sweepKeys(f *meta) {
	f.create(f.keyed("it_1", "key"))
	forgotten := f.now.Add(storage.IdempotencyKeyLife)
	f.wantSweep(forgotten, 10, 0)
	f.wantSweep(forgotten.Add(time.Millisecond), 10, 1)
}

func sweepActive(f *meta) {
	n := f.newItem("it_1")
	n.ExpiresAt = f.now.Add(time.Hour)
	f.create(n)
	f.add("it_2")
	f.update("it_2", storage.ItemUpdate{Blob: hash("blob of it_2"), UpdatedAt: f.now}) // the same bytes
	f.wantSweep(f.now.Add(time.Minute), 10, 0)
	f.wantListed(workspaceA, "it_1", "it_2")
	if _, err := f.WorkspaceByKey(f.ctx, hash("key "+workspaceA), f.now); err != nil {
		f.t.Errorf("the workspace is gone: %v", err)
	}
}

func sweepReplaced(f *meta) {
	f.add("it_1")
	u := f.change("second")
	f.update("it_1", u)
	f.wantSweep(u.UpdatedAt, 10, 0)
	f.wantSweep(u.UpdatedAt.Add(time.Millisecond), 10, 1, hash("blob of it_1"))
	f.wantNothingLost("it_1", hash("second"))
}

func (f *meta) wantNothingLost(id string, blob storage.Hash) {
	f.t.Helper()
	if it, err := f.Item(f.ctx, id, f.now); err != nil || it.Blob != blob {
		f.t.Errorf("Item = %+v, %v; want blob %x", it, err, blob)
	}
}

// sweepNamed has one blob named in each way that keeps it: by an active item, by a recently deleted one, and by
// content that was replaced recently.
func sweepNamed(f *meta) {
	shared := hash("shared")
	for _, id := range []string{"it_gone", "it_active", "it_deleted", "it_replaced"} {
		n := f.newItem(id)
		n.Blob = shared
		f.create(n)
	}
	f.delete("it_gone", f.now)
	before := f.now.Add(time.Second)
	f.wantSweep(before, 10, 1)

	f.delete("it_active", f.now)
	f.delete("it_deleted", before)
	u := f.change("new")
	u.UpdatedAt = before.Add(time.Second)
	f.update("it_replaced", u)
	f.wantSweep(before, 10, 1)
	f.wantSweep(before.Add(time.Second), 10, 1)
	f.wantSweep(before.Add(time.Minute), 10, 1, shared)
}

func sweepShared(f *meta) {
	for _, id := range []string{"it_1", "it_2", "it_3"} {
		n := f.newItem(id)
		n.Blob = hash("shared")
		f.create(n)
		f.delete(id, f.now)
	}
	f.wantSweep(f.now.Add(time.Second), 10, 3, hash("shared"))
}

func sweepLimit(f *meta) {
	ids := []string{"it_1", "it_2", "it_3", "it_4", "it_5"}
	f.add(ids...)
	for _, id := range ids {
		f.delete(id, f.now)
	}
	var orphans []storage.Hash
	for _, want := range []int{2, 2, 1, 0} {
		some, removed, err := f.Sweep(f.ctx, f.now.Add(time.Second), 2)
		succeeds(f.t, err)
		if removed != want {
			f.t.Errorf("Sweep removed %d, want %d", removed, want)
		}
		orphans = append(orphans, some...)
	}
	slices.SortFunc(orphans, compareHashes)
	if orphans = slices.Compact(orphans); len(orphans) != len(ids) {
		f.t.Errorf("%d orphans in all, want %d", len(orphans), len(ids))
	}
	f.wantSweep(f.now.Add(time.Second), 0, 0)
}
