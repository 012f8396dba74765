package sqlite

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

const childDir = "PLACARD_TEST_CHILD_DIR"

// TestChild is not a test of its own: as another process it creates items without end, from several goroutines, and
// prints the ID of each when it is acknowledged.
func TestChild(t *testing.T) {
	dir := os.Getenv(childDir)
	if dir == "" {
		t.Skip("runs as the child of the other tests")
	}
	db := openIn(t, dir)
	ids := make(chan string)
	for g := range 4 {
		go func() {
			for i := 0; ; i++ {
				id := fmt.Sprintf("it_child_%d_%d", g, i)
				if _, _, err := db.CreateItem(t.Context(), itemOf("ws_1", id)); err != nil {
					id = "error: " + err.Error()
				}
				ids <- id
			}
		}()
	}
	for id := range ids {
		fmt.Println(id)
	}
}

func startChild(t *testing.T, dir string) (acknowledged *bufio.Scanner, kill func()) {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run=^TestChild$")
	child.Env = append(os.Environ(), childDir+"="+dir)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	return bufio.NewScanner(out), func() {
		_ = child.Process.Kill()
		_ = child.Wait()
	}
}

func TestAcknowledgedWritesSurviveKill(t *testing.T) {
	dir := t.TempDir()
	db := openIn(t, dir)
	seed(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	acknowledged, kill := startChild(t, dir)
	var ids []string
	for len(ids) < 100 && acknowledged.Scan() {
		ids = append(ids, acknowledged.Text())
	}
	kill()

	db = openIn(t, dir)
	defer db.Close()
	for _, id := range ids {
		if _, err := db.Item(t.Context(), id, time.UnixMilli(1)); err != nil {
			t.Errorf("acknowledged, then lost: %s: %v", id, err)
		}
	}
	if len(ids) < 100 {
		t.Errorf("the child acknowledged only %d", len(ids))
	}
}

func TestTwoProcessesWriteTheSameFile(t *testing.T) {
	dir := t.TempDir()
	db := openIn(t, dir)
	defer db.Close()
	seed(t, db)
	acknowledged, kill := startChild(t, dir)
	defer kill()
	for i := 0; i < 50 && acknowledged.Scan(); i++ {
		id := acknowledged.Text()
		if _, err := db.Item(t.Context(), id, time.UnixMilli(1)); err != nil {
			t.Fatalf("%s, which the other process wrote: %v", id, err)
		}
		if _, _, err := db.CreateItem(t.Context(), itemOf("ws_1", fmt.Sprint("it_", i))); err != nil {
			t.Fatalf("beside the other process: %v", err)
		}
	}
}

// The writer waits for a lock that it finds taken, instead of failing.
func TestWriteWaitsForAnotherProcess(t *testing.T) {
	dir := t.TempDir()
	db := openIn(t, dir)
	defer db.Close()
	seed(t, db)
	other, err := connect(filepath.Join(dir, "placard.db"), writerPragmas())
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	conn, err := other.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	answer := make(chan error, 1)
	err = immediate(t.Context(), conn, func() error {
		go func() {
			_, _, err := db.CreateItem(t.Context(), itemOf("ws_1", "it_1"))
			answer <- err
		}()
		select {
		case err := <-answer:
			return fmt.Errorf("the write did not wait: %v", err)
		case <-time.After(50 * time.Millisecond):
			return nil
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := <-answer; err != nil {
		t.Errorf("the write that waited: %v", err)
	}
}
