package suite

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"placard/bench"
)

// growth renders pages of more and more elements.
func (s *Suite) growth(ctx context.Context) error {
	t := &Table{Name: "growth/elements", Title: "Page from JSON as it grows", X: "elements", Plots: []string{"ns", "per element"}, Metrics: []Metric{
		{Key: "ns", Unit: Nanoseconds}, {Key: "per element", Unit: Nanoseconds}}}
	s.results.Tables = append(s.results.Tables, t)
	rounds := s.cfg.Rounds * turns
	for round := range rounds {
		s.say("%s: round %d of %d", t.Name, round+1, rounds)
		for _, cards := range []int{2, 10, 20, 40, 60, 80, 99} {
			if err := s.growElements(ctx, t, cards); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Suite) growElements(ctx context.Context, t *Table, cards int) error {
	elements := 5*cards + 1
	file := filepath.Join(s.dir, fmt.Sprintf("elements-%d.json", elements))
	if err := os.WriteFile(file, bench.Cards(cards), 0o600); err != nil {
		return err
	}
	sample, err := s.hosts[ownHost].Time("page", file, s.cfg.Time)
	if err != nil {
		return err
	}
	row := t.row(fmt.Sprint(elements, " elements"))
	row.X = float64(elements)
	row.add(map[string]float64{"ns": sample.NS, "per element": sample.NS / row.X})
	return ctx.Err()
}
