package check

import (
	"strconv"
	"strings"

	"placard/catalog"
	"placard/engine/diag"
	"placard/engine/spec"
)

// unknownType refuses a type that is not in the catalog, and says why when it is one that is left out on purpose.
func (c *Checker) unknownType(e *spec.Element) {
	name := string(c.spec.Doc.Bytes(e.TypeName))
	if reason, ok := blocked(name); ok {
		c.report(diag.Error, e, "forbidden_type", e.TypeName, `"`+name+`" is not allowed`, reason, "type")
		return
	}
	hint := "types are HTML elements in lower case, such as div, and components, such as Card"
	if near := c.nearestType(name); near != "" {
		hint = `did you mean "` + near + `"?`
	}
	c.report(diag.Error, e, "unknown_type", e.TypeName, `there is no type "`+name+`"`, hint, "type")
}

func blocked(name string) (reason string, ok bool) {
	if reason, ok = catalog.Blocked(name); ok {
		return reason, true
	}
	return catalog.Blocked(strings.ToLower(name))
}

func (c *Checker) unknownChild(e *spec.Element, i int) {
	kid := c.spec.Children(e)[i]
	id := string(c.spec.Doc.Bytes(kid.ID))
	hint := "add it to elements, or take it out of children"
	if near := c.nearestID(id); near != "" {
		hint = `did you mean "` + near + `"?`
	}
	c.report(diag.Error, e, "unknown_child", kid.ID, `there is no element "`+id+`"`, hint, "children", strconv.Itoa(i))
}

// nearestID is an element's id that differs only in case or by one or two edits.
func (c *Checker) nearestID(id string) string {
	if !c.spec.Hints() {
		return ""
	}
	names := make([]string, len(c.spec.Elements))
	for i := range names {
		names[i] = string(c.spec.Doc.Bytes(c.spec.Elements[i].ID))
	}
	return catalog.NearestOf(id, names)
}

func (c *Checker) nearestType(name string) string {
	if !c.spec.Hints() {
		return ""
	}
	return c.cat.Nearest(name)
}
