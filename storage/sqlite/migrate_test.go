package sqlite

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"placard/storage"
)

// makeOld makes a file as it was after the first migrations, with what rows adds.
func makeOld(t *testing.T, dir string, versions int, rows ...string) {
	t.Helper()
	old, err := connect(filepath.Join(dir, "placard.db"), writerPragmas())
	if err != nil {
		t.Fatal(err)
	}
	files := []string{"001_records.sql", "002_names.sql", "003_blobs.sql"}[:versions]
	texts := []string{createMigrations}
	for i, file := range files {
		text, err := migrations.ReadFile("migrations/" + file)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(text), fmt.Sprintf(`INSERT INTO migrations (version, name) VALUES (%d, '%s')`, i+1, file))
	}
	for _, text := range append(texts, rows...) {
		if _, err := old.ExecContext(t.Context(), text); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
	}
	if err := old.Close(); err != nil {
		t.Fatal(err)
	}
}

const oldWorkspace = `INSERT INTO workspaces VALUES ('ws_1', '', 'free', 0, 1, 9223372036854775807, x'01', x'02')`

// A file that was made before items had names keeps what it has.
func TestOpenBringsAnOldFileUpToDate(t *testing.T) {
	dir := t.TempDir()
	makeOld(t, dir, 1, oldWorkspace,
		`INSERT INTO items VALUES ('it_1', 'ws_1', 'artifact', 'text/html', 'Title', 3, zeroblob(32), 5, 1, 2, 9223372036854775807, NULL, '', '', '')`)
	db := openIn(t, dir)
	defer db.Close()
	item, err := db.OwnedItem(t.Context(), "ws_1", storage.KindArtifact, "it_1", time.UnixMilli(5))
	if err != nil || item.Title != "Title" || item.Version != 3 || item.Name != "" || item.Info != "" {
		t.Errorf("%+v, %v", item, err)
	}
	if n, err := db.CountActive(t.Context(), "ws_1", []storage.Kind{storage.KindArtifact}, time.UnixMilli(5)); n != 1 || err != nil {
		t.Errorf("%d active, %v", n, err)
	}
}

// oldItem is a row of the third version: an item that is created at the moment of its number.
func oldItem(number int, name string, content, expires, deleted string) string {
	return fmt.Sprintf(`INSERT INTO items (id, workspace, kind, name, content_type, title, info, version, blob, size, created_at, updated_at,
		expires_at, deleted_at, client_name, client_version, client_run) VALUES ('it_%d', 'ws_1', 'dataset', '%s', 'text/html', 'Title', '{}', 7,
		x'%x', 3, %[1]d, 20, %[4]s, %[5]s, 'client', '1.0', 'run')`, number, name, sha256.Sum256([]byte(content)), expires, deleted)
}

func TestItemsOfTheThirdVersionKeepAllTheyHad(t *testing.T) {
	const never = "9223372036854775807"
	dir := t.TempDir()
	row, file := storage.Hash(sha256.Sum256([]byte("row"))), storage.Hash(sha256.Sum256([]byte("file")))
	makeOld(t, dir, 3, oldWorkspace, fmt.Sprintf(`INSERT INTO blobs (hash, bytes) VALUES (x'%x', x'%x')`, row, "row"),
		oldItem(3, "three", "row", never, "NULL"), oldItem(1, "one", "file", never, "NULL"), oldItem(2, "", "row", "30", "NULL"),
		oldItem(4, "gone", "file", never, "25"))
	db := openIn(t, dir)
	defer closes(t, db)
	at := time.UnixMilli(29).UTC()

	listed, err := db.Items(t.Context(), "ws_1", storage.KindDataset, storage.Page{}, at)
	if err != nil || len(listed) != 3 || listed[0].ID != "it_3" || listed[1].ID != "it_2" || listed[2].ID != "it_1" {
		t.Fatalf("listed: %+v, %v", listed, err)
	}
	want := storage.Item{ID: "it_3", Workspace: "ws_1", Kind: storage.KindDataset, Name: "three", ContentType: "text/html", Title: "Title", Info: "{}",
		Version: 7, Blob: row, Size: 3, CreatedAt: moment(3), UpdatedAt: moment(20), Client: storage.Client{Name: "client", Version: "1.0", Run: "run"}}
	if listed[0] != want {
		t.Errorf("got  %+v\nwant %+v", listed[0], want)
	}
	if named, err := db.NamedItem(t.Context(), "ws_1", storage.KindDataset, "one", at); err != nil || named.ID != "it_1" || named.Blob != file {
		t.Errorf("named: %+v, %v", named, err)
	}
	if _, err := db.Item(t.Context(), "it_4", at); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("the deleted one: %v", err)
	}
	if _, err := db.Item(t.Context(), "it_2", moment(30)); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("the expired one: %v", err)
	}
	// The bytes of what goes are still named by others: one that was there, one that comes now with the same bytes.
	n := itemOf("ws_1", "it_5")
	n.Content, n.Blob = storage.NewContent([]byte("row")), row
	if _, _, err := db.CreateItem(t.Context(), n); err != nil {
		t.Fatal(err)
	}
	wantSwept := func(before int64, removed int, orphans ...storage.Hash) {
		t.Helper()
		got, n, err := db.Sweep(t.Context(), moment(before), 10)
		if err != nil || n != removed || fmt.Sprint(got) != fmt.Sprint(orphans) {
			t.Errorf("before %d: %d removed, orphans %x, %v; want %d, %x", before, n, got, err, removed, orphans)
		}
	}
	wantSwept(40, 2)
	for _, id := range []string{"it_3", "it_1"} {
		if err := db.DeleteItem(t.Context(), "ws_1", storage.KindDataset, id, moment(50)); err != nil {
			t.Error(err)
		}
	}
	wantSwept(60, 2, file)
	if err := db.DeleteItem(t.Context(), "ws_1", "", "it_5", moment(70)); err != nil {
		t.Error(err)
	}
	wantSwept(80, 1, row)
}
