package edge

import (
	"bytes"
	"errors"
	"io"
	"net"
	"sync"
	"time"

	"github.com/valyala/fasthttp"
)

// oversized marks requests that say themselves that their body is too large.
const oversized = "X-Placard-Oversized"

// headReceived keeps fasthttp from waiting for the first KB of a body before anybody looks at the request: it waits for one
// byte, and for none of a body that will be refused, which chunks stand for, since those are not read ahead.
func (s *Server) headReceived(h *fasthttp.RequestHeader) fasthttp.RequestConfig {
	if h.ContentLength() > s.cfg.MaxBodyBytes {
		h.SetContentLength(-1)
		h.Set(oversized, "1")
	}
	return fasthttp.RequestConfig{MaxRequestBodySize: 1}
}

// isStreamed tells of a request whose body its handler reads while it comes.
func (s *Server) isStreamed(ctx *fasthttp.RequestCtx, host, path []byte) bool {
	return s.cfg.StreamedBody != nil && len(ctx.Request.Header.Peek(oversized)) == 0 && !s.isOfPages(host, path) && s.cfg.StreamedBody(ctx)
}

// leaveBody comes after such a handler. What it has not read would be the next request to fasthttp, so the connection is
// closed; before, some of it is read, see drain.
func (s *Server) leaveBody(ctx *fasthttp.RequestCtx) {
	ctx.SetConnectionClose()
	drain(ctx.Conn(), ctx.RequestBodyStream(), drainFactor*s.cfg.MaxBodyBytes)
}

// takeBody reads a request's body, within MaxBodyBytes and what is left of ReadTimeout, so that handlers find all of it.
// It answers, and returns false, when the body cannot be read.
func (s *Server) takeBody(ctx *fasthttp.RequestCtx, body *bodyBuffer) bool {
	if err := s.readBody(ctx, body); err != nil {
		s.refuseUnread(ctx, err)
		ctx.SetConnectionClose()
		return false
	}
	ctx.Request.SetBodyRaw(body.Bytes())
	return true
}

func (s *Server) readBody(ctx *fasthttp.RequestCtx, body *bodyBuffer) error {
	limit := s.cfg.MaxBodyBytes
	length := ctx.Request.Header.ContentLength() // negative when it comes in chunks
	if len(ctx.Request.Header.Peek(oversized)) > 0 {
		return fasthttp.ErrBodyTooLarge
	}
	body.Grow(min(max(length, 0), bodyBytesAhead) + bytes.MinRead)
	_, err := body.ReadFrom(io.LimitReader(BodyStream(ctx), int64(limit)+1))
	switch {
	case err != nil:
		return err
	case body.Len() > limit:
		return fasthttp.ErrBodyTooLarge
	}
	return nil
}

// bodyBytesAhead is the memory that a request gets for its body before any of it is there.
const bodyBytesAhead = 64 << 10

// bodyBuffer holds a body until its handler returns, as fasthttp's own buffers do, and is then used again: bodies were half of
// the memory that publishing allocates.
type bodyBuffer struct{ bytes.Buffer }

var bodyBuffers = sync.Pool{New: func() any { return &bodyBuffer{} }}

func takeBuffer() *bodyBuffer { return bodyBuffers.Get().(*bodyBuffer) }

// giveBack leaves large buffers to the garbage collector.
func (b *bodyBuffer) giveBack() {
	if b.Cap() <= 2*bodyBytesAhead {
		b.Reset()
		bodyBuffers.Put(b)
	}
}

// BodyStream is the body of a request for which Config.StreamedBody holds. It ends with io.EOF only when all of it has come:
// fasthttp says the same of a connection that was closed between two chunks, or before Content-Length was reached.
func BodyStream(ctx *fasthttp.RequestCtx) io.Reader {
	return &bodyStream{ctx, ctx.Request.Header.ContentLength()}
}

type bodyStream struct {
	ctx *fasthttp.RequestCtx
	// left is what is to come; negative when that is not known.
	left int
}

func (b *bodyStream) Read(p []byte) (int, error) {
	n, err := b.ctx.RequestBodyStream().Read(p)
	if b.left >= 0 {
		b.left -= n
	}
	if err == io.EOF && (b.left > 0 || b.left < 0 && b.closed()) {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// closed tells that the client has closed its side. Whoever waits for an answer has not. What it may have sent of a next
// request is lost, so there will be none.
func (b *bodyStream) closed() bool {
	const patience = time.Millisecond
	conn := b.ctx.Conn()
	if conn.SetReadDeadline(time.Now().Add(patience)) != nil {
		return true
	}
	n, err := conn.Read(make([]byte, 1))
	if n > 0 {
		b.ctx.SetConnectionClose()
	}
	var timeout net.Error
	return err != nil && !(errors.As(err, &timeout) && timeout.Timeout())
}
