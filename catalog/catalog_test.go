package catalog

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"
)

const componentCount = 36

func TestCounts(t *testing.T) {
	c := New()
	if n := len(c.Elements()); n != 60 {
		t.Errorf("%d elements, want 60", n)
	}
	if n := len(c.Components()); n != componentCount {
		t.Errorf("%d components, want %d", n, componentCount)
	}
	for _, e := range c.Elements() {
		if !e.HTML || e.Name != strings.ToLower(e.Name) {
			t.Errorf("%s is not an HTML element in lower case", e.Name)
		}
	}
	for _, e := range c.Components() {
		if e.HTML || e.Void || !unicode.IsUpper(rune(e.Name[0])) {
			t.Errorf("%s is not a component in PascalCase", e.Name)
		}
	}
}

func TestPromisedElements(t *testing.T) {
	c := New()
	for _, name := range []string{"div", "h1", "p", "img", "a", "br", "hr", "input"} {
		if _, ok := c.Lookup(NameOf([]byte(name)), []byte(name)); !ok {
			t.Errorf("no %s", name)
		}
	}
}

func TestVoidElements(t *testing.T) {
	var void []string
	for _, e := range New().Elements() {
		if e.Void {
			void = append(void, e.Name)
		}
		if e.Void == e.Children {
			t.Errorf("%s: void %v, children %v", e.Name, e.Void, e.Children)
		}
	}
	slices.Sort(void)
	if want := []string{"br", "hr", "img", "input", "source"}; !slices.Equal(void, want) {
		t.Errorf("void elements are %v, want %v", void, want)
	}
}

func TestNamesAreUnique(t *testing.T) {
	c := New()
	unique(t, "types", typeNames(c.Types))
	for i := range c.Types {
		names := propNames(c.Types[i].Props)
		if c.Types[i].HTML {
			names = append(names, propNames(c.Global)...)
		}
		unique(t, c.Types[i].Name, names)
		unique(t, c.Types[i].Name+" events", c.Types[i].Events)
	}
	var actions, checks []string
	for _, a := range c.Actions {
		actions = append(actions, a.Name)
		unique(t, a.Name, propNames(a.Params))
	}
	for _, k := range c.Checks {
		checks = append(checks, k.Name)
		unique(t, k.Name, propNames(k.Args))
	}
	unique(t, "actions", actions)
	unique(t, "checks", checks)
}

func unique(t *testing.T, where string, names []string) {
	t.Helper()
	seen := map[string]bool{}
	for _, name := range names {
		if name == "" || seen[name] {
			t.Errorf("%s: %q is empty or there twice", where, name)
		}
		seen[name] = true
	}
}

func TestPropsAreWellFormed(t *testing.T) {
	c := New()
	for i := range c.Types {
		for j := range c.Types[i].Props {
			checkProp(t, c.Types[i].Name, &c.Types[i].Props[j])
		}
	}
	for i := range c.Global {
		checkProp(t, "global", &c.Global[i])
	}
	for _, a := range c.Actions {
		for i := range a.Params {
			checkProp(t, a.Name, &a.Params[i])
		}
	}
	for _, k := range c.Checks {
		for i := range k.Args {
			checkProp(t, k.Name, &k.Args[i])
		}
	}
}

func checkProp(t *testing.T, owner string, p *Prop) {
	t.Helper()
	at := owner + "." + p.Name
	if (p.Kind == Enum) != (len(p.Enum) > 0) {
		t.Errorf("%s: kind %d with %d values", at, p.Kind, len(p.Enum))
	}
	if (p.Kind == Objects) != (len(p.Fields) > 0) {
		t.Errorf("%s: kind %d with %d fields", at, p.Kind, len(p.Fields))
	}
	unique(t, at, p.Enum)
	for i := range p.Fields {
		checkProp(t, at, &p.Fields[i])
	}
	if p.Default != "" {
		if err := fits(p, p.Default); err != nil {
			t.Errorf("%s: default: %v", at, err)
		}
	}
}

