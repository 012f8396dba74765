package utility

import (
	"bufio"
	"compress/gzip"
	"os"
	"strings"
	"testing"

	"placard/engine/css"
)

// lines returns the lines of a compressed file of the test data, cut at their tab.
func lines(t testing.TB, name string) (out [][2]string) {
	t.Helper()
	f, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	in := bufio.NewScanner(z)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		a, b, _ := strings.Cut(in.Text(), "\t")
		out = append(out, [2]string{a, b})
	}
	if in.Err() != nil {
		t.Fatal(in.Err())
	}
	return out
}

// one returns the rules of one class and the @property rules that they need.
func one(s *Sheet, class string) string {
	s.Reset()
	s.Add([]byte(class))
	out := s.appendRules(nil, Options{})
	return string(s.appendProperties(out))
}

// Every class gives what tailwindcss 4.3.5 gives: declarations, selectors, at-rules, in the same order.
func TestExpected(t *testing.T) {
	var s Sheet
	compared := 0
	for _, l := range lines(t, "expected.txt.gz") {
		class, want := l[0], l[1]
		if reason := difference(class); reason != "" {
			continue
		}
		compared++
		if got := one(&s, class); got != want {
			t.Errorf("%s\n got %s\nwant %s", class, got, want)
		}
	}
	t.Logf("%d classes compared", compared)
}

// difference tells why a class is not compared.
func difference(class string) string {
	if strings.Contains(class, "theme(spacing.") {
		return "dotted names are those of configuration files of old"
	}
	for _, r := range class {
		if r >= 0x80 && !css.IsNonASCIIName(r) {
			return "the selector has an escape, as browsers differ in whether the character can stand in a name"
		}
	}
	return ""
}

// The utilities of tw-animate-css give what it says. Its @property rules are compared only here: with it each page has
// all of them, here those that are needed.
func TestAnimations(t *testing.T) {
	var s Sheet
	for _, l := range lines(t, "animations.txt.gz") {
		s.Reset()
		s.Add([]byte(l[0]))
		if got := string(s.appendRules(nil, Options{})); got != l[1] {
			t.Errorf("%s\n got %s\nwant %s", l[0], got, l[1])
		}
	}
	s.Reset()
	s.Add([]byte("data-[state=open]:animate-in data-[state=open]:fade-in-0 animate-accordion-down"))
	out := string(s.Append(nil, Options{}))
	for _, text := range []string{"@keyframes enter{from{opacity:", "@keyframes accordion-down{", "animation:enter var(",
		"@property --tw-enter-opacity{", "@property --tw-enter-scale{", "@property --tw-animation-duration{"} {
		if !strings.Contains(out, text) {
			t.Errorf("no %s in %s", text, out)
		}
	}
	for _, text := range []string{"@keyframes exit", "@keyframes spin", "--tw-exit"} {
		if strings.Contains(out, text) {
			t.Errorf("%s in %s", text, out)
		}
	}
}

// What is no utility for tailwindcss gives nothing.
func TestNothing(t *testing.T) {
	text, err := os.ReadFile("testdata/nothing.txt")
	if err != nil {
		t.Fatal(err)
	}
	var s Sheet
	for class := range strings.FieldsSeq(string(text)) {
		if got := one(&s, class); got != "" {
			t.Errorf("%s\n got %s", class, got)
		}
	}
}

// Whole stylesheets are the same, so the order of rules and which variables, @property rules and keyframes are written
// is, too.
func TestSheets(t *testing.T) {
	var s Sheet
	for _, l := range lines(t, "sheets.txt.gz") {
		s.Reset()
		s.Add([]byte(l[0]))
		got := string(s.Append(nil, Options{}))
		if at := firstDifference([]byte(got), []byte(l[1])); at >= 0 {
			t.Errorf("%s\n got …%s\nwant …%s", l[0], clip(got, at), clip(l[1], at))
		}
	}
}

// clip returns what stands around a place of a long text.
func clip(s string, at int) string {
	return s[max(0, at-80):min(len(s), at+200)]
}
