package edge

import (
	"errors"
	"maps"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/valyala/fasthttp"
)

func TestPageComesWithItsHeaders(t *testing.T) {
	source := newSource()
	source.write("/a/p", html(2000))
	_, addr := listen(t, Config{Pages: source})
	r := ask(t, addr, "GET /a/p?utm=1")
	if r.status != 200 || r.body != html(2000) {
		t.Fatalf("status %d, body %.80s", r.status, r.body)
	}
	got := maps.Clone(r.header)
	for _, varies := range []string{"Date", "Etag"} {
		if got.Get(varies) == "" {
			t.Errorf("no %s", varies)
		}
		got.Del(varies)
	}
	want := http.Header{}
	for name, value := range map[string]string{
		"Cache-Control":           "public, no-cache",
		"Content-Length":          strconv.Itoa(len(html(2000))),
		"Content-Security-Policy": "default-src 'self'",
		"Content-Type":            "text/html; charset=utf-8",
		"Last-Modified":           "Tue, 14 Nov 2023 22:13:20 GMT",
		"Referrer-Policy":         "same-origin",
		"Vary":                    "Accept-Encoding",
		"X-Content-Type-Options":  "nosniff",
	} {
		want.Set(name, value)
	}
	if !maps.EqualFunc(got, want, func(a, b []string) bool { return len(a) == 1 && a[0] == b[0] }) {
		t.Errorf("headers\n got %v\nwant %v", got, want)
	}
}

func TestHeadHasTheHeadersOfGet(t *testing.T) {
	source := newSource()
	source.write("/a/p", html(20_000))
	source.write("/a/moved", "")
	source.change("/a/moved", func(r *Ref) { r.Location = "/a/p" })
	api := func(ctx *fasthttp.RequestCtx) { ctx.SetBodyString("api") }
	s, addr := listen(t, Config{Pages: source, API: api})
	allCodings(t, s, "/a/p")
	for _, path := range []string{"/a/p", "/a/none", "/a/moved", "/healthz", "/v1/x"} {
		for _, accept := range []string{"identity", "br", "gzip", "zstd"} {
			get := ask(t, addr, "GET "+path, "Accept-Encoding: "+accept)
			head := ask(t, addr, "HEAD "+path, "Accept-Encoding: "+accept)
			get.header.Del("Date")
			head.header.Del("Date")
			if head.status != get.status || !maps.EqualFunc(head.header, get.header, func(a, b []string) bool { return a[0] == b[0] }) {
				t.Errorf("%s %s:\nHEAD %d %v\n GET %d %v", path, accept, head.status, head.header, get.status, get.header)
			}
			if head.body != "" || head.header.Get("Content-Length") != strconv.Itoa(len(get.body)) {
				t.Errorf("%s %s: body %q, Content-Length %s, want %d", path, accept, head.body, head.header.Get("Content-Length"), len(get.body))
			}
		}
	}
}

func TestWriteIsVisibleToTheNextReader(t *testing.T) {
	source := newSource()
	_, addr := listen(t, Config{Pages: source})
	tag := `"none"`
	for i := range 50 {
		body := "version " + strconv.Itoa(i)
		source.write("/a/p", body)
		for range 2 {
			if r := ask(t, addr, "GET /a/p", "If-None-Match: "+tag); r.status != 200 || r.body != body {
				t.Fatalf("write %d: status %d, body %q", i, r.status, r.body)
			}
		}
		tag = ask(t, addr, "GET /a/p").header.Get("Etag")
	}
}

