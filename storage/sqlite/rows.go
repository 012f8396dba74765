package sqlite

import (
	"database/sql"
	"errors"
	"fmt"
	"math"
	"time"

	"placard/storage"
)

// never is the expires_at of what does not expire; the migrations name it too.
const never = math.MaxInt64

// itemColumns is the order that scanItem reads.
const itemColumns = `i.id, i.workspace, i.kind, i.name, i.content_type, i.title, i.info, i.version, i.blob, i.size,
	i.created_at, i.updated_at, i.expires_at, i.client_name, i.client_version, i.client_run`

// scanItem reads itemColumns from scan, the Scan method of a row.
func scanItem(scan func(...any) error) (storage.Item, error) {
	var it storage.Item
	var created, updated, expires int64
	err := scan(&it.ID, &it.Workspace, &it.Kind, &it.Name, &it.ContentType, &it.Title, &it.Info, &it.Version,
		hashColumn{&it.Blob}, &it.Size, &created, &updated, &expires, &it.Client.Name, &it.Client.Version, &it.Client.Run)
	if err != nil {
		return storage.Item{}, orNotFound(err)
	}
	it.CreatedAt, it.UpdatedAt, it.ExpiresAt = moment(created), moment(updated), expiry(expires)
	return it, nil
}

// stored is what a new item reads like once it is stored.
func stored(it storage.Item) storage.Item {
	it.Version = 1
	it.CreatedAt = moment(it.CreatedAt.UnixMilli())
	it.UpdatedAt = moment(it.UpdatedAt.UnixMilli())
	it.ExpiresAt = expiry(expiryColumn(it.ExpiresAt))
	return it
}

func orNotFound(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return storage.ErrNotFound
	}
	return err
}

// someRow turns "no row matched" of an UPDATE into ErrNotFound.
func someRow(done sql.Result, err error) error {
	if err != nil {
		return err
	}
	n, err := done.RowsAffected()
	if err == nil && n == 0 {
		return storage.ErrNotFound
	}
	return err
}

func moment(ms int64) time.Time { return time.UnixMilli(ms).UTC() }

func expiry(ms int64) time.Time {
	if ms == never {
		return time.Time{}
	}
	return moment(ms)
}

func expiryColumn(t time.Time) int64 {
	if t.IsZero() {
		return never
	}
	return t.UnixMilli()
}

// hashColumn scans a BLOB of 32 bytes.
type hashColumn struct{ into *storage.Hash }

// Scan implements sql.Scanner.
func (c hashColumn) Scan(value any) error {
	b, ok := value.([]byte)
	if !ok || len(b) != len(c.into) {
		return fmt.Errorf("a hash column holds %T of another size", value)
	}
	copy(c.into[:], b)
	return nil
}
