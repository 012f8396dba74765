package sqlite

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"

	"placard/storage"
)

// MaxRowBytes is how large bytes may be that are kept in the database. A row becomes durable with the commit that all who
// write at the time share; a file needs three syncs of its own, which for bytes of this size take longer than writing them
// twice, to the log and to the table.
const MaxRowBytes = storage.MaxContent

const (
	// Bytes that are there are left alone, unless the disk has changed them.
	putBlobSQL = `INSERT INTO blobs (hash, bytes) VALUES (?1, ?2)
		ON CONFLICT (hash) DO UPDATE SET bytes = excluded.bytes WHERE bytes <> excluded.bytes`

	blobSQL = `SELECT bytes FROM blobs WHERE hash = ?`

	deleteBlobSQL = `DELETE FROM blobs WHERE hash = ?`
)

var errCorrupt = errors.New("the bytes do not match their hash")

// Blobs implements storage.Blobs: bytes of at most MaxRowBytes are rows of a DB, all others are in another store. Get it from
// DB.Blobs.
type Blobs struct {
	db    *DB
	large storage.Blobs
}

var _ storage.Blobs = (*Blobs)(nil)

// Blobs keeps bytes in the database, and what is too large for a row in large. What large has already is found whatever
// its size. The caller closes the DB.
func (db *DB) Blobs(large storage.Blobs) *Blobs { return &Blobs{db, large} }

// Put implements storage.Blobs.
func (b *Blobs) Put(ctx context.Context, data []byte) (storage.Hash, error) {
	if len(data) > MaxRowBytes {
		return b.large.Put(ctx, data)
	}
	if data == nil {
		data = []byte{} // nil is NULL to the driver
	}
	h := storage.Hash(sha256.Sum256(data))
	err := b.db.write(ctx, "put", func(w *writes) error {
		_, err := w.exec(w.putBlob, h[:], data)
		return err
	})
	if err != nil {
		return storage.Hash{}, err
	}
	return h, nil
}

// checkContent refuses content that is not what the record says. It runs before the writer takes the call up.
func checkContent(content storage.Content, blob storage.Hash) error {
	switch {
	case content.Len() == 0:
		return nil
	case content.Len() > storage.MaxContent:
		return fmt.Errorf("content of %d bytes: at most %d come with a record", content.Len(), storage.MaxContent)
	case content.Hash() != blob:
		return fmt.Errorf("%x: %w", blob, errCorrupt)
	}
	return nil
}

// putContent puts what came with a record.
func putContent(w *writes, content storage.Content) error {
	if content.Len() == 0 {
		return nil
	}
	hash := content.Hash()
	_, err := w.exec(w.putBlob, hash[:], content.Bytes())
	return err
}

// Get implements storage.Blobs. On an error the bytes of dst, up to its length, are as they were.
func (b *Blobs) Get(ctx context.Context, dst []byte, h storage.Hash) ([]byte, error) {
	got := dst
	err := b.db.read(ctx, "get", func(r *reads) error {
		err := orNotFound(r.blob.QueryRow(h[:]).Scan(appendColumn{&got}))
		if err == nil && sha256.Sum256(got[len(dst):]) != h {
			err = fmt.Errorf("%x: %w", h, errCorrupt)
		}
		return err
	})
	switch {
	case errors.Is(err, storage.ErrNotFound):
		return b.large.Get(ctx, dst, h)
	case err != nil:
		return dst, err
	}
	return got, nil
}

// Delete implements storage.Blobs. The same bytes may be in both places, when they were stored before rows were.
func (b *Blobs) Delete(ctx context.Context, h storage.Hash) error {
	err := b.db.write(ctx, "delete", func(w *writes) error {
		_, err := w.exec(w.deleteBlob, h[:])
		return err
	})
	if err != nil {
		return err
	}
	return b.large.Delete(ctx, h)
}

// appendColumn scans a BLOB by appending it: the driver's bytes are copied once.
type appendColumn struct{ to *[]byte }

// Scan implements sql.Scanner.
func (c appendColumn) Scan(value any) error {
	b, ok := value.([]byte)
	if !ok && value != nil {
		return fmt.Errorf("a column of bytes holds %T", value)
	}
	*c.to = append(*c.to, b...)
	return nil
}
