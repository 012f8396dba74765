package edge

import (
	"bytes"
	"runtime/debug"

	"github.com/valyala/fasthttp"
)

// What the public paths are made of.
var (
	pagePrefix    = []byte("/a/")
	appPrefix     = []byte("/app/")
	datasetPrefix = []byte("/d/")
	// assetPrefix begins the paths of files that pages ask for.
	assetPrefix = []byte("/-/")
	apiPrefix   = []byte("/v1/")
	healthPath  = []byte("/healthz")
	dot         = []byte(".")
)

// handle is the first of our code that a request reaches, and the last line that a panic reaches.
func (s *Server) handle(ctx *fasthttp.RequestCtx) {
	defer s.recover(ctx)
	host, path := bareHost(ctx.Host()), ctx.Path()
	if ctx.Request.IsBodyStream() {
		if s.isStreamed(ctx, host, path) {
			defer s.leaveBody(ctx)
		} else {
			body := takeBuffer()
			defer body.giveBack()
			if !s.takeBody(ctx, body) {
				return
			}
		}
	}
	switch {
	case s.isOfPages(host, path):
		uri := ctx.URI()
		s.servePage(ctx, Request{Host: host, Path: path, RawPath: uri.PathOriginal(), Query: uri.QueryString()})
	case bytes.Equal(path, healthPath):
		serveHealth(ctx)
	case s.cfg.API != nil:
		s.cfg.API(ctx)
	default:
		refuse(ctx, fasthttp.StatusNotFound)
	}
}

// isOfPages tells that an address belongs to the PageSource.
func (s *Server) isOfPages(host, path []byte) bool { return s.isContentHost(host) || isPagePath(path) }

// recover turns a handler's panic into a 500 for this one visitor.
func (s *Server) recover(ctx *fasthttp.RequestCtx) {
	cause := recover()
	if cause == nil {
		return
	}
	s.cfg.Log.Error("edge: handler panicked", "panic", cause, "path", string(ctx.Path()), "stack", string(debug.Stack()))
	refuse(ctx, fasthttp.StatusInternalServerError)
}

// isPagePath tells that a path belongs to the PageSource on every host.
func isPagePath(path []byte) bool {
	return bytes.HasPrefix(path, pagePrefix) || bytes.HasPrefix(path, appPrefix) || bytes.HasPrefix(path, assetPrefix) ||
		bytes.HasPrefix(path, datasetPrefix)
}

func (s *Server) isContentHost(host []byte) bool {
	return s.contentSuffix != nil && bytes.HasSuffix(host, s.contentSuffix)
}

// bareHost is host without its port and trailing dot. fasthttp has put it in lower case already.
func bareHost(host []byte) []byte {
	if i := bytes.LastIndexByte(host, ':'); i >= 0 && bytes.IndexByte(host[i:], ']') < 0 {
		host = host[:i] // A colon before a bracket is part of an IPv6 address.
	}
	return bytes.TrimSuffix(host, dot)
}

func serveHealth(ctx *fasthttp.RequestCtx) {
	if !isRead(ctx) {
		refuse(ctx, fasthttp.StatusMethodNotAllowed)
		return
	}
	writeText(ctx, fasthttp.StatusOK, "ok\n")
}

// isRead says whether the method is one of the two that public paths know.
func isRead(ctx *fasthttp.RequestCtx) bool {
	return ctx.IsGet() || ctx.IsHead()
}
