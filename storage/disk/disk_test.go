package disk

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"placard/storage"
	"placard/storage/storagetest"
)

func TestBlobs(t *testing.T) {
	storagetest.RunBlobs(t, func(t *testing.T) storage.Blobs { return openIn(t, t.TempDir()) })
}

func TestBlobsReopen(t *testing.T) {
	dir := t.TempDir()
	storagetest.RunBlobsReopen(t, func(t *testing.T) storage.Blobs { return openIn(t, dir) })
}

func openIn(t testing.TB, dir string) *Store {
	t.Helper()
	s, err := Open(filepath.Join(dir, "blobs"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func mustPut(t testing.TB, s *Store, data []byte) storage.Hash {
	t.Helper()
	h, err := s.Put(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestFilesAreNamedByHashInTwoDigitFolders(t *testing.T) {
	dir := t.TempDir()
	mustPut(t, openIn(t, dir), []byte("hello"))
	const name = "blobs/2c/2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
	if data, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(data) != "hello" {
		t.Errorf("%s holds %q, %v", name, data, err)
	}
}

func TestDamagedFileIsAnErrorAndPutMendsIt(t *testing.T) {
	whole := []byte("the whole blob")
	for name, damaged := range map[string][]byte{
		"empty": {}, "truncated": whole[:5], "flipped": []byte("the whole blog"), "longer": append(whole[:14:14], '!'),
	} {
		t.Run(name, func(t *testing.T) {
			s := openIn(t, t.TempDir())
			h := mustPut(t, s, whole)
			if err := os.WriteFile(s.file(h), damaged, 0o600); err != nil {
				t.Fatal(err)
			}
			dst := []byte("dst")
			got, err := s.Get(t.Context(), dst, h)
			if !errors.Is(err, errCorrupt) || errors.Is(err, storage.ErrNotFound) || string(got) != "dst" {
				t.Errorf("Get = %q, %v; want dst alone and an error", got, err)
			}
			mustPut(t, s, whole)
			if got, err := s.Get(t.Context(), nil, h); err != nil || !bytes.Equal(got, whole) {
				t.Errorf("after Put, Get = %q, %v", got, err)
			}
		})
	}
}

// A writer that is killed leaves a part of the bytes in a temporary file, and nothing under the hash's name.
func TestOpenRemovesOnlyOldLeftovers(t *testing.T) {
	dir := t.TempDir()
	s := openIn(t, dir)
	for name, age := range map[string]time.Duration{"put-old": 61 * time.Minute, "put-new": 59 * time.Minute} {
		leftover := filepath.Join(s.temporary(), name)
		if err := os.WriteFile(leftover, []byte("hel"), 0o600); err != nil {
			t.Fatal(err)
		}
		then := time.Now().Add(-age)
		if err := os.Chtimes(leftover, then, then); err != nil {
			t.Fatal(err)
		}
	}
	s = openIn(t, dir)
	if _, err := s.Get(t.Context(), nil, sha256.Sum256([]byte("hello"))); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("Get = %v, want not found", err)
	}
	wantTemporary(t, s, "put-new")
}

func wantTemporary(t *testing.T, s *Store, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(s.temporary())
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != len(want) {
		t.Errorf("temporary files: %v, want %v", entries, want)
	}
	for i := range min(len(entries), len(want)) {
		if entries[i].Name() != want[i] {
			t.Errorf("temporary file %s, want %s", entries[i].Name(), want[i])
		}
	}
}

func TestFailedPutLeavesNothing(t *testing.T) {
	s := openIn(t, t.TempDir())
	h := storage.Hash(sha256.Sum256([]byte("hello")))
	if err := os.MkdirAll(filepath.Join(s.file(h), "in the way"), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Put(t.Context(), []byte("hello")); err == nil {
		t.Error("Put over a folder succeeds")
	}
	wantTemporary(t, s)
}

func TestPutAndGetLeaveNoTemporaryFile(t *testing.T) {
	s := openIn(t, t.TempDir())
	mustPut(t, s, []byte("hello"))
	mustPut(t, s, []byte("hello"))
	wantTemporary(t, s)
}

func TestOpenWhereAFileIsFails(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "blobs"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(filepath.Join(dir, "blobs")); err == nil {
		t.Error("Open of a file succeeds")
	}
}

func TestGetUsesTheRoomOfDst(t *testing.T) {
	s := openIn(t, t.TempDir())
	h := mustPut(t, s, make([]byte, 1000))
	dst := make([]byte, 7, 1007)
	got, err := s.Get(t.Context(), dst, h)
	if err != nil || len(got) != 1007 || &got[0] != &dst[0] {
		t.Errorf("Get = %d bytes, %v; want 1007 in the same memory", len(got), err)
	}
}

func BenchmarkPut(b *testing.B) {
	s := openIn(b, b.TempDir())
	data := make([]byte, 20_000)
	for i := 0; b.Loop(); i++ {
		copy(data, time.Now().String())
		data[100], data[101], data[102] = byte(i), byte(i>>8), byte(i>>16)
		mustPut(b, s, data)
	}
}

func BenchmarkPutAgain(b *testing.B) {
	s := openIn(b, b.TempDir())
	data := make([]byte, 20_000)
	for b.Loop() {
		mustPut(b, s, data)
	}
}

func BenchmarkGet(b *testing.B) {
	s := openIn(b, b.TempDir())
	h := mustPut(b, s, make([]byte, 20_000))
	buffer := make([]byte, 0, 20_000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Get(b.Context(), buffer, h); err != nil {
			b.Fatal(err)
		}
	}
}
