package edge

import (
	"bytes"
	"errors"
	"io"
	"net"
	"time"

	"github.com/valyala/fasthttp"
)

// refuse answers with a status and a sentence that says what to do about it: JSON for agents below /v1/, else a small
// page. Nothing of the request is repeated in it, and nothing of what was in the response before is left.
func refuse(ctx *fasthttp.RequestCtx, status int) {
	ctx.Response.Reset()
	ctx.Response.SetStatusCode(status)
	h := &ctx.Response.Header
	writeGuards(h)
	h.SetCanonical(headCacheControl, noStore)
	if status == fasthttp.StatusMethodNotAllowed {
		h.SetCanonical(headAllow, readMethods)
	}
	if bytes.HasPrefix(ctx.Path(), apiPrefix) {
		h.SetContentTypeBytes(jsonType)
		ctx.Response.SetBodyString(`{"error":"` + reason(status) + `","issues":[]}` + "\n")
		return
	}
	h.SetContentTypeBytes(htmlType)
	h.SetCanonical(headPolicy, strictPolicy)
	title := fasthttp.StatusMessage(status)
	ctx.Response.SetBodyString("<!doctype html><html lang=en><meta charset=utf-8><title>" + title + "</title><h1>" + title +
		"</h1><p>" + reason(status) + "</p></html>\n")
}

// reason is a sentence without anything that HTML or JSON would have to escape.
func reason(status int) string {
	switch status {
	case fasthttp.StatusNotFound:
		return "There is nothing at this address. It may have been deleted, or it has expired."
	case fasthttp.StatusMethodNotAllowed:
		return "This address can only be read, with GET or HEAD."
	case fasthttp.StatusNotAcceptable:
		return "The Accept-Encoding header rules out every form that this page has: allow identity, gzip, zstd or br."
	case fasthttp.StatusRequestTimeout:
		return "The request took too long to arrive."
	case fasthttp.StatusRequestEntityTooLarge:
		return "The body of the request is larger than this server takes."
	case fasthttp.StatusRequestHeaderFieldsTooLarge:
		return "The address and headers of the request are longer than this server takes."
	case fasthttp.StatusInternalServerError:
		return "Something went wrong here. It has been noted; please try again later."
	default:
		return "The request is not valid HTTP, or its address is not a valid one."
	}
}

// refuseUnread answers a request that fasthttp could not read, and will close the connection after.
func (s *Server) refuseUnread(ctx *fasthttp.RequestCtx, err error) {
	status := unreadStatus(err)
	if status == fasthttp.StatusRequestEntityTooLarge {
		drain(ctx.Conn(), ctx.Conn(), drainFactor*s.cfg.MaxBodyBytes)
	}
	// The deadline of the response before this one is still set, and may have passed. Should the connection be broken,
	// writing to it says so.
	_ = ctx.Conn().SetWriteDeadline(time.Now().Add(s.cfg.WriteTimeout))
	refuse(ctx, status)
}

func unreadStatus(err error) int {
	var tooLong *fasthttp.ErrSmallBuffer
	var timeout net.Error
	switch {
	case errors.As(err, &tooLong):
		return fasthttp.StatusRequestHeaderFieldsTooLarge
	case errors.Is(err, fasthttp.ErrBodyTooLarge):
		return fasthttp.StatusRequestEntityTooLarge
	case errors.As(err, &timeout) && timeout.Timeout():
		return fasthttp.StatusRequestTimeout
	default:
		return fasthttp.StatusBadRequest
	}
}

const (
	// drainFactor, drainIdle and drainTime bound how much of a refused body is read, and for how long.
	drainFactor = 4
	drainIdle   = 250 * time.Millisecond
	drainTime   = 3 * time.Second
)

// drain reads what the client is still sending of a refused body. A connection that is closed with unread bytes is
// reset, and a client that is busy sending may then never see the answer.
func drain(conn net.Conn, body io.Reader, maxBytes int) {
	buf := make([]byte, 32<<10)
	for end := time.Now().Add(drainTime); maxBytes > 0 && time.Now().Before(end); {
		if conn.SetReadDeadline(time.Now().Add(drainIdle)) != nil {
			return
		}
		n, err := body.Read(buf)
		if err != nil {
			return
		}
		maxBytes -= n
	}
}
