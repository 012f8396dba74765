package edge

import (
	"bytes"
	"io"

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
func (s *Server) takeBody(ctx *fasthttp.RequestCtx) bool {
	body, err := s.readBody(ctx)
	if err != nil {
		s.refuseUnread(ctx, err)
		ctx.SetConnectionClose()
		return false
	}
	ctx.Request.SetBodyRaw(body)
	return true
}

func (s *Server) readBody(ctx *fasthttp.RequestCtx) ([]byte, error) {
	limit := s.cfg.MaxBodyBytes
	length := ctx.Request.Header.ContentLength() // negative when it comes in chunks
	if len(ctx.Request.Header.Peek(oversized)) > 0 {
		return nil, fasthttp.ErrBodyTooLarge
	}
	var body bytes.Buffer
	body.Grow(min(max(length, 0), bodyBytesAhead) + bytes.MinRead)
	_, err := body.ReadFrom(io.LimitReader(ctx.RequestBodyStream(), int64(limit)+1))
	switch {
	case err != nil:
		return nil, err
	case body.Len() > limit:
		return nil, fasthttp.ErrBodyTooLarge
	case body.Len() < length:
		return nil, io.ErrUnexpectedEOF
	}
	return body.Bytes(), nil
}

// bodyBytesAhead is the memory that a request gets for its body before any of it is there.
const bodyBytesAhead = 64 << 10
