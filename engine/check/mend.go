package check

import (
	"placard/catalog"
	"placard/engine/diag"
	"placard/engine/spec"
	"placard/engine/value"
)

// misplaced moves a field of the element that a model has put among the props to its place, and tells whether it was
// one. The field beside props wins when both are there.
func (c *Checker) misplaced(e *spec.Element, typ *catalog.Type, m value.Ref, name []byte) bool {
	var field *value.Ref
	switch string(name) {
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
	free := *field == value.NoRef || *field == m // it is m when the spec is checked again
	if free {
		*field = m
	}
	c.moved(e, m, string(name), free)
	return true
}

func (c *Checker) misplacedChildren(e *spec.Element, typ *catalog.Type, m value.Ref) bool {
	switch c.spec.Doc.Kind(m) {
	case value.String:
		if !typ.HTML || e.KidCount > 0 {
			return false
		}
		free := e.Text == value.NoRef || e.Text == m
		if free {
			e.Text = m // React's way to give an element its text
		}
		c.moved(e, m, "text", free)
		return true
	case value.Array:
		free := e.KidCount == 0
		if free {
			c.adopt(e, m)
		}
		c.moved(e, m, "children", free)
		return true
	}
	return false
}

// adopt makes the ids of a list the element's children.
func (c *Checker) adopt(e *spec.Element, list value.Ref) {
	d := &c.spec.Doc
	e.FirstKid = uint32(len(c.spec.Kids))
	for i, k := 0, d.First(list); k < d.End(list); i, k = i+1, d.Next(k) {
		if d.Kind(k) == value.String {
			c.spec.AddKid(e, d.ContentSpan(k), i)
		} else {
			c.spec.BadChild(e, k, "props", "children", itoa(i))
		}
	}
}

func (c *Checker) moved(e *spec.Element, m value.Ref, to string, free bool) {
	if c.counted(diag.Warning) {
		return
	}
	name := string(c.spec.Doc.Key(m))
	what := `it was moved to "` + to + `"`
	if !free {
		what = `it is ignored, since "` + to + `" is there too`
	}
	c.reportKey(diag.Warning, e, "misplaced", m, `"`+name+`" belongs beside props, not into them; `+what, "", "props", name)
}

// textOnComponent makes the text of a component the prop "text" if it has one.
func (c *Checker) textOnComponent(e *spec.Element, typ *catalog.Type) {
	i := typ.Prop("text")
	if i < 0 {
		c.reportAt(diag.Warning, e, "text_on_component", e.Text, typ.Name+" has no text of its own", "put it into props", "text")
		return
	}
	slot := &c.spec.Slots[int(e.Slots)+i]
	message := `"text" of a component belongs into props; it was moved there`
	if slot.Behind == 0 {
		slot.Behind = e.Text - e.Props
	} else {
		message = `"text" of a component belongs into props; it is ignored, since props have it too`
	}
	c.reportAt(diag.Warning, e, "misplaced", e.Text, message, "", "text")
}
