package edge

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"sync"

	"github.com/valyala/fasthttp"
	"golang.org/x/sync/singleflight"
)

const (
	// writeBufferSize holds the header (about 0.5 KB) and the body of usual pages, so that a response is one write.
	// fasthttp's default of 4 KB makes it two, which costs a third of the throughput (72 to 101 thousand requests a
	// second for a page of 5 KB). 16 KB also takes the compressed copy of a page of 200 KB. The price is memory: an open
	// connection keeps its buffers, so 10 000 connections hold 240 MB with the read buffers.
	writeBufferSize = 16 << 10
	// readBufferSize also bounds a request's line and headers; longer ones are answered 431.
	readBufferSize = 8 << 10
)

// ErrClosed is what Serve returns after Shutdown.
var ErrClosed = errors.New("edge: server closed")

// Server answers visitors. Create it with New; its methods may be called from any goroutine.
type Server struct {
	cfg Config
	// contentSuffix is "." and the content domain, nil for none: what a content host's name ends with.
	contentSuffix []byte
	http          fasthttp.Server
	cache         *cache
	compress      *compressor
	loads         singleflight.Group
	warm          warmer
	// life is the context of all that runs for a request. A RequestCtx cannot serve as one: it is reused for the next
	// request while someone may still watch it.
	life context.Context
	end  context.CancelFunc
	stop stopping
}

// stopping is the state of Shutdown. fasthttp's own does not do: asked a second time, or before Serve has got as far as
// listening, it does not wait for anything.
type stopping struct {
	mu        sync.Mutex
	listeners []net.Listener
	done      bool
	err       error
}

// New makes a server that is ready to Serve. Shutdown frees what it holds, also if it never served.
func New(cfg Config) (*Server, error) {
	cfg, err := cfg.withDefaults()
	if err != nil {
		return nil, err
	}
	cache, err := newCache(cfg.CacheBytes)
	if err != nil {
		return nil, fmt.Errorf("edge: page cache: %w", err)
	}
	s := &Server{cfg: cfg, cache: cache, compress: newCompressor(cache, cfg.Log)}
	if cfg.ContentDomain != "" {
		s.contentSuffix = []byte("." + cfg.ContentDomain)
	}
	s.warm.work = s.warmPages
	s.life, s.end = context.WithCancel(context.Background())
	s.setUpHTTP()
	return s, nil
}

// setUpHTTP configures fasthttp: lean responses, bounded requests, and nothing that a request says in the logs.
func (s *Server) setUpHTTP() {
	s.http = fasthttp.Server{
		Handler:                      s.handle,
		ErrorHandler:                 s.refuseUnread,
		Logger:                       connectionLog{s.cfg.Log},
		ReadBufferSize:               readBufferSize,
		WriteBufferSize:              writeBufferSize,
		ReadTimeout:                  s.cfg.ReadTimeout,
		WriteTimeout:                 s.cfg.WriteTimeout,
		IdleTimeout:                  s.cfg.IdleTimeout,
		CloseOnShutdown:              true,
		NoDefaultServerHeader:        true,
		NoDefaultContentType:         true,
		SecureErrorLogMessage:        true,
		DisablePreParseMultipartForm: true,
		// Some bodies are read while they come; takeBody reads all others.
		StreamRequestBody: true,
		HeaderReceived:    s.headReceived,
		// Package live keeps the connections of those who watch a page.
		KeepHijackedConns: true,
	}
}

// Serve answers what comes in on ln until Shutdown, and then returns nil. It closes ln. It may run on several
// listeners at once. After Shutdown it returns ErrClosed.
func (s *Server) Serve(ln net.Listener) error {
	if !s.stop.adopt(ln) {
		_ = ln.Close() // It has not been used.
		return ErrClosed
	}
	return s.http.Serve(ln)
}

// Shutdown stops listening, closes idle connections, waits for the requests that are being answered, and frees the
// cache. When ctx ends first it returns the context's error, and the requests that are left run on with an ended
// context. A second call returns what the first one did.
func (s *Server) Shutdown(ctx context.Context) error {
	s.stop.mu.Lock()
	defer s.stop.mu.Unlock()
	if s.stop.done {
		return s.stop.err
	}
	s.stop.done = true
	s.stop.err = s.shutdown(ctx)
	for _, ln := range s.stop.listeners {
		_ = ln.Close() // Closed already, unless its Serve has not begun.
	}
	s.end()
	s.warm.close()
	if s.stop.err == nil { // Else someone may still be using them.
		s.compress.wait()
		s.cache.close()
	}
	return s.stop.err
}

// shutdown first sends away those who watch pages: they would stay.
func (s *Server) shutdown(ctx context.Context) error {
	var err error
	if s.cfg.Live != nil {
		err = s.cfg.Live.Close(ctx)
	}
	return errors.Join(err, s.http.ShutdownWithContext(ctx))
}

// adopt notes a listener for Shutdown. It reports false if that has been called.
func (p *stopping) adopt(ln net.Listener) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.done {
		p.listeners = append(p.listeners, ln)
	}
	return !p.done
}

// connectionLog takes fasthttp's messages, which are about single broken connections.
type connectionLog struct{ log *slog.Logger }

// Printf implements fasthttp.Logger.
func (l connectionLog) Printf(format string, args ...any) {
	l.log.Debug("edge: connection", "message", fmt.Sprintf(format, args...))
}
