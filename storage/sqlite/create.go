package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

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
	countUpToSQL = `SELECT count(*) FROM (SELECT 1 FROM items WHERE workspace = ?
		AND kind IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL AND expires_at > ? LIMIT ?)`

	insertItemSQL = `INSERT INTO items (id, workspace, kind, name, content_type, title, info, version, blob, size,
		created_at, updated_at, expires_at, client_name, client_version, client_run, blob_row)
		VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, (SELECT id FROM blobs WHERE hash = ?8))`
)

// CreateItem implements storage.Meta.
func (db *DB) CreateItem(ctx context.Context, n storage.NewItem) (storage.Item, bool, error) {
	var item storage.Item
	var replayed bool
	err := checkContent(n.Content, n.Blob)
	if err != nil {
		return item, false, fmt.Errorf("sqlite: create item: %w", err)
	}
	err = db.write(ctx, "create item", func(w *writes) (err error) {
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
	if err := checkQuota(w, n); err != nil {
		return item, false, err
	}
	if err := checkName(w, n.Item); err != nil {
		return item, false, err
	}
	if err := putContent(w, n.Content); err != nil {
		return item, false, err
	}
	if err := insertItem(w, n.Item); err != nil {
		return item, false, err
	}
	if n.IdempotencyKey != "" {
		_, err = w.exec(w.keepKey, n.Workspace, n.IdempotencyKey, n.Request[:], n.ID, n.CreatedAt.UnixMilli())
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

func checkQuota(w *writes, n storage.NewItem) error {
	if n.MaxActive == 0 {
		return nil
	}
	var active int
	err := w.countUpTo.QueryRow(n.Workspace, kindList(n.Counted), n.CreatedAt.UnixMilli(), n.MaxActive).Scan(&active)
	if err == nil && active >= n.MaxActive {
		return storage.ErrQuota
	}
	return err
}

func checkName(w *writes, it storage.Item) error {
	if it.Name == "" {
		return nil
	}
	_, err := scanItem(w.namedItem.QueryRow(it.Workspace, string(it.Kind), it.Name, it.CreatedAt.UnixMilli()).Scan)
	switch {
	case errors.Is(err, storage.ErrNotFound):
		return nil
	case err == nil:
		return storage.ErrNameTaken
	}
	return err
}

func insertItem(w *writes, it storage.Item) error {
	_, err := w.exec(w.insertItem, it.ID, it.Workspace, string(it.Kind), it.Name, it.ContentType, it.Title, it.Info,
		it.Blob[:], it.Size, it.CreatedAt.UnixMilli(), it.UpdatedAt.UnixMilli(), expiryColumn(it.ExpiresAt),
		it.Client.Name, it.Client.Version, it.Client.Run)
	return orConflict(err)
}
