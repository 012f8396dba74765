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
	key := string(d.Key(m))
	switch d.Kind(m) {
	case value.String:
		if _, issue, ok := css.CleanDeclarations(nil, d.Content(m)); !ok {
			c.reportAt(diag.Error, e, "forbidden_css", m, issue.Reason, issue.Hint, "props", key)
		}
	case value.Object:
		for p := d.First(m); p < d.End(m); p = d.Next(p) {
			c.styleProperty(e, p, key)
		}
	default:
		c.wrongKind(e, m, "should be CSS, as text or as an object")
	}
}

func (c *Checker) styleProperty(e *spec.Element, p value.Ref, key string) {
	d := &c.spec.Doc
	var issue css.Issue
	ok := true
	switch d.Kind(p) {
	case value.String:
		_, issue, ok = css.AppendProperty(nil, d.Key(p), d.Content(p))
	case value.Number:
		_, issue, ok = css.AppendNumberProperty(nil, d.Key(p), d.At(p).Float())
	}
	if !ok {
		c.reportAt(diag.Error, e, "forbidden_css", p, issue.Reason, issue.Hint, "props", key, string(d.Key(p)))
	}
}

// metaFields are what a page's meta may have.
var metaFields = map[string]bool{"title": true, "description": true, "style": true, "lang": true}

func (c *Checker) meta() {
	s, d := c.spec, &c.spec.Doc
	if s.Meta == value.NoRef {
		return
	}
	for m := d.First(s.Meta); m < d.End(s.Meta); m = d.Next(m) {
		key := string(d.Key(m))
		switch {
		case !metaFields[key]:
			s.Report(diag.Warning, "unknown_field", d.Offset(m), `"`+key+`" is not a field of meta and is ignored`,
				"meta has title, description, style and lang", "meta", key)
		case d.Kind(m) != value.String && d.Kind(m) != value.Null:
			s.Report(diag.Error, "wrong_type", d.Offset(m), key+" must be text", "", "meta", key)
		case key == "style" && d.Kind(m) == value.String:
			if _, issue, ok := css.CleanStylesheet(nil, d.Content(m)); !ok {
				s.Report(diag.Error, "forbidden_css", d.Offset(m), issue.Reason, issue.Hint, "meta", "style")
			}
		}
	}
}
