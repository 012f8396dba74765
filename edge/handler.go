package edge

import (
	"errors"
	"time"

	"github.com/valyala/fasthttp"
)

// servePage answers a request for a published page. Everything up to answer is the hot path: nothing here may
// allocate, and what r points to must not be kept.
func (s *Server) servePage(ctx *fasthttp.RequestCtx, r Request) {
	switch {
	case !isRead(ctx):
		refuse(ctx, fasthttp.StatusMethodNotAllowed)
		return
	case hasControl(r.Path):
		refuse(ctx, fasthttp.StatusBadRequest)
		return
	}
	ref, err := s.cfg.Pages.Find(s.life, r)
	now := s.cfg.Now()
	switch {
	case err != nil:
		s.refusePage(ctx, err)
	case ref.expired(now):
		refuse(ctx, fasthttp.StatusNotFound)
	case ref.Location != "":
		redirect(ctx, ref.Location)
	case ref.Events:
		s.serveEvents(ctx, ref)
	default:
		s.serveRef(ctx, ref, r, now)
	}
}

// serveEvents answers for the events of a page. Those of one that is not being written have ended.
func (s *Server) serveEvents(ctx *fasthttp.RequestCtx, ref Ref) {
	switch {
	case s.cfg.Live == nil:
		refuse(ctx, fasthttp.StatusNotFound)
	case ref.Live:
		s.cfg.Live.ServeEvents(ctx, ref.ID, ref.View)
	default:
		s.cfg.Live.ServeEnd(ctx)
	}
}

// serveRef answers with the page that ref names, from the cache or freshly loaded.
func (s *Server) serveRef(ctx *fasthttp.RequestCtx, ref Ref, r Request, now time.Time) {
	e, err := s.entry(ref, r)
	if err != nil {
		s.refusePage(ctx, err)
		return
	}
	s.answer(ctx, e, now)
}

func (s *Server) entry(ref Ref, r Request) (*entry, error) {
	if ref.Uncached {
		return s.build(ref, r)
	}
	if e := s.cache.get(ref); e != nil {
		return e, nil
	}
	return s.load(ref, r)
}

// refusePage answers when there is no page to give. Failures of Load are logged where it is called, once for all who
// waited for it; those of Find here.
func (s *Server) refusePage(ctx *fasthttp.RequestCtx, err error) {
	var failed *loadError
	switch {
	case errors.Is(err, ErrNoPage):
		refuse(ctx, fasthttp.StatusNotFound)
		return
	case !errors.As(err, &failed):
		s.cfg.Log.Error("edge: finding a page failed", "path", string(ctx.Path()), "error", err)
	}
	refuse(ctx, fasthttp.StatusInternalServerError)
}

func (r Ref) expired(now time.Time) bool {
	return r.ExpiresAt != 0 && now.UnixMilli() >= r.ExpiresAt
}

// hasControl finds what no address has, such as a NUL: a source that stops reading there would find another page.
func hasControl(path []byte) bool {
	for _, b := range path {
		if b < ' ' || b == 0x7f {
			return true
		}
	}
	return false
}
