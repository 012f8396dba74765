package pages

import (
	"context"
	"errors"
	"hash/maphash"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"placard/edge"
)

const (
	// shards is a power of two, and enough that a write to the index hardly ever meets a reader.
	shards = 64
	// absentLife is how long an unknown ID is believed to stay unknown. Changed ends it earlier; the time is for items
	// that another process creates.
	absentLife = time.Second
	// maxAbsentPerShard bounds the unknown IDs, so that who tries random ones fills no memory and pushes no page out.
	maxAbsentPerShard = 256
)

// index remembers which version of a page is current. It holds only what Meta said, and nothing relies on its holding
// anything: over its bound it forgets some page or other.
//
// A read of Meta that was under way when drop was called may have seen the row from before. So every drop counts up its
// shard's generation, and a read that began in another generation is not kept; and drop forgets the flight, so that who
// comes later reads anew.
type index struct {
	seed    maphash.Seed
	shards  [shards]shard
	flights singleflight.Group
	now     func() time.Time
	read    func(ctx context.Context, id string) (edge.Ref, error)
}

type shard struct {
	mu         sync.RWMutex
	generation uint64
	pages      map[string]edge.Ref
	// absent has the time, in Unix milliseconds, at which an unknown ID must be asked for again.
	absent   map[string]int64
	maxPages int
	_        [64]byte // a cache line of its own: readers write to mu
}

func newIndex(maxPages int, now func() time.Time, read func(context.Context, string) (edge.Ref, error)) *index {
	x := &index{seed: maphash.MakeSeed(), now: now, read: read}
	for i := range x.shards {
		s := &x.shards[i]
		s.pages, s.absent = map[string]edge.Ref{}, map[string]int64{}
		s.maxPages = max(1, maxPages/shards)
	}
	return x
}

// get returns the page's current Ref, or edge.ErrNoPage. id is not kept.
func (x *index) get(ctx context.Context, id []byte) (edge.Ref, error) {
	s := &x.shards[maphash.Bytes(x.seed, id)%shards]
	ref, known, err := s.look(id, x.now)
	if known {
		return ref, err
	}
	return x.ask(ctx, s, string(id))
}

// look says what the shard knows, if it does. An expired page is asked for again: it may have been given more time.
func (s *shard) look(id []byte, now func() time.Time) (ref edge.Ref, known bool, err error) {
	s.mu.RLock()
	ref, present := s.pages[string(id)]
	var absentUntil int64
	if !present {
		absentUntil = s.absent[string(id)]
	}
	s.mu.RUnlock()
	if present {
		return ref, ref.ExpiresAt == 0 || now().UnixMilli() < ref.ExpiresAt, nil
	}
	return ref, absentUntil != 0 && now().UnixMilli() < absentUntil, edge.ErrNoPage
}

// ask reads Meta once for all who ask for the same ID at the same time.
func (x *index) ask(ctx context.Context, s *shard, id string) (edge.Ref, error) {
	v, err, _ := x.flights.Do(id, func() (any, error) {
		generation := s.currentGeneration()
		ref, err := x.read(ctx, id)
		s.keep(generation, id, ref, err, x.now)
		return ref, err
	})
	if err != nil {
		return edge.Ref{}, err
	}
	return v.(edge.Ref), nil
}

func (s *shard) currentGeneration() uint64 {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.generation
}

// keep remembers what a read said that began in that generation. A failure says nothing about the page.
func (s *shard) keep(generation uint64, id string, ref edge.Ref, err error, now func() time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case generation != s.generation:
	case err == nil:
		delete(s.absent, id)
		makeRoom(s.pages, s.maxPages)
		s.pages[id] = ref
	case errors.Is(err, edge.ErrNoPage):
		delete(s.pages, id)
		makeRoom(s.absent, maxAbsentPerShard)
		s.absent[id] = now().Add(absentLife).UnixMilli()
	}
}

// makeRoom deletes any one entry from a full map: Go begins a walk anywhere.
func makeRoom[V any](m map[string]V, limit int) {
	if len(m) < limit {
		return
	}
	for id := range m {
		delete(m, id)
		return
	}
}

// drop forgets what is known of an ID.
func (x *index) drop(id string) {
	s := &x.shards[maphash.String(x.seed, id)%shards]
	s.mu.Lock()
	s.generation++
	delete(s.pages, id)
	delete(s.absent, id)
	s.mu.Unlock()
	x.flights.Forget(id)
}
