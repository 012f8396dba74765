package catalog

import (
	"strings"
	"testing"
)

func TestLookupFindsEveryTypeAndNothingElse(t *testing.T) {
	c := New()
	for i := range c.Types {
		name := c.Types[i].Name
		if got, ok := c.Lookup(NameOf([]byte(name)), []byte(name)); !ok || got != i {
			t.Errorf("%s: %d %v, want %d", name, got, ok, i)
		}
		for _, near := range neighbours(name) {
			got, ok := c.Lookup(NameOf([]byte(near)), []byte(near))
			if ok && c.Types[got].Name != near {
				t.Errorf("%q was taken for %s", near, c.Types[got].Name)
			}
		}
	}
	if _, ok := c.Lookup(NameOf(nil), nil); ok {
		t.Error("the empty name was found")
	}
}

// neighbours are names that differ from name in one byte, at every place.
func neighbours(name string) []string {
	near := []string{name + "x", "x" + name, name + "\x00", strings.Repeat(name, 2), strings.Repeat(name, 9)}
	for i := range name {
		near = append(near, name[:i]+name[i+1:], name[:i]+"~"+name[i+1:], name[:i]+"~"+name[i:])
	}
	return near
}

func TestPropIndexFindsOwnThenGlobal(t *testing.T) {
	c := New()
	for i := range c.Types {
		for j, p := range c.Types[i].Props {
			if got := c.PropIndex(i, NameOf([]byte(p.Name)), []byte(p.Name)); got != j || c.PropAt(i, got).Name != p.Name {
				t.Errorf("%s.%s: %d, want %d", c.Types[i].Name, p.Name, got, j)
			}
			for _, near := range neighbours(p.Name) {
				if got := c.PropIndex(i, NameOf([]byte(near)), []byte(near)); got >= 0 && !means(c.PropAt(i, got), near) {
					t.Errorf("%s.%s was taken for %s", c.Types[i].Name, near, c.PropAt(i, got).Name)
				}
			}
		}
		for j, p := range c.Global {
			got := c.PropIndex(i, NameOf([]byte(p.Name)), []byte(p.Name))
			if c.Types[i].HTML && (got != len(c.Types[i].Props)+j || c.PropAt(i, got).Name != p.Name) {
				t.Errorf("%s.%s: %d", c.Types[i].Name, p.Name, got)
			}
		}
	}
}

// means tells whether the prop has this name or alias.
func means(p *Prop, name string) bool {
	canonical, ok := AttributeAlias(name)
	return p.Name == name || ok && p.Name == canonical
}

func TestComponentsHaveNoGlobalAttributes(t *testing.T) {
	c := New()
	card, _ := c.Lookup(NameOf([]byte("Card")), []byte("Card"))
	for _, name := range []string{"id", "class", "style", "role", "htmlFor", ""} {
		if got := c.PropIndex(card, NameOf([]byte(name)), []byte(name)); got != -1 {
			t.Errorf("%q: %d", name, got)
		}
	}
}

func TestAliasesAreFoundWhereTheirAttributeIs(t *testing.T) {
	tests := []struct{ element, alias, want string }{
		{"div", "className", "class"}, {"label", "htmlFor", "for"}, {"input", "defaultValue", "value"},
		{"input", "defaultChecked", "checked"}, {"p", "tabIndex", "tabindex"}, {"p", "spellCheck", "spellcheck"},
		{"td", "colSpan", "colspan"}, {"th", "rowSpan", "rowspan"}, {"img", "srcSet", "srcset"},
		{"img", "fetchPriority", "fetchpriority"}, {"a", "hrefLang", "hreflang"}, {"time", "dateTime", "datetime"},
		{"video", "autoPlay", "autoplay"}, {"video", "playsInline", "playsinline"}, {"textarea", "readOnly", "readonly"},
		{"input", "minLength", "minlength"}, {"input", "maxLength", "maxlength"}, {"form", "autoComplete", "autocomplete"},
		{"input", "inputMode", "inputmode"}, {"form", "noValidate", "novalidate"}, {"form", "encType", "enctype"},
		{"button", "formAction", "formaction"}, {"button", "formMethod", "formmethod"},
		{"button", "popoverTarget", "popovertarget"},
	}
	if len(tests) != len(aliases()) {
		t.Errorf("%d aliases are tested, there are %d", len(tests), len(aliases()))
	}
	c := New()
	for _, test := range tests {
		if got, ok := AttributeAlias(test.alias); !ok || got != test.want {
			t.Errorf("%s: %q %v, want %s", test.alias, got, ok, test.want)
		}
		typ, _ := c.Lookup(NameOf([]byte(test.element)), []byte(test.element))
		i := c.PropIndex(typ, NameOf([]byte(test.alias)), []byte(test.alias))
		if i < 0 || c.PropAt(typ, i).Name != test.want {
			t.Errorf("%s.%s: index %d, want %s", test.element, test.alias, i, test.want)
		}
	}
	div, _ := c.Lookup(NameOf([]byte("div")), []byte("div"))
	if got := c.PropIndex(div, NameOf([]byte("htmlFor")), []byte("htmlFor")); got != -1 {
		t.Errorf("div.htmlFor: %d", got)
	}
}

func TestTableTellsLongNamesApart(t *testing.T) {
	names := []string{"firstSameMiddleAAlastSame", "firstSameMiddleBBlastSame"}
	long := newTable(len(names))
	for i, name := range names {
		long.add(name, i)
	}
	for i, name := range names {
		if got := long.find(NameOf([]byte(name)), []byte(name)); got != i {
			t.Errorf("%s: %d", name, got)
		}
	}
	other := []byte("firstSameMiddleCClastSame")
	if got := long.find(NameOf(other), other); got != -1 {
		t.Errorf("a stranger was found at %d", got)
	}
}

