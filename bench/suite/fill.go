package suite

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"placard/api"
	"placard/storage"
	"placard/storage/disk"
	"placard/storage/sqlite"
)

// folder is a data folder with one workspace full of pages.
type folder struct {
	dir, key string // the key is that of the API
	items    int
}

// recordsFile is where a server keeps its records, in its data folder.
const recordsFile = "placard.db"

// fillWriters write at a time, so that they share commits.
const fillWriters = 64

// fill makes a data folder with so many items of raw HTML, through the contracts of package storage and without the
// API. Contents are used in turn.
func (s *Suite) fill(ctx context.Context, name string, items int, contents [][]byte) (*folder, error) {
	f := &folder{dir: filepath.Join(s.dir, name), items: items}
	meta, err := sqlite.Open(ctx, filepath.Join(f.dir, recordsFile))
	if err != nil {
		return nil, err
	}
	err = f.fill(ctx, meta, contents)
	return f, errors.Join(err, meta.Close())
}

func (f *folder) fill(ctx context.Context, meta *sqlite.DB, contents [][]byte) error {
	files, err := disk.Open(filepath.Join(f.dir, "blobs"))
	if err != nil {
		return err
	}
	blobs := meta.Blobs(files)
	w, err := api.CreateWorkspace(ctx, meta, api.WorkspaceOptions{Plan: storage.PlanPro, Claimed: true, BaseURL: "http://127.0.0.1"})
	if err != nil {
		return err
	}
	f.key = w.APIKey
	hashes := make([]storage.Hash, len(contents))
	err = inParallel(ctx, fillWriters, len(contents), func(i int) (err error) {
		hashes[i], err = blobs.Put(ctx, contents[i])
		return err
	})
	if err != nil {
		return err
	}
	now := time.Now()
	return inParallel(ctx, fillWriters, f.items, func(i int) error {
		c := i % len(contents)
		_, _, err := meta.CreateItem(ctx, storage.NewItem{Item: storage.Item{ID: itemID(i), Workspace: w.ID, Kind: storage.KindArtifact,
			ContentType: "text/html", Title: fmt.Sprint("Page ", i), Blob: hashes[c], Size: int64(len(contents[c])), CreatedAt: now, UpdatedAt: now}})
		return err
	})
}

// itemID is the ID of the i-th item: scattered as random ones are, and the same in every run.
func itemID(i int) string {
	const letters = "abcdefghijklmnopqrstuvwxyz234567"
	sum := sha256.Sum256(fmt.Append(nil, "item ", i))
	id := make([]byte, 12)
	for i := range id {
		id[i] = letters[sum[i]%32]
	}
	return "a" + string(id[1:])
}

// inParallel calls do with every number below n, from several goroutines, and returns the first failure.
func inParallel(ctx context.Context, goroutines, n int, do func(i int) error) error {
	var next atomic.Int64
	errs := make([]error, goroutines)
	var wg sync.WaitGroup
	for g := range goroutines {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n && errs[g] == nil; i = int(next.Add(1)) - 1 {
				if errs[g] = ctx.Err(); errs[g] == nil {
					errs[g] = do(i)
				}
			}
		})
	}
	wg.Wait()
	return cmp.Or(errs...) // One is enough: a run that is cancelled fails everywhere.
}
