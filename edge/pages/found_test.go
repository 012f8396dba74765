package pages

import (
	"testing"

	"placard/storage"
)

func TestColdPageIsOneReadOfMeta(t *testing.T) {
	f := newFixture(t)
	f.meta.put("p", "text/html", "1")
	for i, want := range []int64{1, 2} { // What waited is gone with the first.
		if page, err := f.load(t, "/a/p"); err != nil || string(page.Body) != "1" {
			t.Fatal(page, err)
		}
		if n := f.meta.reads.Load(); n != want {
			t.Errorf("load %d: %d reads of Meta so far, want %d", i+1, n, want)
		}
	}
}

// What Find has read waits for a Load that may never come, while the item goes on.
func TestLoadTakesNoItemOfAnotherVersion(t *testing.T) {
	f := newFixture(t)
	f.meta.put("p", "text/html", "1")
	ref := f.wantFound(t, "/a/p", 1)
	f.meta.put("p", "text/html", "2")
	f.Changed(storage.Item{ID: "p"}, nil)
	page, err := f.Load(t.Context(), ref, request("", "/a/p"))
	if err != nil || string(page.Body) != "2" {
		t.Errorf("%+v, %v", page, err)
	}
}

func TestWaitingItemIsTakenOnceAndOnlyByItsID(t *testing.T) {
	f := newFound()
	f.keep(storage.Item{ID: "p", Version: 3}, nil)
	for _, c := range []struct {
		id      string
		version int64
		want    bool
	}{{"q", 3, false}, {"p", 2, false}, {"p", 4, false}, {"p", 3, true}, {"p", 3, false}} {
		if _, ok := f.take(c.id, c.version); ok != c.want {
			t.Errorf("%s at version %d: %t", c.id, c.version, ok)
		}
	}
}
