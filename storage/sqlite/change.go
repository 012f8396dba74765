package sqlite

import (
	"context"
	"fmt"
	"time"

	"placard/storage"
)

const (
	updateItemSQL = `UPDATE items SET content_type = ?1, title = ?2, info = ?3, version = ?4, blob = ?5, size = ?6, updated_at = ?7,
		client_name = ?8, client_version = ?9, client_run = ?10, blob_row = (SELECT b.id FROM blobs b WHERE b.hash = ?5) WHERE id = ?11 AND workspace = ?12`

	// The same blob may be replaced twice within a millisecond; one mark is enough.
	markReplacedSQL = `INSERT OR IGNORE INTO replaced_blobs (blob, replaced_at) VALUES (?, ?)`

	deleteItemSQL = `UPDATE items SET deleted_at = ?4
		WHERE id = ?1 AND workspace = ?2 AND kind = ?3 AND deleted_at IS NULL AND expires_at > ?4
		AND EXISTS (SELECT 1 FROM workspaces w WHERE w.id = ?2 AND w.expires_at > ?4)`
)

// UpdateItem implements storage.Meta.
func (db *DB) UpdateItem(ctx context.Context, workspace string, kind storage.Kind, id string, u storage.ItemUpdate) (
	storage.Item, error) {
	var item storage.Item
	err := checkContent(u.Content, u.Blob)
	if err != nil {
		return item, fmt.Errorf("sqlite: update item: %w", err)
	}
	err = db.write(ctx, "update item", func(w *writes) (err error) {
		item, err = updateItem(w, workspace, kind, id, u)
		return err
	})
	if err != nil {
		return storage.Item{}, err
	}
	return item, nil
}

func updateItem(w *writes, workspace string, kind storage.Kind, id string, u storage.ItemUpdate) (storage.Item, error) {
	now := u.UpdatedAt.UnixMilli()
	old, err := scanItem(w.ownedItem.QueryRow(id, workspace, string(kind), now).Scan)
	if err != nil {
		return old, err
	}
	if u.IfVersion != 0 && u.IfVersion != old.Version {
		return old, storage.ErrConflict
	}
	if err := putContent(w, u.Content); err != nil {
		return old, err
	}
	item := updated(old, u)
	_, err = w.exec(w.updateItem, item.ContentType, item.Title, item.Info, item.Version, item.Blob[:], item.Size, now,
		item.Client.Name, item.Client.Version, item.Client.Run, id, workspace)
	if err == nil && old.Blob != item.Blob {
		_, err = w.exec(w.markReplaced, old.Blob[:], now)
	}
	return item, err
}

// updated is what old becomes.
func updated(old storage.Item, u storage.ItemUpdate) storage.Item {
	old.Version++
	old.ContentType, old.Blob, old.Size, old.Info, old.Client = u.ContentType, u.Blob, u.Size, u.Info, u.Client
	old.UpdatedAt = moment(u.UpdatedAt.UnixMilli())
	if u.Title != nil {
		old.Title = *u.Title
	}
	return old
}

// DeleteItem implements storage.Meta.
func (db *DB) DeleteItem(ctx context.Context, workspace string, kind storage.Kind, id string, now time.Time) error {
	return db.write(ctx, "delete item", func(w *writes) error {
		return someRow(w.exec(w.deleteItem, id, workspace, string(kind), now.UnixMilli()))
	})
}
