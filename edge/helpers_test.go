package edge

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/valyala/fasthttp"
)

// fakeSource is a PageSource in memory: pages by path, with the host in front for content hosts.
type fakeSource struct {
	mu    sync.RWMutex
	refs  map[string]Ref
	pages map[Ref]*Page
	// loads counts calls of Load; gate, if not nil, is what they wait for.
	loads   atomic.Int64
	gate    chan struct{}
	findErr error
	loadErr error
	broken  string // "find" or "load": panics there.
}

func newSource() *fakeSource {
	return &fakeSource{refs: map[string]Ref{}, pages: map[Ref]*Page{}}
}

// write puts a new version of a page at path.
func (f *fakeSource) write(path, body string) Ref {
	f.mu.Lock()
	defer f.mu.Unlock()
	ref := f.refs[path]
	if ref.Memo == nil {
		ref = Ref{ID: path, Memo: new(Memo)}
	}
	ref.Version++
	f.refs[path] = ref
	f.pages[ref] = &Page{Body: []byte(body), ContentType: "text/html; charset=utf-8", Policy: "default-src 'self'",
		Modified: time.Unix(1_700_000_000, 0)}
	return ref
}

// change edits what Find says about path.
func (f *fakeSource) change(path string, edit func(*Ref)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	ref := f.refs[path]
	edit(&ref)
	f.refs[path] = ref
	f.pages[ref] = &Page{Body: []byte("changed")}
}

func (f *fakeSource) Find(_ context.Context, r Request) (Ref, error) {
	if f.broken == "find" {
		panic("find is broken")
	}
	if f.findErr != nil {
		return Ref{}, f.findErr
	}
	f.mu.RLock()
	defer f.mu.RUnlock()
	if ref, ok := f.refs[string(r.Path)]; ok {
		return ref, nil
	}
	if bytes.HasSuffix(r.Host, []byte(".pages.test")) {
		if ref, ok := f.refs[string(r.Host)+string(r.Path)]; ok {
			return ref, nil
		}
	}
	return Ref{}, ErrNoPage
}

func (f *fakeSource) Load(_ context.Context, ref Ref, _ Request) (*Page, error) {
	f.loads.Add(1)
	if f.broken == "load" {
		panic("load is broken")
	}
	if f.gate != nil {
		<-f.gate
	}
	if f.loadErr != nil {
		return nil, f.loadErr
	}
	f.mu.RLock()
	defer f.mu.RUnlock()
	return f.pages[ref], nil
}

var quiet = slog.New(slog.NewTextHandler(io.Discard, nil))

// newServer makes a server that does not listen.
func newServer(t testing.TB, cfg Config) *Server {
	t.Helper()
	if cfg.Log == nil {
		cfg.Log = quiet
	}
	s, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Shutdown(context.Background()) })
	return s
}

// listen serves cfg on a free port until the test ends, and returns the server and its address.
func listen(t testing.TB, cfg Config) (*Server, string) {
	t.Helper()
	s := newServer(t, cfg)
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan error, 1)
	go func() { served <- s.Serve(ln) }()
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		if err := s.Shutdown(ctx); err != nil {
			t.Errorf("Shutdown: %v", err)
		}
		if err := <-served; err != nil {
			t.Errorf("Serve: %v", err)
		}
	})
	return s, ln.Addr().String()
}

// reply is a response whose body has been read.
type reply struct {
	status int
	header http.Header
	body   string
	closes bool // Connection: close
}

// ask sends one request, "METHOD path" or "METHOD //host/path", with headers as "Name: value" lines, on a connection
// of its own. Nothing is decompressed or followed.
func ask(t testing.TB, addr, request string, headers ...string) reply {
	t.Helper()
	method, path, _ := strings.Cut(request, " ")
	host := "localhost"
	if rest, ok := strings.CutPrefix(path, "//"); ok {
		host, path, _ = strings.Cut(rest, "/")
		path = "/" + path
	}
	raw := fmt.Sprintf("%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n", method, path, host)
	for _, h := range headers {
		raw += h + "\r\n"
	}
	return askRaw(t, addr, method, raw+"\r\n")
}

// askRaw sends bytes as they are and reads the one response.
func askRaw(t testing.TB, addr, method, raw string) reply {
	t.Helper()
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(10 * time.Second))
	if _, err := io.WriteString(conn, raw); err != nil {
		t.Fatal(err)
	}
	return readReply(t, bufio.NewReader(conn), method)
}

func readReply(t testing.TB, r *bufio.Reader, method string) reply {
	t.Helper()
	resp, err := http.ReadResponse(r, &http.Request{Method: method})
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{resp.StatusCode, resp.Header, string(body), resp.Close}
}

// decoded is the body without its coding.
func (r reply) decoded(t testing.TB) string {
	t.Helper()
	out, err := decode(r.header.Get("Content-Encoding"), []byte(r.body))
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func decode(coding string, body []byte) ([]byte, error) {
	in := bytes.NewReader(body)
	switch coding {
	case "":
		return body, nil
	case "br":
		return io.ReadAll(brotli.NewReader(in))
	case "gzip":
		r, err := gzip.NewReader(in)
		if err != nil {
			return nil, err
		}
		return io.ReadAll(r)
	case "zstd":
		r, err := zstd.NewReader(in)
		if err != nil {
			return nil, err
		}
		defer r.Close()
		return io.ReadAll(r)
	}
	return nil, fmt.Errorf("unknown coding %q", coding)
}

// html is about n bytes that look like a page.
func html(n int) string {
	var b strings.Builder
	b.WriteString("<!doctype html><html lang=en><title>Test</title><body>")
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, `<div class="card p-6"><h3 class="font-semibold">Card %d about %x</h3><a href="/p/%d">Read</a></div>`,
			i, i*2654435761, i*31)
	}
	return b.String()
}

// allCodings asks for each coding of a page until it is there.
func allCodings(t testing.TB, s *Server, path string) *entry {
	t.Helper()
	r := Request{Path: []byte(path)}
	ref, err := s.cfg.Pages.Find(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	e, err := s.load(ref, r)
	if err != nil {
		t.Fatal(err)
	}
	for c := gzipCoding; c < numCodings; c++ {
		s.compress.now(e, c)
	}
	return e
}

// requestCtx is a handler's context for a request as it came off the wire.
func requestCtx(t testing.TB, raw string) *fasthttp.RequestCtx {
	t.Helper()
	var req fasthttp.Request
	if err := req.Read(bufio.NewReader(strings.NewReader(raw))); err != nil {
		t.Fatal(err)
	}
	ctx := new(fasthttp.RequestCtx)
	ctx.Init(&req, nil, nil)
	return ctx
}
