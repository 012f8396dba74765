package api

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"time"

	"github.com/valyala/fasthttp"

	"placard/engine/diag"
	"placard/engine/patch"
	"placard/storage"
)

// streams are the requests whose bodies are being read while they come.
type streams struct {
	// idle is how long a body may be silent.
	idle time.Duration

	mu     sync.Mutex
	conns  map[net.Conn]struct{}
	closed bool
}

// reader reads a body that comes over conn. Each part of it has idle to arrive; a silence, or Close, breaks it off.
func (s *streams) reader(conn net.Conn, body io.Reader) io.Reader {
	return &streamReader{s, conn, body}
}

type streamReader struct {
	streams *streams
	conn    net.Conn
	body    io.Reader
}

func (r *streamReader) Read(p []byte) (int, error) {
	if !r.streams.extend(r.conn) {
		return 0, io.ErrUnexpectedEOF
	}
	defer r.streams.release(r.conn)
	return r.body.Read(p)
}

// extend gives a connection time for the next part.
func (s *streams) extend(conn net.Conn) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return false
	}
	s.conns[conn] = struct{}{}
	return conn.SetReadDeadline(time.Now().Add(s.idle)) == nil
}

func (s *streams) release(conn net.Conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.conns, conn)
}

// close breaks all streams off.
func (s *streams) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	for conn := range s.conns {
		_ = conn.SetReadDeadline(time.Now()) // Should it fail, the connection is broken already.
	}
}

// Close breaks off the streams that are being read, for a server that shuts down: what has come of them is kept.
func (a *API) Close() { a.streams.close() }

// session is one request that writes a spec while it comes.
type session struct {
	a *API
	c *call
	w Writer
	// client and title are those of the request, read before its body.
	client storage.Client
	title  *string
	report

	// mu guards what follows: saving goes on beside reading.
	mu    sync.Mutex
	item  storage.Item
	dirty bool
	timer *time.Timer
	err   error // of saving
}

// saveInterval is about how much of a stream a crash may lose that nobody was told is kept.
const saveInterval = time.Second

// begin opens an item for writing.
func (a *API) begin(c *call, item storage.Item) (*session, error) {
	w, err := a.cfg.Live.Write(c.ctx, item.ID)
	switch {
	case errors.Is(err, ErrBusy):
		return nil, &refusal{code: beingWritten}
	case errors.Is(err, ErrFull):
		return nil, &refusal{code: unavailable}
	case err != nil:
		return nil, fmt.Errorf("write %s: %w", item.ID, err)
	}
	h := &c.http.Request.Header
	return &session{a: a, c: c, w: w, item: item, client: client(h), title: title(h)}, nil
}

// writtenBody is the answer to lines and patches.
type writtenBody struct {
	publishedBody
	// Complete tells that the page is an ordinary one now. Else Issues say what is missing.
	Complete   bool         `json:"complete"`
	Lines      *report      `json:"lines,omitempty"`
	Issues     []diag.Issue `json:"issues,omitempty"`
	MoreIssues int          `json:"moreIssues,omitempty"`
}

// readLines reads the body and applies its lines until it ends, which is no error, or breaks off.
func (s *session) readLines() error {
	defer s.stopTimer()
	lines, err := s.w.Lines()
	if err != nil {
		return &refusal{code: replaced}
	}
	body, buf := s.a.streams.reader(s.c.http.Conn(), s.a.body(s.c)), make([]byte, 16<<10)
	for total := 0; ; {
		n, err := body.Read(buf)
		if total += n; total > maxStreamBytes {
			return &refusal{code: tooLarge, hint: fmt.Sprintf("A stream may have %d bytes.", maxStreamBytes)}
		}
		lines.Write(buf[:n])
		if err == io.EOF {
			lines.End()
		}
		if failed := s.apply(lines); failed != nil {
			return failed
		}
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return &refusal{code: brokenOff}
		}
	}
}

