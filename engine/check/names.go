package check

import (
	"strconv"
	"strings"

	"placard/catalog"
	"placard/engine/diag"
	"placard/engine/spec"
	"placard/engine/value"
)

// unknownType refuses a type that is not in the catalog, and says why when it is one that is left out on purpose.
func (c *Checker) unknownType(e *spec.Element) {
	if c.counted(diag.Error) {
		return
	}
	name := string(c.spec.Doc.Bytes(e.TypeName))
	if reason, ok := catalog.Blocked(name); ok {
		c.forbiddenType(e, name, reason)
		return
	}
	hint := "types are HTML elements in lower case, such as div, and components, such as Card"
	if near := c.nearestType(name); near != "" {
		hint = `did you mean "` + near + `"?`
	} else if reason, ok := catalog.Blocked(strings.ToLower(name)); ok {
		c.forbiddenType(e, name, reason)
		return
	}
	c.report(diag.Error, e, "unknown_type", e.TypeName, `there is no type "`+name+`"`, hint, "type")
}

func (c *Checker) forbiddenType(e *spec.Element, name, reason string) {
	c.report(diag.Error, e, "forbidden_type", e.TypeName, `"`+name+`" is not allowed`, reason, "type")
}

func (c *Checker) unknownChild(e *spec.Element, i int) {
	if c.counted(diag.Error) {
		return
	}
	kid := c.spec.Children(e)[i]
	id := string(c.spec.Doc.Bytes(kid.ID))
	hint := "add it to elements, or take it out of children"
	if near := c.nearestID(id); near != "" {
		hint = `did you mean "` + near + `"?`
	}
	c.reportKid(e, i, "unknown_child", `there is no element "`+id+`"`, hint)
}

// reportKid adds an issue about a child, which stands in children or, misplaced, among the props.
func (c *Checker) reportKid(e *spec.Element, i int, code, message, hint string) {
	d := &c.spec.Doc
	kid := c.spec.Children(e)[i]
	path := []string{"children", itoa(int(kid.Index))}
	if list := d.Field(e.Props, "children"); d.Kind(list) == value.Array && d.ContentSpan(d.Item(list, int(kid.Index))) == kid.ID {
		path = append([]string{"props"}, path...)
	}
	c.report(diag.Error, e, code, kid.ID, message, hint, path...)
}

// The following find the name that was meant, "" when there is none or when enough has been compared for this spec.

func (c *Checker) nearestID(id string) string {
	if !c.mayCompare(len(c.spec.Elements)) {
		return ""
	}
	names := make([]string, len(c.spec.Elements))
	for i := range names {
		names[i] = string(c.spec.Doc.Bytes(c.spec.Elements[i].ID))
	}
	return catalog.NearestOf(id, names)
}

func (c *Checker) nearestType(name string) string {
	if !c.mayCompare(len(c.cat.Types)) {
		return ""
	}
	if near := c.cat.Nearest(name); near != "" || c.place == Alone {
		return near
	}
	return catalog.NearestOf(name, []string{slotName})
}

func (c *Checker) nearestProp(typ *catalog.Type, name string) string {
	if !c.mayCompare(len(typ.Props) + len(c.cat.Global)) {
		return ""
	}
	return c.cat.NearestProp(typ, name)
}

func (c *Checker) nearestOf(name string, names []string) string {
	if !c.mayCompare(len(names)) {
		return ""
	}
	return catalog.NearestOf(name, names)
}

func (c *Checker) mayCompare(names int) bool {
	c.guesses -= names
	return c.guesses >= 0
}

func itoa(i int) string { return strconv.Itoa(i) }
