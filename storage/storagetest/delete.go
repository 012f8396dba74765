package storagetest

import (
	"time"

	"placard/storage"
)

func deleteCases() []metaCase {
	return []metaCase{
		{"HidesTheItemEverywhere", deleteHides},
		{"SecondTimeIsNotFound", deleteTwice},
		{"ClockThatIsBehindBringsNothingBack", deleteAndClock},
	}
}

func deleteHides(f *meta) {
	f.add("it_1", "it_2", "it_3")
	f.delete("it_2", f.now)
	f.wantNoItem("it_2")
	f.wantListed(workspaceA, "it_3", "it_1")
	f.wantActive(workspaceA, 2)
}

func deleteTwice(f *meta) {
	f.add("it_1")
	f.delete("it_1", f.now)
	fails(f.t, f.DeleteItem(f.ctx, workspaceA, storage.KindArtifact, "it_1", f.now), storage.ErrNotFound)
}

func deleteAndClock(f *meta) {
	f.add("it_1")
	f.delete("it_1", f.now)
	f.now = f.now.Add(-time.Hour)
	f.wantNoItem("it_1")
	f.wantListed(workspaceA)
	f.wantActive(workspaceA, 0)
}
