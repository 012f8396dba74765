package edge

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// funcSource is a PageSource of two functions.
type funcSource struct {
	find func(Request) (Ref, error)
	load func(Ref, Request) (*Page, error)
}

func (f funcSource) Find(_ context.Context, r Request) (Ref, error)            { return f.find(r) }
func (f funcSource) Load(_ context.Context, ref Ref, r Request) (*Page, error) { return f.load(ref, r) }

// onePage finds ref for every request, and counts how often the page is loaded.
func onePage(ref Ref, page Page) (funcSource, *atomic.Int64) {
	loads := new(atomic.Int64)
	return funcSource{
		func(Request) (Ref, error) { return ref, nil },
		func(Ref, Request) (*Page, error) { loads.Add(1); return &page, nil },
	}, loads
}

func TestSourceGetsTheRequestAsItCame(t *testing.T) {
	var got string
	source := funcSource{func(r Request) (Ref, error) {
		got = fmt.Sprintf("%s %s %s %s", r.Host, r.Path, r.RawPath, r.Query)
		return Ref{}, ErrNoPage
	}, nil}
	_, addr := listen(t, Config{Pages: source, ContentDomain: "pages.test"})
	askRaw(t, addr, "GET", "GET http://Other.test:80/app/x%2f/y?q HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
	if want := "other.test /app/x/y /app/x%2f/y q"; got != want {
		t.Errorf("absolute form: %q, want %q", got, want)
	}
	for _, c := range []struct{ path, want string }{
		{"/app/x/a%2Fb?q=a%20b&c", "localhost /app/x/a/b /app/x/a%2Fb q=a%20b&c"},
		{"/app/x/./a/../b//c/", "localhost /app/x/b/c/ /app/x/./a/../b//c/ "},
		{"/app/x/caf%C3%A9", "localhost /app/x/café /app/x/caf%C3%A9 "},
		{"/d/ws/n.json", "localhost /d/ws/n.json /d/ws/n.json "},
		{"/a/x?q", "localhost /a/x /a/x q"},
		{"//X.pages.test:80/p%20q?r", "x.pages.test /p q /p%20q r"},
		{"/app/x#fragment", "localhost /app/x /app/x "},
	} {
		if r := ask(t, addr, "GET "+c.path); r.status != 404 || got != c.want {
			t.Errorf("%s: status %d, the source got %q, want %q", c.path, r.status, got, c.want)
		}
	}
}

func TestStatusOfAPage(t *testing.T) {
	for _, status := range []int{404, 500} {
		for _, uncached := range []bool{false, true} {
			source, loads := onePage(Ref{ID: "p", Version: 1, Uncached: uncached}, Page{Body: []byte(html(2000)), Status: status,
				ContentType: "text/html; charset=utf-8", Policy: "default-src 'self'", Modified: time.Unix(1_700_000_000, 0)})
			_, addr := listen(t, Config{Pages: source})
			for _, conditions := range [][]string{nil, {"If-None-Match: *"}, {"If-Modified-Since: Wed, 01 Jan 2025 00:00:00 GMT"}} {
				r := ask(t, addr, "GET /app/p", append(conditions, "Accept-Encoding: gzip")...)
				if r.status != status || r.decoded(t) != html(2000) || r.header.Get("Content-Security-Policy") != "default-src 'self'" {
					t.Errorf("%d, %v: status %d, %v", status, conditions, r.status, r.header)
				}
				if r.header.Get("Cache-Control") != "no-store" || r.header.Get("Etag") != "" || r.header.Get("Last-Modified") != "" {
					t.Errorf("%d: browsers may keep it: %v", status, r.header)
				}
			}
			if r := ask(t, addr, "HEAD /app/p"); r.status != status || r.body != "" || r.header.Get("Content-Length") != fmt.Sprint(len(html(2000))) {
				t.Errorf("HEAD: %+v", r)
			}
			if want := map[bool]int64{false: 1, true: 4}[uncached]; loads.Load() != want {
				t.Errorf("loaded %d times, want %d", loads.Load(), want)
			}
		}
	}
}

func TestUncachedPageIsMadeForEachRequest(t *testing.T) {
	var n atomic.Int64
	source := funcSource{
		func(Request) (Ref, error) { return Ref{ID: "p", Version: 1, Uncached: true}, nil },
		func(_ Ref, r Request) (*Page, error) {
			return &Page{Body: fmt.Appendf(nil, "%d %s", n.Add(1), r.Query), ContentType: "text/plain"}, nil
		},
	}
	s, addr := listen(t, Config{Pages: source})
	for i := range 3 {
		r := ask(t, addr, fmt.Sprintf("GET /app/p?q=%d", i))
		if want := fmt.Sprintf("%d q=%d", i+1, i); r.status != 200 || r.body != want {
			t.Errorf("%+v, want %s", r, want)
		}
	}
	if st := s.Stats(); st.Hits+st.Misses != 0 || st.Bytes != 0 {
		t.Errorf("the cache was used: %+v", st)
	}
}

// A page for one request is sent in a coding that is quick to make, and its copies never enter the cache.
func TestUncachedPageIsCompressedQuickly(t *testing.T) {
	source, _ := onePage(Ref{ID: "p", Uncached: true}, Page{Body: []byte(html(20_000)), ContentType: "text/html"})
	s, addr := listen(t, Config{Pages: source})
	for accept, want := range map[string]string{"gzip, br": "gzip", "gzip, br, zstd": "zstd", "br": "", "br, identity;q=0": "br", "": ""} {
		r := ask(t, addr, "GET /app/p", "Accept-Encoding: "+accept)
		if got := r.header.Get("Content-Encoding"); got != want || r.decoded(t) != html(20_000) {
			t.Errorf("%s: %q, want %q", accept, got, want)
		}
	}
	if st := s.Stats(); st.Bytes != 0 {
		t.Errorf("the cache has %d bytes", st.Bytes)
	}
}

func TestCORS(t *testing.T) {
	source, _ := onePage(Ref{ID: "p", Version: 1}, Page{Body: []byte("{}"), ContentType: "application/json", CORS: true})
	_, addr := listen(t, Config{Pages: source})
	r := ask(t, addr, "GET /d/ws/p.json")
	if r.status != 200 || r.header.Get("Access-Control-Allow-Origin") != "*" {
		t.Errorf("%+v", r)
	}
	if r = ask(t, addr, "GET /d/ws/p.json", "If-None-Match: "+r.header.Get("Etag")); r.status != 304 || r.header.Get("Access-Control-Allow-Origin") != "*" {
		t.Errorf("%+v", r)
	}
}

func TestCachedHitWithQueryAndStatusAllocatesNothing(t *testing.T) {
	if raceEnabled {
		t.Skip("cannot be counted with the race detector")
	}
	for _, status := range []int{200, 404} {
		source, _ := onePage(Ref{ID: "p/docs?q=1", Version: 1}, Page{Body: []byte(html(20_000)), ContentType: "text/html", Status: status, CORS: true})
		s := newServer(t, Config{Pages: source})
		allCodings(t, s, "/app/p/docs")
		w := newWire("GET /app/p/docs%20x?q=1 HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip, br\r\n\r\n")
		if n := testing.AllocsPerRun(1000, func() { w.serve(t, s) }); n != 0 {
			t.Errorf("%d: %v allocations", status, n)
		}
		if got := w.ctx.Response.StatusCode(); got != status {
			t.Errorf("status %d", got)
		}
	}
}

// warmSource remembers which paths were loaded.
type warmSource struct {
	mu     sync.Mutex
	loaded []string
}

func (w *warmSource) Find(_ context.Context, r Request) (Ref, error) {
	if strings.HasPrefix(string(r.Path), "/app/none") {
		return Ref{}, ErrNoPage
	}
	return Ref{ID: string(r.RawPath), Version: 1, Uncached: strings.HasPrefix(string(r.Path), "/app/once")}, nil
}

func (w *warmSource) Load(_ context.Context, _ Ref, r Request) (*Page, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.loaded = append(w.loaded, fmt.Sprintf("%s%s?%s", r.Host, r.RawPath, r.Query))
	if strings.HasPrefix(string(r.Path), "/app/broken") {
		panic("broken")
	}
	return &Page{Body: []byte("x"), ContentType: "text/plain"}, nil
}

func (w *warmSource) paths() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.loaded)
}

