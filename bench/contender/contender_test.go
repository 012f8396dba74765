package contender

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// testSet has contenders with and without output, and one that takes no input.
func testSet() *Set {
	return NewSet(map[string]Maker{
		"upper": func(input []byte) (Job, error) {
			var out string
			run := func() { out = strings.ToUpper(string(input)) }
			return Job{Run: run, Output: func() ([]byte, error) { run(); return []byte(out), nil }}, nil
		},
		"limit":   func([]byte) (Job, error) { return Job{Run: func() { time.Sleep(10 * time.Microsecond) }}, nil },
		"refuses": func([]byte) (Job, error) { return Job{}, errors.New("no such input") },
	})
}

// TestMain lets the test binary be a process of contenders.
func TestMain(m *testing.M) {
	if os.Getenv("CONTENDER_TEST_PROCESS") != "" {
		if err := Serve(testSet(), os.Stdin, os.Stdout); err != nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// hosts are the two ways to the same contenders.
func hosts(t *testing.T) map[string]Host {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "CONTENDER_TEST_PROCESS=1")
	p, err := Start(cmd)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
	return map[string]Host{"in this process": testSet(), "in another": p}
}

func TestHostsAnswerAlike(t *testing.T) {
	file := filepath.Join(t.TempDir(), "input")
	if err := os.WriteFile(file, []byte("<quiet>\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, h := range hosts(t) {
		t.Run(name, func(t *testing.T) {
			if out, err := h.Output("upper", file); err != nil || string(out) != "<QUIET>\n" {
				t.Errorf("Output is %q, %v", out, err)
			}
			s, err := h.Time("upper", file, time.Millisecond)
			if err != nil || s.NS <= 0 || s.Allocs < 1 {
				t.Errorf("Time is %+v, %v; want one with allocations", s, err)
			}
			if s, err := h.Time("limit", file, time.Millisecond); err != nil || s.NS < 10_000 {
				t.Errorf("Time of what sleeps for 10 µs is %+v, %v", s, err)
			}
			for contender, want := range map[string]string{"limit": "nothing to compare", "nobody": "no contender", "refuses": "no such input"} {
				if _, err := h.Output(contender, file); err == nil || !strings.Contains(err.Error(), want) {
					t.Errorf("Output of %s fails with %v, want %q", contender, err, want)
				}
			}
			if _, err := h.Time("upper", file+".not", time.Millisecond); err == nil {
				t.Error("an input that is not there was timed")
			}
		})
	}
}
