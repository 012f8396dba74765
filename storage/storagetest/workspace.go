package storagetest

import (
	"time"

	"placard/storage"
)

func workspaceCases() []metaCase {
	return []metaCase{
		{"IsFoundByKeyWithAllFields", workspaceIsFoundByKey},
		{"UnknownKeyIsNotFound", workspaceOfUnknownKey},
		{"ExistingIDIsConflict", workspaceOfExistingID},
		{"ExistingKeyIsConflict", workspaceOfExistingKey},
		{"IsGoneExactlyAtItsExpiry", workspaceExpires},
	}
}

func workspaceIsFoundByKey(f *meta) {
	for _, want := range []storage.Workspace{
		{ID: "ws_1", Plan: storage.PlanFree, CreatedAt: f.now, ExpiresAt: f.now.Add(time.Hour)},
		{ID: "ws_2", Name: "Größe <&>", Plan: storage.PlanPro, Claimed: true, CreatedAt: f.now},
	} {
		given := want
		given.CreatedAt = want.CreatedAt.Add(999 * time.Microsecond).In(time.FixedZone("elsewhere", 3600))
		succeeds(f.t, f.CreateWorkspace(f.ctx, given, hash(want.ID), storage.Hash{}))
		got, err := f.WorkspaceByKey(f.ctx, hash(want.ID), f.now)
		succeeds(f.t, err)
		if got != want {
			f.t.Errorf("WorkspaceByKey = %+v, want %+v", got, want)
		}
	}
}

func workspaceOfUnknownKey(f *meta) {
	for _, key := range []storage.Hash{{}, hash("unknown"), hash("claim " + workspaceA)} {
		_, err := f.WorkspaceByKey(f.ctx, key, f.now)
		fails(f.t, err, storage.ErrNotFound)
	}
}

func workspaceOfExistingID(f *meta) {
	again := storage.Workspace{ID: workspaceA, Plan: storage.PlanPro, CreatedAt: f.now}
	fails(f.t, f.CreateWorkspace(f.ctx, again, hash("another key"), hash("another claim")), storage.ErrConflict)
	_, err := f.WorkspaceByKey(f.ctx, hash("another key"), f.now)
	fails(f.t, err, storage.ErrNotFound)
}

func workspaceOfExistingKey(f *meta) {
	again := storage.Workspace{ID: "ws_new", Plan: storage.PlanPro, CreatedAt: f.now}
	fails(f.t, f.CreateWorkspace(f.ctx, again, hash("key "+workspaceA), hash("another claim")), storage.ErrConflict)
	w, err := f.WorkspaceByKey(f.ctx, hash("key "+workspaceA), f.now)
	succeeds(f.t, err)
	if w.ID != workspaceA {
		f.t.Errorf("the key now opens %s", w.ID)
	}
	f.createWorkspace("ws_new", time.Time{}) // nothing of the failed call is left in the way
}

func workspaceExpires(f *meta) {
	expires := f.now.Add(time.Hour)
	f.createWorkspace("ws_1", expires)
	_, err := f.WorkspaceByKey(f.ctx, hash("key ws_1"), expires.Add(-time.Millisecond))
	succeeds(f.t, err)
	_, err = f.WorkspaceByKey(f.ctx, hash("key ws_1"), expires)
	fails(f.t, err, storage.ErrNotFound)
}
