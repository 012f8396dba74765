package pages

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"placard/edge"
	"placard/storage"
)

func TestHitReadsAndAllocatesNothing(t *testing.T) {
	f := newFixture(t, withDomain)
	f.meta.put("abc", "text/html", "x")
	f.meta.change("abc", func(i *storage.Item) { i.ExpiresAt = f.now.Add(time.Hour) })
	f.wantFound(t, "/a/abc", 1)
	f.wantFound(t, "/a/missing", 0)
	reads := f.meta.reads.Load()
	ctx := t.Context()
	for name, r := range map[string]edge.Request{
		"main host": request("placard.test", "/a/abc"),
		"own host":  request("abc.pages.test", "/"),
		"absent":    request("placard.test", "/a/missing"),
		"no ID":     request("placard.test", "/a/No ID"),
	} {
		if n := testing.AllocsPerRun(100, func() { _, _ = f.Find(ctx, r) }); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
	if n := f.meta.reads.Load(); n != reads {
		t.Errorf("%d reads of Meta", n-reads)
	}
}

func TestChangedShowsEveryWrite(t *testing.T) {
	f := newFixture(t)
	f.wantFound(t, "/a/p", 0)
	f.meta.put("p", "text/html", "1")
	f.Changed(storage.Item{ID: "p"}, nil)
	f.wantFound(t, "/a/p", 1)
	f.meta.put("p", "text/html", "2")
	f.Changed(storage.Item{ID: "p"}, nil)
	f.wantFound(t, "/a/p", 2)
	f.meta.delete("p")
	f.Changed(storage.Item{ID: "p"}, nil)
	f.wantFound(t, "/a/p", 0)
}

// Two writes may be told in the other order than they were committed in, and a write after the deletion that followed it.
func TestLateChangedBringsNothingBack(t *testing.T) {
	f := newFixture(t)
	f.meta.put("p", "text/html", "1")
	f.wantFound(t, "/a/p", 1)
	second := f.meta.put("p", "text/html", "2")
	f.Changed(f.meta.put("p", "text/html", "3"), []byte("3"))
	f.Changed(second, []byte("2"))
	f.wantFound(t, "/a/p", 3)
	if page, err := f.load(t, "/a/p"); err != nil || string(page.Body) != "3" {
		t.Error(page, err)
	}
	f.meta.delete("p")
	f.Changed(second, nil)
	f.Changed(second, []byte("2"))
	f.wantFound(t, "/a/p", 0)
}

func TestRefDoesNotPointIntoTheRequest(t *testing.T) {
	f := newFixture(t)
	f.meta.put("p", "text/html", "1")
	r := request("", "/a/p")
	ref, _ := f.Find(t.Context(), r)
	copy(r.Path, "/a/q")
	if ref.ID != "p" {
		t.Error("the ID changed with the request")
	}
	f.wantFound(t, "/a/p", 1)
}

func TestExpiry(t *testing.T) {
	f := newFixture(t)
	f.meta.put("p", "text/html", "1")
	end := f.now.Add(time.Minute)
	f.meta.change("p", func(i *storage.Item) { i.ExpiresAt = end })
	if ref := f.wantFound(t, "/a/p", 1); ref.ExpiresAt != end.UnixMilli() {
		t.Errorf("ExpiresAt %d", ref.ExpiresAt)
	}
	f.now = end.Add(-time.Millisecond)
	f.wantFound(t, "/a/p", 1)
	f.now = end
	f.wantFound(t, "/a/p", 0)
	// Another process gives it more time: it is back as soon as the absence is forgotten.
	f.meta.change("p", func(i *storage.Item) { i.ExpiresAt = time.Time{} })
	f.now = f.now.Add(absentLife)
	f.wantFound(t, "/a/p", 1)
}

func TestAbsenceIsBelievedForASecond(t *testing.T) {
	f := newFixture(t)
	f.wantFound(t, "/a/p", 0)
	f.meta.put("p", "text/html", "1") // by another process: no Changed
	f.now = f.now.Add(absentLife - time.Millisecond)
	f.wantFound(t, "/a/p", 0)
	f.now = f.now.Add(time.Millisecond)
	f.wantFound(t, "/a/p", 1)
}

func TestFailureIsNotRemembered(t *testing.T) {
	f := newFixture(t)
	f.meta.put("p", "text/html", "1")
	f.meta.err = errors.New("disk on fire")
	if _, err := f.find("/a/p"); err == nil || errors.Is(err, edge.ErrNoPage) || !strings.Contains(err.Error(), "find: disk on fire") {
		t.Error(err)
	}
	f.meta.err = nil
	f.wantFound(t, "/a/p", 1)
}

func TestIndexIsBounded(t *testing.T) {
	f := newFixture(t, func(c *Config) { c.MaxIndexed = 2 * shards })
	for i := range 2000 {
		id := fmt.Sprint("p", i)
		f.meta.put(id, "text/html", "1")
		f.wantFound(t, "/a/"+id, 1)
	}
	for i := range 100 * maxAbsentPerShard {
		f.wantFound(t, fmt.Sprint("/a/x", i), 0)
	}
	for i := range f.index.shards {
		if s := &f.index.shards[i]; len(s.items) > 2 || len(s.absent) > maxAbsentPerShard {
			t.Errorf("shard %d has %d pages and %d absent IDs", i, len(s.items), len(s.absent))
		}
	}
	f.wantFound(t, "/a/p0", 1) // pushed out, and read again
}

// A read that saw the row from before a write ends after Changed: it must neither be remembered nor be given to who
// asks after Changed.
func TestSlowReadDoesNotBringTheOldVersionBack(t *testing.T) {
	f := newFixture(t)
	f.meta.put("p", "text/html", "1")
	read, release := make(chan struct{}), make(chan struct{})
	var once sync.Once
	f.meta.between = func(string) {
		first := false
		once.Do(func() { first = true })
		if first {
			close(read)
			<-release
		}
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = f.find("/a/p") // either version is right: it began before the write
	}()
	<-read
	f.meta.put("p", "text/html", "2")
	f.Changed(storage.Item{ID: "p"}, nil)
	f.wantFound(t, "/a/p", 2)
	close(release)
	<-done
	f.wantFound(t, "/a/p", 2)
}

// Hammer: writers write and call Changed, then look; readers must never see a version go back.
func TestChangedHammer(t *testing.T) {
	f := newFixture(t, func(c *Config) { c.MaxIndexed = shards; c.Now = time.Now })
	ids := []string{"a", "b", "c", "d"}
	for _, id := range ids {
		f.meta.put(id, "text/html", "0")
	}
	end, stop := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer stop()
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Go(func() {
			for end.Err() == nil {
				item := f.meta.put(id, "text/html", "x")
				if item.Version%3 == 0 {
					f.Changed(item, nil)
				} else {
					f.Changed(item, []byte("x"))
				}
				f.wantFound(t, "/a/"+id, item.Version)
			}
		})
		for range 2 {
			wg.Go(func() {
				for last := int64(0); end.Err() == nil; {
					ref, err := f.find("/a/" + id)
					if err != nil || ref.Version < last {
						t.Errorf("%s: %+v, %v after version %d", id, ref, err, last)
						return
					}
					last = ref.Version
				}
			})
		}
	}
	wg.Wait()
}

func TestOneReadForManyWhoAskAtOnce(t *testing.T) {
	f := newFixture(t)
	f.meta.put("p", "text/html", "1")
	release := make(chan struct{})
	f.meta.between = func(string) { <-release }
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() { f.wantFound(t, "/a/p", 1) })
	}
	time.Sleep(50 * time.Millisecond)
	close(release)
	wg.Wait()
	if n := f.meta.reads.Load(); n > 2 { // who comes late may find nothing in the index yet
		t.Errorf("%d reads", n)
	}
}

func BenchmarkFind(b *testing.B) {
	f := newFixture(b)
	f.meta.put("abcdefghijkl", "text/html", "x")
	r := request("placard.test", "/a/abcdefghijkl")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := f.Find(b.Context(), r); err != nil {
			b.Fatal(err)
		}
	}
}
