package sqlite

import (
	"path/filepath"
	"testing"

	"placard/storage"
	"placard/storage/storagetest"
)

func TestMeta(t *testing.T) {
	storagetest.RunMeta(t, func(t *testing.T) storage.Meta { return openIn(t, t.TempDir()) })
}

func TestMetaReopen(t *testing.T) {
	dir := t.TempDir()
	storagetest.RunMetaReopen(t, func(t *testing.T) storage.Meta { return openIn(t, dir) })
}

// openIn leaves closing to the caller.
func openIn(t testing.TB, dir string) *DB {
	t.Helper()
	db, err := Open(t.Context(), filepath.Join(dir, "placard.db"))
	if err != nil {
		t.Fatal(err)
	}
	return db
}
