package components

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

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
	cmd := exec.Command("npm", "run", "--silent", "bundle")
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
