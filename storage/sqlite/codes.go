package sqlite

import (
	"errors"

	driver "modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"

	"placard/storage"
)

// orConflict turns the violation of a primary key or a UNIQUE column into ErrConflict. The driver's extended codes
// decide, never its text.
func orConflict(err error) error {
	var failed *driver.Error
	if !errors.As(err, &failed) {
		return err
	}
	switch failed.Code() {
	case codes.SQLITE_CONSTRAINT_PRIMARYKEY, codes.SQLITE_CONSTRAINT_UNIQUE:
		return storage.ErrConflict
	}
	return err
}

// isBusy tells whether another connection had the lock. The low byte of a code is its family.
func isBusy(err error) bool {
	var failed *driver.Error
	return errors.As(err, &failed) && failed.Code()&0xff == codes.SQLITE_BUSY
}
