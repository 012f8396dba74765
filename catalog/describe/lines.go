package describe

import (
	"slices"
	"strings"

	"placard/catalog"
)

// line is an entry of a list: what it is called, what it takes, and what it is for.
func line(name, takes, doc string) string {
	return "- " + name + takes + ": " + doc
}

// componentLines leave out what all of them have.
func componentLines(types []catalog.Type) string {
	shared := common(types)
	var lines []string
	for i := range types {
		t := &types[i]
		own := slices.DeleteFunc(slices.Clone(t.Props), func(p catalog.Prop) bool { return len(types) > 1 && has(shared, p.Name) })
		lines = append(lines, line(t.Name, props(own), t.Doc+abilities(t)))
	}
	return strings.Join(lines, "\n")
}

// common are the props that all types have.
func common(types []catalog.Type) []catalog.Prop {
	var all []catalog.Prop
	for _, p := range types[0].Props {
		if !slices.ContainsFunc(types, func(t catalog.Type) bool { return t.Prop(p.Name) < 0 }) {
			all = append(all, p)
		}
	}
	return all
}

func has(props []catalog.Prop, name string) bool {
	return slices.ContainsFunc(props, func(p catalog.Prop) bool { return p.Name == name })
}

func abilities(t *catalog.Type) string {
	s := ""
	if t.Children {
		s = " [children]"
	}
	if len(t.Events) > 0 {
		s += " [on " + strings.Join(t.Events, ", ") + "]"
	}
	return s
}

// htmlLines name attributes without their types: models know HTML.
func htmlLines(types []catalog.Type) string {
	var lines []string
	for i := range types {
		t := &types[i]
		takes := ""
		if len(t.Props) > 0 {
			takes = " { " + names(t.Props) + " }"
		}
		doc := t.Doc
		if t.Void {
			doc += " [void]"
		}
		lines = append(lines, line(t.Name, takes, doc))
	}
	return strings.Join(lines, "\n")
}

func names(props []catalog.Prop) string {
	var all []string
	for i := range props {
		all = append(all, props[i].Name)
	}
	return strings.Join(all, ", ")
}

// props are written like TypeScript's; a prop without a type is text.
func props(all []catalog.Prop) string {
	var parts []string
	for i := range all {
		parts = append(parts, prop(&all[i]))
	}
	if len(parts) == 0 {
		return ""
	}
	return " { " + strings.Join(parts, ", ") + " }"
}

func prop(p *catalog.Prop) string {
	s := p.Name
	if !p.Required {
		s += "?"
	}
	if p.Binds {
		s += "*"
	}
	if t := typeOf(p); t != "" {
		s += ": " + t
	}
	return s
}

// typeOf is "" for text. The default of an enum comes first.
func typeOf(p *catalog.Prop) string {
	switch p.Kind {
	case catalog.Number:
		return "number"
	case catalog.Bool:
		return "boolean"
	case catalog.Enum:
		return choices(p)
	case catalog.URL, catalog.ImageURL:
		return "url"
	case catalog.Path:
		return "path"
	case catalog.TextList:
		return "text[]"
	case catalog.TextRows:
		return "text[][]"
	case catalog.Objects:
		return strings.TrimSpace(props(p.Fields)) + "[]"
	case catalog.Checks:
		return "check[]"
	case catalog.Any:
		return "any"
	case catalog.Condition:
		return "condition"
	}
	return ""
}

// choices begin with the default. Where there is none, the doc says what happens without a choice.
func choices(p *catalog.Prop) string {
	values := slices.Clone(p.Enum)
	slices.SortStableFunc(values, func(a, b string) int { return isDefault(p, b) - isDefault(p, a) })
	s := strings.Join(values, "|")
	if p.Default == "" && p.Doc != "" {
		s += " (" + p.Doc + ")"
	}
	return s
}

func isDefault(p *catalog.Prop, value string) int {
	if p.Default == `"`+value+`"` {
		return 1
	}
	return 0
}

func actionLines(actions []catalog.Action) string {
	var lines []string
	for i := range actions {
		lines = append(lines, line(actions[i].Name, props(actions[i].Params), actions[i].Doc))
	}
	return strings.Join(lines, "\n")
}

func checkLines(checks []catalog.Check) string {
	var lines []string
	for i := range checks {
		lines = append(lines, line(checks[i].Name, props(checks[i].Args), checks[i].Doc))
	}
	return strings.Join(lines, "\n")
}

func expressionLines(all []catalog.Expression) string {
	var lines []string
	for i := range all {
		e := &all[i]
		operand := e.Operand
		operand.Required, operand.Doc = true, ""
		if e.Literal && operand.Kind == catalog.Bool {
			operand.Kind, operand.Enum = catalog.Enum, []string{"true"}
		}
		takes := props(append([]catalog.Prop{operand}, e.Members...))
		lines = append(lines, line("", strings.TrimSpace(takes), e.Operand.Doc))
	}
	return strings.Join(lines, "\n")
}
