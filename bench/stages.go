// Package bench measures the stages of the engine on a spec, and has the specs that the benchmarks use. All of Placard
// beside its peers: package suite.
package bench

import (
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"placard/bench/contender"
	"placard/engine"
	"placard/engine/program"
)

// Stage is what one stage costs for one operation: the median of several rounds.
type Stage struct {
	contender.Sample
	// MBPerS is how much of the stage's input, for run its output, it gets through, in millions of bytes.
	MBPerS float64 `json:"mb_per_s"`
}

// Result is the measurement of one spec.
type Result struct {
	Spec      string           `json:"spec"`
	Elements  int              `json:"elements"`
	HTMLBytes int              `json:"html_bytes"`
	Stages    map[string]Stage `json:"stages"`
}

// StageNames are the stages in their order. copy is the yardstick for run: a plain copy of the page's bytes. full is
// everything from JSON bytes to page bytes.
var StageNames = []string{"parse", "check", "compile", "run", "copy", "full"}

// Rounds says how long to measure: so many rounds of each stage, in turn, each for so long.
type Rounds struct {
	Count int
	Time  time.Duration
}

// Measure measures the stages of a spec. name is only for the result.
func Measure(e *engine.Engine, name string, text []byte, r Rounds) (Result, error) {
	w := e.NewWorkspace()
	s := w.Parse(text)
	elements := len(s.Elements)
	w.Check()
	if w.Issues.Refused() {
		return Result{}, fmt.Errorf("%s is refused: %s", name, w.Issues.Issues[0])
	}
	page, _ := e.Render(nil, text, program.Options{})
	res := Result{Spec: name, Elements: elements, HTMLBytes: len(page), Stages: map[string]Stage{}}

	ops := operations(e, w, text, page)
	samples := map[string][]Stage{}
	for range r.Count {
		for _, stage := range StageNames {
			samples[stage] = append(samples[stage], Stage{Sample: contender.Time(ops[stage], r.Time)})
		}
	}
	for stage, all := range samples {
		m := median(all)
		size := len(text)
		if stage == "run" || stage == "copy" {
			size = len(page)
		}
		m.MBPerS = float64(size) / m.NS * 1000
		res.Stages[stage] = m
	}
	return res, nil
}

// operations are the stages as functions that can be repeated. They run in one workspace, in their order.
func operations(e *engine.Engine, w *engine.Workspace, text, page []byte) map[string]func() {
	p := w.Compile(program.Options{})
	out := make([]byte, 0, 2*len(page))
	return map[string]func(){
		"parse":   func() { w.Parse(text) },
		"check":   func() { w.Check() },
		"compile": func() { p = w.Compile(program.Options{}) },
		"run":     func() { out, _ = p.Append(out[:0]) },
		"copy":    func() { out = append(out[:0], page...) },
		"full":    func() { out, _ = e.Render(out[:0], text, program.Options{}) },
	}
}

func median(all []Stage) Stage {
	slices.SortFunc(all, func(a, b Stage) int {
		switch {
		case a.NS < b.NS:
			return -1
		case a.NS > b.NS:
			return 1
		}
		return 0
	})
	return all[len(all)/2]
}

// Print writes a result as a table.
func (r Result) Print(w io.Writer) {
	fmt.Fprintf(w, "%s: %d elements, %d bytes of HTML\n", r.Spec, r.Elements, r.HTMLBytes)
	for _, name := range StageNames {
		s := r.Stages[name]
		fmt.Fprintf(w, "  %-8s %12.0f ns/op %10.1f MB/s %8.0f B/op %6.0f allocs/op\n", name, s.NS, s.MBPerS, s.Bytes, s.Allocs)
	}
}

// ReadSpec reads a spec from a file, or from in for "-".
func ReadSpec(name string, in io.Reader) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(in)
	}
	return os.ReadFile(name)
}
