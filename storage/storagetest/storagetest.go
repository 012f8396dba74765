// Package storagetest is the contract of package storage as tests: what the doc comments of storage.Meta and
// storage.Blobs say, sentence by sentence. An implementation runs all of it, in a test file of a few lines:
//
//	func TestMeta(t *testing.T) {
//		storagetest.RunMeta(t, func(t *testing.T) storage.Meta { return open(t, t.TempDir()) })
//	}
//
// An implementation that keeps its data when it is closed runs the Reopen suite too.
package storagetest

import (
	"testing"

	"placard/storage"
)

// RunMeta runs the contract of storage.Meta. open returns an empty store for each test; the suite closes it.
func RunMeta(t *testing.T, open func(t *testing.T) storage.Meta) {
	groups := []struct {
		name  string
		cases []metaCase
	}{
		{"Workspace", workspaceCases()},
		{"Create", createCases()},
		{"Name", nameCases()},
		{"Quota", quotaCases()},
		{"Idempotency", idempotencyCases()},
		{"Update", updateCases()},
		{"Delete", deleteCases()},
		{"Absent", absentCases()},
		{"List", listCases()},
		{"Sweep", sweepCases()},
		{"Context", contextCases()},
		{"Hammer", hammerCases()},
	}
	for _, g := range groups {
		t.Run(g.name, func(t *testing.T) { runMetaCases(t, open, g.cases) })
	}
}

func runMetaCases(t *testing.T, open func(t *testing.T) storage.Meta, cases []metaCase) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m := open(t)
			t.Cleanup(func() { succeeds(t, m.Close()) })
			c.run(newMeta(t, m))
		})
	}
}

// RunMetaReopen checks that everything survives Close. reopen opens the same place each time it is called, which is
// empty at first; the suite closes what it returns before it calls it again.
func RunMetaReopen(t *testing.T, reopen func(t *testing.T) storage.Meta) {
	first := reopen(t)
	f := newMeta(t, first)
	n := f.newItem("it_1")
	n.IdempotencyKey = "key"
	item := f.create(n)
	succeeds(t, first.Close())
	if _, err := first.Item(f.ctx, "it_1", f.now); err == nil {
		t.Error("a call after Close succeeds")
	}

	f.Meta = reopen(t)
	defer func() { succeeds(t, f.Close()) }()
	f.wantItem(item)
	f.wantListed(workspaceA, "it_1")
	f.wantReplay(n, item)
	if _, err := f.WorkspaceByKey(f.ctx, hash("key "+workspaceB), f.now); err != nil {
		t.Errorf("the workspace is gone after reopening: %v", err)
	}
}

// RunBlobs runs the contract of storage.Blobs. open returns an empty store for each test.
func RunBlobs(t *testing.T, open func(t *testing.T) storage.Blobs) {
	for _, c := range blobCases() {
		t.Run(c.name, func(t *testing.T) { c.run(t, open(t)) })
	}
}

// RunBlobsReopen checks that another store opened at the same place, which is empty at first, has the bytes.
func RunBlobsReopen(t *testing.T, reopen func(t *testing.T) storage.Blobs) {
	h, err := reopen(t).Put(t.Context(), []byte("kept"))
	succeeds(t, err)
	wantBlob(t, reopen(t), h, []byte("kept"))
}
