package suite

import (
	"context"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/valyala/fasthttp"
)

const (
	// hostedContents is how many contents the items share: what grows is records, not contents.
	hostedContents = 1_000
	// lookups is how many different items are asked for in a round; not more than there are.
	lookups = 500
	// idleTime is how long a server rests before its memory is looked at.
	idleTime = time.Second
)

// hosted starts servers on folders with more and more items, and then publishes into them from several clients.
func (s *Suite) hosted(ctx context.Context) error {
	if s.tools.Placard == "" {
		return missingError{"the server is not built (make build)"}
	}
	folders, err := s.fillFolders(ctx)
	if err != nil {
		return err
	}
	if err := s.lookUp(ctx, folders); err != nil {
		return err
	}
	return s.publishing(ctx, folders)
}

// fillFolders makes the folders, or takes those that an earlier run has made: a million items take minutes.
func (s *Suite) fillFolders(ctx context.Context) ([]*folder, error) {
	var folders []*folder
	for _, items := range s.cfg.Items {
		f, err := s.keptFolder(ctx, items)
		if err != nil {
			return nil, err
		}
		folders = append(folders, f)
	}
	return folders, nil
}

func (s *Suite) keptFolder(ctx context.Context, items int) (*folder, error) {
	f := &folder{dir: filepath.Join(s.cfg.Dir, fmt.Sprint("hosted-", items)), items: items}
	if key, err := os.ReadFile(filepath.Join(f.dir, keyFile)); err == nil {
		f.key = string(key)
		return f, nil
	}
	s.say("hosted: writing %s items", thousands(items))
	made, err := s.fill(ctx, filepath.Base(f.dir), items, distinctPages(min(items, hostedContents)))
	if err != nil {
		return nil, err
	}
	f.key = made.key
	if err := writeFile(filepath.Join(made.dir, keyFile), f.key); err != nil {
		return nil, err
	}
	return f, os.Rename(made.dir, f.dir)
}

// keyFile is in a folder that is kept, and complete.
const keyFile = "key"

// lookUp measures servers that have just been started: nothing but what the kernel has of the files is cached.
func (s *Suite) lookUp(ctx context.Context, folders []*folder) error {
	t := &Table{Name: "hosted/items", Title: "A server as it hosts more", X: "items", Plots: []string{"cold", "memory"}, Bases: []string{rowOf(folders[0])},
		Note: "memory: resident, of an idle server that has just started; cold: the first request for an item; cached: the next one; " +
			"both over one connection, medians; start: until it listens.",
		Metrics: []Metric{{Key: "cold", Unit: Nanoseconds}, {Key: "cached", Unit: Nanoseconds}, {Key: "memory", Unit: Bytes}, {Key: "start", Unit: Nanoseconds}}}
	s.results.Tables = append(s.results.Tables, t)
	for round := range s.cfg.Rounds {
		s.say("%s: round %d of %d", t.Name, round+1, s.cfg.Rounds)
		for _, f := range folders {
			m, err := s.lookUpOnce(ctx, f, round)
			if err != nil {
				return err
			}
			row := t.row(rowOf(f))
			row.X = float64(f.items)
			row.add(m)
		}
	}
	return nil
}

func (s *Suite) lookUpOnce(ctx context.Context, f *folder, round int) (map[string]float64, error) {
	begin := time.Now()
	srv, err := s.startPlacard(ctx, f.dir)
	if err != nil {
		return nil, err
	}
	defer srv.stop()
	m := map[string]float64{"start": float64(time.Since(begin))}
	time.Sleep(min(idleTime, s.cfg.LoadTime))
	if m["memory"], err = residentMemory(srv.cmd.Process.Pid); err != nil {
		return nil, err
	}
	items := rand.New(rand.NewSource(int64(round))).Perm(f.items)[:min(f.items, lookups)]
	client := &fasthttp.HostClient{Addr: srv.addr, MaxConns: 1}
	for _, metric := range []string{"cold", "cached"} {
		if m[metric], err = medianGet(client, srv.addr, items); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// medianGet asks for items one after the other.
func medianGet(client *fasthttp.HostClient, addr string, items []int) (float64, error) {
	times := make([]float64, len(items))
	var body []byte
	for i, item := range items {
		url := "http://" + addr + "/a/" + itemID(item)
		begin := time.Now()
		status, b, err := client.Get(body[:0], url)
		times[i], body = float64(time.Since(begin)), b
		if err == nil && status != fasthttp.StatusOK {
			err = fmt.Errorf("status %d", status)
		}
		if err != nil {
			return 0, fmt.Errorf("GET %s: %w", url, err)
		}
	}
	slices.Sort(times)
	return times[len(times)/2], nil
}

// residentMemory is what a process has in memory, in bytes: VmRSS of proc(5).
func residentMemory(pid int) (float64, error) {
	text, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "status"))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(rest), " kB"))
			return float64(kb) * 1024, err
		}
	}
	return 0, fmt.Errorf("process %d has no VmRSS", pid)
}

func rowOf(f *folder) string { return thousands(f.items) + " items" }

// thousands writes a number with commas.
func thousands(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
