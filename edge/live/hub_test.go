package live

import (
	"context"
	"errors"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestOneWriterAtATime(t *testing.T) {
	f := newFixture(t)
	w, err := f.Write(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write(t.Context(), "a"); !errors.Is(err, ErrBusy) {
		t.Errorf("a second writer: %v", err)
	}
	other, err := f.Write(t.Context(), "b")
	if err != nil {
		t.Fatal(err)
	}
	other.Close()
	w.Close()
	again, err := f.Write(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	again.Close()
	if f.loads != 2 {
		t.Errorf("%d loads: the document stays in memory for a while", f.loads)
	}
}

func TestEndedWriterIsTold(t *testing.T) {
	f := newFixture(t)
	w := f.write()
	f.End("a")
	if err := w.Update(func(Document) bool { t.Error("called"); return false }); !errors.Is(err, ErrEnded) {
		t.Errorf("Update after End: %v", err)
	}
	f.write() // another document
	if f.loads != 2 {
		t.Errorf("%d loads", f.loads)
	}
}

// Who looks while the item is finished is told so, and is not kept waiting.
func TestFinishedItemIsNotWatched(t *testing.T) {
	f := newFixture(t)
	f.open()
	f.finish()
	if _, err := f.Page(t.Context(), "a", ""); !errors.Is(err, ErrEnded) {
		t.Error(err)
	}
	s, err := f.watch("")
	if err != nil {
		t.Fatal(err)
	}
	if e, err := s.next(); err != nil || e.name != "end" {
		t.Errorf("%+v %v", e, err)
	}
	f.write() // but it can be written again,
	f.open()  // and is seen then
}

func TestUnusedDocumentsAreForgotten(t *testing.T) {
	f := newFixture(t, func(c *Config) { c.Linger = 10 * time.Millisecond })
	f.open()
	waitFor(t, "forgotten", func() bool {
		f.Hub.mu.Lock()
		defer f.Hub.mu.Unlock()
		return len(f.streams) == 0
	})
	f.open()
	if f.loads != 2 {
		t.Errorf("%d loads", f.loads)
	}
}

func TestStreamsAreBounded(t *testing.T) {
	f := newFixture(t, func(c *Config) { c.MaxStreams = 2 })
	f.write()
	for _, id := range []string{"b", "c", "d"} { // each makes room for the next
		if _, err := f.Page(t.Context(), id, ""); err != nil {
			t.Fatal(err)
		}
	}
	w, err := f.Write(t.Context(), "e")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write(t.Context(), "f"); !errors.Is(err, ErrFull) {
		t.Errorf("a third one in use: %v", err)
	}
	w.Close()
}

func TestFailureToLoadIsToldAndNotKept(t *testing.T) {
	f := newFixture(t)
	f.loadErr = errors.New("disk on fire")
	if _, err := f.Write(t.Context(), "a"); !errors.Is(err, f.loadErr) {
		t.Error(err)
	}
	if _, err := f.Page(t.Context(), "a", ""); !errors.Is(err, f.loadErr) {
		t.Error(err)
	}
	if s, err := f.dial("GET /events"); err != nil || !strings.Contains(s.head[0], " 500 ") {
		t.Error(s, err)
	}
	f.loadErr = nil
	f.write()
}

func TestAnswers(t *testing.T) {
	f := newFixture(t, func(c *Config) { c.MaxViewers = 1; c.Heartbeat = 10 * time.Millisecond })
	for request, want := range map[string]string{
		"GET /events?path=nowhere": "404",
		"POST /events":             "405 Allow: GET, HEAD",
		"HEAD /events":             "200 Content-Type: text/event-stream|Cache-Control: no-store",
		"GET /ended":               "200 Content-Type: text/event-stream",
		"PUT /ended":               "405",
	} {
		s, err := f.dial(request)
		if err != nil {
			t.Fatal(err)
		}
		status, headers, _ := strings.Cut(want, " ")
		if !strings.Contains(s.head[0], " "+status+" ") {
			t.Errorf("%s: %s", request, s.head[0])
		}
		for h := range strings.SplitSeq(headers, "|") {
			if h != "" && !strings.Contains(strings.Join(s.head, "\n"), h) {
				t.Errorf("%s: %v lacks %s", request, s.head, h)
			}
		}
		if request == "GET /ended" {
			if e, err := s.next(); err != nil || e.name != "end" {
				t.Errorf("%+v %v", e, err)
			}
		}
	}
	s, err := f.watch("")
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range []string{"200 OK", "Content-Type: text/event-stream", "Cache-Control: no-store", "X-Accel-Buffering: no"} {
		if !strings.Contains(strings.Join(s.head, "\n"), h) {
			t.Errorf("%v lacks %s", s.head, h)
		}
	}
	if full, err := f.dial("GET /events"); err != nil || !strings.Contains(full.head[0], " 503 ") {
		t.Errorf("one viewer too many: %v %v", full, err)
	}
	for line := ""; line != ":"; { // a heartbeat
		if line, err = s.line(); err != nil {
			t.Fatal(err)
		}
	}
	_ = s.conn.Close()
	waitFor(t, "the viewer is gone", func() bool { return f.connections() == 0 })
}

func TestCloseEndsConnectionsAndNotWriters(t *testing.T) {
	f := newFixture(t)
	w := f.write()
	s, err := f.watch("")
	if err != nil {
		t.Fatal(err)
	}
	waitFor(t, "connected", func() bool { return f.connections() == 1 })
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	if err := f.Close(ctx); err != nil {
		t.Fatal(err)
	}
	for err == nil {
		var e event
		if e, err = s.next(); e.name == "end" {
			t.Error("closing is not the end of the page")
		}
	}
	f.update(w, func(d *fakeDocument) { d.set("root", "last") })
	if _, err := f.Write(t.Context(), "b"); !errors.Is(err, ErrClosed) {
		t.Errorf("Write after Close: %v", err)
	}
}

// Hammer: writers, readers, viewers and ends at the same time.
func TestHubHammer(t *testing.T) {
	f := newFixture(t, func(c *Config) { c.Linger = time.Millisecond; c.MaxStreams = 3; c.Heartbeat = time.Millisecond })
	f.Hub.cfg.Load = func(context.Context, string, bool) (Document, error) { return newFakeDocument(), nil }
	end, stop := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer stop()
	allowed := func(err error) {
		if err != nil && !errors.Is(err, ErrBusy) && !errors.Is(err, ErrFull) && !errors.Is(err, ErrEnded) {
			t.Error(err)
		}
	}
	var all sync.WaitGroup
	for n := range 4 {
		id := string(rune('a' + n))
		all.Go(func() {
			r := rand.New(rand.NewPCG(7, uint64(n)))
			for end.Err() == nil {
				w, err := f.Write(end, "a")
				if err != nil {
					allowed(err)
					continue
				}
				for range r.IntN(50) {
					allowed(w.Update(func(d Document) bool { d.(*fakeDocument).change(r); return true }))
				}
				w.Close()
				if r.IntN(3) == 0 {
					f.End(id)
				}
			}
		})
		all.Go(func() {
			for end.Err() == nil {
				_, err := f.Page(end, id, "")
				allowed(err)
				if s, err := f.dial("GET /events"); err == nil {
					_ = s.conn.SetReadDeadline(time.Now().Add(3 * time.Millisecond))
					_, _ = s.next()
					_ = s.conn.Close()
				}
			}
		})
	}
	all.Wait()
	waitFor(t, "all viewers are gone", func() bool { return f.connections() == 0 })
}
