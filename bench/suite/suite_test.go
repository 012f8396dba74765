package suite

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"placard/bench/contender"
)

// measure runs groups as briefly as can be, with Placard's own contenders and no other program.
func measure(t *testing.T, groups ...string) *Results {
	t.Helper()
	tools := &Tools{Hosts: Hosts{ownHost: contender.NewSet(Contenders())}}
	cfg := Config{Only: groups, Rounds: 2, Time: time.Millisecond, LoadTime: 20 * time.Millisecond, Root: "../..",
		Items: []int{10, 20}, Log: io.Discard}
	r, err := Run(t.Context(), cfg, tools)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestEveryRowHasItsRounds(t *testing.T) {
	r := measure(t, "render", "parse", "patch")
	for _, name := range []string{"render/static-496", "render/repeat-1000", "parse/static-496"} {
		table := r.table(name)
		if table == nil || len(table.Rows) < 3 {
			t.Fatalf("%s is %+v", name, table)
		}
		for _, row := range table.Rows {
			if v := row.Values["ns"]; len(row.Rounds) != 2*turns || v.Min <= 0 || v.Min > v.Median || v.Median > v.Max {
				t.Errorf("%s: %s has %d rounds and takes %+v", name, row.Name, len(row.Rounds), v)
			}
			for base, ratio := range row.Ratios {
				if ratio.Median <= 0 || row.Name == base && ratio != (Spread{1, 1, 1}) {
					t.Errorf("%s: %s is %+v times as good as %s", name, base, ratio, row.Name)
				}
			}
		}
	}
	for _, row := range r.table("render/static-496").Rows {
		if row.Values["allocs"].Min != 0 { // The pool of workspaces may have been emptied in some rounds.
			t.Errorf("%s allocates: %+v", row.Name, row.Values["allocs"])
		}
	}
}

func TestContendersThatMakeSomethingElseAreNotTimed(t *testing.T) {
	own := Contenders()
	own["run"] = func([]byte) (contender.Job, error) {
		return contender.Job{Run: func() {}, Output: func() ([]byte, error) { return []byte("<p>Nothing"), nil }}, nil
	}
	tools := &Tools{Hosts: Hosts{ownHost: contender.NewSet(own)}}
	_, err := Run(t.Context(), Config{Only: []string{"render"}, Rounds: 1, Time: time.Millisecond, Root: "../..", Log: io.Discard}, tools)
	if err == nil || !strings.Contains(err.Error(), compiled+" makes something else") {
		t.Errorf("the run ended with %v", err)
	}
}

func TestTheMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle(t *testing.T) {
	if got := spreadOf([]float64{9, 1, 2, 4}); got != (Spread{3, 1, 9}) {
		t.Errorf("the spread is %+v", got)
	}
	if got := spreadOf([]float64{9, 1, 2}); got != (Spread{2, 1, 9}) {
		t.Errorf("the spread is %+v", got)
	}
}

func TestRatiosAreTakenWithinARound(t *testing.T) {
	table := &Table{Metrics: []Metric{{Key: "rps", MoreIsBetter: true}}, Bases: []string{"a", "gone"}}
	for i, rps := range []float64{10, 100, 1000} { // The machine became faster.
		table.row("a").add(map[string]float64{"rps": 2 * rps})
		table.row("b").add(map[string]float64{"rps": rps + float64(i)})
	}
	table.row("never measured")
	table.finish()
	got := table.find("b").Ratios["a"]
	if got.Max != 2 || got.Min < 1.9 || len(table.Rows) != 2 || len(table.Bases) != 1 {
		t.Errorf("ratios are %+v in rows %v", got, table.Rows)
	}
}

func TestBusyNeighboursAreNamed(t *testing.T) {
	r := &Results{Others: map[string]float64{"render": 3, "edge": 90}}
	if d := r.disturbed(); len(d) != 1 || !strings.Contains(d[0], "group edge") || !strings.Contains(d[0], "90 %") {
		t.Errorf("disturbed: %q", d)
	}
}

func TestResultsAreWrittenWithAllRounds(t *testing.T) {
	r := measure(t, "parse")
	dir := t.TempDir()
	if err := r.Write(dir, io.Discard); err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	if len(files) != 3 || !strings.HasSuffix(files[0], ".html") || !strings.HasSuffix(files[2], ".spec.json") {
		t.Fatalf("%q were written", files)
	}
	text, err := os.ReadFile(files[1])
	if err != nil {
		t.Fatal(err)
	}
	var back Results
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	if back.Machine.Go == "" || back.Machine.Commit == "unknown" || len(back.Tables) != 2 || len(back.Tables[0].Rows[0].Rounds) != 2*turns {
		t.Errorf("what was written is %+v", back)
	}
	var out bytes.Buffer
	r.Print(&out)
	for _, want := range []string{"Parse stage: time against a loop", ownParse, "1,000 items"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the tables do not have %q:\n%s", want, out.String())
		}
	}
}

func TestAnInterruptedRunGivesWhatItHas(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	own := Contenders()
	copying := own["copy page"]
	own["copy page"] = func(spec []byte) (contender.Job, error) { // It comes last in the first table.
		cancel()
		return copying(spec)
	}
	tools := &Tools{Hosts: Hosts{ownHost: contender.NewSet(own)}}
	r, err := Run(ctx, Config{Only: []string{"render"}, Rounds: 1, Time: time.Millisecond, Root: "../..", Log: io.Discard}, tools)
	if !errors.Is(err, context.Canceled) || r == nil || len(r.table("render/static-11").Rows) != 3 {
		t.Fatalf("the run gave %+v, %v", r, err)
	}
	if err := r.Write(t.TempDir(), io.Discard); err != nil {
		t.Error(err)
	}
}

func TestUnknownGroupsAreRefused(t *testing.T) {
	_, err := Run(t.Context(), Config{Only: []string{"rendr"}, Rounds: 1, Log: io.Discard}, &Tools{})
	if err == nil || !strings.Contains(err.Error(), `"rendr"`) {
		t.Errorf("the error is %v", err)
	}
}
