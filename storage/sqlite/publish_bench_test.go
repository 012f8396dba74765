package sqlite

import (
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"placard/storage"
	"placard/storage/disk"
)

// BenchmarkPublish measures what a publish stores: a blob of 5 KB and the record that names it. files keeps the blobs as files.
func BenchmarkPublish(b *testing.B) {
	for _, writers := range []int{1, 16} {
		for _, rows := range []bool{true, false} {
			b.Run(fmt.Sprintf("writers=%d/rows=%t", writers, rows), func(b *testing.B) { benchmarkPublish(b, writers, rows) })
		}
	}
}

func benchmarkPublish(b *testing.B, writers int, rows bool) {
	dir := b.TempDir()
	db := openIn(b, dir)
	defer db.Close()
	seed(b, db)
	files, err := disk.Open(filepath.Join(dir, "blobs"))
	if err != nil {
		b.Fatal(err)
	}
	blobs := storage.Blobs(files)
	if rows {
		blobs = db.Blobs(files)
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	b.ResetTimer()
	for range writers {
		wg.Go(func() {
			data := make([]byte, 5000)
			for i := next.Add(1); i <= int64(b.N); i = next.Add(1) {
				n := itemOf("ws_1", fmt.Sprintf("it_%012x", i*0x9E3779B1))
				n.Kind, n.ContentType, n.CreatedAt, n.UpdatedAt = storage.KindArtifact, "text/html", time.UnixMilli(i), time.UnixMilli(i)
				copy(data, n.ID)
				if n.Blob, err = blobs.Put(b.Context(), data); err != nil {
					b.Error(err)
					return
				}
				if _, _, err := db.CreateItem(b.Context(), n); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
}
