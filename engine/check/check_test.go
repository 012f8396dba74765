package check_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"placard/catalog"
	"placard/engine/check"
	"placard/engine/diag"
	"placard/engine/spec"
)

var update = flag.Bool("update", false, "write what is reported into testdata; look at the difference then")

// issuesOf parses and checks a text.
func issuesOf(text string) *diag.List {
	var list diag.List
	var s spec.Spec
	s.Parse([]byte(text), &list)
	check.New(catalog.New()).Check(&s)
	return &list
}

// testCase is a part of a file in testdata: "=== name", the spec, "---" and the issues, one a line.
type testCase struct{ name, spec, issues string }

func readCases(t *testing.T, file string) []testCase {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var cases []testCase
	for _, part := range strings.Split("\n"+string(b), "\n=== ")[1:] {
		name, rest, _ := strings.Cut(part, "\n")
		text, issues, found := strings.Cut(rest, "\n---")
		if !found {
			t.Fatalf("%s: %q has no --- line", file, name)
		}
		cases = append(cases, testCase{name, text, strings.TrimSpace(issues)})
	}
	return cases
}

func writeCases(t *testing.T, file string, cases []testCase) {
	t.Helper()
	var b strings.Builder
	for _, c := range cases {
		b.WriteString("=== " + c.name + "\n" + c.spec + "\n---\n")
		if c.issues != "" {
			b.WriteString(c.issues + "\n")
		}
	}
	if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestIssues(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txt")
	if len(files) == 0 {
		t.Fatal("no cases")
	}
	for _, file := range files {
		cases := readCases(t, file)
		for i := range cases {
			c := &cases[i]
			t.Run(strings.TrimSuffix(filepath.Base(file), ".txt")+"/"+c.name, func(t *testing.T) {
				got := lines(issuesOf(c.spec))
				if got != c.issues && !*update {
					t.Errorf("got\n%s\nwant\n%s", got, c.issues)
				}
				c.issues = got
			})
		}
		if *update {
			writeCases(t, file, cases)
		}
	}
}

func lines(list *diag.List) string {
	var all []string
	for _, i := range list.Issues {
		all = append(all, strings.ReplaceAll(i.String(), i.Severity.String()+": ", i.Severity.String()+" "+i.Code+": "))
	}
	return strings.Join(all, "\n")
}
