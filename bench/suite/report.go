package suite

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
)

// The report is a page that Placard shows: a spec whose state has the figures, and few elements that repeat over it.
// Its charts are boxes with widths and clipped areas, since pages have no drawings; they are for the eye, and all that
// they show is also there as text.

// node is an element of the report.
type node struct {
	Type     string         `json:"type"`
	Props    map[string]any `json:"props,omitempty"`
	Text     any            `json:"text,omitempty"`
	Children []string       `json:"children,omitempty"`
	Repeat   map[string]any `json:"repeat,omitempty"`
	Visible  any            `json:"visible,omitempty"`
}

// report is the state of the page.
type report struct {
	Machine string        `json:"machine"`
	Targets grid          `json:"targets"`
	Tables  []reportTable `json:"tables"`
	Remarks []string      `json:"remarks"`
}

type grid struct {
	Columns []string   `json:"columns"`
	Rows    [][]string `json:"rows"`
}

type reportTable struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	Note  string `json:"note"`
	Scale string `json:"scale"`
	Bars  []bar  `json:"bars"`
	Plots []plot `json:"plots"`
	grid
}

// bar is a row of a comparison.
type bar struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	Width string `json:"width"` // percent
	Own   bool   `json:"own"`
}

// plot is a quantity as work grows.
type plot struct {
	Title  string  `json:"title"`
	Area   string  `json:"area"` // a CSS polygon
	Points []point `json:"points"`
}

// point is a place in a plot, in percent from the left and from the bottom.
type point struct {
	X     string `json:"x"`
	Y     string `json:"y"`
	Label string `json:"label"`
	At    string `json:"at"`
}

// Report is the spec of a page that shows the results.
func (r *Results) Report() ([]byte, error) {
	m := r.Machine
	state := report{Remarks: r.remarks(), Targets: r.targetGrid(), Machine: fmt.Sprintf("%s, %d cores, %s, %s, commit %s, %s, %d rounds",
		m.CPU, m.Cores, m.Kernel, m.Go, m.Commit, r.Date[:10], r.Rounds)}
	for _, t := range r.Tables {
		if len(t.Rows) == 0 { // The run was interrupted.
			continue
		}
		state.Tables = append(state.Tables, t.report())
	}
	return json.Marshal(map[string]any{
		"root": "page", "elements": reportElements(), "state": state,
		"meta": map[string]any{"title": "Placard beside its peers, " + r.Date[:10], "style": reportStyle},
	})
}

func (r *Results) remarks() []string {
	all := r.disturbed()
	for _, what := range r.LeftOut {
		all = append(all, "left out: "+what)
	}
	return all
}

func (r *Results) targetGrid() grid {
	g := grid{Columns: []string{"Target", "Measured", "Spread", "Target", "Moonshot", "Verdict"}, Rows: [][]string{}}
	for _, t := range r.Targets {
		if m := t.Measured; m != nil {
			g.Rows = append(g.Rows, []string{t.What, t.Format(m.Median), t.Format(m.Min) + " to " + t.Format(m.Max),
				t.Format(t.Target), t.Format(t.Moonshot), t.Verdict()})
		}
	}
	return g
}

func (t *Table) report() reportTable {
	lines := t.grid()
	out := reportTable{Name: t.Name, Title: t.Title, Note: t.Note, grid: grid{Columns: lines[0], Rows: lines[1:]}}
	if t.X == "" {
		out.Bars = t.bars()
		out.Scale = "Longer is slower; the scale is logarithmic."
		if t.Metrics[0].MoreIsBetter {
			out.Scale = "Longer is faster."
		}
	}
	for _, key := range t.Plots {
		out.Plots = append(out.Plots, t.plot(key))
	}
	return out
}

// bars draws the first metric. Times go over several powers of ten, so their scale is logarithmic.
func (t *Table) bars() []bar {
	m := t.Metrics[0]
	least, most := math.Inf(1), 0.0
	for _, r := range t.Rows {
		v := r.Values[m.Key].Median
		least, most = min(least, v), max(most, v)
	}
	bars := make([]bar, len(t.Rows))
	for i, r := range t.Rows {
		v := r.Values[m.Key].Median
		share := v / most
		if !m.MoreIsBetter {
			share = math.Log(2*v/least) / math.Log(2*most/least)
		}
		bars[i] = bar{Name: r.Name, Value: m.Unit.Format(v), Width: percent(share), Own: strings.HasPrefix(r.Name, "Placard")}
	}
	return bars
}

// plot draws a metric over X, which is spaced by its logarithm when it spans more than two powers of ten.
func (t *Table) plot(key string) plot {
	m := t.metric(key)
	p := plot{Title: fmt.Sprintf("%s against %s", key, t.X)}
	var sized []*Row
	most := 0.0
	for _, r := range t.Rows {
		if r.X > 0 {
			sized = append(sized, r)
			most = max(most, r.Values[key].Median)
		}
	}
	if len(sized) == 0 {
		return p
	}
	corners := []string{"0% 100%"}
	first, last := sized[0].X, sized[len(sized)-1].X
	for _, r := range sized {
		x, y := place(r.X, first, last), r.Values[key].Median/(1.15*most)
		p.Points = append(p.Points, point{X: percent(x), Y: percent(y), Label: m.Unit.Format(r.Values[key].Median), At: thousands(int(r.X))})
		corners = append(corners, percent(x)+"% "+percent(1-y)+"%")
	}
	p.Area = strings.Join(append(corners, "100% 100%"), ",")
	return p
}

// place is where x lies between first and last.
func place(x, first, last float64) float64 {
	switch {
	case first == last:
		return 0
	case last/first > 100:
		return math.Log(x/first) / math.Log(last/first)
	}
	return (x - first) / (last - first)
}

func percent(share float64) string { return fmt.Sprintf("%.2f", 100*share) }
