package storagetest

import (
	"context"
	"crypto/sha256"
	"errors"
	"slices"
	"testing"
	"time"

	"placard/storage"
)

const (
	workspaceA = "ws_a"
	workspaceB = "ws_b"
	otherKind  = storage.Kind("other")
	// freeKind is one that the tests' quotas do not count.
	freeKind = storage.Kind("free")
)

var countedKinds = []storage.Kind{storage.KindArtifact, otherKind}

// metaCase is one sentence of the contract.
type metaCase struct {
	name string
	run  func(*meta)
}

// meta is a store with two workspaces that never expire, a clock that stands still, and assertions.
type meta struct {
	storage.Meta
	t   *testing.T
	ctx context.Context
	now time.Time
}

func newMeta(t *testing.T, m storage.Meta) *meta {
	f := &meta{Meta: m, t: t, ctx: t.Context(), now: time.UnixMilli(1_800_000_000_123).UTC()}
	f.createWorkspace(workspaceA, time.Time{})
	f.createWorkspace(workspaceB, time.Time{})
	return f
}

// createWorkspace's key is hash("key " + id).
func (f *meta) createWorkspace(id string, expires time.Time) storage.Workspace {
	f.t.Helper()
	w := storage.Workspace{ID: id, Name: "Name of " + id, Plan: storage.PlanFree, CreatedAt: f.now, ExpiresAt: expires}
	succeeds(f.t, f.CreateWorkspace(f.ctx, w, hash("key "+id), hash("claim "+id)))
	return w
}

// newItem has every field filled, and belongs to workspace A.
func (f *meta) newItem(id string) storage.NewItem {
	return storage.NewItem{
		Item: storage.Item{
			ID: id, Workspace: workspaceA, Kind: storage.KindArtifact, ContentType: "text/html", Title: "Title of " + id,
			Info:    `{"of":"` + id + `"}`,
			Version: 1, Blob: hash("blob of " + id), Size: 12345, CreatedAt: f.now, UpdatedAt: f.now,
			Client: storage.Client{Name: "agent", Version: "1.2", Run: "run_7"},
		},
		Counted: countedKinds,
		Request: hash("request for " + id),
	}
}

func (f *meta) create(n storage.NewItem) storage.Item {
	f.t.Helper()
	item, replayed, err := f.CreateItem(f.ctx, n)
	succeeds(f.t, err)
	if replayed {
		f.t.Fatalf("CreateItem(%s) was taken for a replay", n.ID)
	}
	return item
}

// add creates items of workspace A, each a second newer than the one before.
func (f *meta) add(ids ...string) {
	f.t.Helper()
	for i, id := range ids {
		n := f.newItem(id)
		n.CreatedAt = f.now.Add(time.Duration(i-len(ids)) * time.Second)
		f.create(n)
	}
}

func (f *meta) createFails(n storage.NewItem, want error) {
	f.t.Helper()
	_, _, err := f.CreateItem(f.ctx, n)
	fails(f.t, err, want)
}

func (f *meta) wantReplay(n storage.NewItem, want storage.Item) {
	f.t.Helper()
	item, replayed, err := f.CreateItem(f.ctx, n)
	succeeds(f.t, err)
	if !replayed || item != want {
		f.t.Errorf("CreateItem = %+v, replayed %v; want a replay of %+v", item, replayed, want)
	}
}

// change is an update of every field that an update may change.
func (f *meta) change(blob string) storage.ItemUpdate {
	return storage.ItemUpdate{ContentType: "text/markdown", Blob: hash(blob), Size: 99, Info: "new", UpdatedAt: f.now.Add(time.Minute)}
}

func (f *meta) update(id string, u storage.ItemUpdate) storage.Item {
	f.t.Helper()
	item, err := f.UpdateItem(f.ctx, workspaceA, storage.KindArtifact, id, u)
	succeeds(f.t, err)
	return item
}

func (f *meta) delete(id string, at time.Time) {
	f.t.Helper()
	succeeds(f.t, f.DeleteItem(f.ctx, workspaceA, storage.KindArtifact, id, at))
}

// wantItem checks both ways to find an item.
func (f *meta) wantItem(want storage.Item) {
	f.t.Helper()
	got, err := f.Item(f.ctx, want.ID, f.now)
	succeeds(f.t, err)
	owned, err := f.OwnedItem(f.ctx, want.Workspace, want.Kind, want.ID, f.now)
	succeeds(f.t, err)
	if got != want {
		f.t.Errorf("Item = %+v\nwant %+v", got, want)
	}
	if owned != want {
		f.t.Errorf("OwnedItem = %+v\nwant %+v", owned, want)
	}
}

func (f *meta) wantNoItem(id string) {
	f.t.Helper()
	_, err := f.Item(f.ctx, id, f.now)
	fails(f.t, err, storage.ErrNotFound)
}

func (f *meta) page(workspace string, p storage.Page) []string {
	f.t.Helper()
	items, err := f.Items(f.ctx, workspace, storage.KindArtifact, p, f.now)
	succeeds(f.t, err)
	var ids []string
	for _, it := range items {
		ids = append(ids, it.ID)
	}
	return ids
}

func (f *meta) wantListed(workspace string, want ...string) {
	f.t.Helper()
	if got := f.page(workspace, storage.Page{}); !slices.Equal(got, want) {
		f.t.Errorf("Items of %s = %q, want %q", workspace, got, want)
	}
}

func (f *meta) wantActive(workspace string, want int) {
	f.t.Helper()
	got, err := f.CountActive(f.ctx, workspace, countedKinds, f.now)
	succeeds(f.t, err)
	if got != want {
		f.t.Errorf("CountActive(%s) = %d, want %d", workspace, got, want)
	}
}

func hash(s string) storage.Hash { return sha256.Sum256([]byte(s)) }

func succeeds(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("unexpected error: %v", err)
	}
}

func fails(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("error = %v, want %v", err, want)
	}
}
