package suite

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"placard/bench/contender"
	"placard/bench/same"
)

// work is one input that several contenders do the same with.
type work struct {
	name, title, note string
	input             []byte
	// want is what they should make of it, nil for what the first of them makes.
	want    []byte
	bases   []string
	entries []entry
}

// entry is a contender in a row of a table.
type entry struct {
	row  string
	host string // name of the host that has it
	name string // its name there
	// same holds what it makes against what it should; nil for what makes nothing.
	same same.Comparison
}

var timeMetrics = []Metric{{Key: "ns", Unit: Nanoseconds}, {Key: "bytes", Unit: Bytes}, {Key: "allocs", Unit: Count}}

// do checks that all contenders make the same, then times them in turn, round by round.
func (s *Suite) do(ctx context.Context, works []work) error {
	tables := make([]*Table, len(works))
	for i := range works {
		w := &works[i]
		w.entries = s.present(w.entries)
		tables[i] = &Table{Name: w.name, Title: w.title, Note: w.note, Metrics: timeMetrics, Bases: w.bases}
		if err := os.WriteFile(s.input(w), w.input, 0o600); err != nil {
			return err
		}
		s.say("%s: comparing what %d contenders make", w.name, len(w.entries))
		if err := s.compare(w); err != nil {
			return fmt.Errorf("%s: %w", w.name, err)
		}
	}
	s.results.Tables = append(s.results.Tables, tables...)
	rounds := s.cfg.Rounds * turns
	for round := range rounds {
		s.say("%s: round %d of %d", s.group, round+1, rounds)
		for i := range works {
			if err := s.round(ctx, &works[i], tables[i]); err != nil {
				return fmt.Errorf("%s: %w", works[i].name, err)
			}
		}
	}
	return nil
}

func (s *Suite) round(ctx context.Context, w *work, t *Table) error {
	for _, e := range w.entries {
		if err := ctx.Err(); err != nil {
			return err
		}
		sample, err := s.hosts[e.host].Time(e.name, s.input(w), s.cfg.Time)
		if err != nil {
			return fmt.Errorf("%s: %w", e.row, err)
		}
		t.row(e.row).add(map[string]float64{"ns": sample.NS, "bytes": sample.Bytes, "allocs": sample.Allocs})
	}
	return nil
}

func (s *Suite) compare(w *work) error {
	want := w.want
	for _, e := range w.entries {
		if e.same == nil {
			continue
		}
		got, err := s.hosts[e.host].Output(e.name, s.input(w))
		if err != nil {
			return fmt.Errorf("%s: %w", e.row, err)
		}
		if want == nil {
			want = got
		}
		if err := e.same(want, got); err != nil {
			return fmt.Errorf("%s makes something else: %w", e.row, err)
		}
	}
	return nil
}

// present are the entries whose host is there.
func (s *Suite) present(entries []entry) []entry {
	var there []entry
	for _, e := range entries {
		if s.hosts[e.host] != nil {
			there = append(there, e)
		}
	}
	return there
}

func (s *Suite) input(w *work) string {
	return filepath.Join(s.dir, strings.ReplaceAll(w.name, "/", "-")+".input")
}

// hosts of the contenders.
const (
	ownHost  = "placard"
	goHost   = "go"
	nodeHost = "node"
)

// Hosts are where contenders run, by name; what is missing is left out.
type Hosts map[string]contender.Host

const (
	// turns is how often contenders have their turn for a round of the others: they need no start and no stop, and the
	// shorter a turn is, the more alike is the noise that those of one round meet.
	turns = 3
	// contenderTime is for how long a contender is timed in a turn unless the configuration says otherwise.
	contenderTime = 40 * time.Millisecond
)
