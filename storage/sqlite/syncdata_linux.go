package sqlite

import (
	"os"
	"syscall"
)

// syncData returns when the file's bytes are on disk. When its times get there does not matter, and waiting for them takes longer.
func syncData(f *os.File) error {
	for {
		if err := syscall.Fdatasync(int(f.Fd())); err != syscall.EINTR {
			return err
		}
	}
}
