package utility

import (
	"fmt"
	"strings"
	"testing"

	"placard/engine/css"
)

// attacks try to leave their place, to load something or to run code.
var attacks = []string{
	`[color:red;}body{display:none]`, `[color:red}]`, `[color:{}]`, `w-[}]`, `w-[1px;color:red]`, `w-[</style>]`,
	`content-['</style><script>']`, `content-['\3c/style>']`, `[&]{}:p-4`, `[&{}]:p-4`, `[&;]:p-4`, `[a{b:c}_&]:p-4`, `[*/_&]:p-4`,
	`[/*_&]:p-4`, `[&:is(]:p-4`, `[&)]:p-4`, `[&_"]:p-4`, `[&[x="]:p-4`, `[@import_'x']:p-4`, `[@import_url(x)]:p-4`,
	`[@media_print{a{b:c}}]:p-4`, `[@media_(]:p-4`, `[@font-face]:p-4`, `[@layer_x]:p-4`, `[@namespace_x]:p-4`, `[@charset_"x"]:p-4`,
	`bg-[url(javascript:alert(1))]`, `bg-[url('javascript:alert(1)')]`, `bg-[url("data:text/html,x")]`, `bg-[url(JaVaScRiPt:x)]`,
	`bg-[url(vbscript:x)]`, `bg-[image-set('javascript:x'_1x)]`, `[behavior:url(x.htc)]`, `[-moz-binding:url(x)]`,
	`w-[expression(alert(1))]`, `[width:expression(alert(1))]`, `w-[exp/**/ression(1)]`, `[w\idth:1]`, `w-[e\xpression(1)]`,
	`data-[x"]:p-4`, `data-[x=']:p-4`, `data-[x="a"]{}]:p-4`, `aria-[x=}{]:p-4`, `supports-[}]:p-4`, `supports-[x:y);}a{b:c]:p-4`,
	`min-[1px){}a{b:c}]:p-4`, `max-[}]:p-4`, `@[1px){}]:p-4`, `@md/[{}]:p-4`, `group-hover/[){}]:p-4`, `peer-[}]:p-4`, `nth-[){}]:p-4`,
	`bg-red-500/[1;}]`, `bg-red-500/[}]`, `shadow-[0_1px_}]`, `text-sm/[}]`, `@container/[}]`, `@container/[a;b]`, `bg-linear-to-r/[}]`,
	"w-[1\x00px]", "w-[\x7f]", "[&\n]:p-4", "w-[a\\]", `w-[\]`, `[&\]:p-4`, `content-['\']`, `content-["]`, `content-[']`, `p-4\`,
	`[color:red/*]`, `[*/color:red]`, `w-[-->]`, `[&-->p]:p-4`, `w-[<!--]`, `has-[<a]:p-4`, `has-[/&]:p-4`, `not-[/&]:p-4`, `in-[/&_x]:p-4`, `has-[&/]:p-4`,
	`w-[/--theme(--zz,*)]`, `w-[/--theme(--zz,*)_x]/50`, `bg-[--theme(--zz,/)*/]`, `-mt-[1/]/[*]`, `[--x:/--theme(--zz,**)/]`, `[--x:{a:b}]`, `[--x:(;)]`, `[--x:(})]`,
	`[@media_(width<1px)]:p-4`, `[@supports(x:expression(1))]:p-4`, `[@container_javascript:x]:p-4`, `before:content-[url(javascript:x)]`,
}

func TestAttacksGiveNothing(t *testing.T) {
	var s Sheet
	for _, class := range attacks {
		s.Reset()
		s.Add([]byte(class))
		checkSheet(t, s.Append(nil, Options{}))
		switch class {
		// Harmless: strings, and parts that are closed where they belong.
		case `has-[&/]:p-4`, `content-['\3c/style>']`, `[--x:(;)]`:
		default:
			if !s.Empty() {
				t.Errorf("%q gives %s", class, one(&s, class))
			}
		}
	}
}

// A page with more than it may have keeps to the limits and stays a stylesheet.
func TestSheetsAreBounded(t *testing.T) {
	var long, many strings.Builder
	for i := range 3 * MaxClasses {
		fmt.Fprintf(&many, "w-%d ", i)
		fmt.Fprintf(&long, "group-[&:is(&,&,&,&,&,&)_&_&_&_&_&_&_&_&_&_&_&_&_&_&]:marker:w-[%d%s] ", i, strings.Repeat("_+_1px", 25))
	}
	for name, classes := range map[string]string{
		"many":      many.String(),
		"long":      long.String(),
		"nested":    strings.Repeat("[&_&_&_&_&_&_&_&]:", 12) + "p-4",
		"brackets":  "w-[" + strings.Repeat("(", 100) + strings.Repeat(")", 100) + "]",
		"deep":      "w-[" + strings.Repeat("(", 30) + "1" + strings.Repeat(")", 30) + "]",
		"functions": "[&" + strings.Repeat(":is(a", 30) + strings.Repeat(")", 30) + "]:p-4",
		"variants":  strings.Repeat("marker:selection:", 6) + "p-4",
		"blocks":    strings.Repeat("before:sm:", 6) + "p-4",
		"compound":  strings.Repeat("group-", 50) + "hover:p-4",
		"name":      strings.Repeat("x", 1<<16),
		"colons":    strings.Repeat(":", 255),
		"dashes":    strings.Repeat("-", 255),
	} {
		var s Sheet
		s.Add([]byte(classes))
		out := s.Append(nil, Options{})
		checkSheet(t, out)
		if len(s.rules) > MaxClasses || len(out) > css.MaxStylesheetBytes {
			t.Errorf("%s: %d rules, %d bytes", name, len(s.rules), len(out))
		}
	}
}

func TestReset(t *testing.T) {
	var s Sheet
	if !s.Empty() || len(s.Append(nil, Options{})) != 0 {
		t.Error("a new sheet is not empty")
	}
	first := one(&s, "hover:bg-red-500 sm:p-4")
	one(&s, page)
	s.Add([]byte("foo bar"))
	if again := one(&s, "hover:bg-red-500 sm:p-4"); again != first {
		t.Errorf("got %s\nwant %s", again, first)
	}
	if s.Empty() {
		t.Error("the sheet is empty")
	}
	s.Reset()
	if !s.Empty() {
		t.Error("the sheet is not empty after Reset")
	}
}

// Names that fail late leave nothing behind: what comes after them is still taken.
func TestFailedNamesAreForgotten(t *testing.T) {
	var s Sheet
	for i := range 20000 {
		s.Add(fmt.Appendf(nil, "%s[&_x]:p-%d", strings.Repeat("marker:", 3), i))
	}
	if s.Add([]byte("p-4")); s.Empty() || len(s.variants) != 0 {
		t.Errorf("%d rules, %d variants", len(s.rules), len(s.variants))
	}
}
