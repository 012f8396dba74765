package live

import (
	"context"
	"sync"
	"time"
)

// stream is an item that is being written, or was until a moment ago.
type stream struct {
	hub *Hub
	id  string
	// users are the writer, the viewers, and requests in progress; writing says that there is a writer; idle is the timer
	// that forgets the stream. Hub.mu guards them.
	users   int
	writing bool
	idle    *time.Timer

	// mu guards what follows. It is held while the document is used.
	mu    sync.Mutex
	doc   Document
	views map[string]*view
	ended bool
	// flushed is when the viewers were given something last; flush comes at the end of the interval when it is due.
	flushed time.Time
	flush   *time.Timer
	due     bool
	scratch []byte
}

func newStream(h *Hub, id string) *stream {
	return &stream{hub: h, id: id, views: map[string]*view{}}
}

// load loads the document, unless it is there.
func (s *stream) load(ctx context.Context, watch bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.ended:
		return ErrEnded
	case s.doc != nil:
		return nil
	}
	doc, err := s.hub.cfg.Load(ctx, s.id, watch)
	if err != nil {
		return err
	}
	s.doc = doc
	return nil
}

// Writer writes a document. It belongs to one goroutine.
type Writer struct{ s *stream }

// Update calls change with the document, which must not be kept. When it tells that it may have changed something, that
// reaches the viewers at once, or, when they have just been given something, at the end of the document's interval.
// ErrEnded: the item is not this one any more.
func (w *Writer) Update(change func(Document) (changed bool)) error {
	s := w.s
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended {
		return ErrEnded
	}
	if change(s.doc) {
		s.changed()
	}
	return nil
}

// Close lets others write. The document stays in memory while somebody watches, and for Config.Linger.
func (w *Writer) Close() {
	w.s.hub.leave(w.s, true)
}

// changed sees to it that the viewers get what has changed. s.mu is held.
func (s *stream) changed() {
	if s.due {
		return
	}
	wait := s.doc.Interval() - time.Since(s.flushed)
	if wait <= 0 {
		s.publish()
		return
	}
	s.due = true
	if s.flush == nil {
		s.flush = time.AfterFunc(wait, s.publishDue)
	} else {
		s.flush.Reset(wait)
	}
}

func (s *stream) publishDue() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.due = false
	if !s.ended {
		s.publish()
	}
}

// publish gives all viewers what has changed. A view that nobody watches is forgotten: nothing is made for it.
func (s *stream) publish() {
	now := time.Now()
	for path, v := range s.views {
		if v.watched(now) {
			s.publishTo(v)
		} else {
			delete(s.views, path)
		}
	}
	s.flushed = time.Now()
}

func (s *stream) publishTo(v *view) {
	seq := v.seq + 1
	b := appendHead(s.scratch[:0], v.epoch, seq)
	begin := len(b)
	b, whole := v.face.AppendChanges(b)
	if len(b) > begin {
		v.push(newMessage(seq, append(b, eventEnd...)), whole)
	}
	s.scratch = b[:0]
	if cap(b) > maxScratchBytes {
		s.scratch = nil
	}
}

// maxScratchBytes is what a stream keeps for the next message.
const maxScratchBytes = 64 << 10

// end lets the viewers see the last changes and go.
func (s *stream) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.doc != nil {
		s.publish()
	}
	s.ended = true
	for _, v := range s.views {
		v.end()
	}
}

// view finds the view of a path, or makes one. s.mu is held.
func (s *stream) view(path string) (*view, error) {
	if s.ended {
		return nil, ErrEnded
	}
	if v := s.views[path]; v != nil {
		return v, nil
	}
	if len(s.views) >= s.hub.cfg.MaxViews {
		s.publish() // forgets those that nobody watches
	}
	if len(s.views) >= s.hub.cfg.MaxViews {
		return nil, ErrFull
	}
	face := s.doc.View(path)
	if face == nil {
		return nil, ErrNoView
	}
	v := newView(face)
	s.views[path] = v
	return v, nil
}

// page is the page of a path as it stands.
func (s *stream) page(path string) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v, err := s.view(path)
	if err != nil {
		return nil, err
	}
	now := time.Now()
	v.expect(now.Add(graceTime))
	s.publishTo(v)
	if v.page.body == nil || v.page.seq != v.seq && (now.Sub(v.page.made) > pageLife || v.distance(v.page.seq) < 0) {
		v.page.body = v.face.AppendPage(nil, versionOf(v.epoch, v.seq))
		v.page.seq, v.page.made = v.seq, now
	}
	return v.page.body, nil
}

const (
	// graceTime is how long messages are made for somebody who was given the page and has not connected yet, or whose
	// connection broke.
	graceTime = 10 * time.Second
	// pageLife is how long a page is given out that is behind: its visitors get what has changed since as messages. It
	// bounds what many visitors cost who come while the page is written.
	pageLife = 50 * time.Millisecond
)

// refresh is a message with the whole page, from where the messages of the ring lead on. ok is false when the stream has
// ended.
func (s *stream) refresh(v *view) (m message, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended {
		return message{}, false
	}
	s.publishTo(v)
	// One that the ring leads on from is as good, unless what follows is longer than the page itself.
	if d := v.distance(v.refresh.seq); v.refresh.event == nil || d < 0 || d > len(v.refresh.event) {
		b := appendHead(s.scratch[:0], v.epoch, v.seq)
		v.refresh = newMessage(v.seq, append(v.face.AppendRefresh(b), eventEnd...))
	}
	return v.refresh, true
}
