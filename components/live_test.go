package components

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/andybalholm/brotli"
)

// maxLiveBytes is what a page that is being written costs its reader once, beside itself.
const maxLiveBytes = 2560

func TestLiveIsSmall(t *testing.T) {
	var compressed bytes.Buffer
	w := brotli.NewWriterLevel(&compressed, 11)
	if _, err := w.Write(live); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes, %d in brotli 11", len(live), compressed.Len())
	if compressed.Len() > maxLiveBytes {
		t.Errorf("the script has %d bytes in brotli 11, the limit is %d", compressed.Len(), maxLiveBytes)
	}
}

func TestLiveIsBundled(t *testing.T) {
	needsNode(t, "live/*.js")
	cmd := exec.Command("npm", "run", "--silent", "live")
	cmd.Dir = filepath.Join("runtime", "build")
	bundled, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(bundled, live) {
		t.Error("live/live.min.js is not what its sources give: run `make runtime`")
	}
}

// TestLiveInBrowser plays messages to pages in Chromium: live/test.
func TestLiveInBrowser(t *testing.T) {
	needsNode(t, "live/test/*.mjs")
	out, err := exec.Command("node", "--test", "live/test/live.test.mjs").CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

// needsNode skips a test where its tools are missing. It reads the files that the test depends on, so that go test keeps
// no result from before they changed.
func needsNode(t *testing.T, pattern string) {
	t.Helper()
	if os.Getenv("PLACARD_TEST_BROWSER") == "" {
		t.Skip("needs node and Chromium: `make test` installs them and sets PLACARD_TEST_BROWSER")
	}
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatal(len(files), err)
	}
	for _, file := range files {
		if _, err := os.ReadFile(file); err != nil {
			t.Fatal(err)
		}
	}
}
