package bench

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"

	"placard/engine"
	"placard/engine/program"
)

// Original is json-render with React and shadcn in node (peers/node): JSON.parse and renderToString.
type Original struct {
	// Dir is the folder of reference.mjs with its packages installed.
	Dir string
}

func (o Original) run(args ...string) ([]byte, error) {
	cmd := exec.Command("node", append([]string{"reference.mjs"}, args...)...)
	cmd.Dir = o.Dir
	cmd.Env = append(os.Environ(), "NODE_ENV=production")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("the original: %w (are its packages installed? run make bench)", err)
	}
	return out, nil
}

// Time is what one page takes from JSON text to HTML, in ns.
func (o Original) Time(spec string) (float64, error) {
	out, err := o.run(spec)
	if err != nil {
		return 0, err
	}
	var r struct{ NS float64 }
	if err := json.Unmarshal(out, &r); err != nil {
		return 0, err
	}
	return r.NS, nil
}

// HTML is the original's page.
func (o Original) HTML(spec string) ([]byte, error) { return o.run("--html", spec) }

// Comparison is a spec measured here and there, in turn.
type Comparison struct {
	Result   Result
	Original float64 // ns, the median of the rounds
	Ratios   []float64
}

// Compare checks that both give the same text, then times both in turn.
func Compare(e *engine.Engine, o Original, spec string, rounds int, r Rounds) (Comparison, error) {
	text, err := os.ReadFile(spec)
	if err != nil {
		return Comparison{}, err
	}
	if err := sameText(e, o, spec, text); err != nil {
		return Comparison{}, err
	}
	var c Comparison
	var theirs []float64
	for range rounds {
		ns, err := o.Time(spec)
		if err != nil {
			return c, err
		}
		if c.Result, err = Measure(e, spec, text, r); err != nil {
			return c, err
		}
		theirs = append(theirs, ns)
		c.Ratios = append(c.Ratios, ns/c.Result.Stages["full"].NS)
	}
	slices.Sort(theirs)
	slices.Sort(c.Ratios)
	c.Original = theirs[len(theirs)/2]
	return c, nil
}

// sameText compares what a reader sees: the text of the body without markup.
func sameText(e *engine.Engine, o Original, spec string, text []byte) error {
	theirs, err := o.HTML(spec)
	if err != nil {
		return err
	}
	ours, issues := e.Render(nil, text, program.Options{})
	if issues.Refused() {
		return fmt.Errorf("%s: %s", spec, issues.Issues[0])
	}
	_, body, _ := bytes.Cut(ours, []byte("<body>"))
	if a, b := words(theirs), words(body); a != b {
		return fmt.Errorf("%s: the pages differ: the original has %q, ours %q", spec, clip(a), clip(b))
	}
	return nil
}

func words(html []byte) string {
	var b strings.Builder
	in := false
	for _, c := range string(html) {
		switch {
		case c == '<':
			in = true
			b.WriteByte(' ')
		case c == '>' && in:
			in = false
		case !in:
			b.WriteRune(c)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func clip(s string) string { return s[:min(len(s), 200)] }

// Print writes the ratios, then the figures.
func (c Comparison) Print(w io.Writer) {
	s := c.Result.Stages
	fmt.Fprintf(w, "%d elements: JSON to HTML %.0f times as fast as the original (%.0f to %.0f in %d rounds; original %.0f µs); run %.2f times a copy\n",
		c.Result.Elements, c.Ratios[len(c.Ratios)/2], c.Ratios[0], c.Ratios[len(c.Ratios)-1], len(c.Ratios), c.Original/1000,
		s["run"].NS/s["copy"].NS)
	c.Result.Print(w)
}
