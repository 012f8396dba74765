package markdown

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"placard/engine/program"
)

var rep = strings.Repeat

func TestBounds(t *testing.T) {
	r := newRenderer()
	for _, c := range []struct{ name, src, code string }{
		{"size at the limit", rep("a", MaxSourceBytes), ""},
		{"size", rep("a", MaxSourceBytes+1), "too_large"},
		{"quotes at the limit", rep(">", maxMarkers) + "a", ""},
		{"quotes", rep(">", maxMarkers+1) + "a", "too_deep"},
		{"lists at the limit", rep("- ", maxMarkers) + "a", ""},
		{"lists", rep("1. ", maxMarkers+1) + "a", "too_deep"},
		{"indentation at the limit", "a\n" + rep(" ", maxIndent) + "b", ""},
		{"indentation", "a\n" + rep("\t", maxIndent/4+1) + "b", "too_deep"},
		{"a line of dashes", rep("-", 1000), ""},
		{"emphasis", rep("*a **b ", 200) + rep("c** d* ", 200), "too_deep"},
		{"cells", rep("|a", 5000) + "\n" + rep("|-", 5000) + "\n" + rep("|\n", 50), "too_many_cells"},
		{"cells in a quote", "> " + rep("|a", 5000) + "\n> " + rep("|-", 5000) + "\n" + rep("> |\n", 50), "too_many_cells"},
		{"cells behind an empty list item", rep("|a", 5000) + "\n" + rep("|-", 5000) + "\n" + rep("*\n|\n", 25), "too_many_cells"},
		{"a large table", "|a|b|\n|-|-|\n" + rep("|x|y|\n", 5_000), ""},
		{"address repeated", "[a]: " + rep("x", 100_000) + "\n\n" + rep("[a]\n\n", 100), "page_too_large"},
		{"output", rep(rep(">", 50)+"a\n\n", 7_000), "page_too_large"},
		{"brackets", rep("[a](", 10_000), "too_complex"},
		{"backticks", rep("`a``b", 10_000), "too_complex"},
		{"marks of emphasis", rep("*a_b**c__d~~e", 10_000), "too_complex"},
		{"many links in paragraphs", rep("[a](b) and *c*\n\n", 5_000), ""},
		{"definitions", rep("[a]: b\n", 20_000), "too_many_definitions"},
		{"a list of tasks", rep("- [ ] a\n", 11_000), ""},
		{"footnotes", rep("[^a]\n\n[^a]: b\n\n", 20_000), "too_many_definitions"},
	} {
		t.Run(c.name, func(t *testing.T) {
			begin := time.Now()
			out, issues := r.Render(nil, []byte(c.src), program.Options{})
			code := ""
			if issues.Refused() {
				code = issues.Issues[0].Code
			}
			if code != c.code || (len(out) == 0) != (code != "") {
				t.Errorf("code %q and %d bytes, want %q", code, len(out), c.code)
			}
			if checked := r.Check([]byte(c.src)); checked.Refused() != issues.Refused() {
				t.Errorf("Check says %v, Render %v", checked.Issues, issues.Issues)
			}
			// Under the race detector, on a busy machine. Without the bounds most of them take minutes.
			if took := time.Since(begin); took > 30*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

// A refusal tells how to mend it.
func TestRefusalHasHint(t *testing.T) {
	issues := newRenderer().Check([]byte(rep(">", maxMarkers+1)))
	if got := fmt.Sprint(issues.Issues); got != "[error: quotes, lists or emphasis are nested too deeply (nest less than 50 levels)]" {
		t.Error(got)
	}
}
