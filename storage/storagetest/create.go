package storagetest

import (
	"time"

	"placard/storage"
)

func createCases() []metaCase {
	return []metaCase{
		{"ItemIsFoundWithAllFields", createdItemIsFound},
		{"StartsAtVersionOneInUTCMilliseconds", createNormalizes},
		{"ExistingIDIsConflictAndChangesNothing", createExistingID},
		{"InactiveWorkspaceIsNotFound", createInInactiveWorkspace},
	}
}

func createdItemIsFound(f *meta) {
	never, later := f.newItem("it_never"), f.newItem("it_later")
	later.ExpiresAt = f.now.Add(time.Millisecond)
	later.Title, later.Client = "", storage.Client{}
	for _, n := range []storage.NewItem{never, later} {
		if got := f.create(n); got != n.Item {
			f.t.Errorf("CreateItem = %+v\nwant %+v", got, n.Item)
		}
		f.wantItem(n.Item)
	}
}

func createNormalizes(f *meta) {
	n := f.newItem("it_1")
	want := n.Item
	want.ExpiresAt = f.now.Add(time.Hour)
	odd := f.now.Add(999 * time.Microsecond).In(time.FixedZone("elsewhere", -3600))
	n.Version, n.CreatedAt, n.UpdatedAt, n.ExpiresAt = 7, odd, odd, odd.Add(time.Hour)
	if got := f.create(n); got != want {
		f.t.Errorf("CreateItem = %+v\nwant %+v", got, want)
	}
	f.wantItem(want)
}

func createExistingID(f *meta) {
	item := f.create(f.newItem("it_1"))
	again := f.newItem("it_1")
	again.Title = "changed"
	f.createFails(again, storage.ErrConflict)
	again.Workspace = workspaceB
	f.createFails(again, storage.ErrConflict)
	f.wantItem(item)
	f.wantActive(workspaceB, 0)

	f.delete("it_1", f.now)
	f.createFails(again, storage.ErrConflict)
	f.wantNoItem("it_1")
}

func createInInactiveWorkspace(f *meta) {
	f.createWorkspace("ws_expired", f.now)
	for _, workspace := range []string{"ws_unknown", "ws_expired", ""} {
		n := f.newItem("it_1")
		n.Workspace, n.IdempotencyKey = workspace, "key"
		f.createFails(n, storage.ErrNotFound)
	}
	f.wantNoItem("it_1")
	n := f.newItem("it_1")
	n.Workspace, n.CreatedAt = "ws_expired", f.now.Add(-time.Millisecond)
	f.create(n)
}
