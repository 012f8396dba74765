package suite

import "fmt"

// Target is what a figure should reach, and what it is.
type Target struct {
	What     string  `json:"what"`
	Target   float64 `json:"target"`
	Moonshot float64 `json:"moonshot"`
	// AtMost: the figure should not be above the target; else not below.
	AtMost bool `json:"at_most,omitempty"`
	// Measured is nil when this run did not measure it.
	Measured *Spread `json:"measured"`
	// Bytes: the figures are bytes, not ratios.
	Bytes bool `json:"bytes,omitempty"`
}

// Verdict says how far the target is reached, "" when it was not measured.
func (t Target) Verdict() string {
	switch {
	case t.Measured == nil:
		return ""
	case t.reached(t.Moonshot):
		return "beyond"
	case t.reached(t.Target):
		return "reached"
	}
	return "missed"
}

func (t Target) reached(line float64) bool {
	if t.AtMost {
		return t.Measured.Median <= line
	}
	return t.Measured.Median >= line
}

// Format writes a figure of the target.
func (t Target) Format(v float64) string {
	if t.Bytes {
		return Bytes.Format(v)
	}
	return fmt.Sprintf("%.2f ×", v)
}

// goal is where a target's figure is found: how many times as good row is as than; with AtMost, how many times as much
// of the metric row takes; with Bytes, how much that is.
type goal struct {
	Target
	table, row, than string
	metric           string // "" for the table's first
}

// goals of the project, as they were set before there were figures.
func goals() []goal {
	least := func(what string, target, moonshot float64) Target {
		return Target{What: what, Target: target, Moonshot: moonshot}
	}
	most := func(what string, target, moonshot float64) Target {
		return Target{What: what, Target: target, Moonshot: moonshot, AtMost: true}
	}
	return []goal{
		{least("Page of 496 elements, JSON to page: times as fast as the original", 60, 100), "render/static-496", fromJSON, original, ""},
		{least("The same: times as fast as html/template from structs", 10, 20), "render/static-496", fromJSON, "html/template from structs", ""},
		{most("Parse stage: time against fastjson", 1, 0.9), "parse/static-496", ownParse, "fastjson, tree", ""},
		{most("Parse stage: time against a loop over the bytes", 1.3, 1.3), "parse/static-496", ownParse, "limit: a loop over the bytes", ""},
		{most("Static page compiled: time against a copy of its bytes", 1.5, 1.1), "render/static-496", compiled, "copy of the page's bytes", ""},
		{least("Page with 1,000 items compiled: times as fast as quicktemplate", 1, 2), "render/repeat-1000", compiled, "quicktemplate from structs", ""},
		{least("497 patches, checked and compiled: times as fast as compileSpecStream", 5, 10), "patch/497", ownStream, original, ""},
		{least("Cached page of 5 KB: requests a second against nginx with the file", 1.15, 1.4), "edge/small.html", ownEdge, nginxEdge, ""},
		{least("The same against Varnish", 2, 2.5), "edge/small.html", ownEdge, varnishEdge, ""},
		{most("The same: p99 against nginx's", 1.5, 1), "edge/small.html", ownEdge, nginxEdge, "p99"},
		{least("10,000 pages with a Zipf distribution and 1 % writes against one cached page", 0.8, 0.95), "mix/zipf", zipfWrites, singlePage, ""},
		{Target{What: "Memory of an idle server with 1,000,000 items", Target: 300e6, Moonshot: 100e6, AtMost: true, Bytes: true}, "hosted/items", "1,000,000 items", "", "memory"},
		{most("First request for an item: with 1,000,000 items against 1,000", 1.5, 1.1), "hosted/items", "1,000,000 items", "1,000 items", "cold"},
		{least("Publishing from 16 clients against one row a transaction in SQLite from one", 2.5, 4), "publish/16-clients", "1,000 items", sqliteRow, ""},
	}
}

// judge holds the results against the goals.
func (r *Results) judge() []Target {
	var all []Target
	for _, g := range goals() {
		g.Measured = r.figure(g)
		all = append(all, g.Target)
	}
	return all
}

func (r *Results) figure(g goal) *Spread {
	t := r.table(g.table)
	if t == nil {
		return nil
	}
	row, than := t.find(g.row), t.find(g.than)
	metric := t.Metrics[0]
	if g.metric != "" {
		metric = t.metric(g.metric)
	}
	switch {
	case row == nil || than == nil && !g.Bytes:
		return nil
	case g.Bytes:
		spread := row.Values[metric.Key]
		return &spread
	}
	if g.AtMost {
		row, than = than, row
	}
	spread := ratio(row, than, metric)
	return &spread
}
