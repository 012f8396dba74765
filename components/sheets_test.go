package components

import (
	"cmp"
	"regexp"
	"strings"
	"testing"
)

// A class of Tailwind's has to win over any rule of ours, so all of ours are in a layer before utilities. Only what
// must win over everything, for print and reduced motion, is outside.
func TestRulesAreInLayers(t *testing.T) {
	outside := regexp.MustCompile(`^@media (print|print, \(prefers-reduced-motion: reduce\)) \{`)
	for name, css := range sheets(t) {
		for i, rule := range topLevel(css) {
			switch {
			case strings.HasPrefix(rule, "@layer components {"):
			case strings.HasPrefix(rule, "@layer base {") && (name == "base" || name == "elements"):
			case strings.HasPrefix(rule, "@layer theme {") && (name == "base" || name == "palette"):
			case name == "base" && i == 0 && rule == "@layer theme, base, components, utilities;":
			case name == "base" && outside.MatchString(rule):
			default:
				t.Errorf("%s.css: outside of its layer: %.60s", name, rule)
			}
		}
	}
}

// Pages from right to left are mirrored, so sheets name the start and the end of a line, not left and right. What is
// in the middle of something may say left.
func TestSheetsMirror(t *testing.T) {
	physical := regexp.MustCompile(`(?:[a-z-]+-(?:left|right)(?:-radius|-width|-color)?|[{;] ?(?:left|right)): [^;]+;|(?:text-align|float|clear): (?:left|right)|translateX\([^)]*\)`)
	middle := regexp.MustCompile(`left: (?:50%|calc\(50% - 5px\));`)
	for name, css := range sheets(t) {
		for _, found := range physical.FindAllString(css, -1) {
			if !middle.MatchString(found) {
				t.Errorf("%s.css: %s", name, found)
			}
		}
	}
}

// A theme reaches every colour but these: shadows and veils, the white that shadcn too writes on red and gives to a
// slider's thumb, and the hues of alerts and of marked text, for which shadcn has no variable.
func TestColoursAreTheThemes(t *testing.T) {
	literal := regexp.MustCompile(`#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|oklab|lab|lch)a?\([^)]*\)`)
	allowed := map[string]string{
		"alert": `^oklch`, "badge": `^#fff$`, "button": `^#fff$`, "slider": `^#fff$`,
		"elements": `^oklch\((94\.5% 0\.129 101\.54|47\.6% 0\.114 61\.907)\)$`,
	}
	for name, css := range sheets(t) {
		if name == "base" || name == "palette" {
			continue // It has the variables themselves.
		}
		ok := regexp.MustCompile(`^rgb\(0 0 0 / ` + "|" + cmp.Or(allowed[name], "^$"))
		for _, found := range literal.FindAllString(css, -1) {
			if !ok.MatchString(found) {
				t.Errorf("%s.css: %s", name, found)
			}
		}
	}
}

// sheets are all stylesheets without comments.
func sheets(t *testing.T) map[string]string {
	comment := regexp.MustCompile(`(?s)/\*.*?\*/\s*`)
	out := map[string]string{}
	for _, name := range append([]string{"base", "palette"}, sheetOrder...) {
		out[name] = comment.ReplaceAllString(source(t, name), "")
	}
	return out
}

// topLevel are the statements that are in no braces.
func topLevel(css string) []string {
	var out []string
	depth, start := 0, 0
	for i, c := range css {
		switch c {
		case '{':
			depth++
		case '}':
			depth--
		}
		if depth == 0 && (c == '}' || c == ';') {
			out = append(out, strings.TrimSpace(css[start:i+1]))
			start = i + 1
		}
	}
	return out
}
