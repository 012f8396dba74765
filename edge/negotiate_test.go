package edge

import (
	"strings"
	"testing"
	"time"
)

func TestBestReadyCopyIsSent(t *testing.T) {
	source := newSource()
	source.write("/a/p", html(20_000))
	s, addr := listen(t, Config{Pages: source})
	allCodings(t, s, "/a/p")
	for accept, want := range map[string]string{
		"":                                    "",
		"gzip":                                "gzip",
		"GZip":                                "gzip",
		"x-gzip":                              "gzip",
		"gzip, deflate, br, zstd":             "br",
		"gzip, deflate, zstd":                 "zstd",
		"gzip, deflate":                       "gzip",
		"deflate":                             "",
		"*":                                   "br",
		"*;q=0.3, br;q=0":                     "zstd",
		"br;q=0.5, gzip;q=0.8":                "gzip",
		"br;q=0.8 , gzip;Q=0.8":               "br",
		"br ; q=0.801, gzip\t;\tq=0.8":        "br",
		"identity, gzip;q=0.5":                "",
		"identity;q=0.5, gzip;q=0.5":          "gzip",
		"gzip;q=0.001":                        "gzip",
		"gzip;q=0":                            "",
		"gzip;q=0.000":                        "",
		"identity;q=0, gzip":                  "gzip",
		"identity;q=0, *":                     "br",
		"gzip;q=2":                            "",
		"gzip;q=0.1234":                       "",
		"gzip;q=-1":                           "",
		"gzip;q=":                             "",
		"gzip;level=9":                        "",
		",,gzip,,":                            "gzip",
		";;;,=,q=1,\"":                        "",
		"br;q=1.000, " + long("x;q=0.5,", 50): "br",
	} {
		r := ask(t, addr, "GET /a/p", "Accept-Encoding: "+accept)
		if got := r.header.Get("Content-Encoding"); r.status != 200 || got != want {
			t.Errorf("Accept-Encoding %q: status %d, coding %q, want %q", accept, r.status, got, want)
		} else if r.decoded(t) != html(20_000) {
			t.Errorf("Accept-Encoding %q: not the page", accept)
		}
		if r.header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("Accept-Encoding %q: Vary %q", accept, r.header.Get("Vary"))
		}
	}
}

func long(s string, n int) string { return strings.Repeat(s, n) }

func TestAcceptEncodingMayBeSeveralLines(t *testing.T) {
	source := newSource()
	source.write("/a/p", html(20_000))
	s, addr := listen(t, Config{Pages: source})
	allCodings(t, s, "/a/p")
	r := ask(t, addr, "GET /a/p", "Accept-Encoding: gzip", "Accept-Encoding: br")
	if got := r.header.Get("Content-Encoding"); got != "br" {
		t.Errorf("coding %q", got)
	}
	if r := ask(t, addr, "GET /a/p"); r.header.Get("Content-Encoding") != "" {
		t.Errorf("without the header: coding %q", r.header.Get("Content-Encoding"))
	}
}

func TestNothingAcceptableIs406(t *testing.T) {
	source := newSource()
	source.write("/a/p", html(2000))
	_, addr := listen(t, Config{Pages: source})
	for _, accept := range []string{"identity;q=0", "*;q=0", "identity;q=0, deflate", "*;q=0, br;q=0"} {
		if r := ask(t, addr, "GET /a/p", "Accept-Encoding: "+accept); r.status != 406 {
			t.Errorf("%q: status %d", accept, r.status)
		}
	}
}

func TestTinyPageIsCompressedOnlyForThoseWhoRefuseIdentity(t *testing.T) {
	source := newSource()
	source.write("/a/p", "<p>Hello</p>")
	s, addr := listen(t, Config{Pages: source})
	allCodings(t, s, "/a/p")
	for accept, want := range map[string]string{"br, gzip": "", "zstd": "", "*;q=0, gzip": "gzip", "identity;q=0, br": "br"} {
		r := ask(t, addr, "GET /a/p", "Accept-Encoding: "+accept)
		if r.header.Get("Content-Encoding") != want || r.decoded(t) != "<p>Hello</p>" {
			t.Errorf("%q: coding %q, body %q", accept, r.header.Get("Content-Encoding"), r.body)
		}
	}
}

func TestIncompressiblePageIsSentAsItIs(t *testing.T) {
	source := newSource()
	source.write("/a/p", noise(4000))
	s, addr := listen(t, Config{Pages: source})
	allCodings(t, s, "/a/p")
	r := ask(t, addr, "GET /a/p", "Accept-Encoding: br, zstd, gzip")
	if r.header.Get("Content-Encoding") != "" || r.body != noise(4000) {
		t.Errorf("coding %q, %d bytes", r.header.Get("Content-Encoding"), len(r.body))
	}
}

// noise is n bytes that do not compress.
func noise(n int) string {
	out, x := make([]byte, n), uint32(1)
	for i := range out {
		x ^= x << 13
		x ^= x >> 17
		x ^= x << 5
		out[i] = byte(x >> 8)
	}
	return string(out)
}

func TestFirstReaderGetsTheCompressedCopy(t *testing.T) {
	source := newSource()
	source.write("/a/p", html(20_000))
	_, addr := listen(t, Config{Pages: source})
	for _, coding := range []string{"br", "gzip", "zstd"} {
		r := ask(t, addr, "GET /a/p", "Accept-Encoding: "+coding)
		if r.header.Get("Content-Encoding") != coding || r.decoded(t) != html(20_000) {
			t.Errorf("asked for %s, got %q", coding, r.header.Get("Content-Encoding"))
		}
	}
}

func TestFirstReaderOfALargePageGetsItAsItIsAndLaterOnesItsCompressedCopy(t *testing.T) {
	const size = atOnceBytes + 1000
	source := newSource()
	source.write("/a/p", html(size))
	_, addr := listen(t, Config{Pages: source})
	first := ask(t, addr, "GET /a/p", "Accept-Encoding: br, gzip")
	if first.status != 200 || first.header.Get("Content-Encoding") != "" || first.body != html(size) {
		t.Fatalf("first: status %d, coding %q", first.status, first.header.Get("Content-Encoding"))
	}
	deadline := time.Now().Add(5 * time.Second)
	for time.Now().Before(deadline) {
		r := ask(t, addr, "GET /a/p", "Accept-Encoding: br, gzip")
		if r.header.Get("Content-Encoding") == "br" {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Error("the compressed copy never came")
}

func TestFirstReaderOfALargePageGetsZstdAtOnce(t *testing.T) {
	source := newSource()
	source.write("/a/p", html(atOnceBytes+1000))
	_, addr := listen(t, Config{Pages: source})
	r := ask(t, addr, "GET /a/p", "Accept-Encoding: gzip, br, zstd")
	if r.header.Get("Content-Encoding") != "zstd" || r.decoded(t) != html(atOnceBytes+1000) {
		t.Errorf("coding %q", r.header.Get("Content-Encoding"))
	}
}
