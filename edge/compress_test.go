package edge

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"sync"
	"testing"
)

// The tags of copies promise their bytes. If this fails after a change of a level or a library, raise the digit of the
// coding's tagSuffix and put the new hash here.
func TestEncodersMakeTheSameBytes(t *testing.T) {
	for c, want := range map[coding]string{
		gzipCoding:   "0d138f6c1cd6912a",
		zstdCoding:   "7c70af958e649ebe",
		brotliCoding: "f034baa2d1bc3dae",
	} {
		sum := sha256.Sum256(new(encoder).encode(c, []byte(html(30_000)), false))
		if got := hex.EncodeToString(sum[:8]); got != want {
			t.Errorf("%s with tags %s makes other bytes: hash %s, was %s", codings[c].name, codings[c].tagSuffix, got, want)
		}
	}
}

func TestUsedEncoderMakesTheBytesOfANewOne(t *testing.T) {
	used := new(encoder)
	for _, n := range []int{100, 100_000, 900, 5000, 30_000, 5000} {
		for c := gzipCoding; c < numCodings; c++ {
			page := []byte(html(n))
			got := used.encode(c, page, false)
			if !bytes.Equal(got, new(encoder).encode(c, page, false)) {
				t.Errorf("%s of %d bytes differs", codings[c].name, n)
			}
			if back, err := decode(string(codings[c].name), got); err != nil || !bytes.Equal(back, page) {
				t.Errorf("%s of %d bytes does not come back: %v", codings[c].name, n, err)
			}
		}
	}
}

func TestEachCopyIsMadeOnce(t *testing.T) {
	s := newServer(t, Config{Pages: newSource()})
	e := newEntry(Ref{ID: "p"}, &Page{Body: []byte(html(50_000))})
	var wg sync.WaitGroup
	var mu sync.Mutex
	seen := map[*representation]bool{}
	for i := range 20 {
		wg.Go(func() {
			if i%2 == 0 {
				s.compress.start(e, brotliCoding)
				s.compress.tryNow(e, brotliCoding)
			}
			r := s.compress.now(e, brotliCoding)
			mu.Lock()
			defer mu.Unlock()
			seen[r] = true
		})
	}
	wg.Wait()
	s.compress.wait()
	if len(seen) != 1 || seen[nil] {
		t.Errorf("%d copies", len(seen))
	}
	if n := len(s.compress.free); n != cap(s.compress.free) {
		t.Errorf("%d encoders came back of %d", n, cap(s.compress.free))
	}
}

func TestBusyEncodersLeaveThePageAsItIs(t *testing.T) {
	source := newSource()
	source.write("/a/p", html(20_000))
	s := newServer(t, Config{Pages: source})
	var taken []*encoder
	for range cap(s.compress.free) {
		taken = append(taken, <-s.compress.free)
	}
	const request = "GET /a/p HTTP/1.1\r\nHost: x\r\nAccept-Encoding: br, zstd\r\n\r\n"
	ctx := requestCtx(t, request)
	s.handle(ctx)
	if len(ctx.Response.Header.ContentEncoding()) != 0 || string(ctx.Response.Body()) != html(20_000) {
		t.Errorf("coding %s", ctx.Response.Header.ContentEncoding())
	}
	for _, enc := range taken {
		s.compress.free <- enc
	}
	ctx = requestCtx(t, request)
	s.handle(ctx)
	if string(ctx.Response.Header.ContentEncoding()) != "br" {
		t.Errorf("coding %s", ctx.Response.Header.ContentEncoding())
	}
}
