package sqlite

import (
	"context"
	"time"

	"placard/storage"
)

const (
	insertWorkspaceSQL = `INSERT INTO workspaces
		(id, name, plan, claimed, created_at, expires_at, key_hash, claim_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`

	workspaceByKeySQL = `SELECT id, name, plan, claimed, created_at, expires_at FROM workspaces
		WHERE key_hash = ? AND expires_at > ?`

	workspaceEndSQL = `SELECT expires_at FROM workspaces WHERE id = ?`
)

// CreateWorkspace implements storage.Meta.
func (db *DB) CreateWorkspace(ctx context.Context, ws storage.Workspace, key, claim storage.Hash) error {
	return db.write(ctx, "create workspace", func(w *writes) error {
		_, err := w.exec(w.insertWorkspace, ws.ID, ws.Name, string(ws.Plan), ws.Claimed,
			ws.CreatedAt.UnixMilli(), expiryColumn(ws.ExpiresAt), key[:], claim[:])
		return orConflict(err)
	})
}

// WorkspaceByKey implements storage.Meta.
func (db *DB) WorkspaceByKey(ctx context.Context, key storage.Hash, now time.Time) (storage.Workspace, error) {
	var ws storage.Workspace
	err := db.read(ctx, "workspace by key", func(r *reads) error {
		var created, expires int64
		err := r.workspaceByKey.QueryRow(key[:], now.UnixMilli()).
			Scan(&ws.ID, &ws.Name, &ws.Plan, &ws.Claimed, &created, &expires)
		ws.CreatedAt, ws.ExpiresAt = moment(created), expiry(expires)
		return orNotFound(err)
	})
	if err != nil {
		return storage.Workspace{}, err
	}
	return ws, nil
}

// activeWorkspace is a workspace that exists, and when it ends.
type activeWorkspace struct {
	id      string
	expires int64
}

// requireWorkspace returns ErrNotFound unless the workspace is active. Calls that come together are mostly of one, and nobody
// else changes it while the transaction lasts.
func requireWorkspace(w *writes, id string, now time.Time) error {
	if w.active.id != id {
		w.active.id = id
		if err := w.workspaceEnd.QueryRow(id).Scan(&w.active.expires); err != nil {
			w.active = activeWorkspace{}
			return orNotFound(err)
		}
	}
	if w.active.expires <= now.UnixMilli() {
		return storage.ErrNotFound
	}
	return nil
}
