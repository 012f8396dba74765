package suite

import (
	"bytes"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"placard/bench/contender"
)

const wrkOutput = `Running 2s test @ http://127.0.0.1:8080/a/x
  1 threads and 64 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     0.86ms  400.00us  12.03ms   88.12%
    Req/Sec    74.81k     2.11k   78.31k    75.00%
  Latency Distribution
     50%  831.00us
     75%    1.02ms
     90%    1.21ms
     99%    2.64ms
  150123 requests in 2.01s, 0.90GB read
Requests/sec:  74688.56
Transfer/sec:    458.71MB
`

func TestWrksOutputIsRead(t *testing.T) {
	m, requests, err := parseWrk(wrkOutput)
	if err != nil || requests != 150123 || m["rps"] != 74688.56 || m["p50"] != 831e3 || m["p99"] != 2.64e6 {
		t.Errorf("read %v, %v requests, %v", m, requests, err)
	}
	for _, line := range []string{"  Socket errors: connect 0, read 12, write 0, timeout 0\n", "  Non-2xx or 3xx responses: 3\n"} {
		if _, _, err := parseWrk(wrkOutput + line); err == nil || !strings.Contains(err.Error(), strings.TrimSpace(line)) {
			t.Errorf("with %q the error is %v", line, err)
		}
	}
	if _, _, err := parseWrk("unable to connect"); err == nil {
		t.Error("a run without figures was taken for one")
	}
}

func TestTimesOfProcessesHaveTheirChildren(t *testing.T) {
	pid, parent, used, err := parseStat([]byte("12 (a (b) c) S 7 12 12 0 -1 4194304 100 0 0 0 3 4 5 6 20 0 1 0 99"))
	if err != nil || pid != 12 || parent != 7 || used != 18*tick {
		t.Errorf("read %d, %d, %v, %v", pid, parent, used, err)
	}
	if _, _, _, err := parseStat([]byte("12 (gone)")); err == nil {
		t.Error("half a line was read")
	}
	before, _ := cpuTimes(os.Getpid())
	busy := exec.Command("sh", "-c", "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done")
	if err := busy.Run(); err != nil {
		t.Fatal(err)
	}
	after, _ := cpuTimes(os.Getpid())
	if used := busy.ProcessState.UserTime(); after-before < used/2 {
		t.Errorf("a child took %v, the tree %v", used, after-before)
	}
}

func TestMixIsZipfWithItsShareOfWrites(t *testing.T) {
	const n = 100_000
	b := drawMix(mixLoad{pages: mixPages, writes: writeShare}, n)
	if !bytes.Equal(b, drawMix(mixLoad{pages: mixPages, writes: writeShare}, n)) {
		t.Error("two draws differ")
	}
	counts, writes := map[string]int{}, 0
	for line := range strings.Lines(string(b)) {
		counts[strings.TrimSpace(line[2:])]++
		if line[0] == 'P' {
			writes++
		}
	}
	if share := float64(writes) / n; math.Abs(share-writeShare) > 0.002 {
		t.Errorf("%v of the requests write", share)
	}
	if first, tenth := counts[itemID(0)], counts[itemID(9)]; float64(first)/float64(tenth) < 10 || len(counts) < mixPages/3 {
		t.Errorf("the first page has %d requests, the tenth %d; %d pages have any", first, tenth, len(counts))
	}
	if one := drawMix(mixLoad{pages: 1}, 100); strings.Count(string(one), "G "+itemID(0)) != 100 {
		t.Errorf("the single page's load is %q", one)
	}
}

// TestServersAreMeasured builds the server and measures it with everything that needs no other program.
func TestServersAreMeasured(t *testing.T) {
	binary := filepath.Join(t.TempDir(), "placard")
	if out, err := exec.Command("go", "build", "-pgo=off", "-o", binary, "placard").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	tools := &Tools{Hosts: Hosts{ownHost: contender.NewSet(Contenders())}, Placard: binary}
	cfg := Config{Only: []string{"growth", "hosted"}, Rounds: 2, Time: time.Millisecond, LoadTime: 50 * time.Millisecond, Root: "../..",
		Dir: t.TempDir(), Items: []int{20, 100}, Log: io.Discard}
	for range 2 { // The second run finds the folders of the first.
		r, err := Run(t.Context(), cfg, tools)
		if err != nil {
			t.Fatal(err)
		}
		expectRows(t, r.table("growth/elements"), 7, 2*turns)
		expectRows(t, r.table("hosted/items"), 2, 2)
		expectRows(t, r.table("publish/16-clients"), 3, 2)
	}
	left, err := filepath.Glob(filepath.Join(cfg.Dir, "*"))
	if err != nil || len(left) != 2 {
		t.Errorf("the runs left %v, %v; want the two folders", left, err)
	}
}

// expectRows wants so many rows in a table, each with a figure in so many rounds.
func expectRows(t *testing.T, table *Table, rows, rounds int) {
	t.Helper()
	if table == nil {
		t.Fatal("a table is missing")
	}
	if len(table.Rows) != rows {
		t.Errorf("%s has %d rows", table.Name, len(table.Rows))
	}
	for _, row := range table.Rows {
		if v := row.Values[table.Metrics[0].Key]; len(row.Rounds) != rounds || v.Min <= 0 {
			t.Errorf("%s: %s is %+v in %d rounds", table.Name, row.Name, v, len(row.Rounds))
		}
	}
}

func TestPeersThatAreMissingAreNamed(t *testing.T) {
	r := measure(t, "hosted", "patch")
	if len(r.LeftOut) == 0 || !strings.Contains(strings.Join(r.LeftOut, "\n"), "hosted: the server is not built") {
		t.Errorf("left out: %q", r.LeftOut)
	}
}
