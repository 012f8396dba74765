// Command devserver publishes specs from memory, for the conformance runner, until there is a real server.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"strconv"
	"sync"

	"placard/catalog"
	"placard/components"
	"placard/engine"
	"placard/engine/program"
)

func main() {
	listen := flag.String("listen", "127.0.0.1:18100", "address to listen on")
	flag.Parse()
	l, err := net.Listen("tcp", *listen)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("http://" + l.Addr().String())
	log.Fatal(http.Serve(l, newServer()))
}

// server keeps the pages as they were rendered when they were published.
type server struct {
	engine *engine.Engine

	mu    sync.Mutex
	last  int
	pages map[string][]byte
}

func newServer() http.Handler {
	cat := catalog.New()
	s := &server{engine: engine.New(cat, components.New(cat)), pages: map[string][]byte{}}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /v1/workspaces", func(w http.ResponseWriter, r *http.Request) {
		reply(w, http.StatusCreated, map[string]string{"api_key": "dev"})
	})
	mux.HandleFunc("POST /v1/artifacts", s.publish)
	mux.HandleFunc("DELETE /v1/artifacts/{id}", s.remove)
	mux.HandleFunc("GET /a/{id}", s.show)
	return mux
}

func (s *server) publish(w http.ResponseWriter, r *http.Request) {
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 5<<20))
	if tooLarge := new(http.MaxBytesError); errors.As(err, &tooLarge) {
		http.Error(w, err.Error(), http.StatusRequestEntityTooLarge)
		return
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	page, issues := s.engine.Render(nil, text, program.Options{Title: "Untitled"})
	if page == nil {
		reply(w, http.StatusBadRequest, map[string]any{"error": "the spec is refused", "issues": issues.Issues})
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last++
	id := strconv.Itoa(s.last)
	s.pages[id] = page
	reply(w, http.StatusCreated, map[string]any{"id": id, "url": "/a/" + id, "issues": issues.Issues})
}

func (s *server) remove(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.pages, r.PathValue("id"))
	w.WriteHeader(http.StatusNoContent)
}

func (s *server) show(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	page, ok := s.pages[r.PathValue("id")]
	s.mu.Unlock()
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Write(page)
}

func reply(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(body)
}
