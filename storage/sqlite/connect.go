package sqlite

import (
	"context"
	"database/sql"
	"net/url"
	"path/filepath"
	"runtime"
	"strconv"
	"time"

	driver "modernc.org/sqlite"
)

const (
	// busyTimeout is how long a write waits for another process, which holds the file for one short transaction.
	busyTimeout = 10 * time.Second
	walRetry    = 2 * time.Millisecond
	// checkpointPages is how long the log gets before it is folded into the file: 16 MB. Pages that many commits touch, those
	// of indexes, are then written there once for all of them; SQLite's own 1,000 pages are 300 publishes.
	checkpointPages = 4000
	minReaders      = 4
)

// writerPragmas leaves the sync of each commit to syncer: with synchronous(normal) SQLite syncs the log before it folds it into
// the file, the file before it begins the log anew, and the log's new head before what follows it.
func writerPragmas() []string {
	return []string{busyPragma(), "synchronous(normal)", "foreign_keys(on)", "wal_autocheckpoint(" + strconv.Itoa(checkpointPages) + ")"}
}

func readerPragmas() []string {
	return []string{busyPragma(), "query_only(on)"}
}

func busyPragma() string {
	return "busy_timeout(" + strconv.FormatInt(busyTimeout.Milliseconds(), 10) + ")"
}

// connect makes a pool, of which every connection runs the pragmas first. It does not open the file yet.
func connect(path string, pragmas []string) (*sql.DB, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	name := url.URL{Scheme: "file", Path: path, RawQuery: url.Values{"_pragma": pragmas}.Encode()}
	connector, err := driver.NewConnector(name.String())
	if err != nil {
		return nil, err
	}
	return sql.OpenDB(connector), nil
}

// useWAL switches the file to WAL mode, where it stays. While two processes create the same file SQLite answers this
// statement with "busy" at once, whatever busy_timeout says, so the waiting is done here.
func useWAL(ctx context.Context, conn *sql.Conn) error {
	deadline := time.Now().Add(busyTimeout)
	for {
		_, err := conn.ExecContext(ctx, "PRAGMA journal_mode = wal")
		if !isBusy(err) || time.Now().After(deadline) {
			return err
		}
		select {
		case <-time.After(walRetry):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// checkpoint folds the log into the file and empties it, as far as other processes let it: whatever is left is done by a later
// one.
func checkpoint(ctx context.Context, conn *sql.Conn) error {
	var busy, log, folded int
	return conn.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &log, &folded)
}

// limitReaders keeps as many connections as can work at once, and keeps them open with their statements prepared.
func limitReaders(pool *sql.DB) {
	readers := max(minReaders, runtime.GOMAXPROCS(0))
	pool.SetMaxOpenConns(readers)
	pool.SetMaxIdleConns(readers)
}
