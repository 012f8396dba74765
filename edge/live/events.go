package live

import (
	"errors"
	"net"
	"time"

	"github.com/valyala/fasthttp"
)

// What goes over the wire beside messages: https://html.spec.whatwg.org/multipage/server-sent-events.html
const (
	eventStream = "text/event-stream"
	noStore     = "no-store"
)

var (
	// retry is how long a browser waits before it connects again, in milliseconds.
	retry     = []byte("retry: 1000\n\n")
	heartbeat = []byte(":\n\n")
	// endEvent says that the page's address has an ordinary page from now on, or none.
	endEvent = []byte("event: end\ndata: {}\n\n")
)

// ServeEvents answers a request for what happens to the page of an unfinished item, at a path as in Document.View. The
// server must have KeepHijackedConns set: a viewer then costs neither a request nor a read buffer. What a browser has
// already is in Last-Event-ID or, the first time, in the query: ?v=VERSION.
func (h *Hub) ServeEvents(ctx *fasthttp.RequestCtx, id, path string) {
	switch {
	case !ctx.IsGet() && !ctx.IsHead():
		refuse(ctx, fasthttp.StatusMethodNotAllowed, "The events of a page can only be read, with GET.\n")
		ctx.Response.Header.Set(fasthttp.HeaderAllow, "GET, HEAD")
		return
	case ctx.IsHead():
		writeHead(ctx)
		return
	}
	version := string(known(ctx))
	w, err := h.connect(id, path, version)
	if err != nil {
		h.refuseEvents(ctx, err)
		return
	}
	w.close() // The function below is not called when the connection is broken by now, so it connects itself.
	ctx.HijackSetNoResponse(true)
	ctx.Hijack(func(c net.Conn) { go h.watch(bare(c), id, path, version) })
}

// known is what the browser says that it has.
func known(ctx *fasthttp.RequestCtx) []byte {
	if id := ctx.Request.Header.Peek("Last-Event-ID"); len(id) > 0 {
		return id
	}
	return ctx.QueryArgs().Peek("v")
}

// watch writes to a connection of its own until it ends.
func (h *Hub) watch(conn net.Conn, id, path, version string) {
	defer conn.Close()
	w, err := h.connect(id, path, version)
	if err != nil {
		return // What was there a moment ago is not; the browser will ask again.
	}
	defer w.close()
	w.run(conn)
}

// ServeEnd answers a request for the events of a page that is not being written: it has ended.
func (h *Hub) ServeEnd(ctx *fasthttp.RequestCtx) {
	if !ctx.IsGet() {
		h.ServeEvents(ctx, "", "")
		return
	}
	writeHead(ctx)
	ctx.Response.SetBodyRaw(endEvent)
}

// bare is the connection without what fasthttp has around it: that would keep its read buffer.
func bare(c net.Conn) net.Conn {
	if w, ok := c.(interface{ UnsafeConn() net.Conn }); ok {
		return w.UnsafeConn()
	}
	return c
}

// responseHead is the response up to its first event. It ends with the connection.
func responseHead() []byte {
	b := []byte("HTTP/1.1 200 OK\r\nDate: ")
	b = fasthttp.AppendHTTPDate(b, time.Now())
	b = append(b, "\r\nContent-Type: "+eventStream+"\r\nCache-Control: "+noStore+
		"\r\nX-Accel-Buffering: no\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n"...)
	return append(b, retry...)
}

func writeHead(ctx *fasthttp.RequestCtx) {
	h := &ctx.Response.Header
	h.SetContentType(eventStream)
	h.Set(fasthttp.HeaderCacheControl, noStore)
	h.Set(fasthttp.HeaderXContentTypeOptions, "nosniff")
	h.Set("X-Accel-Buffering", "no")
}

// refuseEvents answers when nobody can be a viewer. A browser gives up at any status but 200, and its page then looks
// after itself.
func (h *Hub) refuseEvents(ctx *fasthttp.RequestCtx, err error) {
	switch {
	case errors.Is(err, ErrEnded):
		h.ServeEnd(ctx)
	case errors.Is(err, ErrNoView):
		refuse(ctx, fasthttp.StatusNotFound, "There is no such page.\n")
	case errors.Is(err, ErrFull), errors.Is(err, ErrClosed):
		refuse(ctx, fasthttp.StatusServiceUnavailable, "Too many are watching at the moment; load the page again later.\n")
		ctx.Response.Header.Set(fasthttp.HeaderRetryAfter, "5")
	default:
		refuse(ctx, fasthttp.StatusInternalServerError, "Something went wrong here; please try again later.\n")
	}
}

func refuse(ctx *fasthttp.RequestCtx, status int, text string) {
	ctx.Response.Reset()
	ctx.SetStatusCode(status)
	h := &ctx.Response.Header
	h.SetContentType("text/plain; charset=utf-8")
	h.Set(fasthttp.HeaderCacheControl, noStore)
	h.Set(fasthttp.HeaderXContentTypeOptions, "nosniff")
	ctx.SetBodyString(text)
}
