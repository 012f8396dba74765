package components

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"placard/catalog"
	"placard/engine"
	"placard/engine/program"
)

// pages are those of all golden cases.
func pages(t *testing.T) (all []string) {
	t.Helper()
	cat := catalog.New()
	e := engine.New(cat, New(cat))
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) < 36 {
		t.Fatal(len(files), "golden files", err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range strings.Split(string(b), "\n=== ")[1:] {
			_, spec, _ := strings.Cut(c, "\n")
			spec, _, _ = strings.Cut(spec, "\n")
			if !strings.Contains(spec, `"root"`) {
				spec = `{"root":"x",` + spec[1:]
			}
			if out, issues := e.Render(nil, []byte(spec), program.Options{}); !issues.Refused() {
				all = append(all, string(out))
			}
		}
	}
	return all
}

// A page has every rule that its classes need, whatever has given them.
func TestPagesHaveTheRulesOfTheirClasses(t *testing.T) {
	classAttribute := regexp.MustCompile(` class="([^"]*)"`)
	rules := 0
	for _, page := range pages(t) {
		css, body, _ := strings.Cut(page, "</style>")
		var classes []string
		for _, m := range classAttribute.FindAllStringSubmatch(body, -1) {
			classes = append(classes, strings.Fields(m[1])...)
		}
		for _, name := range sheetOrder {
			if name == "elements" {
				continue // only where there are bare elements
			}
			for _, r := range splitRules(minify(source(t, name)), nil, nil) {
				if !named(r, classes) {
					continue
				}
				if rules++; !strings.Contains(css, r.css) {
					t.Errorf("%s.css: %s is not on a page of %s", name, r.css, body)
				}
			}
		}
	}
	if rules < 1500 {
		t.Errorf("only %d rules were looked for", rules)
	}
}

// named tells whether all classes of one of a rule's selectors are there.
func named(r cssRule, classes []string) bool {
	for _, selector := range strings.Split(r.selectors(), ",") {
		own := ownClass.FindAllStringSubmatch(selector, -1)
		all := len(own) > 0
		for _, m := range own {
			all = all && slices.Contains(classes, m[1])
		}
		if all {
			return true
		}
	}
	return false
}

func TestSplitRules(t *testing.T) {
	const css = `@layer a,b;@layer b{.x{top:0}@media print{.y[a="}"]{left:0}}.z{color:red;&:hover{top:1px}bottom:0}@keyframes k{to{top:0}}}`
	var got []string
	for _, r := range splitRules(css, nil, nil) {
		got = append(got, strings.Join(append(slices.Clone(r.within), r.css), " | "))
	}
	want := []string{
		"@layer a,b;", "@layer b | .x{top:0}", `@layer b | @media print | .y[a="}"]{left:0}`,
		"@layer b | .z | color:red;", "@layer b | .z | &:hover{top:1px}", "@layer b | .z | bottom:0;", "@layer b | @keyframes k{to{top:0}}",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// A page has nothing for variants and elements that it does not show.
func TestPagesHaveOnlyTheRulesThatTheyUse(t *testing.T) {
	cat := catalog.New()
	e := engine.New(cat, New(cat))
	for spec, want := range map[string]struct{ there, not []string }{
		`{"root":"x","elements":{"x":{"type":"Button","props":{"label":"a"}}}}`:                          {[]string{".ui-button{"}, []string{"destructive{", "--chart", ":where(blockquote)"}},
		`{"root":"x","elements":{"x":{"type":"Button","props":{"label":"a","variant":"danger"}}}}`:       {[]string{".ui-button-destructive{"}, []string{".ui-button-secondary"}},
		`{"root":"x","elements":{"x":{"type":"Button","props":{"variant":{"$state":"/v"}}}}}`:            {[]string{".ui-button-destructive{", ".ui-button-secondary{"}, nil},
		`{"root":"x","elements":{"x":{"type":"Carousel","props":{"items":[{"title":"a"}]}}}}`:            {[]string{".ui-button-outline{"}, []string{".ui-badge"}},
		`{"root":"x","elements":{"x":{"type":"p","text":"a"}}}`:                                          {[]string{"&:where(p,"}, []string{"caption{", ":where(fieldset)", ".ui-button", "&:where([type="}},
		`{"root":"x","elements":{"x":{"type":"p","text":"a","props":{"style":"color:var(--chart-1)"}}}}`: {[]string{"--chart-1"}, nil},
	} {
		out, issues := e.Render(nil, []byte(spec), program.Options{})
		if issues.Refused() {
			t.Fatal(issues.Issues)
		}
		css, _, _ := strings.Cut(string(out), "</style>")
		for _, s := range want.there {
			if !strings.Contains(css, s) {
				t.Errorf("%s lacks %s", spec, s)
			}
		}
		for _, s := range want.not {
			if strings.Contains(css, s) {
				t.Errorf("%s has %s", spec, s)
			}
		}
	}
}
