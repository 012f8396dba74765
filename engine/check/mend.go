package check

import (
	"strconv"
	"strings"

	"placard/catalog"
	"placard/engine/diag"
	"placard/engine/spec"
	"placard/engine/value"
)

// misplaced moves a field of the element that a model has put among the props to its place, and tells whether it was
// one.
func (c *Checker) misplaced(e *spec.Element, typ *catalog.Type, m value.Ref, name string) bool {
	var field *value.Ref
	switch name {
	case "visible":
		field = &e.Visible
	case "repeat":
		field = &e.Repeat
	case "on":
		field = &e.On
	case "watch":
		field = &e.Watch
	case "text":
		if !typ.HTML {
			return false
		}
		field = &e.Text
	case "children":
		return c.misplacedChildren(e, typ, m)
	default:
		return false
	}
	if *field == value.NoRef && c.spec.Doc.Kind(m) != value.Null {
		*field = m
	}
	c.moved(e, m, name)
	return true
}

func (c *Checker) misplacedChildren(e *spec.Element, typ *catalog.Type, m value.Ref) bool {
	d := &c.spec.Doc
	if d.Kind(m) == value.String && typ.HTML && e.KidCount == 0 && e.Text == value.NoRef {
		e.Text = m // React's way to give an element its text
		c.moved(e, m, "text")
		return true
	}
	if d.Kind(m) != value.Array {
		return false
	}
	if e.KidCount == 0 {
		e.FirstKid = uint32(len(c.spec.Kids))
		for k := d.First(m); k < d.End(m); k = d.Next(k) {
			if d.Kind(k) == value.String {
				c.spec.AddKid(e, d.ContentSpan(k))
			}
		}
	}
	c.moved(e, m, "children")
	return true
}

func (c *Checker) moved(e *spec.Element, m value.Ref, to string) {
	name := string(c.spec.Doc.Key(m))
	c.reportAt(diag.Warning, e, "misplaced", m, `"`+name+`" belongs beside props, not into them; it was moved to "`+to+`"`,
		"", "props", name)
}

func isNumeric(d *value.Doc, m value.Ref) bool {
	if d.Kind(m) != value.String {
		return false
	}
	n := d.At(m).ToNumber()
	return n == n && len(d.Content(m)) > 0
}

func quoted(words []string) string { return `"` + strings.Join(words, `", "`) + `"` }

func itoa(i int) string { return strconv.Itoa(i) }
