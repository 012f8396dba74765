package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"placard/storage"
)

// Each statement removes what ended before ?1, at most ?2 records, found through an index of nothing else. The bound
// on never repeats the condition of the partial index, without which SQLite may not use it.
const (
	sweepDeletedSQL = `DELETE FROM items WHERE rowid IN
		(SELECT rowid FROM items WHERE deleted_at < ?1 LIMIT ?2) RETURNING blob`

	sweepExpiredSQL = `DELETE FROM items WHERE rowid IN
		(SELECT rowid FROM items WHERE expires_at < ?1 AND expires_at < 9223372036854775807 LIMIT ?2) RETURNING blob`

	// Abandoned are the items whose workspace expired.
	sweepAbandonedSQL = `DELETE FROM items WHERE rowid IN
		(SELECT i.rowid FROM workspaces w JOIN items i ON i.workspace = w.id
		WHERE w.expires_at < ?1 AND w.expires_at < 9223372036854775807 LIMIT ?2) RETURNING blob`

	sweepReplacedSQL = `DELETE FROM replaced_blobs WHERE (blob, replaced_at) IN
		(SELECT blob, replaced_at FROM replaced_blobs WHERE replaced_at < ?1 LIMIT ?2) RETURNING blob`

	sweepKeysSQL = `DELETE FROM idempotency_keys WHERE (workspace, key) IN
		(SELECT workspace, key FROM idempotency_keys WHERE created_at < ?1 LIMIT ?2)`

	sweepWorkspacesSQL = `DELETE FROM workspaces WHERE id IN
		(SELECT w.id FROM workspaces w WHERE w.expires_at < ?1 AND w.expires_at < 9223372036854775807
		AND NOT EXISTS (SELECT 1 FROM items i WHERE i.workspace = w.id) LIMIT ?2)`

	blobNamedSQL = `SELECT EXISTS (SELECT 1 FROM items WHERE blob_row = (SELECT id FROM blobs WHERE hash = ?1))
		OR EXISTS (SELECT 1 FROM items WHERE blob = ?1 AND blob_row IS NULL)
		OR EXISTS (SELECT 1 FROM replaced_blobs WHERE blob = ?1)`
)

// Sweep implements storage.Meta. The writer does nothing else meanwhile: a thousand records take about 70 ms.
func (db *DB) Sweep(ctx context.Context, before time.Time, limit int) ([]storage.Hash, int, error) {
	var orphans []storage.Hash
	var removed int
	err := db.write(ctx, "sweep", func(w *writes) (err error) {
		orphans, removed, err = sweep(w, before, limit)
		return err
	})
	if err != nil {
		return nil, 0, err
	}
	return orphans, removed, nil
}

func sweep(w *writes, before time.Time, limit int) (orphans []storage.Hash, removed int, err error) {
	s := sweeping{left: limit, seen: map[storage.Hash]bool{}}
	s.blobs(w.sweepDeleted, before)
	s.blobs(w.sweepExpired, before)
	s.blobs(w.sweepAbandoned, before)
	s.blobs(w.sweepReplaced, before)
	s.rows(w.sweepKeys, before.Add(-storage.IdempotencyKeyLife))
	s.rows(w.sweepWorkspaces, before)
	w.active = activeWorkspace{}
	if s.err != nil {
		return nil, 0, s.err
	}
	orphans, err = unnamed(w, s.candidates)
	return orphans, limit - s.left, err
}

// sweeping carries what is left of the limit, and the first error, from step to step.
type sweeping struct {
	left       int
	candidates []storage.Hash // in the order of removal, each once
	seen       map[storage.Hash]bool
	err        error
}

// rows runs a statement that removes rows which name no blob.
func (s *sweeping) rows(remove *sql.Stmt, before time.Time) {
	if s.err != nil || s.left <= 0 {
		return
	}
	done, err := remove.Exec(before.UnixMilli(), s.left)
	if err != nil {
		s.err = err
		return
	}
	n, err := done.RowsAffected()
	s.left, s.err = s.left-int(n), err
}

// blobs runs a statement that returns the blob of every row that it removed.
func (s *sweeping) blobs(remove *sql.Stmt, before time.Time) {
	if s.err != nil || s.left <= 0 {
		return
	}
	rows, err := remove.Query(before.UnixMilli(), s.left)
	if err != nil {
		s.err = err
		return
	}
	for s.err == nil && rows.Next() {
		var blob storage.Hash
		s.err = rows.Scan(hashColumn{&blob})
		s.add(blob)
	}
	s.err = errors.Join(s.err, rows.Err(), rows.Close())
}

func (s *sweeping) add(blob storage.Hash) {
	s.left--
	if !s.seen[blob] {
		s.seen[blob] = true
		s.candidates = append(s.candidates, blob)
	}
}

// unnamed keeps the blobs that no remaining record names.
func unnamed(w *writes, blobs []storage.Hash) ([]storage.Hash, error) {
	var orphans []storage.Hash
	for _, blob := range blobs {
		var named bool
		if err := w.blobNamed.QueryRow(blob[:]).Scan(&named); err != nil {
			return nil, err
		}
		if !named {
			orphans = append(orphans, blob)
		}
	}
	return orphans, nil
}
