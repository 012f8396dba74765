package sqlite

import (
	"errors"
	"os"
	"testing"
	"time"

	"placard/storage"
)

// openSyncing is an open database whose log is synced by the test.
func openSyncing(t *testing.T, sync func() error) *DB {
	t.Helper()
	db := openIn(t, t.TempDir())
	seed(t, db)
	db.writer.finish()
	db.writer = startWriter(db.writer.conn, db.writer.writes, sync)
	t.Cleanup(func() { closes(t, db) })
	return db
}

func create(t *testing.T, db *DB, id string) error {
	_, _, err := db.CreateItem(t.Context(), itemOf("ws_1", id))
	return err
}

func TestNobodyIsAnsweredBeforeTheLogIsSynced(t *testing.T) {
	began, finish := make(chan struct{}), make(chan struct{})
	db := openSyncing(t, func() error {
		began <- struct{}{}
		<-finish
		return nil
	})
	first, second := make(chan error, 1), make(chan error, 1)
	go func() { first <- create(t, db, "it_1") }()
	<-began
	go func() { second <- create(t, db, "it_2") }()
	select {
	case err := <-first:
		t.Fatalf("answered before it is on disk: %v", err)
	case <-began:
		t.Fatal("the second commit is synced beside the first")
	case <-time.After(20 * time.Millisecond):
	}
	finish <- struct{}{}
	if err := <-first; err != nil {
		t.Error(err)
	}
	<-began
	select {
	case err := <-second:
		t.Fatalf("answered before it is on disk: %v", err)
	default:
	}
	finish <- struct{}{}
	if err := <-second; err != nil {
		t.Error(err)
	}
}

// Calls that only ask, or are refused, have nothing to sync, but what they were told must be on disk.
func TestRefusalWaitsForWhatItRestsOn(t *testing.T) {
	finish := make(chan struct{})
	began := make(chan struct{})
	db := openSyncing(t, func() error {
		began <- struct{}{}
		<-finish
		return nil
	})
	first, second := make(chan error, 1), make(chan error, 1)
	go func() { first <- create(t, db, "it_1") }()
	<-began
	go func() { second <- create(t, db, "it_1") }()
	select {
	case err := <-second:
		t.Fatalf("refused before what it rests on is on disk: %v", err)
	case <-time.After(20 * time.Millisecond):
	}
	finish <- struct{}{}
	if err := <-first; err != nil {
		t.Error(err)
	}
	if err := <-second; !errors.Is(err, storage.ErrConflict) { // without a sync of its own
		t.Error(err)
	}
}

// What the disk could not write it may forget and not speak of again.
func TestFailedSyncFailsAllThatCome(t *testing.T) {
	broken := errors.New("broken disk")
	syncs := 0
	db := openSyncing(t, func() error {
		if syncs++; syncs == 2 {
			return broken
		}
		return nil
	})
	if err := create(t, db, "it_1"); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"it_2", "it_3", "it_4"} {
		if err := create(t, db, id); !errors.Is(err, broken) {
			t.Errorf("%s: %v, want the failure of the sync", id, err)
		}
	}
	if syncs != 2 {
		t.Errorf("%d syncs, want none after the one that failed", syncs)
	}
	if _, err := db.Item(t.Context(), "it_3", moment(1)); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("what came after it is committed: %v", err)
	}
}

// The log that is synced is the one that SQLite writes, also when the database's name is a link.
func TestSyncedLogIsThatOfSQLite(t *testing.T) {
	dir, other := t.TempDir(), t.TempDir()
	if err := os.Symlink(other+"/elsewhere.db", dir+"/placard.db"); err != nil {
		t.Fatal(err)
	}
	db := openIn(t, dir)
	defer closes(t, db)
	for i, id := range []string{"it_1", "it_2"} {
		if i == 0 {
			seed(t, db)
		} else if err := checkpoint(t.Context(), db.writer.conn); err != nil {
			t.Fatal(err)
		}
		if err := create(t, db, id); err != nil {
			t.Fatal(err)
		}
		synced, err := db.log.Stat()
		written, errWritten := os.Stat(other + "/elsewhere.db-wal")
		if err != nil || errWritten != nil || !os.SameFile(synced, written) || synced.Size() == 0 {
			t.Errorf("another file: %v, %v", err, errWritten)
		}
	}
}

func TestDataSync(t *testing.T) {
	file, err := os.Create(t.TempDir() + "/file")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	reader, pipe, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	defer pipe.Close()
	for name, open := range map[string]func(*os.File) *dataSync{
		"as the kernel allows": newDataSync,
		"without a queue":      func(f *os.File) *dataSync { return &dataSync{file: f} },
	} {
		good, bad := open(file), open(pipe)
		for range 3 {
			if _, err := file.WriteString("bytes"); err != nil {
				t.Fatal(err)
			}
			if err := good.sync(); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		if err := bad.sync(); err == nil {
			t.Errorf("%s: a pipe is on disk", name)
		}
		if err := errors.Join(good.close(), bad.close()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
