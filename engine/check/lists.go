package check

import (
	"strings"

	"placard/catalog"
	"placard/engine/diag"
	"placard/engine/expr"
	"placard/engine/spec"
	"placard/engine/value"
)

// list checks a list and its items, but for those that are expressions.
func (c *Checker) list(e *spec.Element, m value.Ref, p *catalog.Prop) {
	d := &c.spec.Doc
	if d.Kind(m) != value.Array {
		c.wrongKind(e, m, "should be a list")
		return
	}
	for i, item := 0, d.First(m); item < d.End(m); i, item = i+1, d.Next(item) {
		if form, _ := expr.Classify(d, item); form != expr.Plain {
			continue
		}
		at := listItem{e, m, item, i}
		switch should := misfit(p.Kind, d.Kind(item)); {
		case should != "":
			c.itemIssue(at, "wrong_type", item, should+", is "+d.Kind(item).String(), "")
		case p.Kind == catalog.Objects:
			c.members(at, item, p.Fields)
		case p.Kind == catalog.Checks:
			c.formCheck(at)
		}
	}
}

// misfit says what an item of a list should be, when it is something else.
func misfit(list catalog.Kind, item value.Kind) string {
	switch list {
	case catalog.Objects, catalog.Checks:
		if item != value.Object {
			return "should be an object"
		}
	case catalog.TextRows:
		if item != value.Array {
			return "should be a list"
		}
	case catalog.TextList:
		if item == value.Object || item == value.Array {
			return "should be text"
		}
	}
	return ""
}

// listItem is an item of a prop's list.
type listItem struct {
	element    *spec.Element
	prop, item value.Ref
	index      int
}

// members checks the members of an object in a list. What one lacks shows as nothing.
func (c *Checker) members(at listItem, object value.Ref, fields []catalog.Prop) {
	d := &c.spec.Doc
	for m := d.First(object); m < d.End(object); m = d.Next(m) {
		if !hasField(fields, d.Key(m)) && !c.counted(diag.Warning) {
			key := string(d.Key(m))
			c.itemIssue(at, "unknown_prop", m, `"`+key+`" is ignored here`, "it has "+strings.Join(fieldNames(fields), ", "), key)
		}
	}
}

func hasField(fields []catalog.Prop, key []byte) bool {
	for i := range fields {
		if fields[i].Name == string(key) {
			return true
		}
	}
	return false
}

func fieldNames(fields []catalog.Prop) []string {
	var names []string
	for i := range fields {
		names = append(names, fields[i].Name)
	}
	return names
}

// formCheck checks a check of a form control (semantics §6).
func (c *Checker) formCheck(at listItem) {
	d := &c.spec.Doc
	typ := d.Field(at.item, "type")
	for i := range c.cat.Checks {
		if k := &c.cat.Checks[i]; k.Name == string(d.At(typ).Bytes()) {
			c.checkArgs(at, k)
			return
		}
	}
	if c.counted(diag.Warning) {
		return
	}
	var names []string
	for i := range c.cat.Checks {
		names = append(names, c.cat.Checks[i].Name)
	}
	hint := "checks are " + strings.Join(names, ", ")
	if near := c.nearestOf(string(d.At(typ).Bytes()), names); near != "" {
		hint = `did you mean "` + near + `"? ` + hint
	}
	c.itemIssue(at, "unknown_check", at.item, "there is no check of this type", hint, "type")
}

func (c *Checker) checkArgs(at listItem, k *catalog.Check) {
	d := &c.spec.Doc
	args := d.Field(at.item, "args")
	for i := range k.Args {
		if a := &k.Args[i]; a.Required && d.Field(args, a.Name) == value.NoRef && !c.counted(diag.Warning) {
			c.itemIssue(at, "missing_param", at.item, k.Name+` needs the arg "`+a.Name+`"`, `write "args": {"`+a.Name+`": …}`, "args")
		}
	}
}

// itemIssue warns about something in an item.
func (c *Checker) itemIssue(at listItem, code string, m value.Ref, message, hint string, inside ...string) {
	if c.counted(diag.Warning) {
		return
	}
	path := append([]string{"props", string(c.spec.Doc.Key(at.prop)), itoa(at.index)}, inside...)
	c.reportAt(diag.Warning, at.element, code, m, message, hint, path...)
}
