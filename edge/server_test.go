package edge

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/valyala/fasthttp"
)

func dial(t *testing.T, addr string) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	_ = conn.SetDeadline(time.Now().Add(10 * time.Second))
	return conn
}

func TestSlowClientsAreCutOff(t *testing.T) {
	_, addr := listen(t, Config{Pages: newSource(), ReadTimeout: 150 * time.Millisecond})
	for name, start := range map[string]string{
		"nothing at all":    "",
		"slow request line": "GET /a/",
		"slow headers":      "GET /a/p HTTP/1.1\r\nHost: x\r\nX-A",
		"slow body":         "POST /v1/x HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			conn := dial(t, addr)
			go func() { // A byte now and then must not keep the connection.
				_, _ = io.WriteString(conn, start)
				for range 40 {
					if start != "" {
						_, _ = io.WriteString(conn, "b")
					}
					time.Sleep(50 * time.Millisecond)
				}
			}()
			began := time.Now()
			if r := readReply(t, bufio.NewReader(conn), "GET"); r.status != 408 {
				t.Errorf("status %d", r.status)
			}
			if d := time.Since(began); d > 2*time.Second {
				t.Errorf("took %v", d)
			}
		})
	}
}

func TestClientThatDoesNotReadIsCutOff(t *testing.T) {
	source := newSource()
	source.write("/a/p", noise(8<<20)) // More than the socket buffers take.
	s, addr := listen(t, Config{Pages: source, WriteTimeout: 200 * time.Millisecond})
	conn := dial(t, addr)
	_, _ = io.WriteString(conn, "GET /a/p HTTP/1.1\r\nHost: x\r\n\r\n")
	deadline := time.Now().Add(5 * time.Second)
	// It is below 0 until Serve has begun.
	for s.http.GetOpenConnectionsCount() <= 0 && time.Now().Before(deadline) {
		time.Sleep(time.Millisecond)
	}
	for s.http.GetOpenConnectionsCount() > 0 {
		if time.Now().After(deadline) {
			t.Fatal("still connected")
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func TestIdleConnectionsAreClosed(t *testing.T) {
	_, addr := listen(t, Config{Pages: newSource(), IdleTimeout: 100 * time.Millisecond})
	conn := dial(t, addr)
	r := bufio.NewReader(conn)
	for range 2 {
		_, _ = io.WriteString(conn, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
		if reply := readReply(t, r, "GET"); reply.status != 200 {
			t.Fatalf("status %d", reply.status)
		}
	}
	if _, err := r.ReadByte(); !errors.Is(err, io.EOF) {
		t.Errorf("read: %v", err)
	}
}

func TestMalformedRequestsGetAnAnswer(t *testing.T) {
	source := newSource()
	source.write("/a/p", "page")
	_, addr := listen(t, Config{Pages: source, MaxBodyBytes: 1000})
	for name, c := range map[string]struct {
		raw    string
		status int
	}{
		"no version":          {"GET /a/p\r\n\r\n", 400},
		"not HTTP":            {"\x16\x03\x01\x02\x00\x01\r\n\r\n", 400},
		"no host":             {"GET /a/p HTTP/1.1\r\n\r\n", 400},
		"two hosts":           {"GET /a/p HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
		"broken host":         {"GET /a/p HTTP/1.1\r\nHost: [::1\r\n\r\n", 400},
		"NUL in the address":  {"GET /a/p\x00 HTTP/1.1\r\nHost: x\r\n\r\n", 400},
		"NUL in a header":     {"GET /a/p HTTP/1.1\r\nHost: x\r\nX: a\x00b\r\n\r\n", 400},
		"space before colon":  {"GET /a/p HTTP/1.1\r\nHost : x\r\n\r\n", 400},
		"two lengths":         {"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400},
		"negative length":     {"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 400},
		"broken chunks":       {"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400},
		"too large":           {"POST /v1/x HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n", 413},
		"too large in chunks": {"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n" + strings.Repeat("x", 1001) + "\r\n0\r\n\r\n", 413},
		"too many headers":    {"GET / HTTP/1.1\r\nHost: x\r\n" + strings.Repeat("X-Header: value\r\n", 1000) + "\r\n", 431},
		"old version":         {"GET /a/p HTTP/1.0\r\n\r\n", 200},
		"address with a host": {"GET http://y/a/p HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 200},
	} {
		r := askRaw(t, addr, "GET", c.raw)
		if r.status != c.status {
			t.Errorf("%s: status %d, want %d", name, r.status, c.status)
		}
		if r.status >= 400 && (len(r.body) == 0 || len(r.body) > 500 || !r.closes) {
			t.Errorf("%s: %d bytes, closes %v", name, len(r.body), r.closes)
		}
	}
}

func TestClientThatSendsTooMuchStillReadsTheAnswer(t *testing.T) {
	_, addr := listen(t, Config{Pages: newSource(), MaxBodyBytes: 1 << 20})
	for range 3 {
		resp, err := http.Post("http://"+addr+"/v1/pages", "application/json", bytes.NewReader(make([]byte, 3<<20)))
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		if resp.StatusCode != 413 || !strings.HasPrefix(string(body), `{"error":"`) {
			t.Errorf("status %d, body %s", resp.StatusCode, body)
		}
	}
}

func TestShutdownFinishesWhatIsInFlight(t *testing.T) {
	source := newSource()
	source.write("/a/p", html(50_000))
	source.gate = make(chan struct{})
	s := newServer(t, Config{Pages: source})
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	served, down := make(chan error, 1), make(chan error, 1)
	go func() { served <- s.Serve(ln) }()
	idle, busy := dial(t, ln.Addr().String()), dial(t, ln.Addr().String())
	idleReader := bufio.NewReader(idle)
	_, _ = io.WriteString(idle, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
	readReply(t, idleReader, "GET")
	_, _ = io.WriteString(busy, "GET /a/p HTTP/1.1\r\nHost: x\r\nAccept-Encoding: br\r\n\r\n")
	for source.loads.Load() == 0 {
		time.Sleep(time.Millisecond)
	}
	go func() { down <- s.Shutdown(context.Background()) }()
	if _, err := idleReader.ReadByte(); err == nil {
		t.Error("the idle connection was not closed")
	}
	if _, err := net.Dial("tcp", ln.Addr().String()); err == nil {
		t.Error("still listening")
	}
	close(source.gate)
	if r := readReply(t, bufio.NewReader(busy), "GET"); r.status != 200 || r.decoded(t) != html(50_000) || !r.closes {
		t.Errorf("status %d, %d bytes, closes %v", r.status, len(r.body), r.closes)
	}
	if err := errors.Join(<-down, <-served); err != nil {
		t.Error(err)
	}
}

func TestShutdownGivesUpWithItsContext(t *testing.T) {
	source := newSource()
	source.write("/a/p", "x")
	source.gate = make(chan struct{})
	s := newServer(t, Config{Pages: source})
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = s.Serve(ln) }()
	conn := dial(t, ln.Addr().String())
	_, _ = io.WriteString(conn, "GET /a/p HTTP/1.1\r\nHost: x\r\n\r\n")
	for source.loads.Load() == 0 {
		time.Sleep(time.Millisecond)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	if err := s.Shutdown(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Shutdown: %v", err)
	}
	if s.life.Err() == nil {
		t.Error("what is in flight was not told")
	}
	if err := s.Shutdown(context.Background()); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("second Shutdown: %v", err)
	}
	close(source.gate)
	if r := readReply(t, bufio.NewReader(conn), "GET"); r.status != 200 {
		t.Errorf("what was left: status %d", r.status)
	}
}

func TestServeAfterShutdownSaysSo(t *testing.T) {
	s := newServer(t, Config{Pages: newSource()})
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Shutdown(t.Context()); err != nil {
		t.Error(err)
	}
	if err := s.Serve(ln); !errors.Is(err, ErrClosed) {
		t.Errorf("Serve: %v", err)
	}
}

// countingListener's connections count the writes of the server, to see that a usual page is one.
type countingListener struct {
	net.Listener
	writes chan int
}

type countingConn struct {
	net.Conn
	writes chan int
}

func (l countingListener) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return countingConn{conn, l.writes}, nil
}

func (c countingConn) Write(b []byte) (int, error) {
	c.writes <- len(b)
	return c.Conn.Write(b)
}

func TestUsualPageIsOneWrite(t *testing.T) {
	source := newSource()
	source.write("/a/p", html(15_000))
	s := newServer(t, Config{Pages: source})
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	writes := make(chan int, 10)
	go func() { _ = s.Serve(countingListener{ln, writes}) }()
	ask(t, ln.Addr().String(), "GET /a/p")
	if err := s.Shutdown(t.Context()); err != nil {
		t.Error(err)
	}
	close(writes)
	var sizes []int
	for n := range writes {
		sizes = append(sizes, n)
	}
	if len(sizes) != 1 {
		t.Errorf("writes of %v bytes", sizes)
	}
}

func TestPipelinedRequestsAreAnsweredInOrder(t *testing.T) {
	source := newSource()
	for i := range 5 {
		source.write(fmt.Sprintf("/a/%d", i), fmt.Sprintf("page %d", i))
	}
	_, addr := listen(t, Config{Pages: source})
	conn := dial(t, addr)
	for i := range 5 {
		fmt.Fprintf(conn, "GET /a/%d HTTP/1.1\r\nHost: x\r\n\r\n", i)
	}
	r := bufio.NewReader(conn)
	for i := range 5 {
		if reply := readReply(t, r, "GET"); reply.body != fmt.Sprintf("page %d", i) {
			t.Errorf("%d: %q", i, reply.body)
		}
	}
}

func TestPanicInOneHandlerLeavesNothingOfItsResponse(t *testing.T) {
	api := func(ctx *fasthttp.RequestCtx) {
		ctx.Response.Header.Set("X-Secret", "1")
		ctx.SetBodyString("half of it")
		panic("api")
	}
	_, addr := listen(t, Config{Pages: newSource(), API: api})
	r := ask(t, addr, "GET /v1/x")
	if r.status != 500 || r.header.Get("X-Secret") != "" || strings.Contains(r.body, "half") {
		t.Errorf("status %d, %v, %s", r.status, r.header, r.body)
	}
}
