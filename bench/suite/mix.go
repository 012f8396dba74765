package suite

import (
	"context"
	_ "embed"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
)

//go:embed mix.lua
var mixScript string

const (
	mixPages = 10_000
	// mixSequence is how many requests are drawn; the load goes over them again and again.
	mixSequence = 200_000
	// zipfExponent: the page of rank k is asked for in proportion to 1/k^1.1. The first ten get a third of all requests.
	zipfExponent = 1.1
	writeShare   = 0.01
	pageBytes    = 5_000
)

// mixLoad is one kind of load on the pages.
type mixLoad struct {
	row    string
	pages  int
	writes float64 // share of the requests that publish a new version
}

// The rows of group mix.
const (
	singlePage = "one page"
	zipfWrites = "10,000 pages, 1 % writes"
)

// mix asks for many pages, some of them much more often than others, while some are published anew. The load on one
// page comes from the same script, whose own cost is then the same.
func (s *Suite) mix(ctx context.Context) error {
	if _, err := lookFor("wrk"); err != nil {
		return err
	}
	s.say("mix: writing %d pages", mixPages)
	f, err := s.fill(ctx, "mix-data", mixPages, distinctPages(mixPages))
	if err != nil {
		return err
	}
	srv, err := s.startPlacard(ctx, f.dir)
	if err != nil {
		return err
	}
	defer srv.stop()
	t := &Table{Name: "mix/zipf", Title: fmt.Sprintf("%d pages of 5 KB, asked for with a Zipf distribution", mixPages), Metrics: loadMetrics,
		Bases: []string{singlePage}, Note: loadNote + " A write replaces the content of a page, durably; its next reader gets the new version."}
	s.results.Tables = append(s.results.Tables, t)
	loads := []mixLoad{{singlePage, 1, 0}, {"10,000 pages", mixPages, 0}, {zipfWrites, mixPages, writeShare}}
	for round := range s.cfg.Rounds + 1 {
		s.say("mix: round %d of %d", round, s.cfg.Rounds)
		for _, l := range loads {
			args, err := s.mixArguments(srv, f, l)
			if err != nil {
				return err
			}
			m, err := s.load(ctx, srv, args...)
			if err != nil {
				return err
			}
			if round > 0 { // Round 0 fills the caches.
				t.row(l.row).add(m)
			}
		}
	}
	return nil
}

// mixArguments writes what wrk needs for a load and says how it is called.
func (s *Suite) mixArguments(srv *server, f *folder, l mixLoad) ([]string, error) {
	script, sequence := filepath.Join(s.dir, "mix.lua"), filepath.Join(s.dir, "mix.txt")
	if err := writeFile(script, mixScript); err != nil {
		return nil, err
	}
	if err := os.WriteFile(sequence, drawMix(l, mixSequence), 0o600); err != nil {
		return nil, err
	}
	return []string{"-s", script, "http://" + srv.addr + "/", "--", sequence, f.key}, nil
}

// drawMix draws requests, one a line: G or P, and the ID of a page. Equal loads are equal in every run.
func drawMix(l mixLoad, n int) []byte {
	random := rand.New(rand.NewSource(1))
	zipf := rand.NewZipf(random, zipfExponent, 1, uint64(max(l.pages-1, 1)))
	var b []byte
	for range n {
		page := 0
		if l.pages > 1 {
			page = int(zipf.Uint64())
		}
		method := byte('G')
		if random.Float64() < l.writes {
			method = 'P'
		}
		b = append(append(append(b, method, ' '), itemID(page)...), '\n')
	}
	return b
}

// distinctPages are pages of raw HTML that differ.
func distinctPages(n int) [][]byte {
	filler := strings.Repeat("<p>Some text that a page of usual size has in it.</p>\n", pageBytes/54)
	pages := make([][]byte, n)
	for i := range pages {
		pages[i] = fmt.Appendf(nil, "<!doctype html><title>Page %d</title><h1>Page %d</h1>\n%s", i, i, filler)
	}
	return pages
}
