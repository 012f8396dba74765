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

// BenchmarkPublish measures what a publish stores: 5 KB and the record that names them. together: the bytes come with their
// record; row: they are put into the database before it; file: as a file.
func BenchmarkPublish(b *testing.B) {
	for _, writers := range []int{1, 16} {
		for _, way := range []string{"together", "row", "file"} {
			b.Run(fmt.Sprintf("writers=%d/%s", writers, way), func(b *testing.B) { benchmarkPublish(b, writers, way) })
		}
	}
}

func benchmarkPublish(b *testing.B, writers int, way string) {
	dir := b.TempDir()
	db := openIn(b, dir)
	defer db.Close()
	seed(b, db)
	files, err := disk.Open(filepath.Join(dir, "blobs"))
	if err != nil {
		b.Fatal(err)
	}
	stores := map[string]storage.Blobs{"row": db.Blobs(files), "file": files}
	var next atomic.Int64
	var wg sync.WaitGroup
	b.ResetTimer()
	for range writers {
		wg.Go(func() {
			for i := next.Add(1); i <= int64(b.N); i = next.Add(1) {
				n := publishedItem(i)
				if blobs := stores[way]; blobs != nil {
					if _, err := blobs.Put(b.Context(), n.Content.Bytes()); err != nil {
						b.Error(err)
						return
					}
					n.Content = storage.Content{}
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

func publishedItem(i int64) storage.NewItem {
	n := itemOf("ws_1", fmt.Sprintf("it_%012x", i*0x9E3779B1)) // scattered, as random IDs are
	n.Kind, n.ContentType, n.CreatedAt, n.UpdatedAt = storage.KindArtifact, "text/html", time.UnixMilli(i), time.UnixMilli(i)
	page := make([]byte, 5000)
	copy(page, n.ID)
	n.Content = storage.NewContent(page)
	n.Blob = n.Content.Hash()
	return n
}
