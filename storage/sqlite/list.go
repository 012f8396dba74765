package sqlite

import (
	"context"
	"errors"
	"math"
	"time"

	"placard/storage"
)

const (
	placeSQL = `SELECT created_at FROM items WHERE id = ? AND workspace = ? AND kind = ?`

	// The list begins below (?3, ?4), which the first page sets beyond every record; LIMIT -1 is "all".
	listedSQL = `SELECT ` + itemColumns + ` FROM items i
		WHERE i.workspace = ?1 AND i.kind = ?2 AND i.deleted_at IS NULL AND (i.created_at, i.id) < (?3, ?4)
		AND i.expires_at > ?5 AND EXISTS (SELECT 1 FROM workspaces w WHERE w.id = ?1 AND w.expires_at > ?5)
		ORDER BY i.created_at DESC, i.id DESC LIMIT ?6`
)

// Items implements storage.Meta. A long list stops early when ctx is cancelled.
func (db *DB) Items(ctx context.Context, workspace string, kind storage.Kind, p storage.Page, now time.Time) (
	[]storage.Item, error) {
	var items []storage.Item
	err := db.read(ctx, "items", func(r *reads) error {
		below, err := place(r, workspace, kind, p.After)
		if err != nil {
			return err
		}
		items, err = listItems(ctx, r, workspace, kind, p, below, now)
		return err
	})
	if err != nil {
		return nil, err
	}
	return items, nil
}

// place is the created_at that, with the ID after, marks where a page begins.
func place(r *reads, workspace string, kind storage.Kind, after string) (int64, error) {
	if after == "" {
		return math.MaxInt64, nil
	}
	var created int64
	err := r.place.QueryRow(after, workspace, string(kind)).Scan(&created)
	return created, orNotFound(err)
}

func listItems(ctx context.Context, r *reads, workspace string, kind storage.Kind, p storage.Page, below int64,
	now time.Time) (items []storage.Item, err error) {
	limit := p.Limit
	if limit == 0 {
		limit = -1
	}
	rows, err := r.listed.QueryContext(ctx, workspace, string(kind), below, p.After, now.UnixMilli(), limit)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		item, err := scanItem(rows.Scan)
		if err != nil {
			return nil, err
		}
		items = append(items, item)
	}
	return items, rows.Err()
}