// A full table would make find run for ever.
func TestTablesAreAtMostHalfFull(t *testing.T) {
	c := New()
	for i, table := range append(c.props, c.types, c.global) {
		if 2*len(table.names) > len(table.slots) {
			t.Errorf("table %d: %d names in %d slots", i, len(table.names), len(table.slots))
		}
	}
}

func TestLookupsDoNotAllocate(t *testing.T) {
	c := New()
	known, unknown, longName := []byte("DropdownMenu"), []byte("unknown"), []byte(strings.Repeat("long", 20))
	input, _ := c.Lookup(NameOf([]byte("input")), []byte("input"))
	class, alias := []byte("class"), []byte("defaultChecked")
	allocs := testing.AllocsPerRun(100, func() {
		c.Lookup(NameOf(known), known)
		c.Lookup(NameOf(longName), longName)
		for _, name := range [][]byte{class, alias, unknown, longName} {
			c.PropAt(input, max(0, c.PropIndex(input, NameOf(name), name)))
		}
	})
	if allocs != 0 {
		t.Errorf("%v allocations", allocs)
	}
}

func TestNearest(t *testing.T) {
	tests := []struct{ name, want string }{
		{"card", "Card"}, {"Div", "div"}, {"CARD", "Card"}, {"TABLE", "Table"}, {"H1", "h1"}, {"TextArea", "Textarea"},
		{"dvi", "div"}, {"Crad", "Card"}, {"Buton", "Button"}, {"buton", "button"}, {"Tabel", "Table"}, {"tabel", "table"},
		{"Pagnation", "Pagination"}, {"DropDownMenus", "DropdownMenu"}, {"Modal", "Dialog"}, {"Row", "Stack"},
		{"picture", "Image"}, {"tfoot", "tbody"}, {"dialog", "Dialog"}, {"progress", "Progress"},
		{"", ""}, {"x", ""}, {"Quixotic", ""}, {"Chart", ""}, {strings.Repeat("Card", 20), ""},
	}
	c := New()
	for _, test := range tests {
		if got := c.Nearest(test.name); got != test.want {
			t.Errorf("%q: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestStandInsAreTypes(t *testing.T) {
	c := New()
	for _, name := range strings.Fields("box u cite picture tfoot menu row columns divider modal sheet dropdown paragraph " +
		"title datatable tag callout meter loader textfield combobox radiogroup anchor") {
		if _, ok := c.Lookup(NameOf([]byte(standIn(name))), []byte(standIn(name))); !ok {
			t.Errorf("%s: %q is not a type", name, standIn(name))
		}
	}
}

func TestNearestProp(t *testing.T) {
	tests := []struct{ typ, name, want string }{
		{"Stack", "Gap", "gap"}, {"Stack", "diretcion", "direction"}, {"Stack", "color", ""}, {"Button", "lable", "label"},
		{"Card", "classname", "className"}, {"Card", "style", ""}, {"img", "Src", "src"}, {"div", "stlye", "style"},
		{"div", "tabIndx", "tabindex"}, {"div", "zzz", ""}, {"div", "", ""},
	}
	c := New()
	for _, test := range tests {
		typ, _ := c.Lookup(NameOf([]byte(test.typ)), []byte(test.typ))
		if got := c.NearestProp(&c.Types[typ], test.name); got != test.want {
			t.Errorf("%s.%s: %q, want %q", test.typ, test.name, got, test.want)
		}
	}
}

func TestEditDistance(t *testing.T) {
	tests := []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"", "abc", 3}, {"abc", "", 3}, {"abc", "abc", 0}, {"abc", "acb", 1}, {"abc", "abd", 1}, {"ca", "abc", 3},
		{"kitten", "sitting", 3},
	}
	for _, test := range tests {
		if got := editDistance(test.a, test.b); got != test.want {
			t.Errorf("%q, %q: %d, want %d", test.a, test.b, got, test.want)
		}
	}
}

func FuzzLookup(f *testing.F) {
	c := New()
	known := map[string]int{}
	for i := range c.Types {
		known[c.Types[i].Name] = i
		f.Add([]byte(c.Types[i].Name))
	}
	f.Fuzz(func(t *testing.T, name []byte) {
		want, ok := known[string(name)]
		if got, found := c.Lookup(NameOf(name), name); found != ok || found && got != want {
			t.Errorf("%q: %d %v, want %d %v", name, got, found, want, ok)
		}
		c.Nearest(string(name))
	})
}

func BenchmarkLookup(b *testing.B) {
	c := New()
	names := make([][]byte, len(c.Types))
	for i := range c.Types {
		names[i] = []byte(c.Types[i].Name)
	}
	for b.Loop() {
		for _, name := range names {
			c.Lookup(NameOf(name), name)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(names)), "ns/name")
}

func BenchmarkPropIndex(b *testing.B) {
	c := New()
	for _, test := range []struct{ typ, prop string }{
		{"Stack", "direction"}, {"Input", "placeholder"}, {"input", "type"}, {"div", "class"}, {"div", "className"}, {"div", "unknown"},
	} {
		b.Run(test.typ+"."+test.prop, func(b *testing.B) {
			typ, _ := c.Lookup(NameOf([]byte(test.typ)), []byte(test.typ))
			name := []byte(test.prop)
			for b.Loop() {
				c.PropIndex(typ, NameOf(name), name)
			}
		})
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		New()
	}
}
