package edge

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strconv"
)

// loadError is a failure of PageSource.Load that has been logged.
type loadError struct{ cause error }

func (e *loadError) Error() string { return "edge: load: " + e.cause.Error() }
func (e *loadError) Unwrap() error { return e.cause }

// load builds the page of ref once, however many visitors ask for it at the same time; each gets the entry itself,
// whether the cache took it or not.
func (s *Server) load(ref Ref, r Request) (*entry, error) {
	// The version comes first: it has no colon, so no two refs share a key whatever their IDs are.
	key := strconv.FormatInt(ref.Version, 10) + ":" + ref.ID
	v, err, _ := s.loads.Do(key, func() (any, error) { return s.loadOnce(ref, r) })
	if err != nil {
		return nil, err
	}
	return v.(*entry), nil
}

// loadOnce runs in one goroutine per ref: that of a visitor who asked for it, so r is valid.
func (s *Server) loadOnce(ref Ref, r Request) (*entry, error) {
	// Another load of this ref may have ended after this visitor had looked into the cache.
	if e := s.cache.peek(ref); e != nil {
		return e, nil
	}
	e, err := s.build(ref, r)
	if err == nil {
		s.cache.put(e)
		s.cache.note(ref.Memo, e)
	}
	return e, err
}

// build makes the entry of a page, without a look at the cache.
func (s *Server) build(ref Ref, r Request) (*entry, error) {
	page, err := s.askSource(ref, r)
	switch {
	case errors.Is(err, ErrNoPage):
		return nil, ErrNoPage
	case err != nil:
		s.cfg.Log.Error("edge: loading a page failed", "id", ref.ID, "version", ref.Version, "error", err)
		return nil, &loadError{err}
	}
	return newEntry(ref, page), nil
}

// askSource calls Load within its time, and turns its panic into an error: singleflight would raise it again in every
// waiting request.
func (s *Server) askSource(ref Ref, r Request) (page *Page, err error) {
	ctx, cancel := context.WithTimeout(s.life, s.cfg.LoadTimeout)
	defer cancel()
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("panic: %v\n%s", cause, debug.Stack())
		}
	}()
	page, err = s.cfg.Pages.Load(ctx, ref, r)
	if err == nil && page == nil {
		err = errors.New("the source gave neither a page nor an error")
	}
	return page, err
}
