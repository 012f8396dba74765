package sqlite

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"placard/storage"
)

// BenchmarkCreateItem measures durable creates, with a quota and an idempotency key. With more writers than one the
// time per create falls as they share commits.
func BenchmarkCreateItem(b *testing.B) {
	for _, writers := range []int{1, 16} {
		b.Run(fmt.Sprint("writers=", writers), func(b *testing.B) { benchmarkCreate(b, writers) })
	}
}

func benchmarkCreate(b *testing.B, writers int) {
	db := openIn(b, b.TempDir())
	defer db.Close()
	seed(b, db)
	var next atomic.Int64
	var wg sync.WaitGroup
	b.ResetTimer()
	for range writers {
		wg.Go(func() {
			for i := next.Add(1); i <= int64(b.N); i = next.Add(1) {
				if _, _, err := db.CreateItem(b.Context(), benchItem(i)); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
}

func benchItem(i int64) storage.NewItem {
	n := itemOf("ws_1", fmt.Sprintf("it_%012x", i*0x9E3779B1)) // scattered, as random IDs are
	n.Kind, n.ContentType, n.Title, n.Size = storage.KindArtifact, "text/html", "A page of usual size", 20_000
	n.CreatedAt, n.UpdatedAt = time.UnixMilli(i), time.UnixMilli(i)
	n.Blob = storage.Hash{byte(i), byte(i >> 8), byte(i >> 16)}
	n.MaxActive, n.Counted, n.IdempotencyKey = 1000, []storage.Kind{storage.KindArtifact, storage.KindApp}, fmt.Sprint("key ", i)
	n.ExpiresAt = n.CreatedAt.Add(500 * time.Millisecond) // some hundred are active at a time
	return n
}

func BenchmarkItem(b *testing.B) {
	db := openIn(b, b.TempDir())
	defer db.Close()
	seed(b, db)
	n := benchItem(1)
	if _, _, err := db.CreateItem(b.Context(), n); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if _, err := db.Item(b.Context(), n.ID, n.CreatedAt); err != nil {
				b.Error(err)
			}
		}
	})
}

// BenchmarkOpen is the part of a first start that is spent here.
func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		if err := openIn(b, b.TempDir()).Close(); err != nil {
			b.Fatal(err)
		}
	}
}
