// Package disk implements storage.Blobs as files: the bytes with the hash 3fa1… are in <dir>/3f/3fa1….
//
// A file gets its name by a rename, after its bytes are on disk, so under a hash's name there is never a part of a
// blob, whatever moment the power fails. One process puts into a folder; others may read.
//
// Cost: a Put writes once, syncs the file and its folder; bytes that are there already are read and compared instead.
// A Get is one read and one SHA-256.
package disk

import (
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"placard/storage"
)

// fanOut is the number of folders, one for each first byte of a hash: with a million blobs each has 4,000.
const fanOut = 256

// Store is an open folder. It is safe for many goroutines, and needs no closing.
type Store struct {
	dir     string
	folders [fanOut]folder
}

// folder is one of the two-digit folders.
type folder struct {
	mu    sync.Mutex // held by whoever adds or removes: the same bytes are written once
	ready bool       // it exists, and what a former process left in it is on disk
}

var _ storage.Blobs = (*Store)(nil)

// Open opens the folder dir, creates it (for the owner only) when it is missing, and removes temporary files that
// writers left there more than an hour ago when they were killed.
func Open(dir string) (*Store, error) {
	s := &Store{dir: dir}
	if err := os.MkdirAll(s.temporary(), 0o700); err != nil {
		return nil, fmt.Errorf("disk: open: %w", err)
	}
	if err := removeLeftovers(s.temporary()); err != nil {
		return nil, fmt.Errorf("disk: open: %w", err)
	}
	if err := syncFolder(filepath.Dir(dir)); err != nil {
		return nil, fmt.Errorf("disk: open: %w", err)
	}
	return s, nil
}

// temporary is where files are written before they have a name; the same file system, so that a rename is atomic.
func (s *Store) temporary() string { return filepath.Join(s.dir, "tmp") }

func (s *Store) folder(h storage.Hash) string { return filepath.Join(s.dir, hex.EncodeToString(h[:1])) }

func (s *Store) file(h storage.Hash) string {
	return filepath.Join(s.folder(h), hex.EncodeToString(h[:]))
}

// lock locks the hash's folder and makes it ready. The caller unlocks it, unless there is an error.
func (s *Store) lock(h storage.Hash) (*folder, error) {
	f := &s.folders[h[0]]
	f.mu.Lock()
	if f.ready {
		return f, nil
	}
	if err := s.prepare(s.folder(h)); err != nil {
		f.mu.Unlock()
		return nil, err
	}
	f.ready = true
	return f, nil
}

// prepare runs once for each folder in a process. It syncs folders that exist too: a process that was killed between
// a rename and its sync leaves a file which Put would find, and call durable, although it is not.
func (s *Store) prepare(folder string) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	if err := syncFolder(folder); err != nil {
		return err
	}
	return syncFolder(s.dir)
}
