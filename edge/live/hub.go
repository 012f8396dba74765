package live

import (
	"context"
	"sync"
	"time"
)

// Hub has the documents that are being written, by the IDs of their items. Create it with New; its methods may be called
// from any goroutine.
type Hub struct {
	cfg Config

	mu      sync.Mutex
	streams map[string]*stream
	viewers int
	closed  bool
	// done ends the viewers when the hub is closed; running counts their goroutines.
	done    chan struct{}
	running sync.WaitGroup
}

// New makes a hub. Close frees what it holds.
func New(cfg Config) *Hub {
	return &Hub{cfg: cfg.withDefaults(), streams: map[string]*stream{}, done: make(chan struct{})}
}

// Write begins to write an item; the document goes on from how it stands in memory, or is loaded. The writer must be
// closed. Errors: ErrBusy, ErrFull, ErrEnded, ErrClosed, and those of Load.
func (h *Hub) Write(ctx context.Context, id string) (*Writer, error) {
	s, err := h.enter(id, true)
	if err != nil {
		return nil, err
	}
	if err := s.load(ctx, false); err != nil {
		h.leave(s, true)
		return nil, err
	}
	return &Writer{s}, nil
}

// Page is the page of an item that is not finished, at a path as in Document.View. Its bytes are shared: nobody may
// change them. Errors: ErrNoView, ErrFull, ErrEnded, ErrClosed, and those of Load.
func (h *Hub) Page(ctx context.Context, id, path string) ([]byte, error) {
	s, err := h.enter(id, false)
	if err != nil {
		return nil, err
	}
	defer h.leave(s, false)
	if err := s.load(ctx, true); err != nil {
		return nil, err
	}
	return s.page(path)
}

// End lets the viewers of an item see what was written last, tells them that its address has an ordinary page now, or
// none, and forgets it. A writer that is left gets ErrEnded.
func (h *Hub) End(id string) {
	h.mu.Lock()
	s := h.streams[id]
	delete(h.streams, id)
	h.mu.Unlock()
	if s != nil {
		s.end()
	}
}

// Close ends all connections; their browsers will try again, and find the next process or none. It waits until they
// are gone, or ctx ends. Writers may go on.
func (h *Hub) Close(ctx context.Context) error {
	h.mu.Lock()
	if !h.closed {
		h.closed = true
		close(h.done)
	}
	h.mu.Unlock()
	gone := make(chan struct{})
	go func() { h.running.Wait(); close(gone) }()
	select {
	case <-gone:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// enter finds an item's stream, or makes one without a document. Who has entered must leave.
func (h *Hub) enter(id string, write bool) (*stream, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	s := h.streams[id]
	switch {
	case h.closed:
		return nil, ErrClosed
	case s == nil:
		if len(h.streams) >= h.cfg.MaxStreams && !h.forgetIdle() {
			return nil, ErrFull
		}
		s = newStream(h, id)
		h.streams[id] = s
	case write && s.writing:
		return nil, ErrBusy
	}
	if s.idle != nil {
		s.idle.Stop()
		s.idle = nil
	}
	s.users++
	s.writing = s.writing || write
	return s, nil
}

func (h *Hub) leave(s *stream, write bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	s.users--
	s.writing = s.writing && !write
	if s.users == 0 && h.streams[s.id] == s {
		s.idle = time.AfterFunc(h.cfg.Linger, func() { h.forget(s) })
	}
}

// forget drops a stream that nobody has used for a while.
func (h *Hub) forget(s *stream) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if s.users == 0 && h.streams[s.id] == s {
		delete(h.streams, s.id)
	}
}

// forgetIdle makes room by dropping any stream that is not used. h.mu is held.
func (h *Hub) forgetIdle() bool {
	for id, s := range h.streams {
		if s.users == 0 {
			s.idle.Stop()
			delete(h.streams, id)
			return true
		}
	}
	return false
}

// admit counts a viewer in; dismiss counts it out.
func (h *Hub) admit() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch {
	case h.closed:
		return ErrClosed
	case h.viewers >= h.cfg.MaxViewers:
		return ErrFull
	}
	h.viewers++
	h.running.Add(1)
	return nil
}

func (h *Hub) dismiss() {
	h.mu.Lock()
	h.viewers--
	h.mu.Unlock()
	h.running.Done()
}
