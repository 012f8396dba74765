package check

import (
	"placard/engine/diag"
	"placard/engine/expr"
	"placard/engine/spec"
	"placard/engine/value"
)

// expressions checks expressions and remembers where the one that is looked at stands.
type expressions struct {
	expr.Checker
	element *spec.Element
	field   string    // of the element
	prop    value.Ref // when the field is props
}

// expressions checks the expressions and conditions of an element. Most elements have none.
func (c *Checker) expressions(e *spec.Element, inRepeat bool) {
	c.exprs.element = e
	c.exprs.InRepeat = inRepeat
	slots := c.spec.Slots[e.Slots : e.Slots+e.SlotCount]
	if !c.spec.Doc.HasExpressions(e.Props) {
		slots = nil
	}
	for _, s := range slots {
		// A component's text may stand beside props, see textOnComponent.
		if ref := e.Value(s); c.spec.Doc.HasExpressions(ref) && ref != e.Text {
			c.exprs.field, c.exprs.prop = "props", ref
			c.exprs.Value(ref)
		}
	}
	c.expression(e.Text, "text")
	c.expression(e.Repeat, "repeat")
	c.expression(e.On, "on")
	c.expression(e.Watch, "watch")
	if e.Visible != value.NoRef {
		// On a repeat the condition may look at the items, to filter them (semantics §4).
		c.exprs.InRepeat = inRepeat || e.Repeat != value.NoRef
		c.exprs.field, c.exprs.prop = "visible", value.NoRef
		c.exprs.Condition(e.Visible)
	}
}

func (c *Checker) expression(ref value.Ref, field string) {
	if c.spec.Doc.HasExpressions(ref) {
		c.exprs.field, c.exprs.prop = field, value.NoRef
		c.exprs.Value(ref)
	}
}

// expressionIssue reports what expr has found, with its path inside of the prop or field.
func (c *Checker) expressionIssue(sev diag.Severity, code string, at value.Ref, message, hint string, inner []string) {
	if code == "unknown_expression" && c.exprs.field != "props" && string(c.spec.Doc.Key(at)) == "$id" {
		return // pushState makes {"$id": true} a fresh id
	}
	if c.counted(sev) {
		return
	}
	path := []string{c.exprs.field}
	if c.exprs.prop != value.NoRef {
		path = append(path, string(c.spec.Doc.Key(c.exprs.prop)))
	}
	c.reportAt(sev, c.exprs.element, code, at, message, hint, append(path, inner...)...)
}
