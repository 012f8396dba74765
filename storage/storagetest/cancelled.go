package storagetest

import (
	"context"
	"time"

	"placard/storage"
)

func contextCases() []metaCase {
	return []metaCase{
		{"CancelledBeforeItBeganHasNoEffect", cancelled},
		{"DeadlineThatPassedHasNoEffect", deadlinePassed},
	}
}

func cancelled(f *meta) {
	ctx, cancel := context.WithCancel(f.ctx)
	cancel()
	f.wantNoEffect(ctx, context.Canceled)
}

func deadlinePassed(f *meta) {
	ctx, cancel := context.WithDeadline(f.ctx, time.Now().Add(-time.Second))
	defer cancel()
	f.wantNoEffect(ctx, context.DeadlineExceeded)
}

// wantNoEffect makes every call with a context that is over.
func (f *meta) wantNoEffect(over context.Context, want error) {
	f.t.Helper()
	item := f.create(f.newItem("it_1"))
	const kind = storage.KindArtifact
	calls := map[string]func() error{
		"CreateWorkspace": func() error {
			return f.CreateWorkspace(over, storage.Workspace{ID: "ws_1"}, hash("key"), hash("claim"))
		},
		"WorkspaceByKey": func() error { _, err := f.WorkspaceByKey(over, hash("key "+workspaceA), f.now); return err },
		"CreateItem":     func() error { _, _, err := f.CreateItem(over, f.keyed("it_2", "key")); return err },
		"UpdateItem":     func() error { _, err := f.UpdateItem(over, workspaceA, kind, "it_1", f.change("new")); return err },
		"DeleteItem":     func() error { return f.DeleteItem(over, workspaceA, kind, "it_1", f.now) },
		"Item":           func() error { _, err := f.Item(over, "it_1", f.now); return err },
		"OwnedItem":      func() error { _, err := f.OwnedItem(over, workspaceA, kind, "it_1", f.now); return err },
		"Items":          func() error { _, err := f.Items(over, workspaceA, kind, storage.Page{}, f.now); return err },
		"CountActive":    func() error { _, err := f.CountActive(over, workspaceA, countedKinds, f.now); return err },
		"NamedItem":      func() error { _, err := f.NamedItem(over, workspaceA, kind, "name", f.now); return err },
		"Sweep":          func() error { _, _, err := f.Sweep(over, f.now, 10); return err },
	}
	for name, call := range calls {
		if err := call(); err == nil {
			f.t.Errorf("%s succeeds", name)
		} else {
			fails(f.t, err, want)
		}
	}
	f.wantItem(item)
	f.wantListed(workspaceA, "it_1")
	f.createWorkspace("ws_1", time.Time{})
	f.create(f.keyed("it_2", "key"))
}
