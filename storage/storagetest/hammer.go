package storagetest

import (
	"errors"
	"fmt"
	"sync"

	"placard/storage"
)

func hammerCases() []metaCase {
	return []metaCase{
		{"ManyCallersSeeTheirOwnWrites", hammer},
		{"FailuresHurtNobodyElse", hammerFailures},
	}
}

// together runs f(0) to f(n-1) in n goroutines that start at the same moment, and waits for them.
func together(n int, f func(i int)) {
	var wg sync.WaitGroup
	start := make(chan struct{})
	for i := range n {
		wg.Go(func() {
			<-start
			f(i)
		})
	}
	close(start)
	wg.Wait()
}

func hammer(f *meta) {
	const callers, rounds = 16, 4
	together(callers, func(i int) {
		for round := range rounds {
			if err := f.liveOnce(fmt.Sprintf("it_%d_%d", i, round), round%2 == 0); err != nil {
				f.t.Error(err)
			}
		}
	})
	f.wantActive(workspaceA, callers*rounds/2)
	if n := len(f.page(workspaceA, storage.Page{})); n != callers*rounds/2 {
		f.t.Errorf("%d items are listed, want %d", n, callers*rounds/2)
	}
}

// liveOnce creates, reads, updates, reads, perhaps deletes, and sweeps: each step sees the one before.
func (f *meta) liveOnce(id string, remove bool) error {
	const kind = storage.KindArtifact
	created, _, err := f.CreateItem(f.ctx, f.newItem(id))
	if err != nil {
		return fmt.Errorf("create %s: %w", id, err)
	}
	if got, err := f.Item(f.ctx, id, f.now); err != nil || got != created {
		return fmt.Errorf("created %+v, then found %+v, %v", created, got, err)
	}
	updated, err := f.UpdateItem(f.ctx, workspaceA, kind, id, f.change("new "+id))
	if err != nil {
		return fmt.Errorf("update %s: %w", id, err)
	}
	if got, err := f.OwnedItem(f.ctx, workspaceA, kind, id, f.now); err != nil || got != updated || got.Version != 2 {
		return fmt.Errorf("updated to %+v, then found %+v, %v", updated, got, err)
	}
	if !remove {
		return nil
	}
	if err := f.DeleteItem(f.ctx, workspaceA, kind, id, f.now); err != nil {
		return fmt.Errorf("delete %s: %w", id, err)
	}
	if _, err := f.Item(f.ctx, id, f.now); !errors.Is(err, storage.ErrNotFound) {
		return fmt.Errorf("%s after it was deleted: %w", id, err)
	}
	_, _, err = f.Sweep(f.ctx, f.now, 10)
	return err
}

// hammerFailures mixes calls that must succeed with calls that must fail, so that an implementation which commits
// several calls at once is seen to undo each alone.
func hammerFailures(f *meta) {
	f.add("it_taken")
	const callers = 24
	together(callers, func(i int) {
		if i%2 == 0 {
			if _, _, err := f.CreateItem(f.ctx, f.newItem(fmt.Sprint("it_", i))); err != nil {
				f.t.Errorf("CreateItem: %v", err)
			}
			return
		}
		_, _, err := f.CreateItem(f.ctx, f.keyed("it_taken", fmt.Sprint("key ", i)))
		fails(f.t, err, storage.ErrConflict)
	})
	f.wantActive(workspaceA, 1+callers/2)
}
