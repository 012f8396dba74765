package edge

import (
	"bufio"
	"strings"
	"testing"

	"github.com/valyala/fasthttp"
)

// FuzzRequest sends anything as a request line and headers. Nothing may panic, and only the page that the path names
// may come back: /a/p is "public", everything else that the source knows must not be reached under another name.
func FuzzRequest(f *testing.F) {
	for _, seed := range []string{
		"GET /a/p HTTP/1.1\r\nHost: x\r\n\r\n",
		"HEAD /a/p HTTP/1.1\r\nHost: x.pages.test:80\r\nAccept-Encoding: br;q=0.5, *;q=0\r\n\r\n",
		"GET /a/%2e%2e/secret HTTP/1.1\r\nHost: x\r\nIf-None-Match: W/\"a,b\", *\r\n\r\n",
		"GET /a/p%00 HTTP/1.1\r\nHost: x\r\nIf-Modified-Since: Tue, 14 Nov 2023 22:13:20 GMT\r\n\r\n",
		"GET http://[::1]/a//p HTTP/1.1\r\nHost: .\r\nAccept-Encoding: identity;q=0, gzip;q=1.000\r\n\r\n",
		"CONNECT x:443 HTTP/1.1\r\nHost: x.pages.test.\r\n\r\n",
		"OPTIONS * HTTP/1.1\r\nHost: x\r\nAccept-Encoding: ,;=q\r\n\r\n",
	} {
		f.Add(seed)
	}
	source := newSource()
	source.write("/a/p", "public "+html(2000))
	source.write("/secret", "secret")
	s := newServer(f, Config{Pages: source, ContentDomain: "pages.test"})
	f.Fuzz(func(t *testing.T, raw string) {
		var ctx fasthttp.RequestCtx
		ctx.Init(&fasthttp.Request{}, nil, nil)
		if ctx.Request.Read(bufio.NewReader(strings.NewReader(raw))) != nil {
			return
		}
		s.handle(&ctx)
		checkAnswer(t, &ctx)
	})
}

func checkAnswer(t *testing.T, ctx *fasthttp.RequestCtx) {
	t.Helper()
	status, path := ctx.Response.StatusCode(), string(ctx.Path())
	body, err := decode(string(ctx.Response.Header.ContentEncoding()), ctx.Response.Body())
	if err != nil {
		t.Fatal(err)
	}
	isPage := strings.HasPrefix(string(body), "public ")
	switch {
	case status >= 500:
		t.Errorf("status %d", status)
	case isPage && path != "/a/p":
		t.Errorf("%q gave the page /a/p", path)
	case string(body) == "secret" && (path != "/secret" || !strings.HasSuffix(string(bareHost(ctx.Host())), ".pages.test")):
		t.Errorf("%q on %q gave the secret", path, ctx.Host())
	case status == 304 && len(body) > 0:
		t.Error("a 304 with a body")
	}
}

// FuzzWishes holds what every reading of Accept-Encoding must keep to.
func FuzzWishes(f *testing.F) {
	for _, seed := range []string{"", "gzip, br;q=0.5", "*;q=0", "identity;q=0.001,*", "br;q=1.0000"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		w := parseWishes([][]byte{line})
		for c, score := range w {
			if score < 0 || score >= 1001*int(numCodings) {
				t.Errorf("%s: score %d", codings[c].name, score)
			}
		}
		if best := w.best(); best != noCoding && w[best] == 0 {
			t.Errorf("best %d has no score", best)
		}
	})
}

// FuzzTags checks that reading a list ends, and that what it finds are tags of the list.
func FuzzTags(f *testing.F) {
	for _, seed := range []string{`"a"`, `W/"a", "b,c"`, `*`, `"`, `,,, "a" x`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, list []byte) {
		left := len(list)
		for tag, rest := nextTag(list); tag != nil; tag, rest = nextTag(rest) {
			if len(rest) >= left {
				t.Fatal("no progress")
			}
			left = len(rest)
			if string(tag) != "*" && (len(tag) < 2 || tag[0] != '"' || tag[len(tag)-1] != '"') {
				t.Errorf("tag %q", tag)
			}
		}
	})
}
