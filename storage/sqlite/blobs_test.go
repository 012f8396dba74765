package sqlite

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"placard/storage"
	"placard/storage/disk"
	"placard/storage/storagetest"
)

func TestBlobs(t *testing.T) {
	storagetest.RunBlobs(t, func(t *testing.T) storage.Blobs {
		db, blobs, _ := openBlobs(t, t.TempDir())
		t.Cleanup(func() { closes(t, db) })
		return blobs
	})
}

func TestBlobsReopen(t *testing.T) {
	dir := t.TempDir()
	storagetest.RunBlobsReopen(t, func(t *testing.T) storage.Blobs {
		db, blobs, _ := openBlobs(t, dir)
		t.Cleanup(func() { closes(t, db) })
		return blobs
	})
}

// openBlobs opens a data folder as the server does. Closing is left to the caller.
func openBlobs(t *testing.T, dir string) (*DB, *Blobs, *disk.Store) {
	t.Helper()
	files, err := disk.Open(filepath.Join(dir, "blobs"))
	if err != nil {
		t.Fatal(err)
	}
	db := openIn(t, dir)
	return db, db.Blobs(files), files
}

func closes(t *testing.T, db *DB) {
	t.Helper()
	if err := db.Close(); err != nil {
		t.Error(err)
	}
}

