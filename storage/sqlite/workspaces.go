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

	workspaceActiveSQL = `SELECT 1 FROM workspaces WHERE id = ? AND expires_at > ?`
)

// CreateWorkspace implements storage.Meta.
func (db *DB) CreateWorkspace(ctx context.Context, ws storage.Workspace, key, claim storage.Hash) error {
	return db.write(ctx, "create workspace", func(w *writes) error {
		_, err := w.insertWorkspace.Exec(ws.ID, ws.Name, string(ws.Plan), ws.Claimed,
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

// requireWorkspace returns ErrNotFound unless the workspace is active.
func requireWorkspace(w *writes, id string, now time.Time) error {
	var one int
	return orNotFound(w.workspaceActive.QueryRow(id, now.UnixMilli()).Scan(&one))
}
