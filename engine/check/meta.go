package check

import (
	"placard/engine/css"
	"placard/engine/diag"
	"placard/engine/spec"
	"placard/engine/value"
)

// meta checks the fields of a page's meta.
func (c *Checker) meta() {
	s, d := c.spec, &c.spec.Doc
	if s.Meta == value.NoRef {
		return
	}
	for m := d.First(s.Meta); m < d.End(s.Meta); m = d.Next(m) {
		kind := d.Kind(m)
		switch string(d.Key(m)) {
		case "title", "description", "lang", "style":
			if kind != value.String && kind != value.Null {
				c.metaIssue(diag.Error, "wrong_type", m, "must be text, is "+kind.String(), "")
			}
		case "dir":
			c.oneOf(m, "ltr", "rtl", "auto")
		case "theme":
			c.theme(m)
		default:
			c.metaIssue(diag.Warning, "unknown_field", m, "is not a field of meta and is ignored",
				"meta has title, description, lang, dir, theme and style")
		}
	}
	if style := d.Field(s.Meta, "style"); d.Kind(style) == value.String {
		s.Used.Add(spec.OwnStyles, spec.UsedType)
		out, issue, ok := css.CleanStylesheet(c.css[:0], d.Content(style))
		c.css = out
		if !ok {
			s.Report(diag.Error, "forbidden_css", d.Offset(style), issue.Reason, issue.Hint, "meta", "style")
		}
	}
}

// oneOf warns about a field that has none of its words; it is as if it were not given then.
func (c *Checker) oneOf(m value.Ref, words ...string) {
	d := &c.spec.Doc
	if d.Kind(m) == value.Null {
		return
	}
	for _, w := range words {
		if d.Kind(m) == value.String && string(d.Content(m)) == w {
			return
		}
	}
	c.metaIssue(diag.Warning, "unknown_value", m, "is none of its values and is ignored", "one of "+quoted(words))
}

// theme checks "light", "dark", "system", or the variables of the theme for light and dark pages:
// {"light": {"--primary": "…"}, "dark": {…}}.
func (c *Checker) theme(m value.Ref) {
	s, d := c.spec, &c.spec.Doc
	if d.Kind(m) != value.Object {
		c.oneOf(m, "light", "dark", "system")
		return
	}
	s.Used.Add(spec.OwnStyles, spec.UsedType)
	for scheme := d.First(m); scheme < d.End(m); scheme = d.Next(scheme) {
		name := string(d.Key(scheme))
		switch {
		case d.Kind(scheme) == value.Null:
		case name != "light" && name != "dark":
			c.themeIssue(diag.Warning, "unknown_field", scheme, `a theme has variables for "light" and for "dark"`, themeHint, name)
		case d.Kind(scheme) != value.Object:
			c.themeIssue(diag.Error, "wrong_type", scheme, "must be an object of variables", themeHint, name)
		default:
			c.variables(scheme, name)
		}
	}
}

func (c *Checker) variables(scheme value.Ref, name string) {
	d := &c.spec.Doc
	for v := d.First(scheme); v < d.End(scheme); v = d.Next(v) {
		key := string(d.Key(v))
		switch d.Kind(v) {
		case value.Null:
		case value.String, value.Number:
			out, issue, ok := css.AppendVariable(c.css[:0], d.Key(v), d.At(v))
			if c.css = out; !ok {
				c.themeIssue(diag.Error, "forbidden_css", v, issue.Reason, issue.Hint, name, key)
			}
		default:
			c.themeIssue(diag.Error, "wrong_type", v, "must be a CSS value, as text or a number", "", name, key)
		}
	}
}

const themeHint = `write {"light": {"--primary": "#123456"}, "dark": {"--primary": "#abcdef"}}`

func (c *Checker) themeIssue(sev diag.Severity, code string, m value.Ref, message, hint string, path ...string) {
	if !c.counted(sev) {
		c.spec.Report(sev, code, c.spec.Doc.Offset(m), message, hint, append([]string{"meta", "theme"}, path...)...)
	}
}

func (c *Checker) metaIssue(sev diag.Severity, code string, m value.Ref, message, hint string) {
	if c.counted(sev) {
		return
	}
	d := &c.spec.Doc
	key := string(d.Key(m))
	c.spec.Report(sev, code, d.Offset(m), `"`+key+`" `+message, hint, "meta", key)
}