func mustPut(t *testing.T, b storage.Blobs, data []byte) storage.Hash {
	t.Helper()
	h, err := b.Put(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func wantNotFound(t *testing.T, b storage.Blobs, h storage.Hash) {
	t.Helper()
	if _, err := b.Get(t.Context(), nil, h); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("Get = %v, want not found", err)
	}
}

func TestSmallBytesAreRowsAndLargeOnesFiles(t *testing.T) {
	db, blobs, files := openBlobs(t, t.TempDir())
	defer closes(t, db)
	small, large := make([]byte, MaxRowBytes), make([]byte, MaxRowBytes+1)
	wantNotFound(t, files, mustPut(t, blobs, small))
	if got, err := files.Get(t.Context(), nil, mustPut(t, blobs, large)); err != nil || !bytes.Equal(got, large) {
		t.Errorf("the file has %d bytes, %v", len(got), err)
	}
	var rows int
	if err := db.readPool.QueryRowContext(t.Context(), "SELECT count(*) FROM blobs").Scan(&rows); err != nil || rows != 1 {
		t.Errorf("%d rows, %v; want 1", rows, err)
	}
}

func TestNilIsTheEmptyBlob(t *testing.T) {
	db, blobs, _ := openBlobs(t, t.TempDir())
	defer closes(t, db)
	if got, err := blobs.Get(t.Context(), nil, mustPut(t, blobs, nil)); err != nil || len(got) != 0 {
		t.Errorf("Get = %q, %v", got, err)
	}
}

// A data folder that was filled before small bytes were rows has files alone.
func TestSmallBytesInFilesAreFoundAndDeleted(t *testing.T) {
	db, blobs, files := openBlobs(t, t.TempDir())
	defer closes(t, db)
	old := mustPut(t, files, []byte("old"))
	if got, err := blobs.Get(t.Context(), []byte("an "), old); err != nil || string(got) != "an old" {
		t.Errorf("Get = %q, %v", got, err)
	}
	mustPut(t, blobs, []byte("old")) // is then in both places
	if err := blobs.Delete(t.Context(), old); err != nil {
		t.Fatal(err)
	}
	wantNotFound(t, blobs, old)
	wantNotFound(t, files, old)
}

func TestDamagedRowIsAnErrorAndPutMendsIt(t *testing.T) {
	db, blobs, _ := openBlobs(t, t.TempDir())
	defer closes(t, db)
	h := mustPut(t, blobs, []byte("whole"))
	if _, err := db.writer.conn.ExecContext(t.Context(), "UPDATE blobs SET bytes = x'00'"); err != nil {
		t.Fatal(err)
	}
	got, err := blobs.Get(t.Context(), []byte("dst"), h)
	if !errors.Is(err, errCorrupt) || errors.Is(err, storage.ErrNotFound) || string(got) != "dst" {
		t.Errorf("Get = %q, %v; want dst alone and an error", got, err)
	}
	mustPut(t, blobs, []byte("whole"))
	if got, err := blobs.Get(t.Context(), nil, h); err != nil || string(got) != "whole" {
		t.Errorf("after Put, Get = %q, %v", got, err)
	}
}

func TestGetUsesTheRoomOfDst(t *testing.T) {
	db, blobs, _ := openBlobs(t, t.TempDir())
	defer closes(t, db)
	h := mustPut(t, blobs, []byte(strings.Repeat("x", 1000)))
	dst := make([]byte, 7, 1007)
	got, err := blobs.Get(t.Context(), dst, h)
	if err != nil || len(got) != 1007 || &got[0] != &dst[0] {
		t.Errorf("Get = %d bytes, %v; want 1007 in the same memory", len(got), err)
	}
}

// Who copies the one file of a server that has stopped has everything.
func TestCloseFoldsTheLogIntoTheFile(t *testing.T) {
	dir := t.TempDir()
	db, blobs, _ := openBlobs(t, dir)
	seed(t, db)
	h := mustPut(t, blobs, []byte("kept"))
	if _, err := blobs.Get(t.Context(), nil, h); err != nil { // A reader has been there too.
		t.Fatal(err)
	}
	closes(t, db)
	copied := t.TempDir()
	file, err := os.ReadFile(filepath.Join(dir, "placard.db"))
	if err == nil {
		err = os.WriteFile(filepath.Join(copied, "placard.db"), file, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	db, blobs, _ = openBlobs(t, copied)
	defer closes(t, db)
	if got, err := blobs.Get(t.Context(), nil, h); err != nil || string(got) != "kept" {
		t.Errorf("the copy has %q, %v", got, err)
	}
	if _, err := db.WorkspaceByKey(t.Context(), storage.Hash{1}, moment(0)); err != nil {
		t.Errorf("the copy has no workspace: %v", err)
	}
}

func TestContentComesAndIsRefusedWithItsRecord(t *testing.T) {
	db, blobs, _ := openBlobs(t, t.TempDir())
	defer closes(t, db)
	seed(t, db)
	withContent := func(id, content string) storage.NewItem {
		n := itemOf("ws_1", id)
		n.Content = storage.NewContent([]byte(content))
		n.Blob = n.Content.Hash()
		n.MaxActive, n.Counted = 1, []storage.Kind{n.Kind}
		return n
	}
	wantBytes := func(content string) {
		t.Helper()
		if got, err := blobs.Get(t.Context(), nil, sha256.Sum256([]byte(content))); err != nil || string(got) != content {
			t.Errorf("Get = %q, %v; want %q", got, err, content)
		}
	}
	if _, _, err := db.CreateItem(t.Context(), withContent("it_1", "first")); err != nil {
		t.Fatal(err)
	}
	wantBytes("first")
	refused := withContent("it_2", "refused")
	if _, _, err := db.CreateItem(t.Context(), refused); !errors.Is(err, storage.ErrQuota) {
		t.Errorf("over the quota: %v", err)
	}
	u := storage.ItemUpdate{Content: refused.Content, Blob: refused.Blob, IfVersion: 7}
	if _, err := db.UpdateItem(t.Context(), "ws_1", "", "it_1", u); !errors.Is(err, storage.ErrConflict) {
		t.Errorf("of another version: %v", err)
	}
	wantNotFound(t, blobs, refused.Blob)
	u.IfVersion = 1
	if _, err := db.UpdateItem(t.Context(), "ws_1", "", "it_1", u); err != nil {
		t.Error(err)
	}
	wantBytes("refused")
	wantBytes("first") // until it is swept
}

func TestContentMustBeWhatTheRecordSays(t *testing.T) {
	db, blobs, _ := openBlobs(t, t.TempDir())
	defer closes(t, db)
	seed(t, db)
	large := make([]byte, storage.MaxContent+1)
	for _, c := range []struct {
		content storage.Content
		blob    storage.Hash
	}{{storage.NewContent([]byte("other bytes")), sha256.Sum256([]byte("bytes"))}, {storage.NewContent(large), sha256.Sum256(large)}} {
		n := itemOf("ws_1", "it_1")
		n.Content, n.Blob = c.content, c.blob
		if _, _, err := db.CreateItem(t.Context(), n); err == nil {
			t.Errorf("%d bytes are accepted", c.content.Len())
		}
		if _, err := db.UpdateItem(t.Context(), "ws_1", "", "it_1", storage.ItemUpdate{Content: c.content, Blob: c.blob}); err == nil || errors.Is(err, storage.ErrNotFound) {
			t.Errorf("%d bytes: %v", c.content.Len(), err)
		}
		wantNotFound(t, blobs, c.blob)
	}
}
