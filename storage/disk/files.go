package disk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// leftoverAge is how old a temporary file must be to be nobody's: a Put of 5 MB takes less than a second.
const leftoverAge = time.Hour

// writeTemporary returns the name of a new file whose bytes are on disk, or leaves no file.
func writeTemporary(dir string, data []byte) (string, error) {
	file, err := os.CreateTemp(dir, "put-*")
	if err != nil {
		return "", err
	}
	_, err = file.Write(data)
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return "", errors.Join(err, os.Remove(file.Name()))
	}
	return file.Name(), nil
}

// syncFolder makes the names in the folder durable: a rename is not, until then.
func syncFolder(name string) error {
	folder, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

func removeLeftovers(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if err := removeIfOld(filepath.Join(dir, entry.Name())); err != nil {
			return err
		}
	}
	return nil
}

// removeIfOld lets a file be that vanishes meanwhile: its writer is alive, in another process.
func removeIfOld(name string) error {
	info, err := os.Stat(name)
	if err == nil && time.Since(info.ModTime()) > leftoverAge {
		err = os.Remove(name)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
