package edge

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"testing"
)

// BenchmarkHit is the handler with the parsing of the request and without the socket.
func BenchmarkHit(b *testing.B) {
	s, e := hitServer(b, 20_000)
	for _, h := range hits(e) {
		b.Run(h.name, func(b *testing.B) {
			w := newWire(h.raw())
			b.ReportAllocs()
			for b.Loop() {
				w.serve(b, s)
			}
		})
	}
}

// writtenSource has one page that is written before each request.
type writtenSource struct {
	version int64
	page    Page
}

func (w *writtenSource) Find(context.Context, Request) (Ref, error) {
	w.version++
	return Ref{ID: "p", Version: w.version}, nil
}

func (w *writtenSource) Load(context.Context, Ref, Request) (*Page, error) { return &w.page, nil }

// BenchmarkMiss is what the edge adds to a load: hashing, caching and, for zstd, compressing 20 KB.
func BenchmarkMiss(b *testing.B) {
	for _, h := range []hit{{"identity", "GET", ""}, {"zstd", "GET", "Accept-Encoding: zstd\r\n"}} {
		b.Run(h.name, func(b *testing.B) {
			s := newServer(b, Config{Pages: &writtenSource{page: Page{Body: []byte(html(20_000))}}, CacheBytes: 16 << 20})
			w := newWire(h.raw())
			b.ReportAllocs()
			for b.Loop() {
				w.serve(b, s)
			}
		})
	}
}

// BenchmarkSocket is one keep-alive connection over the loopback.
func BenchmarkSocket(b *testing.B) {
	source := newSource()
	source.write("/a/p", html(20_000))
	s, addr := listen(b, Config{Pages: source})
	allCodings(b, s, "/a/p")
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		b.Fatal(err)
	}
	defer conn.Close()
	r := bufio.NewReader(conn)
	request := []byte(hit{method: "GET", headers: "Accept-Encoding: br\r\n"}.raw())
	for b.Loop() {
		if _, err := conn.Write(request); err != nil {
			b.Fatal(err)
		}
		resp, err := http.ReadResponse(r, nil)
		if err != nil {
			b.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, resp.Body)
		_ = resp.Body.Close()
	}
}
