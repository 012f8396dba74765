package components

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/andybalholm/brotli"
)

// scripts are the bundles, by the npm script that makes them, with their limits in brotli 11. A page that responds, or
// an app, costs its reader at most this much once, and nothing for the next page.
var scripts = []struct {
	name     string
	bundle   []byte
	maxBytes int
}{
	{"runtime", runtime, 8 << 10},
	{"navigate", navigate, 2560},
}

func TestScriptsAreSmall(t *testing.T) {
	for _, s := range scripts {
		var compressed bytes.Buffer
		w := brotli.NewWriterLevel(&compressed, 11)
		if _, err := w.Write(s.bundle); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d bytes, %d in brotli 11", s.name, len(s.bundle), compressed.Len())
		if compressed.Len() > s.maxBytes {
			t.Errorf("%s has %d bytes in brotli 11, the limit is %d", s.name, compressed.Len(), s.maxBytes)
		}
	}
}

// TestScriptsAreBundled bundles the scripts again.
func TestScriptsAreBundled(t *testing.T) {
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
	for _, s := range scripts {
		cmd := exec.Command("npm", "run", "--silent", s.name)
		cmd.Dir = filepath.Join("runtime", "build")
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		bundled, err := cmd.Output()
		if err != nil {
			t.Fatalf("%v\n%s", err, stderr.Bytes())
		}
		if !bytes.Equal(bundled, s.bundle) {
			t.Errorf("runtime/%s.min.js is not what its sources give: run `make runtime`", s.name)
		}
	}
}