func addresses(paths ...string) func(func(Address) bool) {
	return func(yield func(Address) bool) {
		for _, p := range paths {
			if !yield(Address{"x.test", p}) {
				return
			}
		}
	}
}

func waitFor(t testing.TB, what string, done func() bool) {
	t.Helper()
	for end := time.Now().Add(5 * time.Second); !done(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("this has not come: " + what)
		}
	}
}

func TestWarmLoadsEachPageOnce(t *testing.T) {
	source := &warmSource{}
	s := newServer(t, Config{Pages: source})
	s.Warm(addresses("/app/a%2Fb?q=1", "/app/none", "/app/once", "/app/broken", "/app/c"))
	s.Warm(func(func(Address) bool) { panic("no list") })
	s.Warm(addresses("/app/c", "/app/d"))
	want := []string{"x.test/app/a%2Fb?q=1", "x.test/app/broken?", "x.test/app/c?", "x.test/app/d?"}
	waitFor(t, "the last page", func() bool { return len(source.paths()) >= len(want) })
	if got := source.paths(); !slices.Equal(got, want) {
		t.Errorf("loaded %q, want %q", got, want)
	}
}

func TestWarmIsBoundedAndEndsWithTheServer(t *testing.T) {
	source := &warmSource{}
	s := newServer(t, Config{Pages: source})
	var taken atomic.Int64
	endless := func(yield func(Address) bool) {
		for i := 0; yield(Address{Path: fmt.Sprint("/app/", i)}); i++ {
			taken.Add(1)
		}
	}
	for range 2 * maxWarmJobs {
		s.Warm(endless)
	}
	waitFor(t, "the first page", func() bool { return taken.Load() > 0 })
	s.warm.mu.Lock()
	if n := len(s.warm.jobs); n > maxWarmJobs {
		t.Errorf("%d jobs wait", n)
	}
	s.warm.mu.Unlock()
	if err := s.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}
	n := taken.Load()
	s.Warm(endless)
	time.Sleep(5 * time.Millisecond)
	if taken.Load() != n || n > maxWarmPages {
		t.Errorf("%d pages after Shutdown, %d before", taken.Load(), n)
	}
}
