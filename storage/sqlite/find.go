package sqlite

import (
	"context"
	"time"

	"placard/storage"
)

const (
	itemSQL = `SELECT ` + itemColumns + ` FROM items i JOIN workspaces w ON w.id = i.workspace
		WHERE i.id = ?1 AND i.deleted_at IS NULL AND i.expires_at > ?2 AND w.expires_at > ?2`

	ownedItemSQL = `SELECT ` + itemColumns + ` FROM items i JOIN workspaces w ON w.id = i.workspace
		WHERE i.id = ?1 AND i.workspace = ?2 AND i.kind = ?3 AND i.deleted_at IS NULL
		AND i.expires_at > ?4 AND w.expires_at > ?4`

	countActiveSQL = `SELECT count(*) FROM items WHERE workspace = ?1 AND deleted_at IS NULL AND expires_at > ?2
		AND EXISTS (SELECT 1 FROM workspaces w WHERE w.id = ?1 AND w.expires_at > ?2)`
)

// Item implements storage.Meta.
func (db *DB) Item(ctx context.Context, id string, now time.Time) (storage.Item, error) {
	var item storage.Item
	err := db.read(ctx, "item", func(r *reads) (err error) {
		item, err = scanItem(r.item.QueryRow(id, now.UnixMilli()).Scan)
		return err
	})
	return item, err
}

// OwnedItem implements storage.Meta.
func (db *DB) OwnedItem(ctx context.Context, workspace string, kind storage.Kind, id string, now time.Time) (
	storage.Item, error) {
	var item storage.Item
	err := db.read(ctx, "owned item", func(r *reads) (err error) {
		item, err = scanItem(r.ownedItem.QueryRow(id, workspace, string(kind), now.UnixMilli()).Scan)
		return err
	})
	return item, err
}

// CountActive implements storage.Meta.
func (db *DB) CountActive(ctx context.Context, workspace string, now time.Time) (int, error) {
	var n int
	err := db.read(ctx, "count active", func(r *reads) error {
		return r.countActive.QueryRow(workspace, now.UnixMilli()).Scan(&n)
	})
	return n, err
}
