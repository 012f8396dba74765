package components

import (
	"regexp"
	"slices"
	"strings"

	"placard/catalog"
	"placard/engine/program"
	"placard/engine/spec"
)

// sheet is a stylesheet as rules. A missing one is an error in the program that every test finds.
func sheet(name string, uses func(rule cssRule) []program.Use) program.Stylesheet {
	b, err := styles.ReadFile("styles/" + name + ".css")
	if err != nil {
		panic(err)
	}
	var s program.Stylesheet
	for _, r := range splitRules(minify(string(b)), nil, nil) {
		use := uses(r)
		if last := len(s) - 1; last >= 0 && slices.Equal(s[last].Within, r.within) && slices.Equal(s[last].For, use) {
			s[last].CSS += r.css
			continue
		}
		s = append(s, program.Rule{CSS: r.css, Within: r.within, For: use})
	}
	return s
}

// cssRule is a rule, or a declaration of the selector around it.
type cssRule struct {
	css    string
	within []string
}

// splitRules takes a minified stylesheet apart: at-rules and nested rules are gone into, keyframes are not.
func splitRules(css string, within []string, rules []cssRule) []cssRule {
	for css != "" {
		end := endOfPrelude(css)
		if end == len(css) || css[end] == ';' {
			rules = append(rules, cssRule{css[:end] + ";", within})
			css = css[min(end+1, len(css)):]
			continue
		}
		size := endOfBlock(css[end:])
		prelude, block := css[:end], css[end+1:end+size]
		if strings.Contains(block, "{") && !strings.HasPrefix(prelude, "@keyframes") {
			rules = splitRules(block, append(slices.Clone(within), prelude), rules)
		} else {
			rules = append(rules, cssRule{css[:end+size+1], within})
		}
		css = css[end+size+1:]
	}
	return rules
}

// endOfPrelude is the place of the first brace or semicolon outside of strings and parentheses, or the end.
func endOfPrelude(css string) int {
	depth := 0
	for i := 0; i < len(css); i++ {
		switch css[i] {
		case '"':
			i += 1 + strings.IndexByte(css[i+1:], '"')
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case '{', ';':
			if depth == 0 {
				return i
			}
		}
	}
	return len(css)
}

// endOfBlock is the place of the brace that closes the one css begins with.
func endOfBlock(css string) int {
	depth := 0
	for i := 0; i < len(css); i++ {
		switch css[i] {
		case '"':
			i += 1 + strings.IndexByte(css[i+1:], '"')
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	panic("components: a block is not closed: " + css)
}

// selectors are those of the rule and of the rules around it.
func (r cssRule) selectors() string {
	all := r.within
	if before, _, found := strings.Cut(r.css, "{"); found {
		all = append(slices.Clone(all), before)
	}
	return strings.Join(slices.DeleteFunc(slices.Clone(all), func(s string) bool { return strings.HasPrefix(s, "@") }), " ")
}

var ownClass = regexp.MustCompile(`\.(ui-[a-z0-9-]+)`)

// usesOfClasses says when the rule of a component is used: when one of the values of props is there that give an
// element a class that the rule names. known are those classes; types are all that have the stylesheet, of which those
// that write such a class in another way need the rule always.
func usesOfClasses(r cssRule, known map[string][]program.Use, types []int) []program.Use {
	var uses []program.Use
	for _, m := range ownClass.FindAllStringSubmatch(r.selectors(), -1) {
		uses = append(uses, known[m[1]]...)
	}
	if len(uses) == 0 {
		return nil
	}
	for _, t := range types {
		if !slices.ContainsFunc(uses, func(u program.Use) bool { return u.Type == t }) {
			uses = append(uses, program.Use{Type: t, Bits: spec.UsedType})
		}
	}
	return uses
}

var (
	attributeTest = regexp.MustCompile(`\[[^\]]*\]`)
	tagName       = regexp.MustCompile(`(?:^|[\s(,>+~])([a-z][a-z0-9]*)\b`)
)

// usesOfTags says when a rule for bare elements is used: when one of the elements that it names is there.
func usesOfTags(r cssRule, cat *catalog.Catalog) []program.Use {
	var uses []program.Use
	selectors := strings.ReplaceAll(r.selectors(), "[type=", " input[type=")
	for _, m := range tagName.FindAllStringSubmatch(attributeTest.ReplaceAllString(selectors, ""), -1) {
		t, ok := cat.Lookup(catalog.NameOf([]byte(m[1])), []byte(m[1]))
		if !ok {
			return nil // no spec has it, but a text in Markdown may
		}
		uses = append(uses, program.Use{Type: t, Bits: spec.UsedType})
	}
	return uses
}

// classesOf collects, for each class that only values of props give, these values.
func classesOf(choices []*program.Choice, typ int, known map[string][]program.Use) {
	for _, c := range choices {
		always := strings.Fields(c.Other())
		for i, out := range c.Outs() {
			for _, class := range strings.Fields(out) {
				if !slices.Contains(always, class) {
					known[class] = append(known[class], program.Use{Type: typ, Bits: spec.UsedChoice(c.Prop(), uint16(i+1))})
				}
			}
		}
	}
}

// minify takes away what a stylesheet of ours does not need: comments, line breaks, indentation, and the spaces
// around braces, semicolons and commas, and behind the colon of a declaration. Our strings contain none of these.
func minify(css string) string {
	var b strings.Builder
	for rest := css; rest != ""; {
		before, after, found := strings.Cut(rest, "/*")
		b.WriteString(before)
		if !found {
			break
		}
		_, rest, _ = strings.Cut(after, "*/")
	}
	out := strings.Join(strings.Fields(b.String()), " ")
	return strings.NewReplacer(" { ", "{", "{ ", "{", " {", "{", "; }", "}", ";}", "}", " }", "}", "} ", "}", "; ", ";", ", ", ",", ": ", ":").Replace(out)
}
