package utility

import (
	"os"
	"strings"
	"testing"
)

// The dark variant is ours: see schemePaths. It was held against the nearest class in Chromium 156 for every nesting of
// two themes, in pages that follow the system and in pages that do not.
func TestDark(t *testing.T) {
	const (
		chosen  = ":where(.dark, .dark *):where(:not(.dark .light, .dark .light *), .light .dark, .light .dark *)"
		left    = ":where(:not(.light, .light *, .dark, .dark *))"
		light   = ":where(.light, .light *):where(:not(.light .dark, .light .dark *), .dark .light, .dark .light *)"
		noLight = ":where(:not(.dark, .dark *, .light, .light *))"
	)
	for _, c := range []struct{ class, fixed, system string }{
		{"dark:flex", `.dark\:flex` + chosen + "{display:flex}",
			"@media (prefers-color-scheme: dark){" + `.dark\:flex` + left + "{display:flex}}"},
		{"not-dark:flex", `.not-dark\:flex` + light + "{display:flex}",
			"@media not (prefers-color-scheme: dark){" + `.not-dark\:flex` + noLight + "{display:flex}}"},
		{"sm:dark:flex!", "@media (width >= 40rem){" + `.sm\:dark\:flex\!` + chosen + "{display:flex!important}}",
			"@media (width >= 40rem){@media (prefers-color-scheme: dark){" + `.sm\:dark\:flex\!` + left +
				"{display:flex!important}}}"},
		{"group-dark:flex", "", ""},
		{"has-dark:flex", "", ""},
	} {
		var s Sheet
		s.Add([]byte(c.class))
		if got := string(s.appendRules(nil, Options{Scheme: Fixed})); got != c.fixed {
			t.Errorf("%s, fixed\n got %s\nwant %s", c.class, got, c.fixed)
		}
		// Within the same at-rule the two branches share its block.
		want := c.fixed + c.system
		if shared := "@media (width >= 40rem){"; strings.HasPrefix(c.fixed, shared) {
			want = strings.TrimSuffix(c.fixed, "}") + strings.TrimPrefix(c.system, shared)
		}
		if got := string(s.appendRules(nil, Options{Scheme: System})); got != want {
			t.Errorf("%s, system\n got %s\nwant %s", c.class, got, want)
		}
	}
}

// Rules that are compared here and not with the real compiler, with the reasons that difference gives.
func TestDifferences(t *testing.T) {
	for class, want := range map[string]string{
		`content-['→']`:         `.content-\[\'\2192 \'\]{--tw-content:'→';content:var(--tw-content)}`,
		`before:content-["✓"]`:  `.before\:content-\[\"\2713 \"\]::before{--tw-content:"✓";content:var(--tw-content)}`,
		`content-['é']`:         `.content-\[\'é\'\]{--tw-content:'é';content:var(--tw-content)}`,
		`w-[theme(spacing.4)]`:  "",
		`[@layer_x]:flex`:       "",
		`[@page]:flex`:          "",
		`w-[_1px_]`:             `.w-\[_1px_\]{width:1px}`,
		`[*_&]:hover:flex`:      `@media (hover: hover){* .\[\*_\&\]\:hover\:flex:hover{display:flex}}`,
		`flex-grow/50`:          "",
		`[backgroundColor:red]`: "",
	} {
		var s Sheet
		got, _, _ := strings.Cut(one(&s, class), "@property")
		if got != want {
			t.Errorf("%s\n got %s\nwant %s", class, got, want)
		}
	}
}

// What is given again, in whatever order and white space, changes nothing.
func TestAddAgain(t *testing.T) {
	var a, b Sheet
	a.Add([]byte("p-4 hover:p-2 sm:p-1 animate-spin"))
	b.Add([]byte("\tanimate-spin sm:p-1\n"))
	b.Add([]byte("sm:p-1 hover:p-2\r\n\fp-4 p-4"))
	b.Add(nil)
	if x, y := string(a.Append(nil, Options{})), string(b.Append(nil, Options{})); x != y {
		t.Errorf("%s\n%s", x, y)
	}
	if x, y := string(a.Append(nil, Options{})), string(a.Append(nil, Options{})); x != y {
		t.Errorf("the second time: %s\n%s", x, y)
	}
}

func TestLongNames(t *testing.T) {
	var s Sheet
	fits := "[--x:" + strings.Repeat("a", MaxClassBytes-6) + "]"
	if s.Add([]byte(fits)); s.Empty() {
		t.Errorf("%d bytes are too many", len(fits))
	}
	s.Reset()
	if s.Add([]byte("a" + fits)); !s.Empty() {
		t.Errorf("%d bytes are taken", len(fits)+1)
	}
}

// The table stays small: it is a part of the program.
func TestTableSize(t *testing.T) {
	const maxBytes = 256 << 10
	if len(table) > maxBytes {
		t.Errorf("the table has %d bytes", len(table))
	}
	if _, err := os.Stat("table.LICENSE"); err != nil {
		t.Error(err)
	}
}

// Every record of the table can be read, and refers to records that are there.
func TestTable(t *testing.T) {
	for id := range u32(table, 4*(caseSection+1)) - u32(table, 4*caseSection) {
		if id%8 != 0 {
			continue
		}
		u := caseAt(id / 8)
		for _, b := range [...]int{u.body, u.modified, u.modifiedVar} {
			if b >= recordCount(bodySection) {
				t.Fatalf("case %d has body %d", id/8, b)
			}
		}
	}
	found := resolved{}
	for id := 1; id < recordCount(bodySection); id++ {
		b := bodyAt(id)
		if b.count == 0 || len(appendBody(nil, b.text, &found)) == 0 {
			t.Errorf("body %d is empty", id)
		}
		text(record(wrapSection, b.wrap))
		for i := range len(b.properties) {
			text(record(propertySection, int(b.properties[i])))
		}
	}
	for id := range recordCount(rootSection) {
		rootAt(id)
	}
	for id := range recordCount(variantSection) {
		if v := variantAt(id); v.kind == staticVariant && v.paths == "" {
			t.Errorf("%s has no path", v.name)
		}
	}
	for _, n := range [...]int{recordCount(themeSection), recordCount(keyframesSection), recordCount(propertySection)} {
		if n > len(bitSet{})*64 {
			t.Errorf("%d do not fit into a bitSet", n)
		}
	}
}
