package check

import (
	"placard/engine/css"
	"placard/engine/diag"
	"placard/engine/spec"
	"placard/engine/value"
)

// style refuses CSS that could leave its place or load from where it must not.
func (c *Checker) style(e *spec.Element, m value.Ref) {
	d := &c.spec.Doc
	switch d.Kind(m) {
	case value.String:
		out, issue, ok := css.CleanDeclarations(c.css[:0], d.Content(m))
		c.css = out
		if !ok {
			c.reportAt(diag.Error, e, "forbidden_css", m, issue.Reason, issue.Hint, "props", string(d.Key(m)))
		}
	case value.Object:
		for p := d.First(m); p < d.End(m); p = d.Next(p) {
			c.styleProperty(e, p, m)
		}
	default:
		c.wrongKind(e, m, "should be CSS, as text or as an object")
	}
}

func (c *Checker) styleProperty(e *spec.Element, p, style value.Ref) {
	d := &c.spec.Doc
	var issue css.Issue
	ok := true
	switch kind := d.Kind(p); kind {
	case value.String:
		c.css, issue, ok = css.AppendProperty(c.css[:0], d.Key(p), d.Content(p))
	case value.Number:
		c.css, issue, ok = css.AppendNumberProperty(c.css[:0], d.Key(p), d.At(p).Float())
	case value.Array, value.Object:
		if !d.HasExpressions(p) && !c.counted(diag.Warning) {
			c.reportAt(diag.Warning, e, "wrong_type", p, "should be CSS, is "+kind.String(), "",
				"props", string(d.Key(style)), string(d.Key(p)))
		}
	}
	if !ok && !c.counted(diag.Error) {
		c.reportAt(diag.Error, e, "forbidden_css", p, issue.Reason, issue.Hint, "props", string(d.Key(style)), string(d.Key(p)))
	}
}

// meta checks the fields of a page's meta. What is not text is ignored, as an unknown field is.
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
		default:
			c.metaIssue(diag.Warning, "unknown_field", m, "is not a field of meta and is ignored", "meta has title, description, style and lang")
		}
	}
	if style := d.Field(s.Meta, "style"); d.Kind(style) == value.String {
		out, issue, ok := css.CleanStylesheet(c.css[:0], d.Content(style))
		c.css = out
		if !ok {
			s.Report(diag.Error, "forbidden_css", d.Offset(style), issue.Reason, issue.Hint, "meta", "style")
		}
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
