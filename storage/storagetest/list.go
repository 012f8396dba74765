package storagetest

import (
	"fmt"
	"slices"
	"time"

	"placard/storage"
)

func listCases() []metaCase {
	return []metaCase{
		{"IsNewestFirstThenByIDInBytes", listOrder},
		{"HoldsOneKindOfOneWorkspace", listOneKind},
		{"PagesJoinToTheWhole", listPages},
		{"DeletedOrExpiredItemKeepsItsPlace", listAfterDeleted},
		{"AfterUnknownIsNotFound", listAfterUnknown},
	}
}

func listOrder(f *meta) {
	f.add("it_old", "it_mid", "it_new")
	for _, id := range []string{"it_a", "it_B", "it_c"} { // all at once: now
		f.create(f.newItem(id))
	}
	f.wantListed(workspaceA, "it_c", "it_a", "it_B", "it_new", "it_mid", "it_old")
	items, err := f.Items(f.ctx, workspaceA, storage.KindArtifact, storage.Page{Limit: 1}, f.now)
	succeeds(f.t, err)
	if want := f.newItem("it_c").Item; len(items) != 1 || items[0] != want {
		f.t.Errorf("Items = %+v\nwant %+v", items, want)
	}
}

func listOneKind(f *meta) {
	f.add("it_1")
	other, elsewhere := f.newItem("it_2"), f.newItem("it_3")
	other.Kind = otherKind
	elsewhere.Workspace = workspaceB
	f.create(other)
	f.create(elsewhere)
	f.wantListed(workspaceA, "it_1")
	f.wantListed(workspaceB, "it_3")
	f.wantListed("ws_unknown")
}

func listPages(f *meta) {
	var whole []string
	for i := range 7 {
		n := f.newItem(fmt.Sprint("it_", i))
		n.CreatedAt = f.now.Add(time.Duration(i/3) * time.Second) // three at a time
		f.create(n)
	}
	whole = f.page(workspaceA, storage.Page{})
	for limit := 1; limit <= 8; limit++ {
		var joined []string
		p := storage.Page{Limit: limit}
		for {
			page := f.page(workspaceA, p)
			if len(page) == 0 {
				break
			}
			if len(page) > limit {
				f.t.Fatalf("a page of %d has %d items", limit, len(page))
			}
			joined = append(joined, page...)
			p.After = page[len(page)-1]
		}
		if !slices.Equal(joined, whole) {
			f.t.Errorf("pages of %d join to %q, want %q", limit, joined, whole)
		}
	}
}

func listAfterDeleted(f *meta) {
	f.add("it_1", "it_2")
	short := f.newItem("it_3")
	short.ExpiresAt = f.now.Add(time.Second)
	f.create(short)
	f.now = short.ExpiresAt
	f.delete("it_2", f.now)
	for _, after := range []string{"it_3", "it_2"} {
		if got := f.page(workspaceA, storage.Page{After: after}); !slices.Equal(got, []string{"it_1"}) {
			f.t.Errorf("after %s: %q, want it_1", after, got)
		}
	}
}

func listAfterUnknown(f *meta) {
	f.add("it_1")
	for _, list := range []struct {
		workspace string
		kind      storage.Kind
		after     string
	}{
		{workspaceA, storage.KindArtifact, "it_unknown"},
		{workspaceB, storage.KindArtifact, "it_1"},
		{workspaceA, otherKind, "it_1"},
	} {
		_, err := f.Items(f.ctx, list.workspace, list.kind, storage.Page{After: list.after}, f.now)
		fails(f.t, err, storage.ErrNotFound)
	}
}
