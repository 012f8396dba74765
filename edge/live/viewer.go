package live

import (
	"context"
	"net"
	"time"
)

// viewer is somebody's connection.
type viewer struct {
	stream *stream
	view   *view
	have   int64 // the number of the last message
	conn   net.Conn
	// batch is where the messages of one write are put together, out what is left of them.
	batch [writeMessages][]byte
	out   net.Buffers
}

// connect makes a viewer without a connection, who has a version of the page, "" for none. It must be closed.
func (h *Hub) connect(id, path, version string) (*viewer, error) {
	ctx, cancel := context.WithTimeout(context.Background(), loadTime)
	defer cancel()
	if err := h.admit(); err != nil {
		return nil, err
	}
	s, err := h.enter(id, false)
	if err != nil {
		h.dismiss()
		return nil, err
	}
	v, err := s.join(ctx, path)
	if err != nil {
		h.leave(s, false)
		h.dismiss()
		return nil, err
	}
	return &viewer{stream: s, view: v, have: v.seqOf(version)}, nil
}

// loadTime bounds how long a document may take to be loaded for somebody who wants to watch it.
const loadTime = 10 * time.Second

// join is the view of a path with one viewer more.
func (s *stream) join(ctx context.Context, path string) (*view, error) {
	if err := s.load(ctx, true); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	v, err := s.view(path)
	if err == nil {
		v.join()
	}
	return v, err
}

func (w *viewer) close() {
	w.view.part(time.Now())
	w.stream.hub.leave(w.stream, false)
	w.stream.hub.dismiss()
}

// run writes what happens until the stream or the connection ends.
func (w *viewer) run(conn net.Conn) {
	w.conn = conn
	h := w.stream.hub
	if !w.write(responseHead()) {
		return
	}
	beat := time.NewTimer(h.cfg.Heartbeat)
	defer beat.Stop()
	for {
		n, ok := w.catchUp()
		if !ok {
			return
		}
		beat.Reset(h.cfg.Heartbeat)
		select {
		case <-n.wake:
		case <-beat.C:
			if !w.write(heartbeat) {
				return
			}
		case <-h.done:
			return
		}
	}
}

// catchUp writes until there is nothing new. ok is false when that was the end.
func (w *viewer) catchUp() (n news, ok bool) {
	for {
		n = w.view.since(w.have, w.batch[:0])
		switch {
		case len(n.events) > 0:
			if !w.writeAll(n.events) {
				return n, false
			}
			w.have = n.seq
		case n.ended:
			w.write(endEvent)
			return n, false
		case n.stale:
			if m, ok := w.stream.refresh(w.view); ok {
				if !w.write(m.event) {
					return n, false
				}
				w.have = m.seq
			}
		default:
			return n, true
		}
	}
}

// writeAll writes short messages, or one of any length.
func (w *viewer) writeAll(events [][]byte) bool {
	if len(events) == 1 {
		return w.write(events[0])
	}
	if !w.extend() {
		return false
	}
	w.out = events
	_, err := w.out.WriteTo(w.conn)
	return err == nil
}

// write lets whoever is slow have WriteTimeout for each part.
func (w *viewer) write(b []byte) bool {
	for len(b) > 0 {
		if !w.extend() {
			return false
		}
		n, err := w.conn.Write(b[:min(len(b), writeBytes)])
		if err != nil {
			return false
		}
		b = b[n:]
	}
	return true
}

func (w *viewer) extend() bool {
	return w.conn.SetWriteDeadline(time.Now().Add(w.stream.hub.cfg.WriteTimeout)) == nil
}
