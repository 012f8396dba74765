package sqlite

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"placard/storage"
)

func TestOpenTakesAnyPath(t *testing.T) {
	for _, name := range []string{"placard.db", "with space?and#hash%41&x=1.db", "new/folders/größe.db"} {
		path := filepath.Join(t.TempDir(), name)
		db, err := Open(t.Context(), path)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		seed(t, db)
		if err := db.Close(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := os.Stat(path); err != nil {
			t.Errorf("the file has another name: %v", err)
		}
	}
}

func TestOpenByManyAtOnceMigratesOnce(t *testing.T) {
	dir := t.TempDir()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			db, err := Open(t.Context(), filepath.Join(dir, "placard.db"))
			if err != nil {
				t.Error(err)
				return
			}
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

func TestOpenRefusesAFileOfANewerVersion(t *testing.T) {
	dir := t.TempDir()
	db := openIn(t, dir)
	if _, err := db.writer.conn.ExecContext(t.Context(), `INSERT INTO migrations VALUES (999, 'future', '')`); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := Open(t.Context(), filepath.Join(dir, "placard.db"))
	if err == nil || !strings.Contains(err.Error(), "newer version (migration 999") {
		t.Errorf("error = %v, want a refusal", err)
	}
}

func TestOpenOfSomethingElseFails(t *testing.T) {
	path := filepath.Join(t.TempDir(), "placard.db")
	if err := os.WriteFile(path, []byte(strings.Repeat("not a database ", 500)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{path, filepath.Dir(path), filepath.Join(path, "below")} {
		if db, err := Open(t.Context(), path); err == nil {
			t.Errorf("%s opens", path)
			db.Close()
		}
	}
}

func TestSettingsThatDurabilityRestsOn(t *testing.T) {
	db := openIn(t, t.TempDir())
	defer db.Close()
	for pragma, want := range map[string]string{
		"journal_mode": "wal", "synchronous": "1", "foreign_keys": "1", "busy_timeout": "10000",
	} {
		var got string
		if err := db.writer.conn.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s = %q, %v; want %q", pragma, got, err, want)
		}
	}
}

func TestReadersCannotWrite(t *testing.T) {
	db := openIn(t, t.TempDir())
	defer db.Close()
	if _, err := db.readPool.ExecContext(t.Context(), "DELETE FROM items"); err == nil {
		t.Error("a reader's connection writes")
	}
}

func TestCloseLetsRunningCallsFinish(t *testing.T) {
	db := openIn(t, t.TempDir())
	seed(t, db)
	began, finish := make(chan struct{}), make(chan struct{})
	answer := make(chan error)
	go func() {
		answer <- db.write(t.Context(), "test", func(w *writes) error {
			close(began)
			<-finish
			return nil
		})
	}()
	<-began
	closed := make(chan error)
	go func() { closed <- db.Close() }()
	close(finish)
	if err := errors.Join(<-answer, <-closed); err != nil {
		t.Error(err)
	}
	if _, _, err := db.CreateItem(t.Context(), itemOf("ws_1", "it_1")); !errors.Is(err, errClosed) {
		t.Errorf("a call after Close returns %v", err)
	}
	if err := db.Close(); err != nil {
		t.Errorf("the second Close returns %v", err)
	}
}

func TestErrorsNameTheCallOnce(t *testing.T) {
	db := openIn(t, t.TempDir())
	defer db.Close()
	_, _, err := db.CreateItem(t.Context(), itemOf("ws_unknown", "it_1"))
	if want := "sqlite: create item: " + storage.ErrNotFound.Error(); err == nil || err.Error() != want {
		t.Errorf("error = %v, want %q", err, want)
	}
}
