package edge

import (
	"bufio"
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

// BenchmarkMiss is what the edge adds to a load: hashing, caching and, for zstd, compressing 20 KB.
func BenchmarkMiss(b *testing.B) {
	for name, headers := range map[string]string{"identity": "", "zstd": "Accept-Encoding: zstd\r\n"} {
		b.Run(name, func(b *testing.B) {
			source := newSource()
			s := newServer(b, Config{Pages: source})
			w := newWire(hit{method: "GET", headers: headers}.raw())
			page := html(20_000)
			for b.Loop() {
				source.write("/a/p", page)
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
