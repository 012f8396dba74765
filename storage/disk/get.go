package disk

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"

	"placard/storage"
)

var errCorrupt = errors.New("the bytes do not match their hash")

// Get implements storage.Blobs. It allocates only when dst has too little room. On an error the bytes of dst, up to
// its length, are as they were.
func (s *Store) Get(ctx context.Context, dst []byte, h storage.Hash) ([]byte, error) {
	err := ctx.Err()
	got := dst
	if err == nil {
		got, err = appendFile(dst, s.file(h))
	}
	if err == nil && sha256.Sum256(got[len(dst):]) != h {
		err = errCorrupt
	}
	if err != nil {
		return dst, fmt.Errorf("disk: get %x: %w", h, err)
	}
	return got, nil
}

// appendFile reads the size that the file has when it is opened: files never change, they are only replaced.
func appendFile(dst []byte, name string) ([]byte, error) {
	file, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return dst, storage.ErrNotFound
	}
	if err != nil {
		return dst, err
	}
	defer file.Close() // opened for reading: nothing can be lost
	info, err := file.Stat()
	if err != nil {
		return dst, err
	}
	begin, size := len(dst), int(info.Size())
	dst = slices.Grow(dst, size)[:begin+size]
	_, err = io.ReadFull(file, dst[begin:])
	return dst, err
}
