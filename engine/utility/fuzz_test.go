package utility

import (
	"bytes"
	"testing"

	"placard/engine/css"
)

// FuzzSheet gives strangers' class names and checks that the stylesheet stays one: blocks are closed, nothing of what
// could run or load code is in it, and package css, which reads as browsers do, finds nothing to change.
func FuzzSheet(f *testing.F) {
	f.Add(page)
	for i, l := range lines(f, "expected.txt.gz") {
		if i%97 == 0 {
			f.Add(l[0])
		}
	}
	for _, class := range attacks {
		f.Add(class)
	}
	var s Sheet
	f.Fuzz(func(t *testing.T, classes string) {
		for _, scheme := range []Scheme{System, Fixed} {
			s.Reset()
			s.Add([]byte(classes))
			out := s.Append(nil, Options{Scheme: scheme})
			checkSheet(t, out)
		}
	})
}

func checkSheet(t *testing.T, out []byte) {
	t.Helper()
	lower := bytes.ToLower(out)
	for _, text := range []string{"</", "<!--", "@import", "javascript:", "expression(", "\x00"} {
		if bytes.Contains(lower, []byte(text)) {
			t.Errorf("%q in %s", text, out)
		}
	}
	if !isBalanced(out) {
		t.Errorf("unbalanced: %s", out)
	}
	if len(out) > css.MaxStylesheetBytes {
		t.Errorf("%d bytes", len(out))
	}
	clean, issue, ok := css.CleanStylesheet(nil, out)
	if !ok {
		t.Fatalf("refused: %v at %s", issue, clip(string(out), issue.Offset))
	}
	// The one difference: '<' in the syntax of @property is escaped there.
	clean = bytes.ReplaceAll(clean, []byte(`"\3c `), []byte(`"<`))
	if at := firstDifference(clean, out); at >= 0 {
		t.Errorf("changed:\n got …%s\nfrom …%s", clip(string(clean), at), clip(string(out), at))
	}
}

// isBalanced reports that brackets outside strings and escapes close one another.
func isBalanced(s []byte) bool {
	var stack []byte
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '\\':
			i++
		case '"', '\'':
			i = stringEnd(s, i) - 1
		case '(', '[', '{':
			stack = append(stack, closerOf(c))
		case ')', ']', '}':
			if len(stack) == 0 || stack[len(stack)-1] != c {
				return false
			}
			stack = stack[:len(stack)-1]
		}
	}
	return len(stack) == 0
}

// firstDifference returns where two texts begin to differ, or -1.
func firstDifference(a, b []byte) int {
	if bytes.Equal(a, b) {
		return -1
	}
	at := 0
	for at < min(len(a), len(b)) && a[at] == b[at] {
		at++
	}
	return at
}
