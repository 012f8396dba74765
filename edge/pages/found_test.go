package pages

import (
	"errors"
	"strings"
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

func TestFirstPageAfterAWriteReadsNothing(t *testing.T) {
	f := newFixture(t)
	f.meta.put("p", "text/html", "1")
	f.wantFound(t, "/a/p", 1)
	content := []byte("# 2")
	item := f.meta.put("p", "text/markdown", string(content))
	f.Changed(item, content)
	copy(content, "###") // It belongs to who called.
	f.meta.err = errors.New("disk on fire")
	page, err := f.load(t, "/a/p")
	if err != nil || !strings.Contains(string(page.Body), ">2</h1>") {
		t.Error(page, err)
	}
	if ref := f.wantFound(t, "/a/p", 2); ref.Memo == nil {
		t.Error("the new version has no Memo")
	}
}

func TestLargeContentIsReadAgain(t *testing.T) {
	f := newFixture(t)
	f.meta.put("p", "text/html", "1")
	f.wantFound(t, "/a/p", 1)
	content := strings.Repeat("x", maxFoundContent+1)
	f.Changed(f.meta.put("p", "text/html", content), []byte(content))
	page, err := f.load(t, "/a/p")
	if err != nil || string(page.Body) != content {
		t.Error(err)
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
