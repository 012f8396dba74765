package suite

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Write writes the results into a folder, and says so: <date>.json has everything, <date>.spec.json is the page that
// shows it, <date>.html that page as Placard renders it.
func (r *Results) Write(dir string, out io.Writer) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	all, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		return err
	}
	spec, err := r.Report()
	if err != nil {
		return err
	}
	page, err := rendered(newEngine(), spec)
	if err != nil {
		return fmt.Errorf("the report: %w", err)
	}
	name := filepath.Join(dir, strings.NewReplacer(":", "", "T", "-").Replace(r.Date[:len("2006-01-02T15:04:05")]))
	for _, file := range []struct {
		suffix, what string
		content      []byte
	}{
		{".json", "all that was measured", append(all, '\n')},
		{".spec.json", "the report, to be published", spec},
		{".html", "the report as a page", page},
	} {
		if err := os.WriteFile(name+file.suffix, file.content, 0o644); err != nil {
			return err
		}
		fmt.Fprintf(out, "%s: %s\n", name+file.suffix, file.what)
	}
	return nil
}
