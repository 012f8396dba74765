package suite

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Write writes the results into a folder, as <date>.json, and says so.
func (r *Results) Write(dir string, out io.Writer) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	name := filepath.Join(dir, strings.NewReplacer(":", "", "+", "").Replace(r.Date)[:17])
	text, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(name+".json", append(text, '\n'), 0o644); err != nil {
		return err
	}
	fmt.Fprintf(out, "\n%s.json: all that was measured\n", name)
	return nil
}
