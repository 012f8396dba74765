package edge

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/valyala/fasthttp"
)

func TestBodyIsReadWhileItComes(t *testing.T) {
	seen := make(chan string)
	_, addr := listen(t, Config{Pages: newSource(), MaxBodyBytes: 10,
		StreamedBody: func(ctx *fasthttp.RequestCtx) bool { return ctx.IsPatch() },
		API: func(ctx *fasthttp.RequestCtx) {
			buf := make([]byte, 100)
			for {
				n, err := ctx.RequestBodyStream().Read(buf)
				if n > 0 {
					seen <- string(buf[:n])
				}
				if err != nil {
					ctx.SetBodyString(err.Error())
					return
				}
			}
		}})
	conn := dial(t, addr)
	_, _ = io.WriteString(conn, "PATCH /v1/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
	for _, part := range []string{"first", "second", "third of more than the limit"} {
		_, _ = fmt.Fprintf(conn, "%x\r\n%s\r\n", len(part), part)
		got := ""
		for got != part {
			select {
			case some := <-seen:
				got += some
			case <-time.After(5 * time.Second):
				t.Fatalf("%q is not there", part)
			}
		}
	}
	_, _ = io.WriteString(conn, "0\r\n\r\n")
	if r := readReply(t, bufio.NewReader(conn), "PATCH"); r.body != "EOF" || !r.closes {
		t.Errorf("%+v", r)
	}
}

// Half a body is not taken for a whole one.
func TestBodyThatBreaksOffIsTold(t *testing.T) {
	for _, streamed := range []bool{false, true} {
		ends := make(chan error, 1)
		_, addr := listen(t, Config{Pages: newSource(), StreamedBody: func(*fasthttp.RequestCtx) bool { return streamed },
			API: func(ctx *fasthttp.RequestCtx) {
				if streamed {
					_, err := io.Copy(io.Discard, BodyStream(ctx))
					ends <- err
					return
				}
				ends <- nil
			}})
		for request, whole := range map[string]bool{
			"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n":          false,
			"Transfer-Encoding: chunked\r\n\r\n5\r\nhe":                 false,
			"Content-Length: 20\r\n\r\nhello":                           false,
			"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n": true,
			"Content-Length: 5\r\n\r\nhello":                            true,
		} {
			conn := dial(t, addr)
			_, _ = io.WriteString(conn, "POST /v1/x HTTP/1.1\r\nHost: x\r\n"+request)
			if !whole {
				_ = conn.Close()
			}
			select {
			case err := <-ends:
				if (err == nil) != whole {
					t.Errorf("streamed %v, %q: %v", streamed, request, err)
				}
			case <-time.After(500 * time.Millisecond):
				if streamed || whole {
					t.Errorf("streamed %v, %q: the handler was not called", streamed, request)
				}
			}
		}
	}
}

// What a handler leaves of a streamed body must not be taken for the next request.
func TestUnreadBodyIsNoRequest(t *testing.T) {
	requests := 0
	_, addr := listen(t, Config{Pages: newSource(), StreamedBody: func(*fasthttp.RequestCtx) bool { return true },
		API: func(ctx *fasthttp.RequestCtx) { requests++; ctx.SetStatusCode(401) }})
	inner := "GET /v1/y HTTP/1.1\r\nHost: x\r\n\r\n"
	for _, request := range []string{
		"POST /v1/x HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n" + inner,
		"POST /v1/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n" + inner,
	} {
		requests = 0
		conn := dial(t, addr)
		_, _ = io.WriteString(conn, request)
		r := bufio.NewReader(conn)
		if reply := readReply(t, r, "POST"); reply.status != 401 || !reply.closes {
			t.Errorf("%+v", reply)
		}
		if rest, err := io.ReadAll(r); err != nil || len(rest) > 0 || requests != 1 {
			t.Errorf("%d requests, %v; then %s", requests, err, rest)
		}
	}
}

func TestBodyIsWholeForOtherHandlers(t *testing.T) {
	_, addr := listen(t, Config{Pages: newSource(), MaxBodyBytes: 20_000, API: func(ctx *fasthttp.RequestCtx) {
		ctx.SetBody(ctx.Request.Body())
	}})
	long := strings.Repeat("0123456789", 1500)
	for request, want := range map[string]reply{
		"POST /v1/x HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello":                                                  {status: 200, body: "hello"},
		"POST /v1/x HTTP/1.1\r\nHost: x\r\nContent-Length: 15000\r\n\r\n" + long:                                            {status: 200, body: long},
		"POST /v1/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n":             {status: 200, body: "hello!"},
		"POST /v1/x HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n":                                                       {status: 200},
		"POST /v1/x HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 20001\r\n\r\n":                           {status: 413},
		"POST /a/p HTTP/1.1\r\nHost: x\r\nContent-Length: 20001\r\n\r\n":                                                    {status: 413},
		"POST /v1/x HTTP/1.1\r\nHost: x\r\n" + oversized + ": 1\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello":     {status: 413},
		"POST /v1/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\nhelloX\r\n0\r\n\r\n": {status: 400},
	} {
		conn := dial(t, addr)
		_, _ = io.WriteString(conn, request)
		r := bufio.NewReader(conn)
		got := readReply(t, r, "POST")
		if got.status == 100 {
			got = readReply(t, r, "POST")
		}
		if got.status != want.status || got.status == 200 && got.body != want.body || got.closes != (want.status != 200) {
			t.Errorf("%.120q: status %d, %d bytes, closes %v", request, got.status, len(got.body), got.closes)
		}
	}
}
