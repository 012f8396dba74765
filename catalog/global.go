package catalog

import "strings"

func globals() []Prop {
	return []Prop{
		text("id", ""),
		{Name: "class", Kind: Class, Doc: "CSS classes."},
		{Name: "style", Kind: Style, Doc: "CSS."},
		text("title", "Shown on hover."),
		text("lang", ""),
		enum("dir", "", "ltr", "rtl", "auto"),
		flag("hidden", ""),
		flag("inert", ""),
		number("tabindex", ""),
		text("role", ""),
		enum("translate", "", "yes", "no"),
		// These two are words, not flags: a bare draggable means false and a bare spellcheck true.
		enum("draggable", "", "true", "false"),
		enum("spellcheck", "", "true", "false"),
		enum("popover", "", "auto", "manual"),
	}
}

// GlobalPrefix tells whether an HTML attribute is allowed for its prefix: aria-* and data-*. The rest of the name must
// be lower-case letters, digits and hyphens, since it is written into the tag as it is.
func GlobalPrefix(name string) bool {
	rest, ok := strings.CutPrefix(name, "aria-")
	if !ok {
		rest, ok = strings.CutPrefix(name, "data-")
	}
	if !ok || rest == "" {
		return false
	}
	for i := 0; i < len(rest); i++ {
		if b := rest[i]; b != '-' && (b < 'a' || b > 'z') && (b < '0' || b > '9') {
			return false
		}
	}
	return true
}

// alias is a name that React uses and models write, and the attribute it stands for.
type alias struct{ name, attribute string }

func aliases() []alias {
	return []alias{
		{"className", "class"},
		{"htmlFor", "for"},
		{"defaultValue", "value"},
		{"defaultChecked", "checked"},
		{"tabIndex", "tabindex"},
		{"spellCheck", "spellcheck"},
		{"colSpan", "colspan"},
		{"rowSpan", "rowspan"},
		{"srcSet", "srcset"},
		{"fetchPriority", "fetchpriority"},
		{"hrefLang", "hreflang"},
		{"dateTime", "datetime"},
		{"autoPlay", "autoplay"},
		{"playsInline", "playsinline"},
		{"readOnly", "readonly"},
		{"minLength", "minlength"},
		{"maxLength", "maxlength"},
		{"autoComplete", "autocomplete"},
		{"inputMode", "inputmode"},
		{"noValidate", "novalidate"},
		{"encType", "enctype"},
		{"formAction", "formaction"},
		{"formMethod", "formmethod"},
		{"popoverTarget", "popovertarget"},
	}
}

// AttributeAlias returns the HTML attribute for a name that React uses and models write. The result need not be an
// attribute of the element at hand. PropIndex already finds aliases, and faster.
func AttributeAlias(name string) (canonical string, ok bool) {
	for _, a := range aliases() {
		if a.name == name {
			return a.attribute, true
		}
	}
	return "", false
}
