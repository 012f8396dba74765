package components

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/andybalholm/brotli"
)

// A page that responds costs its reader at most this much once, and nothing for the next page.
const maxRuntimeBytes = 8 << 10

func TestRuntimeIsSmall(t *testing.T) {
	var compressed bytes.Buffer
	w := brotli.NewWriterLevel(&compressed, 11)
	if _, err := w.Write(runtime); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes, %d in brotli 11", len(runtime), compressed.Len())
	if compressed.Len() > maxRuntimeBytes {
		t.Errorf("the runtime has %d bytes in brotli 11, the limit is %d", compressed.Len(), maxRuntimeBytes)
	}
}

// TestRuntimeIsBundled bundles the runtime again.
func TestRuntimeIsBundled(t *testing.T) {
	if os.Getenv("PLACARD_TEST_BROWSER") == "" {
		t.Skip("needs esbuild: `make test` installs it and sets PLACARD_TEST_BROWSER")
	}
	sources, err := filepath.Glob("runtime/*.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(sources, "runtime/build/package.json") {
		if _, err := os.ReadFile(file); err != nil { // go test looks at what the test reads: a result kept from before is no good
			t.Fatal(err)
		}
	}
	cmd := exec.Command("npm", "run", "--silent", "runtime")
	cmd.Dir = filepath.Join("runtime", "build")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	bundled, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.Bytes())
	}
	if !bytes.Equal(bundled, runtime) {
		t.Error("runtime/runtime.min.js is not what its sources give: run `make runtime`")
	}
}
