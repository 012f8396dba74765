package suite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/valyala/fasthttp"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

// publishers is how many clients publish at a time, each with a connection of its own.
const publishers = 16

const sqliteRow = "one row a transaction in SQLite, one client"

// publishing publishes pages of 5 KB from several clients at once, each acknowledged when it is on disk, into
// workspaces of all sizes. What it is held against is what a program gets that inserts the same bytes into SQLite with
// a commit for each (WAL, synchronous=FULL), on the same disk.
func (s *Suite) publishing(ctx context.Context, folders []*folder) error {
	t := &Table{Name: "publish/16-clients", Title: "Publishing pages of 5 KB from 16 clients", X: "items", Plots: []string{"rps"},
		Note:    "rps: pages acknowledged a second, each on disk by then; p50, p99: how long a publish took its client; cpu: what one cost the server.",
		Bases:   []string{rowOf(folders[0])},
		Metrics: []Metric{{Key: "rps", Unit: PerSecond, MoreIsBetter: true}, {Key: "p50", Unit: Nanoseconds}, {Key: "p99", Unit: Nanoseconds}, {Key: "cpu", Unit: Nanoseconds}}}
	s.results.Tables = append(s.results.Tables, t)
	for round := range s.cfg.Rounds {
		s.say("%s: round %d of %d", t.Name, round+1, s.cfg.Rounds)
		m, err := s.insertRows(ctx, round)
		if err != nil {
			return err
		}
		t.row(sqliteRow).add(m)
		for _, f := range folders {
			if m, err = s.publishOnce(ctx, f, round); err != nil {
				return err
			}
			row := t.row(rowOf(f))
			row.X = float64(f.items)
			row.add(m)
		}
	}
	return nil
}

func (s *Suite) publishOnce(ctx context.Context, f *folder, round int) (map[string]float64, error) {
	dir, err := s.copyRecords(f)
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	srv, err := s.startPlacard(ctx, dir)
	if err != nil {
		return nil, err
	}
	defer srv.stop()
	client := &fasthttp.HostClient{Addr: srv.addr, MaxConns: publishers}
	page := distinctPages(1)[0]
	served, _ := cpuTimes(srv.cmd.Process.Pid)
	m, n, err := repeatedly(ctx, publishers, s.cfg.LoadTime, func(i int64) error {
		req, res := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
		defer fasthttp.ReleaseRequest(req)
		defer fasthttp.ReleaseResponse(res)
		req.Header.SetMethod("POST")
		req.SetRequestURI("http://" + srv.addr + "/v1/artifacts")
		req.Header.Set("Authorization", "Bearer "+f.key)
		req.Header.SetContentType("text/html")
		req.SetBody(fmt.Appendf(page[:len(page):len(page)], "<p>%d in round %d of %d", i, round, f.items))
		err := client.Do(req, res)
		if err == nil && res.StatusCode() != fasthttp.StatusCreated {
			err = fmt.Errorf("publish: status %d: %s", res.StatusCode(), res.Body())
		}
		return err
	})
	servedEnd, _ := cpuTimes(srv.cmd.Process.Pid)
	if err == nil {
		m["cpu"] = float64(servedEnd-served) / float64(n)
	}
	return m, err
}

// copyRecords makes a folder with a workspace of the same size, which may be written to; nobody reads its pages.
func (s *Suite) copyRecords(f *folder) (dir string, err error) {
	if dir, err = os.MkdirTemp(s.dir, "publish"); err != nil {
		return "", err
	}
	for _, name := range []string{recordsFile, recordsFile + "-wal"} {
		err := copyFile(filepath.Join(dir, name), filepath.Join(f.dir, name))
		if err != nil && !errors.Is(err, fs.ErrNotExist) { // There need not be a log.
			return "", err
		}
	}
	return dir, nil
}

// copyFile copies a file to disk, so that nobody's first commits wait for it.
func copyFile(to, from string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	target, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(target, source)
	return errors.Join(err, target.Sync(), target.Close())
}

// insertRows is what publishing is held against.
func (s *Suite) insertRows(ctx context.Context, round int) (map[string]float64, error) {
	file := filepath.Join(s.dir, fmt.Sprintf("rows-%d.db", round))
	db, err := sql.Open("sqlite", file+"?_pragma=journal_mode(wal)&_pragma=synchronous(full)")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(ctx, "CREATE TABLE pages (id TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID"); err != nil {
		return nil, err
	}
	insert, err := db.PrepareContext(ctx, "INSERT INTO pages (id, body) VALUES (?, ?)")
	if err != nil {
		return nil, err
	}
	defer insert.Close()
	page := distinctPages(1)[0]
	m, _, err := repeatedly(ctx, 1, s.cfg.LoadTime, func(i int64) error {
		_, err := insert.Exec(itemID(int(i)), page)
		return err
	})
	return m, err
}

// repeatedly calls do from several goroutines for so long, with the numbers from 1 on, and measures.
func repeatedly(ctx context.Context, goroutines int, d time.Duration, do func(i int64) error) (m map[string]float64, n int, err error) {
	var next atomic.Int64
	times := make([][]float64, goroutines)
	errs := make([]error, goroutines)
	begin := time.Now()
	var wg sync.WaitGroup
	for g := range goroutines {
		wg.Go(func() {
			for errs[g] == nil && time.Since(begin) < d && ctx.Err() == nil {
				start := time.Now()
				errs[g] = do(next.Add(1))
				times[g] = append(times[g], float64(time.Since(start)))
			}
		})
	}
	wg.Wait()
	took := time.Since(begin)
	all := slices.Concat(times...)
	slices.Sort(all)
	if err := errors.Join(append(errs, ctx.Err())...); err != nil {
		return nil, 0, err
	}
	return map[string]float64{"rps": float64(len(all)) / took.Seconds(), "p50": all[len(all)/2], "p99": all[len(all)*99/100]}, len(all), nil
}
