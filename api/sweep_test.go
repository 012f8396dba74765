package api

import (
	"context"
	"errors"
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
	for range sweepBatch + 1 {
		id, err := newID(f.cfg.Rand)
		if err != nil {
			t.Fatal(err)
		}
		_, _, err = f.meta.CreateItem(t.Context(), storage.NewItem{Item: storage.Item{
			ID: id, Workspace: w.ID, Kind: storage.KindArtifact, CreatedAt: f.clock(), UpdatedAt: f.clock(), ExpiresAt: f.clock().Add(time.Second),
		}})
		if err != nil {
			t.Fatal(err)
		}
	}
	f.wait(DefaultSweepGrace + time.Minute)
	f.wantSwept(0)
	if _, removed, err := f.meta.Sweep(t.Context(), f.clock(), 10); removed != 0 || err != nil {
		t.Errorf("%d records were left, %v", removed, err)
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
	removed := func(p *pins) (yes bool) {
		_ = p.unlessPinned(h, func() error { yes = true; return nil })
		return yes
	}
	t.Run("not pinned", func(t *testing.T) {
		p := newPins()
		p.pin(h)()
		p.beginSweep()
		if !removed(p) {
			t.Error("a blob that nobody pins is spared")
		}
	})
	t.Run("pinned before", func(t *testing.T) {
		p := newPins()
		release := p.pin(h)
		p.beginSweep()
		release()
		if removed(p) {
			t.Error("the blob was removed whose record the sweep may have missed")
		}
		p.endSweep()
		p.beginSweep()
		if !removed(p) {
			t.Error("the next sweep spares it too")
		}
	})
	t.Run("pinned during", func(t *testing.T) {
		p := newPins()
		p.beginSweep()
		release := p.pin(h)
		if removed(p) {
			t.Error("removed while pinned")
		}
		release()
		if removed(p) {
			t.Error("removed although it was pinned")
		}
	})
	t.Run("pinned twice", func(t *testing.T) {
		p := newPins()
		first, second := p.pin(h), p.pin(h)
		first()
		p.beginSweep()
		if removed(p) {
			t.Error("one release undid both")
		}
		second()
		if len(p.pinned) != 0 {
			t.Error("memory is left")
		}
	})
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
