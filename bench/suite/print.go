package suite

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// Print writes the results for people: the targets, then the tables, ratios first.
func (r *Results) Print(w io.Writer) {
	fmt.Fprintf(w, "\n%s, %d cores, %s, %s, commit %s, %d rounds\n", r.Machine.CPU, r.Machine.Cores, r.Machine.Kernel,
		r.Machine.Go, r.Machine.Commit, r.Rounds)
	for _, t := range r.Tables {
		fmt.Fprintf(w, "\n%s (%s)\n", t.Title, t.Name)
		if t.Note != "" {
			fmt.Fprintln(w, t.Note)
		}
		writeGrid(w, t.grid())
	}
	r.printTargets(w)
	for _, what := range r.disturbed() {
		fmt.Fprintf(w, "\nDisturbed: %s\n", what)
	}
	for _, what := range r.LeftOut {
		fmt.Fprintf(w, "\nLeft out: %s\n", what)
	}
}

func (r *Results) printTargets(w io.Writer) {
	lines := [][]string{{"Target", "", "measured", "target", "moonshot"}}
	for _, t := range r.Targets {
		if t.Measured != nil {
			lines = append(lines, []string{t.What, t.Verdict(), t.spread(), t.Format(t.Target), t.Format(t.Moonshot)})
		}
	}
	if len(lines) > 1 {
		fmt.Fprintln(w)
		writeGrid(w, lines)
	}
}

func (t Target) spread() string {
	m := t.Measured
	return fmt.Sprintf("%s (%s..%s)", t.Format(m.Median), t.Format(m.Min), t.Format(m.Max))
}

// grid is the table as text: the names of the rows, the ratios, then what was measured.
func (t *Table) grid() [][]string {
	head := []string{""}
	for _, base := range t.Bases {
		head = append(head, base+" is")
	}
	for _, m := range t.Metrics {
		head = append(head, m.Key)
	}
	lines := [][]string{head}
	for _, r := range t.Rows {
		line := []string{r.Name}
		for _, base := range t.Bases {
			line = append(line, r.ratio(base))
		}
		for i, m := range t.Metrics {
			line = append(line, r.value(m, i == 0))
		}
		lines = append(lines, line)
	}
	return lines
}

// ratio is how many times as good a base is as the row.
func (r *Row) ratio(base string) string {
	if r.Name == base {
		return "1"
	}
	v := r.Ratios[base]
	return fmt.Sprintf("%s × (%s..%s)", digits(v.Median), digits(v.Min), digits(v.Max))
}

func (r *Row) value(m Metric, spread bool) string {
	v := r.Values[m.Key]
	if !spread {
		return m.Unit.Format(v.Median)
	}
	return fmt.Sprintf("%s (%s..%s)", m.Unit.Format(v.Median), m.Unit.Format(v.Min), m.Unit.Format(v.Max))
}

func writeGrid(w io.Writer, lines [][]string) {
	tab := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, line := range lines {
		fmt.Fprintf(tab, "  %s\n", strings.Join(line, "\t"))
	}
	_ = tab.Flush() // w is where people look; who closes it does not want to know.
}
