package edge

import (
	"bufio"
	"strings"
	"testing"

	"github.com/valyala/fasthttp"
)

// hit is one kind of request that the cache answers.
type hit struct{ name, method, headers string }

// hits needs the entry's tags, as they are in the requests.
func hits(e *entry) []hit {
	return []hit{
		{"identity", "GET", ""},
		{"br", "GET", "Accept-Encoding: gzip, deflate, br, zstd\r\n"},
		{"gzip", "GET", "Accept-Encoding: gzip;q=0.9, *;q=0\r\n"},
		{"not-modified", "GET", "Accept-Encoding: br\r\nIf-None-Match: \"x\", " + string(e.tags[brotliCoding]) + "\r\n"},
		{"not-modified-since", "GET", "If-Modified-Since: " + string(e.lastModified) + "\r\n"},
		{"head", "HEAD", "Accept-Encoding: br\r\n"},
	}
}

func (h hit) raw() string { return h.method + " /a/p HTTP/1.1\r\nHost: x\r\n" + h.headers + "\r\n" }

// hitServer has the page /a/p with all its copies in the cache. The source finds it without allocating.
func hitServer(t testing.TB, bytes int) (*Server, *entry) {
	source := newSource()
	source.write("/a/p", html(bytes))
	s := newServer(t, Config{Pages: source, ContentDomain: "pages.test"})
	return s, allCodings(t, s, "/a/p")
}

// wire replays one request into one context, as fasthttp does for the requests of a connection.
type wire struct {
	ctx    fasthttp.RequestCtx
	raw    strings.Reader
	reader *bufio.Reader
}

func newWire(raw string) *wire {
	w := &wire{reader: bufio.NewReader(nil)}
	w.ctx.Init(&fasthttp.Request{}, nil, nil)
	w.raw.Reset(raw)
	return w
}

func (w *wire) serve(t testing.TB, s *Server) {
	_, _ = w.raw.Seek(0, 0)
	w.reader.Reset(&w.raw)
	w.ctx.Request.Reset()
	w.ctx.Response.Reset()
	if err := w.ctx.Request.Read(w.reader); err != nil {
		t.Fatal(err)
	}
	s.handle(&w.ctx)
}

func TestCachedHitAllocatesNothing(t *testing.T) {
	if raceEnabled {
		t.Skip("cannot be counted with the race detector")
	}
	s, e := hitServer(t, 20_000)
	for _, h := range hits(e) {
		w := newWire(h.raw())
		if n := testing.AllocsPerRun(1000, func() { w.serve(t, s) }); n != 0 {
			t.Errorf("%s: %v allocations", h.name, n)
		}
		want := 200
		if strings.HasPrefix(h.name, "not") {
			want = 304
		}
		if got := w.ctx.Response.StatusCode(); got != want {
			t.Errorf("%s: status %d", h.name, got)
		}
	}
	if st := s.Stats(); st.Misses != 0 || st.Hits == 0 {
		t.Errorf("stats %+v", st)
	}
}