// apply applies the lines that are there.
func (s *session) apply(lines *patch.Lines) error {
	for {
		line, ok, err := s.w.ApplyNext(lines)
		if ok {
			err = s.take(line, err)
		}
		if err != nil {
			return &refusal{code: replaced}
		}
		if !ok {
			return s.touched()
		}
	}
}

// touched sees to it that what was applied is saved before long.
func (s *session) touched() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err == nil && !s.dirty && s.Applied+len(s.Refused) > 0 {
		s.dirty = true
		s.timer = time.AfterFunc(saveInterval, s.saveDue)
	}
	return s.err
}

func (s *session) stopTimer() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.timer != nil {
		s.timer.Stop()
	}
	s.dirty = false
}

func (s *session) saveDue() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.dirty {
		s.dirty = false
		_, s.err = s.save(typeLines)
	}
}

// save stores the spec as it stands; of an item that is not finished, what is wrong with it does not matter. s.mu is held.
func (s *session) save(mediaType string) (content, error) {
	spec, err := s.w.AppendSpec(nil)
	if err != nil {
		return content{}, &refusal{code: replaced}
	}
	in := content{mediaType: mediaType, body: storage.NewContent(spec), client: s.client, title: s.title,
		found: s.c.of.check(spec)}
	if in.found.Issues.Refused() {
		in.mediaType = typeLines
	}
	if in.body.Hash() == s.item.Blob && in.mediaType == s.item.ContentType && in.title == nil {
		return in, nil // It is stored.
	}
	c := *s.c
	var cancel context.CancelFunc
	c.ctx, cancel = context.WithTimeout(context.Background(), maxRequestTime)
	defer cancel()
	c.now = s.a.cfg.Now()
	item, err := s.a.update(&c, s.item.ID, &in, s.item.Version)
	if err == nil {
		s.item = item
	}
	return in, err
}

// finish stores what is there at the end. When nothing is missing, and no more is to come, the page is an ordinary one.
func (s *session) finish(goesOn bool) (writtenBody, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	mediaType := typeSpec
	if goesOn {
		mediaType = typeLines
	}
	in, err := s.save(mediaType)
	if err != nil {
		return writtenBody{}, err
	}
	body := writtenBody{publishedBody: s.a.published(s.item, &in), Complete: in.mediaType == typeSpec}
	body.Routes = in.found.Routes
	if body.Complete {
		s.a.cfg.Live.End(s.item.ID)
	} else {
		body.Issues, body.MoreIssues, body.Warnings, body.MoreWarnings = body.Warnings, body.MoreWarnings, nil, 0
	}
	return body, nil
}

// stream writes the lines of the request to an item.
func (s *session) stream(goesOn bool) (writtenBody, error) {
	broken := s.readLines()
	body, err := s.finish(goesOn || broken != nil)
	if broken != nil {
		err = broken
	}
	body.Lines = &s.report
	return body, err
}

// createLines is POST of lines: an item that is empty at first, and is written while the body comes.
func (a *API) createLines(c *call, key string) (answer, error) {
	if err := c.of.checkCoding(&c.http.Request.Header); err != nil {
		return answer{}, err
	}
	in := content{mediaType: typeLines, body: storage.NewContent([]byte("{}")), client: client(&c.http.Request.Header), title: title(&c.http.Request.Header)}
	item, replayed, err := a.create(c, &in, key)
	if err != nil {
		return answer{}, err
	}
	created := answer{status: fasthttp.StatusCreated, location: c.of.path + "/" + item.ID, replayed: replayed}
	if replayed || c.flag("stream") && c.http.Request.Header.ContentLength() == 0 {
		created.tag = versionTag(item.Version)
		created.body = writtenBody{publishedBody: a.published(item, &in), Complete: item.ContentType == typeSpec}
		return created, nil
	}
	s, err := a.begin(c, item)
	if err != nil {
		return answer{}, err
	}
	defer s.w.Close()
	created.body, err = s.stream(c.flag("stream"))
	created.tag = versionTag(s.item.Version)
	return created, err
}
