package live

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/valyala/fasthttp"
)

// fixture is a hub with one document, "a", behind a server.
type fixture struct {
	*Hub
	t    testing.TB
	doc  *fakeDocument
	addr string
	// loadErr, if not nil, is what loading gives; loads counts.
	loadErr  error
	mu       sync.Mutex
	loads    int
	finished bool
}

func newFixture(t testing.TB, change ...func(*Config)) *fixture {
	t.Helper()
	f := &fixture{t: t, doc: newFakeDocument()}
	cfg := Config{Load: f.load, WriteTimeout: 5 * time.Second}
	for _, c := range change {
		c(&cfg)
	}
	f.Hub = New(cfg)
	f.serve()
	return f
}

func (f *fixture) load(_ context.Context, _ string, watch bool) (Document, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if watch && f.finished {
		return nil, ErrEnded
	}
	f.loads++
	return f.doc, f.loadErr
}

// serve answers /events and /ended until the test ends.
func (f *fixture) serve() {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		f.t.Fatal(err)
	}
	f.addr = ln.Addr().String()
	server := &fasthttp.Server{KeepHijackedConns: true, Concurrency: 1 << 20, Handler: func(ctx *fasthttp.RequestCtx) {
		if string(ctx.Path()) == "/ended" {
			f.ServeEnd(ctx)
			return
		}
		f.ServeEvents(ctx, "a", string(ctx.QueryArgs().Peek("path")))
	}}
	served := make(chan error, 1)
	go func() { served <- server.Serve(ln) }()
	f.t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		if err := f.Close(ctx); err != nil {
			f.t.Errorf("Close: %v", err)
		}
		if err := server.ShutdownWithContext(ctx); err != nil {
			f.t.Errorf("Shutdown: %v", err)
		}
		_ = ln.Close() // Shutdown does not, if Serve has not got as far as listening.
		<-served
	})
}

// write is a writer that is closed with the test.
func (f *fixture) write() *Writer {
	f.t.Helper()
	w, err := f.Write(f.t.Context(), "a")
	if err != nil {
		f.t.Fatal(err)
	}
	f.t.Cleanup(w.Close)
	return w
}

// update changes the document.
func (f *fixture) update(w *Writer, change func(d *fakeDocument)) {
	f.t.Helper()
	if err := w.Update(func(Document) bool { change(f.doc); return true }); err != nil {
		f.t.Error(err)
	}
}

// finish makes the item an ordinary one.
func (f *fixture) finish() {
	f.mu.Lock()
	f.finished = true
	f.mu.Unlock()
	f.End("a")
}

// open is the page as a browser has it before it connects.
func (f *fixture) open() *dom {
	f.t.Helper()
	page, err := f.Page(f.t.Context(), "a", "")
	if err != nil {
		f.t.Fatal(err)
	}
	d, err := openPage(page)
	if err != nil {
		f.t.Fatal(err)
	}
	return d
}

// event is one event as EventSource would give it.
type event struct{ name, id, data string }

// source is a connection to the events.
type source struct {
	conn net.Conn
	r    *bufio.Reader
	head []string
}

// dial sends "METHOD path" with headers, and reads the head of the response.
func (f *fixture) dial(request string, headers ...string) (*source, error) {
	conn, err := net.Dial("tcp", f.addr)
	if err != nil {
		return nil, err
	}
	f.t.Cleanup(func() { _ = conn.Close() })
	_ = conn.SetDeadline(time.Now().Add(20 * time.Second))
	for i := range headers {
		headers[i] += "\r\n"
	}
	if _, err := fmt.Fprintf(conn, "%s HTTP/1.1\r\nHost: x\r\n%s\r\n", request, strings.Join(headers, "")); err != nil {
		return nil, err
	}
	s := &source{conn: conn, r: bufio.NewReader(conn)}
	for {
		line, err := s.line()
		if err != nil || line == "" {
			return s, err
		}
		s.head = append(s.head, line)
	}
}

// watch connects as somebody who has a version.
func (f *fixture) watch(version string) (*source, error) {
	return f.dial("GET /events?v=0", "Last-Event-ID: "+version)
}

func (s *source) line() (string, error) {
	line, err := s.r.ReadString('\n')
	return strings.TrimRight(line, "\r\n"), err
}

// next is the next event that has data.
func (s *source) next() (e event, err error) {
	for {
		line, err := s.line()
		if err != nil {
			return e, err
		}
		name, value, _ := strings.Cut(line, ": ")
		switch name {
		case "id":
			e.id = value
		case "event":
			e.name = value
		case "data":
			e.data = value
		case "":
			if e.data != "" {
				return e, nil
			}
			e = event{}
		}
	}
}

// follow applies what happens until the end, and connects again after a few events each time. reached gets each version.
func (f *fixture) follow(d *dom, reached *atomic.Value, reconnect func() int) error {
	for {
		s, err := f.watch(d.version)
		if err != nil {
			return err
		}
		for n := reconnect(); n != 0; n-- {
			e, err := s.next()
			if err != nil {
				return fmt.Errorf("after %s: %w", d.version, err)
			}
			if e.name == "end" {
				_ = s.conn.Close()
				return nil
			}
			if err := d.apply(e.data); err != nil {
				return err
			}
			d.version = e.id
			reached.Store(e.id)
		}
		_ = s.conn.Close()
	}
}

// final is the page as the document has it.
func (f *fixture) final() string {
	d := &dom{main: parse(f.doc.outer("root", nil))}
	return d.String()
}

// waitFor waits until something is so.
func waitFor(t testing.TB, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); !ok(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s: not within 10 s", what)
		}
	}
}

// settled waits until all viewers have the page as it stands.
func (f *fixture) settled(reached []atomic.Value) {
	f.t.Helper()
	last := f.open().version
	waitFor(f.t, "all viewers have "+last, func() bool {
		for i := range reached {
			if reached[i].Load() != last {
				return false
			}
		}
		return true
	})
}

func (f *fixture) connections() int {
	f.Hub.mu.Lock()
	defer f.Hub.mu.Unlock()
	return f.Hub.viewers
}
