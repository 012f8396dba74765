package api

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"placard/storage"
)

func TestSweepRemovesWhatIsLongGone(t *testing.T) {
	f := newFixture(t)
	f.workspace("KEY")
	f.publish("A", "deleted")
	f.publish("B", "replaced")
	f.publish("C", "stays")
	f.ask("DELETE /v1/artifacts/$A", "", asKey)
	f.ask("PUT /v1/artifacts/$B", "stays", asKey, isHTML)
	f.wantSwept(3)
	f.wait(DefaultSweepGrace)
	f.wantSwept(3) // to the millisecond
	f.wait(time.Millisecond)
	f.wantSwept(1)
	wantPage(f, f.vars["B"], "stays")
	f.wait(DefaultUnclaimedLife + DefaultSweepGrace)
	f.wantSwept(0)
}

// wantSwept sweeps and counts the blobs that are left.
func (f *fixture) wantSwept(want int) {
	f.t.Helper()
	if err := f.Sweep(f.t.Context()); err != nil {
		f.t.Fatal(err)
	}
	if n := f.countBlobs(); n != want {
		f.t.Errorf("%d blobs are left, want %d", n, want)
	}
}

func TestSweepGoesOnUntilNothingIsLeft(t *testing.T) {
	f := newFixture(t)
	w := f.workspace("KEY", pro)
	var wg sync.WaitGroup
	for range sweepBatch + 1 {
		wg.Go(func() { f.insertItem(w.ID) })
	}
	wg.Wait()
	f.wait(DefaultSweepGrace + time.Minute)
	f.wantSwept(0)
	if _, removed, err := f.meta.Sweep(t.Context(), f.clock(), 10); removed != 0 || err != nil {
		t.Errorf("%d records were left, %v", removed, err)
	}
}

// insertItem writes a record without bytes that expires in a second.
func (f *fixture) insertItem(workspace string) {
	id, err := newID(f.cfg.Rand)
	if err != nil {
		f.t.Error(err)
	}
	now := f.clock()
	_, _, err = f.meta.CreateItem(f.t.Context(), storage.NewItem{Item: storage.Item{
		ID: id, Workspace: workspace, Kind: storage.KindArtifact, CreatedAt: now, UpdatedAt: now, ExpiresAt: now.Add(time.Second),
	}})
	if err != nil {
		f.t.Error(err)
	}
}

// A publish of the same bytes runs at every point of a sweep; in the end its page must have its bytes.
func TestSweepSparesBytesOfARunningPublish(t *testing.T) {
	f := newFixture(t, func(c *Config) { c.Limits.RequestsPerMinute = -1 })
	f.workspace("KEY")
	for range 15 {
		f.publish("A", "the same bytes")
		f.ask("DELETE /v1/artifacts/$A", "", asKey)
		f.wait(DefaultSweepGrace + time.Second)
		var wg sync.WaitGroup
		wg.Go(func() {
			if err := f.Sweep(t.Context()); err != nil {
				t.Error(err)
			}
		})
		id := f.publish("B", "the same bytes")
		wg.Wait()
		wantPage(f, id, "the same bytes")
		f.ask("DELETE /v1/artifacts/$B", "", asKey)
	}
}

func TestPins(t *testing.T) {
	h := storage.Hash{1}
	for _, c := range []struct {
		name    string
		steps   string
		removed bool
	}{
		{"a sweep finds what nobody holds", "begin sweep", true},
		{"named before the sweep began", "hold name begin sweep", true}, // Meta would not call it an orphan
		{"named during the sweep", "begin hold name sweep", false},
		{"held since before, named later", "hold begin sweep name", false},
		{"held since before, named first", "hold begin name sweep", false},
		{"held since before, then refused", "hold begin sweep refuse", true},
		{"refused first, then swept", "hold begin refuse sweep", true},
		{"held twice, one is refused", "hold hold begin sweep refuse", false},
		{"held twice, one is named", "hold hold begin sweep name refuse", false},
		{"held twice, named last", "hold hold begin sweep refuse name", false},
		{"held twice, both are refused", "hold hold begin sweep refuse refuse", true},
		{"held again after it was named", "begin hold name hold sweep refuse", false},
		{"named in the sweep before", "begin hold name end begin sweep", true},
		{"new bytes, named", "hold new name", false},
		{"new bytes, refused", "hold new refuse", true},
		{"new bytes, another is named", "hold new hold refuse name", false},
		{"new bytes, another is refused too", "hold new hold refuse refuse", true},
		{"old bytes, refused", "hold refuse", false},
	} {
		p, removed := newPins(), false
		remove := func() error { removed = true; return nil }
		steps := map[string]func(){
			"begin":  p.beginSweep,
			"end":    p.endSweep,
			"hold":   func() { p.hold(h) },
			"new":    func() { p.orphan(h) },
			"name":   func() { _ = p.release(h, true, remove) },
			"refuse": func() { _ = p.release(h, false, remove) },
			"sweep":  func() { _ = p.sweep(h, remove) },
		}
		for _, step := range strings.Fields(c.steps) {
			steps[step]()
		}
		if removed != c.removed {
			t.Errorf("%s: removed is %v", c.name, removed)
		}
	}
}

type failingBlobs struct {
	storage.Blobs
	deleted []storage.Hash
}

func (b *failingBlobs) Delete(ctx context.Context, h storage.Hash) error {
	b.deleted = append(b.deleted, h)
	return errors.New("no such luck")
}

// After a failure the others are deleted all the same: nobody will name them again.
func TestSweepTriesEveryOrphan(t *testing.T) {
	blobs := &failingBlobs{}
	f := newFixture(t, func(c *Config) { blobs.Blobs = c.Blobs; c.Blobs = blobs })
	f.workspace("KEY")
	for _, name := range []string{"A", "B"} {
		f.publish(name, name)
		f.ask("DELETE /v1/artifacts/$"+name, "", asKey)
	}
	f.wait(2 * DefaultSweepGrace)
	if err := f.Sweep(t.Context()); err == nil || len(blobs.deleted) != 2 {
		t.Errorf("%v, %d deletes", err, len(blobs.deleted))
	}
}

func TestRunEndsWithItsContext(t *testing.T) {
	f := newFixture(t)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { f.Run(ctx); close(done) }()
	cancel()
	select {
	case <-done:
	case <-time.After(5 * time.Second):
		t.Error("Run goes on")
	}
}
