package pages

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// numbers builds the current version of an ID, which takes 10 bytes.
type numbers struct {
	version atomic.Int64
	builds  atomic.Int64
	wait    chan struct{}
	err     error
}

func (n *numbers) build(_ context.Context, id string) (built[string], error) {
	n.builds.Add(1)
	version := n.version.Load()
	if n.wait != nil {
		<-n.wait
	}
	return built[string]{fmt.Sprint(id, " ", version), version, 10}, n.err
}

func TestKeptBuildsOnceForManyWhoAskAtOnce(t *testing.T) {
	n := &numbers{wait: make(chan struct{})}
	n.version.Store(1)
	k := newKept(100, n.build)
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			if b, err := k.get(t.Context(), "a", 1); b.value != "a 1" || err != nil {
				t.Errorf("%+v, %v", b, err)
			}
		})
	}
	time.Sleep(20 * time.Millisecond)
	close(n.wait)
	wg.Wait()
	if got := n.builds.Load(); got != 1 {
		t.Errorf("built %d times", got)
	}
}

func TestKeptGivesTheVersionOrANewerOne(t *testing.T) {
	n := &numbers{}
	k := newKept(100, n.build)
	want := func(version int64, value string, builds int64) {
		t.Helper()
		b, err := k.get(t.Context(), "a", version)
		if b.value != value || err != nil || n.builds.Load() != builds {
			t.Errorf("version %d: %+v, %v after %d builds; want %s after %d", version, b, err, n.builds.Load(), value, builds)
		}
	}
	n.version.Store(2)
	want(1, "a 2", 1)
	want(2, "a 2", 1)
	n.version.Store(3)
	want(2, "a 2", 1)
	want(3, "a 3", 2)
	k.put("a", built[string]{"a 1", 1, 10}) // a slow build of an old version
	want(3, "a 3", 2)
	k.grow("a", 3, 7)
	k.grow("a", 2, 100)
	k.grow("b", 3, 100)
	if k.bytes != 17 || k.values["a"].bytes != 17 {
		t.Errorf("%d bytes after growing", k.bytes)
	}
	k.drop("a")
	k.drop("a")
	want(3, "a 3", 3)
	if k.bytes != 10 {
		t.Errorf("%d bytes", k.bytes)
	}
}

func TestKeptIsBoundedAndKeepsWhatIsUsed(t *testing.T) {
	n := &numbers{}
	n.version.Store(1)
	k := newKept(50, n.build)
	for i := range 500 {
		for _, id := range []string{"hot", fmt.Sprint("cold", i)} {
			if _, err := k.get(t.Context(), id, 1); err != nil {
				t.Fatal(err)
			}
		}
		if k.bytes > 50 || k.bytes != 10*len(k.values) {
			t.Fatalf("%d bytes in %d values", k.bytes, len(k.values))
		}
	}
	if got := n.builds.Load() - 500; got > 250 {
		t.Errorf("what is used all the time was built %d times", got)
	}
	small := newKept(5, n.build)
	for range 3 {
		_, _ = small.get(t.Context(), "larger than the bound", 1)
	}
	if len(small.values) != 1 {
		t.Errorf("%d values", len(small.values))
	}
}

func TestKeptDoesNotKeepFailures(t *testing.T) {
	n := &numbers{err: errors.New("broken")}
	k := newKept(50, n.build)
	for range 2 {
		if _, err := k.get(t.Context(), "a", 1); err == nil {
			t.Error("no error")
		}
	}
	if n.builds.Load() != 2 || len(k.values) != 0 {
		t.Errorf("%d builds, %d values", n.builds.Load(), len(k.values))
	}
}

func TestKeptHammer(t *testing.T) {
	n := &numbers{}
	n.version.Store(1)
	k := newKept(30, n.build)
	end, stop := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer stop()
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			for j := 0; end.Err() == nil; j++ {
				id, version := fmt.Sprint((i+j)%6), n.version.Load()
				if b, err := k.get(t.Context(), id, version); err != nil || b.version < version {
					t.Errorf("%+v, %v; want version %d", b, err, version)
				}
				if j%16 == 0 {
					n.version.Add(1)
					k.drop(id)
				}
			}
		})
	}
	wg.Wait()
	sum := 0
	for _, v := range k.values {
		sum += v.bytes
	}
	if sum != k.bytes || sum > 30 {
		t.Errorf("%d bytes, counted %d", sum, k.bytes)
	}
}
