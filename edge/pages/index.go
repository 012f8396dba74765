package pages

import (
	"context"
	"errors"
	"hash/maphash"
	"strconv"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"placard/edge"
	"placard/storage"
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

// record is what the index knows of an item. It is immutable but for memo, and shared.
type record struct {
	// ref is how the edge knows an artifact or dataset; of an app it has the ID, version and expiry.
	ref  edge.Ref
	kind storage.Kind
	// memo is that of ref.
	memo edge.Memo
}

// index remembers which version of an item is current. It holds only what Meta said, and nothing relies on its holding
// anything: over its bound it forgets some item or other.
//
// A read of Meta that was under way when drop was called may have seen the row from before. So every drop counts up its
// shard's generation; a read that began in another generation is not kept, and who comes after the drop does not wait for
// it but reads anew. Of one generation there is one read of an item at a time, so that none keeps what is older than what
// another has kept.
type index struct {
	seed    maphash.Seed
	shards  [shards]shard
	flights singleflight.Group
	now     func() time.Time
	read    func(ctx context.Context, id string) (*record, error)
}

type shard struct {
	mu         sync.RWMutex
	generation uint64
	items      map[string]*record
	// absent has the time, in Unix milliseconds, at which an unknown ID must be asked for again.
	absent   map[string]int64
	maxItems int
	_        [64]byte // a cache line of its own: readers write to mu
}

func newIndex(maxItems int, now func() time.Time, read func(context.Context, string) (*record, error)) *index {
	x := &index{seed: maphash.MakeSeed(), now: now, read: read}
	for i := range x.shards {
		s := &x.shards[i]
		s.items, s.absent = map[string]*record{}, map[string]int64{}
		s.maxItems = max(1, maxItems/shards)
	}
	return x
}

// get returns what is known of an item now, or edge.ErrNoPage. id is not kept.
func (x *index) get(ctx context.Context, id []byte) (*record, error) {
	s := &x.shards[maphash.Bytes(x.seed, id)%shards]
	rec, known, err := s.look(id, x.now)
	if known {
		return rec, err
	}
	return x.ask(ctx, s, string(id))
}

// look says what the shard knows, if it does. An expired item is asked for again: it may have been given more time.
func (s *shard) look(id []byte, now func() time.Time) (rec *record, known bool, err error) {
	s.mu.RLock()
	rec, present := s.items[string(id)]
	var absentUntil int64
	if !present {
		absentUntil = s.absent[string(id)]
	}
	s.mu.RUnlock()
	if present {
		return rec, rec.ref.ExpiresAt == 0 || now().UnixMilli() < rec.ref.ExpiresAt, nil
	}
	return rec, absentUntil != 0 && now().UnixMilli() < absentUntil, edge.ErrNoPage
}

// ask reads Meta once for all who ask for the same ID at the same time, in the same generation. What was read while another
// generation began may be newer than what somebody reads in that one, so it is read again: else who asks twice could see a
// version go back.
func (x *index) ask(ctx context.Context, s *shard, id string) (*record, error) {
	for {
		generation := s.currentGeneration()
		v, err, _ := x.flights.Do(strconv.FormatUint(generation, 36)+"/"+id, func() (any, error) {
			rec, err := x.read(ctx, id)
			return flight{rec, s.keep(generation, id, rec, err, x.now)}, err
		})
		f := v.(flight)
		if f.current || ctx.Err() != nil {
			return f.record, err
		}
	}
}

// flight is what one read of Meta gave, and whether its generation had not ended by then.
type flight struct {
	*record
	current bool
}

func (s *shard) currentGeneration() uint64 {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.generation
}

// keep remembers what a read said that began in that generation, and tells whether that is still the current one. A failure
// says nothing about the item.
func (s *shard) keep(generation uint64, id string, rec *record, err error, now func() time.Time) (current bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if generation != s.generation {
		return false
	}
	switch {
	case err == nil:
		delete(s.absent, id)
		makeRoom(s.items, s.maxItems)
		s.items[id] = rec
	case errors.Is(err, edge.ErrNoPage):
		delete(s.items, id)
		makeRoom(s.absent, maxAbsentPerShard)
		s.absent[id] = now().Add(absentLife).UnixMilli()
	}
	return true
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

// knows tells that an item is in the index, which is when somebody reads it.
func (x *index) knows(id string) bool {
	s := &x.shards[maphash.String(x.seed, id)%shards]
	s.mu.RLock()
	defer s.mu.RUnlock()
	_, ok := s.items[id]
	return ok
}

// replace is drop after a write whose outcome is rec, which takes the place of what was known. When nothing is known, rec
// is not kept either: the item may have been written or deleted again since, by somebody whose replace or drop came
// earlier. What is known after that one is of its version or newer.
func (x *index) replace(id string, rec *record) {
	s := &x.shards[maphash.String(x.seed, id)%shards]
	s.mu.Lock()
	defer s.mu.Unlock()
	s.generation++
	delete(s.absent, id)
	if old, ok := s.items[id]; ok && old.ref.Version < rec.ref.Version {
		s.items[id] = rec
	}
}

// drop forgets what is known of an ID.
func (x *index) drop(id string) {
	s := &x.shards[maphash.String(x.seed, id)%shards]
	s.mu.Lock()
	s.generation++
	delete(s.items, id)
	delete(s.absent, id)
	s.mu.Unlock()
}