// fits checks a JSON literal against a prop's kind, as far as defaults and examples need it.
func fits(p *Prop, literal string) error {
	var v any
	if err := json.Unmarshal([]byte(literal), &v); err != nil {
		return fmt.Errorf("%q: %w", literal, err)
	}
	if _, expression := v.(map[string]any); expression {
		return nil
	}
	ok := true
	switch p.Kind {
	case Text, URL, ImageURL, Path:
		_, ok = v.(string)
	case Number:
		_, ok = v.(float64)
	case Bool:
		_, ok = v.(bool)
	case Enum:
		s, _ := v.(string)
		ok = slices.Contains(p.Enum, s)
	case TextList, TextRows, Objects, Checks:
		_, ok = v.([]any)
	}
	if !ok {
		return fmt.Errorf("%s does not fit kind %d of %s", literal, p.Kind, p.Name)
	}
	return nil
}

func TestExamplesUseTheirProps(t *testing.T) {
	c := New()
	for i := range c.Types {
		checkExample(t, c.Types[i].Name, c.Types[i].Example, c.Types[i].Props)
	}
	for _, a := range c.Actions {
		checkExample(t, a.Name, a.Example, a.Params)
	}
}

func checkExample(t *testing.T, name, example string, props []Prop) {
	t.Helper()
	if example == "" {
		return
	}
	var given map[string]json.RawMessage
	if err := json.Unmarshal([]byte(example), &given); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	for i := range props {
		p := &props[i]
		literal, ok := given[p.Name]
		delete(given, p.Name)
		if !ok && p.Required {
			t.Errorf("%s: the example has no %s", name, p.Name)
		}
		if !ok || p.Kind == Any {
			continue
		}
		if err := fits(p, string(literal)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for unknown := range given {
		t.Errorf("%s: the example has %s", name, unknown)
	}
}

func TestEveryTypeHasADoc(t *testing.T) {
	c := New()
	for i := range c.Types {
		if c.Types[i].Doc == "" {
			t.Errorf("%s has none", c.Types[i].Name)
		}
	}
}

func TestEveryComponentTakesAClass(t *testing.T) {
	c := New()
	for i := range c.Components() {
		component := &c.Components()[i]
		if p := component.Prop("className"); p < 0 || component.Props[p].Kind != Class {
			t.Errorf("%s does not", component.Name)
		}
	}
}

func TestNoElementTakesDangerousAttributes(t *testing.T) {
	c := New()
	for i, e := range c.Elements() {
		for _, name := range []string{"onclick", "onClick", "srcdoc", "ping", "autofocus", "nonce", "is", "slot", "innerHTML",
			"dangerouslySetInnerHTML", "contenteditable", "http-equiv", "xlink:href"} {
			if c.PropIndex(i, NameOf([]byte(name)), []byte(name)) >= 0 {
				t.Errorf("%s takes %s", e.Name, name)
			}
		}
	}
}

func TestBlockedNamesAreNotTypes(t *testing.T) {
	c := New()
	blocked := strings.Fields("script iframe object embed base meta link style template svg math noscript frame frameset " +
		"applet portal slot html head body title")
	for _, name := range blocked {
		if reason, ok := Blocked(name); !ok || reason == "" {
			t.Errorf("%s is not blocked", name)
		}
		if _, ok := c.Lookup(NameOf([]byte(name)), []byte(name)); ok {
			t.Errorf("%s is a type", name)
		}
	}
	for _, e := range c.Types {
		if _, ok := Blocked(e.Name); ok {
			t.Errorf("%s is blocked and a type", e.Name)
		}
	}
}

func TestGlobalPrefix(t *testing.T) {
	for _, name := range []string{"aria-label", "data-id", "data-x-2"} {
		if !GlobalPrefix(name) {
			t.Errorf("%q is refused", name)
		}
	}
	for _, name := range []string{"", "aria", "aria-", "data-", "data", "dataset", "aria-La", "data-x y", `data-x"`, "data-x=", "data-x>", "xdata-x"} {
		if GlobalPrefix(name) {
			t.Errorf("%q is allowed", name)
		}
	}
}

func typeNames(types []Type) []string {
	names := make([]string, len(types))
	for i := range types {
		names[i] = types[i].Name
	}
	return names
}

func propNames(props []Prop) []string {
	names := make([]string, len(props))
	for i := range props {
		names[i] = props[i].Name
	}
	return names
}

// Package check guesses types by their Name alone, which tells names of up to 16 bytes apart.
func TestTypeNamesAreShort(t *testing.T) {
	for _, typ := range New().Types {
		if len(typ.Name) > wholeBytes {
			t.Errorf("%s has %d bytes", typ.Name, len(typ.Name))
		}
	}
}
