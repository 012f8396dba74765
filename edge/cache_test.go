package edge

import (
	"fmt"
	"sync"
	"testing"
)

func testCache(t *testing.T) *cache {
	t.Helper()
	c, err := newCache(1 << 20)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.close)
	return c
}

func TestCollisionOfHashesIsAMiss(t *testing.T) {
	c := testCache(t)
	wanted, other := Ref{ID: "wanted", Version: 1}, Ref{ID: "other", Version: 1}
	e := newEntry(other, &Page{Body: []byte("other")})
	c.store.Set(c.key(wanted.ID, wanted.Version), e, 1)
	c.store.Wait()
	if got := c.get(wanted); got != nil {
		t.Errorf("got the page of %q", got.id)
	}
}

func TestVersionsAreEntriesOfTheirOwn(t *testing.T) {
	c := testCache(t)
	for v := range int64(100) {
		c.put(newEntry(Ref{ID: "p", Version: v}, &Page{Body: fmt.Append(nil, v)}))
	}
	for v := range int64(100) {
		if e := c.get(Ref{ID: "p", Version: v}); e == nil || string(e.body()) != fmt.Sprint(v) {
			t.Errorf("version %d: %v", v, e)
		}
	}
	if st := c.stats(); st.Hits != 100 || st.Misses != 0 {
		t.Errorf("stats %+v", st)
	}
}

func TestMemoHoldsOnlyTheVersionThatIsAskedFor(t *testing.T) {
	c, m := testCache(t), new(Memo)
	first := Ref{ID: "p", Version: 1, Memo: m}
	e := newEntry(first, &Page{Body: []byte("1")})
	c.put(e)
	c.note(m, e)
	for _, x := range []struct {
		ref  Ref
		want *entry
	}{{first, e}, {Ref{ID: "p", Version: 2, Memo: m}, nil}, {Ref{ID: "q", Version: 1, Memo: m}, nil}, {first, e}} {
		if got := c.get(x.ref); got != x.want {
			t.Errorf("%s at version %d: %v", x.ref.ID, x.ref.Version, got)
		}
	}
}

func TestHitPutsThePageIntoANewMemo(t *testing.T) {
	c, m := testCache(t), new(Memo)
	e := newEntry(Ref{ID: "p", Version: 1}, &Page{Body: []byte("1")})
	c.put(e)
	ref := Ref{ID: "p", Version: 1, Memo: m}
	if got := c.get(ref); got != e || m.get(ref) != e {
		t.Errorf("got %v, noted %v", got, m.get(ref))
	}
}

// What the cache has no room for must not live on in Memos.
func TestPageThatLeavesTheCacheLeavesItsMemo(t *testing.T) {
	source := newSource()
	s := newServer(t, Config{Pages: source, CacheBytes: 256 << 10})
	const pages = 100
	for p := range pages {
		source.write(fmt.Sprint("/a/", p), html(20_000))
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i := range 3 * pages {
				s.handle(requestCtx(t, fmt.Sprintf("GET /a/%d HTTP/1.1\r\nHost: x\r\n\r\n", i%pages)))
			}
		})
	}
	wg.Wait()
	s.cache.store.Wait()
	noted := 0
	for path, ref := range source.refs {
		switch e := ref.Memo.get(ref); {
		case e == nil:
		case s.cache.peek(ref) != e:
			t.Errorf("%s is noted and not cached", path)
		default:
			noted++
		}
	}
	if noted == 0 || noted > (256<<10)/20_000 {
		t.Errorf("%d pages are noted", noted)
	}
}

func TestCompressedCopiesCount(t *testing.T) {
	source := newSource()
	source.write("/a/p", html(50_000))
	s := newServer(t, Config{Pages: source})
	e := allCodings(t, s, "/a/p")
	s.cache.store.Wait()
	if got := s.Stats().Bytes; got != e.cost() || got <= 50_000+entryOverheadBytes {
		t.Errorf("%d bytes, want %d", got, e.cost())
	}
}

// A hammer: many readers of few pages that are rewritten all the time, in a cache that has no room for them. Nobody
// may ever get an older version than was current when he asked.
func TestHammerNeverServesAnOlderVersion(t *testing.T) {
	source := newSource()
	s := newServer(t, Config{Pages: source, CacheBytes: 64 << 10})
	const pages, readers, rounds = 4, 8, 100
	for p := range pages {
		source.write(fmt.Sprint("/a/", p), html(2000))
	}
	var wg sync.WaitGroup
	for r := range readers {
		wg.Go(func() {
			path := fmt.Sprint("/a/", r%pages)
			for i := range rounds {
				body := html(2000) + fmt.Sprint(r, i)
				if r < pages {
					source.write(path, body)
				}
				ctx := requestCtx(t, "GET "+path+" HTTP/1.1\r\nHost: x\r\nAccept-Encoding: br, zstd\r\n\r\n")
				s.handle(ctx)
				got, err := decode(string(ctx.Response.Header.ContentEncoding()), ctx.Response.Body())
				if err != nil || ctx.Response.StatusCode() != 200 || (r < pages && string(got) != body) {
					t.Errorf("reader %d, round %d: status %d, %v", r, i, ctx.Response.StatusCode(), err)
				}
			}
		})
	}
	wg.Wait()
}
