// Package suite measures Placard beside its peers: `make bench`. A group is a kind of work, such as rendering; it fills
// tables, in which every row is a contender or a size. Within a table everything is measured round by round in turn, on
// the same work, so that the noise of the machine meets all alike; what is shown are medians, with the least and the
// most, and ratios are taken within a round. docs/bench.md says what every figure means.
package suite

import (
	"cmp"
	"fmt"
	"slices"
)

// Results are all that a run found out, as it is written to bench/results.
type Results struct {
	Date    string   `json:"date"` // RFC 3339
	Machine Machine  `json:"machine"`
	Rounds  int      `json:"rounds"`
	Targets []Target `json:"targets"`
	Tables  []*Table `json:"tables"`
	// Others says for each group how much of a CPU, in percent, other processes used while it was measured.
	Others map[string]float64 `json:"others"`
	// LeftOut says what was not measured and why.
	LeftOut []string `json:"left_out"`
}

// Table is one comparison, or one quantity as work grows.
type Table struct {
	Name    string   `json:"name"` // group/work
	Title   string   `json:"title"`
	Note    string   `json:"note,omitempty"`
	Metrics []Metric `json:"metrics"` // the first is what ratios are taken of
	// Bases are the rows that the others are held against.
	Bases []string `json:"bases,omitempty"`
	// X names what the rows' X counts, for what grows.
	X string `json:"x,omitempty"`
	// Plots are the metrics that the report draws over X.
	Plots []string `json:"plots,omitempty"`
	Rows  []*Row   `json:"rows"`
}

// Metric is something that is measured.
type Metric struct {
	Key          string `json:"key"`
	Unit         Unit   `json:"unit"`
	MoreIsBetter bool   `json:"more_is_better,omitempty"`
}

// Row is a contender or a size.
type Row struct {
	Name string  `json:"name"`
	X    float64 `json:"x,omitempty"`
	// Rounds has what was measured, raw: the metrics of each round.
	Rounds []map[string]float64 `json:"rounds"`
	// Values are the rounds by metric.
	Values map[string]Spread `json:"values"`
	// Ratios say how many times as good as this row each base is, in the first metric.
	Ratios map[string]Spread `json:"ratios,omitempty"`
}

// Spread is the median of some rounds, and what they lie between.
type Spread struct {
	Median float64 `json:"median"`
	Min    float64 `json:"min"`
	Max    float64 `json:"max"`
}

func spreadOf(values []float64) Spread {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	lower, upper := sorted[(len(sorted)-1)/2], sorted[len(sorted)/2]
	return Spread{Median: (lower + upper) / 2, Min: sorted[0], Max: sorted[len(sorted)-1]}
}

// row returns the row of that name, which it adds when it is new.
func (t *Table) row(name string) *Row {
	if r := t.find(name); r != nil {
		return r
	}
	r := &Row{Name: name}
	t.Rows = append(t.Rows, r)
	return r
}

func (t *Table) find(name string) *Row {
	i := slices.IndexFunc(t.Rows, func(r *Row) bool { return r.Name == name })
	if i < 0 {
		return nil
	}
	return t.Rows[i]
}

func (r *Row) add(round map[string]float64) { r.Rounds = append(r.Rounds, round) }

// finish computes what follows from the rounds, of which a run that was interrupted has fewer in some rows. Rows without rounds are dropped, and bases that are not there.
func (t *Table) finish() {
	t.Rows = slices.DeleteFunc(t.Rows, func(r *Row) bool { return len(r.Rounds) == 0 })
	t.Bases = slices.DeleteFunc(t.Bases, func(b string) bool { return t.find(b) == nil })
	for _, r := range t.Rows {
		r.Values = map[string]Spread{}
		for _, m := range t.Metrics {
			r.Values[m.Key] = spreadOf(r.metric(m.Key))
		}
		r.Ratios = map[string]Spread{}
		for _, base := range t.Bases {
			r.Ratios[base] = ratio(t.find(base), r, t.Metrics[0])
		}
	}
	if t.X != "" {
		slices.SortStableFunc(t.Rows, func(a, b *Row) int { return cmp.Compare(a.X, b.X) })
	}
}

func (r *Row) metric(key string) []float64 {
	values := make([]float64, len(r.Rounds))
	for i, round := range r.Rounds {
		values[i] = round[key]
	}
	return values
}

// ratio says how many times as good a is as b, round by round. What was not measured in a round, such as when a server
// answered nothing, counts as 0.
func ratio(a, b *Row, m Metric) Spread {
	av, bv := a.metric(m.Key), b.metric(m.Key)
	ratios := make([]float64, min(len(av), len(bv)))
	for i := range ratios {
		more, less := av[i], bv[i]
		if !m.MoreIsBetter {
			more, less = less, more
		}
		if less != 0 {
			ratios[i] = more / less
		}
	}
	return spreadOf(ratios)
}

func (t *Table) metric(key string) Metric {
	i := slices.IndexFunc(t.Metrics, func(m Metric) bool { return m.Key == key })
	return t.Metrics[i]
}

// disturbed names the groups whose figures mean little, since other processes were busy meanwhile.
func (r *Results) disturbed() []string {
	var all []string
	for _, name := range GroupNames() {
		if used := r.Others[name]; used > 100*maxOthers {
			all = append(all, fmt.Sprintf("while group %s was measured, other processes used %.0f %% of a CPU", name, used))
		}
	}
	return all
}

func (r *Results) table(name string) *Table {
	i := slices.IndexFunc(r.Tables, func(t *Table) bool { return t.Name == name })
	if i < 0 {
		return nil
	}
	return r.Tables[i]
}
