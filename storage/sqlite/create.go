package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"placard/storage"
)

const (
	knownKeySQL = `SELECT item, request FROM idempotency_keys WHERE workspace = ? AND key = ? AND created_at > ?`

	// A key that is there already is one that has aged: knownKeySQL came first.
	keepKeySQL = `INSERT INTO idempotency_keys (workspace, key, request, item, created_at) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (workspace, key) DO UPDATE
		SET request = excluded.request, item = excluded.item, created_at = excluded.created_at`

	anyItemSQL = `SELECT ` + itemColumns + ` FROM items i
		WHERE i.workspace = ? AND i.id = ? AND i.deleted_at IS NULL AND i.expires_at > ?`

	// The count stops at the quota, so its cost does not grow with a workspace that has no bound.
	countUpToSQL = `SELECT count(*) FROM (SELECT 1 FROM items
		WHERE workspace = ? AND deleted_at IS NULL AND expires_at > ? LIMIT ?)`

	insertItemSQL = `INSERT INTO items (id, workspace, kind, content_type, title, version, blob, size,
		created_at, updated_at, expires_at, client_name, client_version, client_run)
		VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)`
)

// CreateItem implements storage.Meta.
func (db *DB) CreateItem(ctx context.Context, n storage.NewItem) (storage.Item, bool, error) {
	var item storage.Item
	var replayed bool
	err := db.write(ctx, "create item", func(w *writes) (err error) {
		item, replayed, err = createItem(w, n)
		return err
	})
	if err != nil {
		return storage.Item{}, false, err
	}
	return item, replayed, nil
}

func createItem(w *writes, n storage.NewItem) (item storage.Item, replayed bool, err error) {
	if err := requireWorkspace(w, n.Workspace, n.CreatedAt); err != nil {
		return item, false, err
	}
	if n.IdempotencyKey != "" {
		if item, known, err := replay(w, n); known || err != nil {
			return item, known, err
		}
	}
	if err := checkQuota(w, n.Workspace, n.MaxActive, n.CreatedAt); err != nil {
		return item, false, err
	}
	if err := insertItem(w, n.Item); err != nil {
		return item, false, err
	}
	if n.IdempotencyKey != "" {
		_, err = w.keepKey.Exec(n.Workspace, n.IdempotencyKey, n.Request[:], n.ID, n.CreatedAt.UnixMilli())
	}
	return stored(n.Item), false, err
}

// replay answers a call whose idempotency key is known. The workspace is known to be active.
func replay(w *writes, n storage.NewItem) (item storage.Item, known bool, err error) {
	var id string
	var request storage.Hash
	oldest := n.CreatedAt.Add(-storage.IdempotencyKeyLife)
	err = w.knownKey.QueryRow(n.Workspace, n.IdempotencyKey, oldest.UnixMilli()).Scan(&id, hashColumn{&request})
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return item, false, nil
	case err != nil:
		return item, false, err
	case request != n.Request:
		return item, true, storage.ErrKeyReused
	}
	item, err = scanItem(w.anyItem.QueryRow(n.Workspace, id, n.CreatedAt.UnixMilli()).Scan)
	return item, true, err
}

func checkQuota(w *writes, workspace string, maxActive int, now time.Time) error {
	if maxActive == 0 {
		return nil
	}
	var active int
	if err := w.countUpTo.QueryRow(workspace, now.UnixMilli(), maxActive).Scan(&active); err != nil {
		return err
	}
	if active >= maxActive {
		return storage.ErrQuota
	}
	return nil
}

func insertItem(w *writes, it storage.Item) error {
	_, err := w.insertItem.Exec(it.ID, it.Workspace, string(it.Kind), it.ContentType, it.Title, it.Blob[:], it.Size,
		it.CreatedAt.UnixMilli(), it.UpdatedAt.UnixMilli(), expiryColumn(it.ExpiresAt),
		it.Client.Name, it.Client.Version, it.Client.Run)
	return orConflict(err)
}
