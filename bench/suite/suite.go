package suite

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"
)

// Config says what is measured and with what.
type Config struct {
	// Only names the groups that are measured; empty means all.
	Only []string
	// Rounds is how often everything is measured.
	Rounds int
	// Time is for how long a contender of rendering, parsing and patching is timed in a round, LoadTime for how long a
	// server is under load. 0 means the usual.
	Time, LoadTime time.Duration
	// Root is the folder of the project.
	Root string
	// Dir is where a run keeps its files, "" for the system's; it must be on a disk, since durable writes are measured.
	Dir string
	// Items are the numbers of hosted pages that are compared. nil means the usual.
	Items []int
	// Log gets what is going on.
	Log io.Writer
}

// Suite is one run.
type Suite struct {
	cfg     Config
	tools   *Tools
	hosts   Hosts
	dir     string // what the run writes, removed at its end
	group   string // that is being measured
	results *Results
	begin   time.Time
}

// group is a kind of work.
type group struct {
	name string
	run  func(*Suite, context.Context) error
}

// groups in the order in which they are measured.
func groups() []group {
	return []group{
		{"render", (*Suite).render},
		{"parse", (*Suite).parse},
		{"patch", (*Suite).patch},
		{"edge", (*Suite).edge},
		{"mix", (*Suite).mix},
		{"growth", (*Suite).growth},
		{"hosted", (*Suite).hosted},
	}
}

// GroupNames are what Config.Only may have.
func GroupNames() []string {
	var names []string
	for _, g := range groups() {
		names = append(names, g.name)
	}
	return names
}

// missingError is why something was left out.
type missingError struct{ what string }

func (e missingError) Error() string { return e.what }

// Run measures. An error means that something went wrong, not that something is missing: that is in LeftOut. With an
// error, such as that of an ended ctx, come the results so far.
func Run(ctx context.Context, cfg Config, tools *Tools) (*Results, error) {
	if err := cfg.check(); err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp(cfg.Dir, "run")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	s := &Suite{cfg: cfg, tools: tools, hosts: tools.Hosts, dir: dir, begin: time.Now(), results: &Results{
		Date: time.Now().Format(time.RFC3339), Machine: thisMachine(cfg.Root), Rounds: cfg.Rounds, LeftOut: tools.Missing,
		Others: map[string]float64{}}}
	for _, g := range groups() {
		if err = s.runGroup(ctx, g); err != nil {
			err = fmt.Errorf("%s: %w", g.name, err)
			break
		}
	}
	for _, t := range s.results.Tables {
		t.finish()
	}
	s.results.Targets = s.results.judge()
	return s.results, err
}

func (s *Suite) runGroup(ctx context.Context, g group) error {
	if len(s.cfg.Only) > 0 && !slices.Contains(s.cfg.Only, g.name) {
		return nil
	}
	s.group = g.name
	begin := time.Now()
	_, others := cpuTimes(os.Getpid())
	err := g.run(s, ctx)
	_, othersEnd := cpuTimes(os.Getpid())
	s.results.Others[g.name] = max(0, 100*float64(othersEnd-others)/float64(time.Since(begin)))
	var missing missingError
	if errors.As(err, &missing) {
		s.leaveOut("%s: %s", g.name, missing.what)
		return nil
	}
	return err
}

func (cfg *Config) check() error {
	for _, name := range cfg.Only {
		if !slices.Contains(GroupNames(), name) {
			return fmt.Errorf("there is no group %q; there are %s", name, strings.Join(GroupNames(), ", "))
		}
	}
	if cfg.Rounds < 1 {
		return errors.New("at least one round is needed")
	}
	if cfg.Time == 0 {
		cfg.Time = contenderTime
	}
	if cfg.LoadTime == 0 {
		cfg.LoadTime = loadTime
	}
	if cfg.Items == nil {
		cfg.Items = []int{1_000, 10_000, 100_000, 1_000_000}
	}
	return nil
}

func (s *Suite) leaveOut(format string, args ...any) {
	what := fmt.Sprintf(format, args...)
	s.results.LeftOut = append(s.results.LeftOut, what)
	s.say("left out: %s", what)
}

func (s *Suite) say(format string, args ...any) {
	fmt.Fprintf(s.cfg.Log, "%6.1fs  %s\n", time.Since(s.begin).Seconds(), fmt.Sprintf(format, args...))
}

// loadTime is for how long a server is under load in a round unless the configuration says otherwise.
const loadTime = 2 * time.Second
