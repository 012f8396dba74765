package storagetest

import (
	"errors"
	"fmt"
	"sync/atomic"

	"placard/storage"
)

func updateCases() []metaCase {
	return []metaCase{
		{"ReplacesContentAndCountsTheVersion", updateReplaces},
		{"NilTitleLeavesTheTitle", updateTitle},
		{"IfVersionMustMatch", updateIfVersion},
		{"OfManyWithOneIfVersionOneWins", updateConcurrent},
	}
}

func updateReplaces(f *meta) {
	want := f.create(f.newItem("it_1"))
	u := f.change("new")
	u.Client = storage.Client{Name: "another"}
	want.Version, want.ContentType, want.Blob, want.Size = 2, u.ContentType, u.Blob, u.Size
	want.Info, want.UpdatedAt, want.Client = u.Info, u.UpdatedAt, u.Client
	if got := f.update("it_1", u); got != want {
		f.t.Errorf("UpdateItem = %+v\nwant %+v", got, want)
	}
	f.wantItem(want)

	want.Version = 3
	f.update("it_1", u)
	f.wantItem(want)
}

func updateTitle(f *meta) {
	item := f.create(f.newItem("it_1"))
	u := f.change("new")
	if got := f.update("it_1", u); got.Title != item.Title {
		f.t.Errorf("nil set the title to %q", got.Title)
	}
	for _, title := range []string{"New", ""} {
		u.Title = &title
		f.wantItem(f.update("it_1", u))
		if got, _ := f.Item(f.ctx, "it_1", f.now); got.Title != title {
			f.t.Errorf("title = %q, want %q", got.Title, title)
		}
	}
}

func updateIfVersion(f *meta) {
	item := f.create(f.newItem("it_1"))
	u := f.change("new")
	for _, version := range []int64{2, -1, 99} {
		u.IfVersion = version
		_, err := f.UpdateItem(f.ctx, workspaceA, storage.KindArtifact, "it_1", u)
		fails(f.t, err, storage.ErrConflict)
		f.wantItem(item)
	}
	u.IfVersion = 1
	f.update("it_1", u)
	_, err := f.UpdateItem(f.ctx, workspaceA, storage.KindArtifact, "it_1", u)
	fails(f.t, err, storage.ErrConflict)
	u.IfVersion = 2
	f.update("it_1", u)
}

func updateConcurrent(f *meta) {
	f.create(f.newItem("it_1"))
	var won, lost atomic.Int32
	together(16, func(i int) {
		u := f.change(fmt.Sprint("blob ", i))
		u.IfVersion = 1
		_, err := f.UpdateItem(f.ctx, workspaceA, storage.KindArtifact, "it_1", u)
		switch {
		case err == nil:
			won.Add(1)
		case errors.Is(err, storage.ErrConflict):
			lost.Add(1)
		default:
			f.t.Errorf("UpdateItem: %v", err)
		}
	})
	if won.Load() != 1 || lost.Load() != 15 {
		f.t.Errorf("%d won and %d lost, want 1 and 15", won.Load(), lost.Load())
	}
}
