package sqlite

import (
	"context"
	"encoding/json"
	"time"

	"placard/storage"
)

const (
	itemSQL = `SELECT ` + itemColumns + ` FROM items i JOIN workspaces w ON w.id = i.workspace
		WHERE i.id = ?1 AND i.deleted_at IS NULL AND i.expires_at > ?2 AND w.expires_at > ?2`

	ownedItemSQL = `SELECT ` + itemColumns + ` FROM items i JOIN workspaces w ON w.id = i.workspace
		WHERE i.id = ?1 AND i.workspace = ?2 AND i.kind = ?3 AND i.deleted_at IS NULL
		AND i.expires_at > ?4 AND w.expires_at > ?4`

	// The condition on the name repeats that of the index items_named, without which SQLite may not use it. Left to
	// choose, it would go through all items of the kind that have not expired.
	namedItemSQL = `SELECT ` + itemColumns + ` FROM items i INDEXED BY items_named JOIN workspaces w ON w.id = i.workspace
		WHERE i.workspace = ?1 AND i.kind = ?2 AND i.name = ?3 AND i.name <> '' AND i.deleted_at IS NULL
		AND i.expires_at > ?4 AND w.expires_at > ?4`

	// The kinds are a JSON list: see kindList.
	countActiveSQL = `SELECT count(*) FROM items
		WHERE workspace = ?1 AND kind IN (SELECT value FROM json_each(?2)) AND deleted_at IS NULL AND expires_at > ?3
		AND EXISTS (SELECT 1 FROM workspaces w WHERE w.id = ?1 AND w.expires_at > ?3)`
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

// NamedItem implements storage.Meta.
func (db *DB) NamedItem(ctx context.Context, workspace string, kind storage.Kind, name string, now time.Time) (
	storage.Item, error) {
	var item storage.Item
	err := db.read(ctx, "named item", func(r *reads) (err error) {
		item, err = scanItem(r.namedItem.QueryRow(workspace, string(kind), name, now.UnixMilli()).Scan)
		return err
	})
	return item, err
}

// CountActive implements storage.Meta.
func (db *DB) CountActive(ctx context.Context, workspace string, kinds []storage.Kind, now time.Time) (int, error) {
	var n int
	err := db.read(ctx, "count active", func(r *reads) error {
		return r.countActive.QueryRow(workspace, kindList(kinds), now.UnixMilli()).Scan(&n)
	})
	return n, err
}

// kindList is how a statement gets a list of kinds: as JSON.
func kindList(kinds []storage.Kind) string {
	list, _ := json.Marshal(kinds) // texts can always be written
	return string(list)
}