func TestStampedeLoadsOnce(t *testing.T) {
	source := newSource()
	source.write("/a/p", html(5000))
	source.gate = make(chan struct{})
	s, addr := listen(t, Config{Pages: source})
	var readers sync.WaitGroup
	for range 40 {
		readers.Go(func() {
			if r := ask(t, addr, "GET /a/p"); r.status != 200 || r.body != html(5000) {
				t.Errorf("status %d", r.status)
			}
		})
	}
	for s.Stats().Misses < 20 {
		time.Sleep(time.Millisecond)
	}
	close(source.gate) // Some wait for the load now, others come after it.
	readers.Wait()
	if n := source.loads.Load(); n != 1 {
		t.Errorf("%d loads", n)
	}
	if st := s.Stats(); st.Hits+st.Misses != 40 || st.Bytes < 5000 {
		t.Errorf("stats %+v", st)
	}
}

func TestPageThatTheCacheRefusesIsStillServed(t *testing.T) {
	source := newSource()
	source.write("/a/p", html(50_000))
	_, addr := listen(t, Config{Pages: source, CacheBytes: 4096})
	for range 3 {
		if r := ask(t, addr, "GET /a/p"); r.status != 200 || r.body != html(50_000) {
			t.Errorf("status %d", r.status)
		}
	}
	if n := source.loads.Load(); n != 3 {
		t.Errorf("%d loads", n)
	}
}

func TestExpiredPageIsGoneEvenIfCached(t *testing.T) {
	var mu sync.Mutex
	now := time.UnixMilli(1_800_000_000_000)
	clock := func() time.Time { mu.Lock(); defer mu.Unlock(); return now }
	source := newSource()
	source.write("/a/p", "x")
	source.change("/a/p", func(r *Ref) { r.ExpiresAt = 1_800_000_000_500 })
	_, addr := listen(t, Config{Pages: source, Now: clock})
	for _, c := range []struct {
		at     int64
		status int
	}{{499, 200}, {500, 404}, {501, 404}} {
		mu.Lock()
		now = time.UnixMilli(1_800_000_000_000 + c.at)
		mu.Unlock()
		if r := ask(t, addr, "GET /a/p", "Accept-Encoding: br"); r.status != c.status {
			t.Errorf("at %d ms: status %d, want %d", c.at, r.status, c.status)
		}
	}
	if n := source.loads.Load(); n != 1 {
		t.Errorf("%d loads", n)
	}
}

func TestMovedPageRedirects(t *testing.T) {
	source := newSource()
	source.write("/a/old", "")
	source.change("/a/old", func(r *Ref) { r.Location = "https://new.pages.test/a" })
	_, addr := listen(t, Config{Pages: source})
	r := ask(t, addr, "GET /a/old")
	if r.status != 308 || r.header.Get("Location") != "https://new.pages.test/a" || !strings.Contains(r.header.Get("Cache-Control"), "no-cache") {
		t.Errorf("status %d, %v", r.status, r.header)
	}
	if source.loads.Load() != 0 {
		t.Error("the page was loaded")
	}
}

func TestFailuresOfTheSource(t *testing.T) {
	for name, c := range map[string]struct {
		fail   func(*fakeSource)
		status int
	}{
		"find fails":         {func(f *fakeSource) { f.findErr = errors.New("down") }, 500},
		"find panics":        {func(f *fakeSource) { f.broken = "find" }, 500},
		"load fails":         {func(f *fakeSource) { f.loadErr = errors.New("down") }, 500},
		"load panics":        {func(f *fakeSource) { f.broken = "load" }, 500},
		"gone before load":   {func(f *fakeSource) { f.loadErr = ErrNoPage }, 404},
		"load gives nothing": {func(f *fakeSource) { clear(f.pages) }, 500},
	} {
		source := newSource()
		source.write("/a/p", "x")
		c.fail(source)
		_, addr := listen(t, Config{Pages: source})
		if r := ask(t, addr, "GET /a/p"); r.status != c.status || strings.Contains(r.body, "down") {
			t.Errorf("%s: status %d, body %s", name, r.status, r.body)
		}
		if r := ask(t, addr, "GET /healthz"); r.status != 200 {
			t.Errorf("%s: the server did not survive", name)
		}
	}
}
