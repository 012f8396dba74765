package disk

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"placard/storage"
)

// Put implements storage.Blobs. A file that has the hash's name but other bytes, because the disk failed, is
// replaced.
func (s *Store) Put(ctx context.Context, data []byte) (storage.Hash, error) {
	if err := ctx.Err(); err != nil {
		return storage.Hash{}, fmt.Errorf("disk: put: %w", err)
	}
	h := storage.Hash(sha256.Sum256(data))
	if err := s.put(h, data); err != nil {
		return storage.Hash{}, fmt.Errorf("disk: put: %w", err)
	}
	return h, nil
}

func (s *Store) put(h storage.Hash, data []byte) error {
	folder, err := s.lock(h)
	if err != nil {
		return err
	}
	defer folder.mu.Unlock()
	there, err := holds(s.file(h), data)
	if err != nil || there {
		return err
	}
	name, err := writeTemporary(s.temporary(), data)
	if err != nil {
		return err
	}
	if err := os.Rename(name, s.file(h)); err != nil {
		return errors.Join(err, os.Remove(name))
	}
	return syncFolder(s.folder(h))
}

// holds tells whether the file has exactly these bytes. The size is compared first, to read nothing in vain.
func holds(name string, data []byte) (bool, error) {
	info, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil || info.Size() != int64(len(data)) {
		return false, err
	}
	found, err := os.ReadFile(name)
	return err == nil && bytes.Equal(found, data), err
}

// Delete implements storage.Blobs.
func (s *Store) Delete(ctx context.Context, h storage.Hash) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("disk: delete: %w", err)
	}
	if err := s.remove(h); err != nil {
		return fmt.Errorf("disk: delete: %w", err)
	}
	return nil
}

func (s *Store) remove(h storage.Hash) error {
	folder, err := s.lock(h)
	if err != nil {
		return err
	}
	defer folder.mu.Unlock()
	err = os.Remove(s.file(h))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return syncFolder(s.folder(h))
}
