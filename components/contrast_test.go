package components

import (
	"maps"
	"regexp"
	"strings"
	"testing"
)

// What WCAG 2.2 AA asks for: 1.4.3 for text, 1.4.11 for what tells a control or its state.
const (
	textContrast = 4.5
	lineContrast = 3
)

// pair is a colour and the ground that it is on. Each is a variable ("--ring") or a rule of a sheet
// ("button .ui-button"), of which it is the color or the background. A ground that one can see through lies on behind.
type pair struct {
	front, ground, behind string
}

func TestTextHasContrast(t *testing.T) {
	pairs := []pair{
		{"--foreground", "--background", ""},
		{"--card-foreground", "--card", ""},
		{"--popover-foreground", "--popover", ""},
		{"--primary-foreground", "--primary", ""},
		{"--secondary-foreground", "--secondary", ""},
		{"--accent-foreground", "--accent", ""},
		{"--sidebar-foreground", "--sidebar", ""},
		{"--sidebar-primary-foreground", "--sidebar-primary", ""},
		{"--sidebar-accent-foreground", "--sidebar-accent", ""},
		{"tooltip .ui-tooltip-content", "tooltip .ui-tooltip-content", ""},
		{"tabs .ui-tab", "tabs .ui-tabs-list", ""},
		{`tabs .ui-tab[aria-selected="true"]`, `tabs .ui-tab[aria-selected="true"]`, "--muted"},
		{"toggle .ui-toggle:hover", "toggle .ui-toggle:hover", ""},
		{"alert .ui-alert-error", "alert .ui-alert", ""},
		{"alert .ui-alert-error .ui-alert-description", "alert .ui-alert", ""},
	}
	for _, ground := range []string{"--background", "--card", "--popover", "--muted"} {
		pairs = append(pairs, pair{"--foreground", ground, ""}, pair{"--muted-foreground", ground, ""})
	}
	for _, ground := range []string{"--background", "--card", "--popover"} {
		pairs = append(pairs,
			pair{"field .ui-error", ground, ""},
			pair{"link .ui-link", ground, ""},
			pair{"field .ui-control::placeholder", "field .ui-control", ground},
			pair{"badge .ui-badge", "badge .ui-badge", ground},
			pair{"--foreground", "table .ui-table-grid tr:hover", ground},
			pair{"--foreground", "elements &:where(mark)", ground},
		)
		for _, variant := range []string{"-secondary", "-destructive", "-outline"} {
			pairs = append(pairs, pair{"badge .ui-badge" + variant, "badge .ui-badge" + variant, ground})
		}
		pairs = append(pairs, pair{"button .ui-button", "button .ui-button", ground}, pair{"button .ui-button", "button .ui-button:hover", ground})
		for _, variant := range []string{"-secondary", "-destructive"} {
			pairs = append(pairs,
				pair{"button .ui-button" + variant, "button .ui-button" + variant, ground},
				pair{"button .ui-button" + variant, "button .ui-button" + variant + ":hover", ground})
		}
		for _, variant := range []string{"-outline:hover", "-ghost:hover"} {
			pairs = append(pairs, pair{"button .ui-button" + variant, "button .ui-button" + variant, ground})
		}
	}
	for _, kind := range []string{"info", "success", "warning"} {
		box := "alert .ui-alert-" + kind
		pairs = append(pairs, pair{box, box, ""}, pair{"alert .ui-alert-description", box, ""})
	}
	for _, p := range pairs {
		holdContrast(t, defaults(t), p, textContrast)
	}
}

func TestFocusAndStatesHaveContrast(t *testing.T) {
	for _, ground := range []string{"--background", "--card", "--popover", "--muted"} {
		holdContrast(t, defaults(t), pair{"--ring", ground, ""}, lineContrast)
		holdContrast(t, defaults(t), pair{"--primary", ground, ""}, lineContrast)
		holdContrast(t, defaults(t), pair{"--destructive", ground, ""}, lineContrast)
	}
	holdContrast(t, defaults(t), pair{"--primary", "progress .ui-progress-bar", "--background"}, lineContrast)
	holdContrast(t, defaults(t), pair{"--primary-foreground", "--primary", ""}, lineContrast)
}

// The lines around fields that nobody has filled in are shadcn's, so this holds only for who asks for contrast.
func TestLinesHaveContrastForWhoAsks(t *testing.T) {
	base := source(t, "base")
	_, more, found := strings.Cut(base, "@media (prefers-contrast: more) {")
	if !found {
		t.Fatal("base has nothing for who asks for contrast")
	}
	more, _, _ = strings.Cut(more, "}")
	asked := defaults(t)
	maps.Copy(asked, variables(more))
	for _, line := range []string{"--input", "--border", "--ring"} {
		for _, ground := range []string{"--background", "--card", "--popover"} {
			holdContrast(t, asked, pair{line, ground, ""}, lineContrast)
		}
	}
}

func holdContrast(t *testing.T, vars map[string]string, p pair, least float64) {
	t.Helper()
	for _, dark := range []bool{false, true} {
		e := evaluator{t, vars, dark}
		ground := e.eval(e.declared(p.ground, "background"))
		if p.behind != "" {
			ground = ground.over(e.eval(e.declared(p.behind, "background")))
		}
		got := contrast(e.eval(e.declared(p.front, "color")).over(ground), ground)
		if got < least {
			t.Errorf("%s on %s %s (dark: %v): contrast %.2f, want %v", p.front, p.ground, p.behind, dark, got, least)
		}
	}
}

// defaults are the theme's variables.
func defaults(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, name := range []string{"base", "palette"} {
		_, root, _ := strings.Cut(source(t, name), ":root {")
		root, _, _ = strings.Cut(root, "}")
		maps.Copy(all, variables(root))
	}
	return all
}

var variable = regexp.MustCompile(`(--[a-z0-9-]+): ([^;]+);`)

func variables(css string) map[string]string {
	out := map[string]string{}
	for _, m := range variable.FindAllStringSubmatch(css, -1) {
		out[m[1]] = m[2]
	}
	return out
}

// source is a stylesheet as it is written.
func source(t *testing.T, name string) string {
	t.Helper()
	b, err := styles.ReadFile("styles/" + name + ".css")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
