// Package sqlite implements storage.Meta, and storage.Blobs for small bytes, on one SQLite file.
//
// One goroutine writes. It gathers the calls that arrive while it works into one transaction, so that many
// publishers share one sync, which another goroutine waits for (see writer, syncer); a lone caller waits for nobody.
// Readers have connections of their own: in WAL mode they neither wait for the writer nor hold it up. Another process, such
// as the command line beside a running server, may use the same file: every write begins with BEGIN IMMEDIATE and waits for
// its turn.
//
// Cost: a point read is one index look-up; a create is three statements, and its share of one sync; bytes are one statement and
// a share of another, and are written twice, to the log and later to the file; a list page costs
// what it returns; a sweep costs what it removes. All of it holds with a million items.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"placard/storage"
)

var errClosed = errors.New("database is closed")

// DB is an open database. It is safe for many goroutines.
type DB struct {
	readPool  *sql.DB
	reads     reads
	writePool *sql.DB // has the one connection that the writer holds
	writer    *writer
	log       *os.File // SQLite's log
	logSync   *dataSync

	mu     sync.RWMutex // held for reading by every call, for writing by Close
	closed bool
}

var _ storage.Meta = (*DB)(nil)

// Open opens the file at path, creates it and its folder (for the owner only) when they are missing, and brings the
// tables up to date. ctx bounds the opening only. A file that a newer Placard wrote is refused. An error leaves
// nothing open.
func Open(ctx context.Context, path string) (*DB, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("sqlite: open: %w", err)
	}
	db := &DB{}
	if err := db.open(ctx, path); err != nil {
		return nil, errors.Join(fmt.Errorf("sqlite: open %s: %w", path, err), db.abandon())
	}
	return db, nil
}

// open leaves whatever it has opened in db, also when it fails.
func (db *DB) open(ctx context.Context, path string) error {
	var err error
	if db.writePool, err = connect(path, writerPragmas()); err != nil {
		return err
	}
	conn, err := db.writePool.Conn(ctx)
	if err != nil {
		return err
	}
	if err := useWAL(ctx, conn); err != nil {
		return err
	}
	if err := migrate(ctx, conn); err != nil {
		return err
	}
	if db.log, err = openLog(ctx, conn); err != nil {
		return err
	}
	// A process that was killed before its last sync leaves commits in the log that everybody finds from now on, and answers
	// with, although a power cut could still undo them.
	db.logSync = newDataSync(db.log)
	if err := db.logSync.sync(); err != nil {
		return err
	}
	if db.readPool, err = connect(path, readerPragmas()); err != nil {
		return err
	}
	limitReaders(db.readPool)
	if db.reads, err = prepareReads(ctx, db.readPool); err != nil {
		return err
	}
	writes, err := prepareWrites(ctx, conn)
	if err != nil {
		return err
	}
	db.writer = startWriter(conn, writes, db.logSync.sync)
	return nil
}

// Close lets the calls that run finish, folds the log into the file, so that the file alone has everything unless another
// process writes to it, and closes it. A second Close does nothing.
func (db *DB) Close() error {
	db.mu.Lock()
	defer db.mu.Unlock()
	if db.closed {
		return nil
	}
	db.closed = true
	db.writer.finish()
	err := errors.Join(db.readPool.Close(), checkpoint(context.Background(), db.writer.conn),
		db.writer.conn.Close(), db.writePool.Close(), db.logSync.close(), db.log.Close())
	if err != nil {
		return fmt.Errorf("sqlite: close: %w", err)
	}
	return nil
}

// abandon closes what a failed open has opened.
func (db *DB) abandon() error {
	var errs []error
	if db.log != nil {
		errs = append(errs, db.logSync.close(), db.log.Close())
	}
	for _, pool := range []*sql.DB{db.readPool, db.writePool} {
		if pool != nil {
			errs = append(errs, pool.Close())
		}
	}
	return errors.Join(errs...)
}

// write runs one call's statements in the writer. op names the call in its error; the sentinels of package storage
// stay visible to errors.Is.
func (db *DB) write(ctx context.Context, op string, run func(*writes) error) error {
	return db.during(ctx, op, func() error { return db.writer.do(ctx, run) })
}

// read runs one call's statements on the readers. They are not told of a cancellation unless they ask ctx: a point
// read ends within microseconds, and the driver's watching for it costs more than that.
func (db *DB) read(ctx context.Context, op string, run func(*reads) error) error {
	return db.during(ctx, op, func() error { return run(&db.reads) })
}

func (db *DB) during(ctx context.Context, op string, run func() error) error {
	db.mu.RLock()
	defer db.mu.RUnlock()
	err := ctx.Err()
	if err == nil && db.closed {
		err = errClosed
	}
	if err == nil {
		err = run()
	}
	if err != nil {
		return fmt.Errorf("sqlite: %s: %w", op, err)
	}
	return nil
}
