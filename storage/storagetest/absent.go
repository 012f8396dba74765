package storagetest

import (
	"time"

	"placard/storage"
)

// absence is one reason why an item is not found. prepare makes it so for "it_1"; the calls ask with the rest.
type absence struct {
	name      string
	prepare   func(*meta)
	workspace string
	kind      storage.Kind
	after     time.Duration // how much later than the fixture's now the calls ask
	public    bool          // readers, who name neither workspace nor kind, still find it
}

func absences() []absence {
	expires := func(f *meta) {
		n := f.named("it_1", "the-name")
		n.ExpiresAt = f.now.Add(time.Second)
		f.create(n)
	}
	workspaceExpires := func(f *meta) {
		f.createWorkspace("ws_short", f.now.Add(time.Second))
		n := f.named("it_1", "the-name")
		n.Workspace = "ws_short"
		f.create(n)
	}
	add := func(f *meta) { f.create(f.named("it_1", "the-name")) }
	artifact := storage.KindArtifact
	return []absence{
		{"NeverCreated", func(*meta) {}, workspaceA, artifact, 0, false},
		{"OfAnotherWorkspace", add, workspaceB, artifact, 0, true},
		{"OfAnotherKind", add, workspaceA, otherKind, 0, true},
		{"Deleted", func(f *meta) { add(f); f.delete("it_1", f.now) }, workspaceA, artifact, 0, false},
		{"ExpiredExactlyNow", expires, workspaceA, artifact, time.Second, false},
		{"WorkspaceExpiredExactlyNow", workspaceExpires, "ws_short", artifact, time.Second, false},
	}
}

// absentCases cross every reason with every call, and check that a moment earlier an expiring item is still there.
func absentCases() []metaCase {
	var cases []metaCase
	for _, a := range absences() {
		cases = append(cases, metaCase{a.name, func(f *meta) {
			a.prepare(f)
			if a.after > 0 {
				a.wantPresent(f, f.now.Add(a.after-time.Millisecond))
			}
			f.now = f.now.Add(a.after)
			a.wantAbsent(f)
		}})
	}
	return cases
}

func (a absence) wantPresent(f *meta, now time.Time) {
	f.t.Helper()
	_, err := f.OwnedItem(f.ctx, a.workspace, a.kind, "it_1", now)
	succeeds(f.t, err)
	_, err = f.NamedItem(f.ctx, a.workspace, a.kind, "the-name", now)
	succeeds(f.t, err)
	_, err = f.Item(f.ctx, "it_1", now)
	succeeds(f.t, err)
	u := f.change("new")
	u.UpdatedAt = now
	_, err = f.UpdateItem(f.ctx, a.workspace, a.kind, "it_1", u)
	succeeds(f.t, err)
	items, err := f.Items(f.ctx, a.workspace, a.kind, storage.Page{}, now)
	succeeds(f.t, err)
	n, err := f.CountActive(f.ctx, a.workspace, countedKinds, now)
	succeeds(f.t, err)
	if len(items) != 1 || n != 1 {
		f.t.Errorf("%d listed and %d counted before the expiry, want 1 and 1", len(items), n)
	}
}

func (a absence) wantAbsent(f *meta) {
	f.t.Helper()
	_, err := f.OwnedItem(f.ctx, a.workspace, a.kind, "it_1", f.now)
	fails(f.t, err, storage.ErrNotFound)
	_, err = f.NamedItem(f.ctx, a.workspace, a.kind, "the-name", f.now)
	fails(f.t, err, storage.ErrNotFound)
	u := f.change("new")
	u.UpdatedAt, u.IfVersion = f.now, 99 // "not found" comes before "conflict"
	_, err = f.UpdateItem(f.ctx, a.workspace, a.kind, "it_1", u)
	fails(f.t, err, storage.ErrNotFound)
	fails(f.t, f.DeleteItem(f.ctx, a.workspace, a.kind, "it_1", f.now), storage.ErrNotFound)
	items, err := f.Items(f.ctx, a.workspace, a.kind, storage.Page{}, f.now)
	succeeds(f.t, err)
	if len(items) != 0 {
		f.t.Errorf("Items lists %+v", items)
	}
	if a.public {
		_, err = f.Item(f.ctx, "it_1", f.now)
		succeeds(f.t, err)
		return
	}
	f.wantNoItem("it_1")
	f.wantActive(a.workspace, 0)
}
