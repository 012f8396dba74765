package expr

import (
	"strconv"
	"strings"

	"placard/engine/diag"
	"placard/engine/value"
)

// Checker finds what is wrong with expressions. Report is called for each finding with the path from the value that
// was asked about, unescaped.
type Checker struct {
	Doc      *value.Doc
	InRepeat bool
	Report   func(sev diag.Severity, code string, at value.Ref, message, hint string, path []string)
	// Full, when it is set, tells that findings of a severity are only counted: they come without a path.
	Full func(sev diag.Severity) bool
	path []pathStep
}

// pathStep is one member on the way from the value that was asked about. Its name is put together only for a finding.
type pathStep struct{ parent, member value.Ref }

// Value checks a prop's value and everything in it.
func (c *Checker) Value(ref value.Ref) {
	d := c.Doc
	if !d.HasExpressions(ref) {
		return
	}
	form, m := Classify(d, ref)
	switch form {
	case Plain:
		c.values(ref)
	case State, BindState, Item, BindItem, Template:
		c.text(form, m)
	case Index:
		c.index(m)
	case Cond:
		c.enter(ref, m)
		c.Condition(m)
		c.leave()
		c.member(ref, "$then")
		c.member(ref, "$else")
	case Computed:
		c.report(diag.Warning, "unknown_function", m, "there is no function of this name; the value is nothing",
			"use $template, $cond, $math or $format")
	case Unknown:
		c.report(diag.Warning, "unknown_expression", m, `"`+string(d.Key(m))+`" is no expression; the value is nothing`,
			"expressions are $state, $bindState, $item, $bindItem, $index, $cond, $template, $format, $math, $concat, $count, $truncate, $pluralize, $join, $t")
	case Math:
		c.oneOf(m, mathOperations[:])
		c.values(ref)
	case Format:
		c.oneOf(m, formatKinds[:])
		c.values(ref)
	default:
		c.values(ref)
	}
}

// oneOf warns about a literal that is none of the words that a directive knows.
func (c *Checker) oneOf(m value.Ref, words []string) {
	for _, w := range words {
		if c.Doc.HasExpressions(m) || string(c.Doc.At(m).Bytes()) == w {
			return
		}
	}
	key := string(c.Doc.Key(m))
	c.report(diag.Warning, "unknown_operation", m, key+" has no effect with this value", key+" is one of "+strings.Join(words, ", "))
}

func (c *Checker) member(ref value.Ref, key string) {
	m := c.Doc.Field(ref, key)
	if m == value.NoRef {
		c.report(diag.Error, "incomplete_cond", ref, "$cond needs $then and $else", `add "`+key+`"`)
		return
	}
	c.enter(ref, m)
	c.Value(m)
	c.leave()
}

func (c *Checker) text(form Form, m value.Ref) {
	key := string(c.Doc.Key(m))
	if c.Doc.Kind(m) != value.String {
		c.report(diag.Error, "expression_not_text", m, key+" must be text", "")
		return
	}
	if (form == Item || form == BindItem) && !c.InRepeat {
		c.report(diag.Warning, "item_outside_repeat", m, key+" has a value only inside a repeat", "")
	}
}

func (c *Checker) index(m value.Ref) {
	if c.Doc.Kind(m) != value.True {
		c.report(diag.Error, "index_not_true", m, "$index must be true", `write {"$index": true}`)
	} else if !c.InRepeat {
		c.report(diag.Warning, "item_outside_repeat", m, "$index has a value only inside a repeat", "")
	}
}

// Condition checks what stands in `visible` or `$cond`.
func (c *Checker) Condition(ref value.Ref) {
	d := c.Doc
	switch d.Kind(ref) {
	case value.True, value.False:
	case value.Array:
		c.conditions(ref)
	case value.Object:
		c.conditionObject(ref)
	default:
		c.badCondition(ref, "a condition is true, false, an object or a list of conditions")
	}
}

func (c *Checker) conditionObject(ref value.Ref) {
	d := c.Doc
	for _, key := range [...]string{"$and", "$or"} {
		m := d.Field(ref, key)
		if m == value.NoRef {
			continue
		}
		c.enter(ref, m)
		if d.Kind(m) == value.Array {
			c.conditions(m)
		} else {
			c.badCondition(m, key+" must be a list of conditions")
		}
		c.leave()
		return
	}
	c.comparison(ref)
}

func (c *Checker) comparison(ref value.Ref) {
	d := c.Doc
	subjects, operators := 0, 0
	for m := d.First(ref); m < d.End(ref); m = d.Next(m) {
		switch key := string(d.Key(m)); key {
		case "$state", "$item":
			subjects++
			c.text(forms[key], m)
		case "$index":
			subjects++
			c.index(m)
		case "eq", "neq", "gt", "gte", "lt", "lte":
			operators++
			c.enter(ref, m)
			c.Value(m)
			c.leave()
		case "not":
			if k := d.Kind(m); k != value.True && k != value.False {
				c.badCondition(m, "not must be true")
			}
		default:
			c.badCondition(m, `"`+key+`" is not part of a condition`)
		}
	}
	if subjects != 1 {
		c.badCondition(ref, "a condition looks at one of $state, $item and $index")
	}
	if operators > 1 {
		c.badCondition(ref, "a condition has one operator; put several conditions into a list or $and")
	}
}

func (c *Checker) badCondition(ref value.Ref, message string) {
	c.report(diag.Error, "bad_condition", ref, message,
		`for example {"$state": "/tab", "eq": "home"}; operators are eq, neq, gt, gte, lt, lte, and "not": true inverts`)
}

// values and conditions check every member, with the member on the path.

func (c *Checker) values(ref value.Ref) {
	for m := c.Doc.First(ref); m < c.Doc.End(ref); m = c.Doc.Next(m) {
		c.enter(ref, m)
		c.Value(m)
		c.leave()
	}
}

func (c *Checker) conditions(ref value.Ref) {
	for m := c.Doc.First(ref); m < c.Doc.End(ref); m = c.Doc.Next(m) {
		c.enter(ref, m)
		c.Condition(m)
		c.leave()
	}
}

func (c *Checker) enter(parent, member value.Ref) { c.path = append(c.path, pathStep{parent, member}) }

func (c *Checker) leave() { c.path = c.path[:len(c.path)-1] }

func (c *Checker) report(sev diag.Severity, code string, at value.Ref, message, hint string) {
	var path []string
	if c.Full == nil || !c.Full(sev) {
		for _, s := range c.path {
			path = append(path, c.name(s))
		}
	}
	c.Report(sev, code, at, message, hint, path)
}

func (c *Checker) name(s pathStep) string {
	if c.Doc.Kind(s.parent) == value.Object {
		return string(c.Doc.Key(s.member))
	}
	i := 0
	for m := c.Doc.First(s.parent); m < s.member; m = c.Doc.Next(m) {
		i++
	}
	return strconv.Itoa(i)
}
