package edge

import (
	"hash/maphash"
	"math/rand/v2"
	"sync/atomic"

	"github.com/dgraph-io/ristretto/v2"
)

const (
	// expectedEntryBytes and countersPerEntry size ristretto's table of access frequencies: ten counters for each entry
	// of a full cache, as it recommends. They take 3 bytes each, so 0.2% of the cache.
	expectedEntryBytes = 16 << 10
	countersPerEntry   = 10
	minCounters        = 10_000
	// getBufferItems is ristretto's recommended batch for noting reads. It makes a new batch of 512 bytes for every 64
	// reads, the only allocation on a hit.
	getBufferItems = 64
	// hitsPerRead is how many hits of Memos ristretto hears of as one read, so that it knows how often pages are read in
	// comparison. Looking up all of them would cost 1 µs each when there are ten thousand pages.
	hitsPerRead = 8
	// entryOverheadBytes is what an entry costs beside its bodies and header values.
	entryOverheadBytes = 1024
)

// Stats is how the page cache has done since the server was made.
type Stats struct {
	// Hits and Misses count page requests that found their page cached, or not.
	Hits, Misses uint64
	// Bytes is what the cached pages take, with their compressed copies.
	Bytes int64
}

// Stats reports how the page cache does.
func (s *Server) Stats() Stats {
	return s.cache.stats()
}

// cache keeps entries by ref. ristretto may refuse, delay or drop any of them: a nil from get says nothing but "load
// it".
type cache struct {
	store        *ristretto.Cache[uint64, *entry]
	seed         maphash.Seed
	hits, misses atomic.Uint64
}

func newCache(maxBytes int64) (*cache, error) {
	store, err := ristretto.NewCache(&ristretto.Config[uint64, *entry]{
		NumCounters:        max(maxBytes/expectedEntryBytes*countersPerEntry, minCounters),
		MaxCost:            maxBytes,
		BufferItems:        getBufferItems,
		KeyToHash:          hashed,
		OnEvict:            forget,
		OnReject:           forget,
		IgnoreInternalCost: true,
	})
	if err != nil {
		return nil, err
	}
	return &cache{store: store, seed: maphash.MakeSeed()}, nil
}

// hashed tells ristretto that keys are hashes already. There is no second hash for it to compare, as get compares the
// ID and version themselves.
func hashed(key uint64) (uint64, uint64) { return key, 0 }

// key hashes a ref with a seed of this process, so nobody can choose IDs that collide.
func (c *cache) key(id string, version int64) uint64 {
	const golden = 0x9e3779b97f4a7c15 // Spreads neighbouring versions over all bits.
	return maphash.String(c.seed, id) ^ (uint64(version)+1)*golden
}

// forget takes an entry that leaves the cache out of its Memo, which would keep its memory.
func forget(item *ristretto.Item[*entry]) {
	if e := item.Value; e != nil {
		e.memo.Load().forget(e)
	}
}

// get is peek that counts, and has a look at the ref's Memo first.
func (c *cache) get(ref Ref) *entry {
	e := ref.Memo.get(ref)
	switch {
	case e == nil:
		if e = c.peek(ref); e == nil {
			c.misses.Add(1)
			return nil
		}
		c.note(ref.Memo, e)
	case rand.Uint32()%hitsPerRead == 0:
		c.store.Get(c.key(ref.ID, ref.Version))
	}
	c.hits.Add(1)
	return e
}

// note lets the next get find e in m. When e leaves the cache it leaves m too: if it has left already by now, here, else in
// forget.
func (c *cache) note(m *Memo, e *entry) {
	if m == nil {
		return
	}
	e.memo.Store(m)
	m.entry.Store(e)
	if now, ok := c.store.Get(c.key(e.id, e.version)); !ok || now != e {
		m.forget(e)
	}
}

// peek returns the entry of exactly this ref, nil if it is not there. A collision of hashes looks like a miss.
func (c *cache) peek(ref Ref) *entry {
	e, ok := c.store.Get(c.key(ref.ID, ref.Version))
	if !ok || e.id != ref.ID || e.version != ref.Version {
		return nil
	}
	return e
}

// put offers e to the cache, and returns when it has been decided: that costs some microseconds, and a visitor who
// comes right after a load does not load again.
func (c *cache) put(e *entry) {
	c.store.Set(c.key(e.id, e.version), e, e.cost())
	c.store.Wait()
}

// resize tells the cache that e has grown by a compressed copy.
func (c *cache) resize(e *entry) {
	c.store.Set(c.key(e.id, e.version), e, e.cost())
}

func (c *cache) stats() Stats {
	return Stats{
		Hits:   c.hits.Load(),
		Misses: c.misses.Load(),
		Bytes:  c.store.MaxCost() - c.store.RemainingCost(),
	}
}

func (c *cache) close() { c.store.Close() }
