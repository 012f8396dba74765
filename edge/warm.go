package edge

import (
	"iter"
	"sync"
	"time"

	"github.com/valyala/fasthttp"
)

const (
	// maxWarmPages bounds the pages that one call of Warm loads, maxWarmJobs the calls that wait.
	maxWarmPages = 1000
	maxWarmJobs  = 256
	// warmRest is the least time between two pages. The rest is at least as long as the page took, so that warming
	// takes half a processor at most.
	warmRest = time.Millisecond
)

// Address is where a page is: a host without port, which may be empty, and a percent-encoded path, with a query or
// without.
type Address struct{ Host, Path string }

// Warm loads pages ahead of their visitors, one after the other in the background; it returns at once. pages is gone
// through when its turn has come, until it ends, maxWarmPages are loaded or the server shuts down, so it should end when
// its pages are no longer worth it. What cannot be loaded is passed over, and when too many calls wait this one is too:
// visitors load pages as well. nil is no pages.
func (s *Server) Warm(pages iter.Seq[Address]) {
	if pages != nil {
		s.warm.add(pages)
	}
}

// warmer is the queue of Warm and the one goroutine that works on it, which runs while there is work.
type warmer struct {
	mu      sync.Mutex
	jobs    []iter.Seq[Address]
	running bool
	closed  bool
	done    sync.WaitGroup
	work    func(iter.Seq[Address])
}

func (w *warmer) add(pages iter.Seq[Address]) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed || len(w.jobs) >= maxWarmJobs {
		return
	}
	w.jobs = append(w.jobs, pages)
	if !w.running {
		w.running = true
		w.done.Go(w.run)
	}
}

func (w *warmer) run() {
	for job := w.next(); job != nil; job = w.next() {
		w.work(job)
	}
}

// next takes a job off the queue; nil ends the goroutine.
func (w *warmer) next() iter.Seq[Address] {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed || len(w.jobs) == 0 {
		w.running = false
		return nil
	}
	job := w.jobs[0]
	w.jobs = append(w.jobs[:0], w.jobs[1:]...)
	return job
}

// close returns when nothing is loaded any more. The server's context must have ended.
func (w *warmer) close() {
	w.mu.Lock()
	w.closed, w.jobs = true, nil
	w.mu.Unlock()
	w.done.Wait()
}

// warmPages loads what a call of Warm asked for.
func (s *Server) warmPages(pages iter.Seq[Address]) {
	defer func() {
		if cause := recover(); cause != nil {
			s.cfg.Log.Error("edge: warming panicked", "panic", cause)
		}
	}()
	loaded := 0
	for at := range pages {
		if loaded++; loaded > maxWarmPages || s.life.Err() != nil {
			return
		}
		start := time.Now()
		s.warmPage(at)
		select {
		case <-time.After(max(warmRest, time.Since(start))):
		case <-s.life.Done():
		}
	}
}

// warmPage does what a visitor's request would, but for the answer. A failure is logged where it happens, or again when
// somebody asks for the page.
func (s *Server) warmPage(at Address) {
	var uri fasthttp.URI
	if err := uri.Parse([]byte(at.Host), []byte(at.Path)); err != nil {
		return
	}
	r := Request{Host: bareHost(uri.Host()), Path: uri.Path(), RawPath: uri.PathOriginal(), Query: uri.QueryString()}
	ref, err := s.cfg.Pages.Find(s.life, r)
	if err == nil && !ref.Uncached && ref.Location == "" && s.cache.peek(ref) == nil {
		_, _ = s.load(ref, r)
	}
}
