package suite

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"placard/bench"
)

// The rows of group edge.
const (
	ownEdge     = "Placard, cached page"
	nginxEdge   = "nginx, file"
	varnishEdge = "Varnish"
)

// edgePages are the pages that are served: of about 5 KB and of about 140 KB.
func edgePages() map[string][]byte {
	return map[string][]byte{"small": bench.Cards(1), "large": bench.Items(250)}
}

// copyOf names the file of a page in a coding.
func copyOf(page, coding string) string {
	if coding == "" {
		return page + ".html"
	}
	return page + ".html." + coding
}

// edgeServer is a server with both pages.
type edgeServer struct {
	*server
	path func(page, coding string) string
}

func (e edgeServer) url(page, coding string) string {
	return "http://" + e.addr + e.path(page, coding)
}

// edge serves the same pages from all servers. Those of others are files that Placard has made, and their copies in
// brotli have addresses of their own, since nginx has no brotli in Debian: nobody chooses or compresses anything while
// it is measured, but Placard chooses.
func (s *Suite) edge(ctx context.Context) error {
	if _, err := lookFor("wrk"); err != nil {
		return err
	}
	files := filepath.Join(s.dir, "edge")
	own, err := s.publishEdgePages(ctx, files)
	if err != nil {
		return err
	}
	defer own.stop()
	servers := []edgeServer{own}
	for _, start := range []func(context.Context, string) (*server, error){s.startNginx, s.startVarnish, s.startBare, s.startCaddy} {
		srv, err := start(ctx, files)
		var missing missingError
		if errors.As(err, &missing) {
			s.leaveOut("edge: %s", missing.what)
			continue
		}
		if err != nil {
			return err
		}
		defer srv.stop()
		servers = append(servers, edgeServer{srv, func(page, coding string) string { return "/" + copyOf(page, coding) }})
	}
	return s.loadEdge(ctx, files, servers)
}

func (s *Suite) loadEdge(ctx context.Context, files string, servers []edgeServer) error {
	for _, page := range []string{"small", "large"} {
		for _, coding := range []string{"", "br"} {
			want, err := os.ReadFile(filepath.Join(files, copyOf(page, coding)))
			if err != nil {
				return err
			}
			for _, srv := range servers {
				got, _, err := get(ctx, srv.url(page, coding), coding)
				if err == nil && !bytes.Equal(got, want) {
					err = errors.New("it sends something else")
				}
				if err != nil {
					return fmt.Errorf("%s, %s: %w", srv.name, copyOf(page, coding), err)
				}
			}
			t := &Table{Name: "edge/" + copyOf(page, coding), Metrics: loadMetrics, Bases: []string{ownEdge}, Note: loadNote,
				Title: fmt.Sprintf("Cached page, %s as sent", Bytes.Format(float64(len(want))))}
			if coding != "" {
				t.Title += ", in brotli"
			}
			s.results.Tables = append(s.results.Tables, t)
			for round := range s.cfg.Rounds {
				s.say("%s: round %d of %d", t.Name, round+1, s.cfg.Rounds)
				for _, srv := range servers {
					m, err := s.load(ctx, srv.server, append(wishFor(coding), srv.url(page, coding))...)
					if err != nil {
						return err
					}
					t.row(srv.name).add(m)
				}
			}
		}
	}
	return nil
}

func wishFor(coding string) []string {
	if coding == "" {
		return nil
	}
	return []string{"-H", "Accept-Encoding: " + coding}
}

// publishEdgePages starts Placard, publishes the pages and writes what it answers into files for the others.
func (s *Suite) publishEdgePages(ctx context.Context, files string) (edgeServer, error) {
	f, err := s.fill(ctx, "edge-data", 0, nil)
	if err != nil {
		return edgeServer{}, err
	}
	srv, err := s.startPlacard(ctx, f.dir)
	if err != nil {
		return edgeServer{}, err
	}
	srv.name = ownEdge
	if err := os.Mkdir(files, 0o700); err != nil {
		return edgeServer{}, err
	}
	ids := map[string]string{}
	own := edgeServer{srv, func(page, _ string) string { return "/a/" + ids[page] }}
	for page, spec := range edgePages() {
		if ids[page], err = publish(ctx, srv, f.key, "application/json", spec); err == nil {
			err = writeCopies(ctx, own, files, page)
		}
		if err != nil {
			srv.stop()
			return edgeServer{}, err
		}
	}
	return own, nil
}

func writeCopies(ctx context.Context, own edgeServer, files, page string) error {
	for _, coding := range []string{"", "br"} {
		body, err := getCoded(ctx, own.url(page, coding), coding)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(files, copyOf(page, coding)), body, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// getCoded asks until the page comes in the coding: large pages are compressed in the background.
func getCoded(ctx context.Context, url, coding string) ([]byte, error) {
	for deadline := time.Now().Add(startTime); ; {
		body, encoding, err := get(ctx, url, coding)
		if err != nil || encoding == coding {
			return body, err
		}
		if time.Now().After(deadline) {
			return nil, fmt.Errorf("GET %s: it does not come in %s", url, coding)
		}
		time.Sleep(10 * time.Millisecond)
	}
}
