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
