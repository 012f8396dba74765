package check

import (
	"strings"

	"placard/catalog"
	"placard/engine/diag"
	"placard/engine/expr"
	"placard/engine/spec"
	"placard/engine/value"
)

// events checks `on`: {"press": action or list of actions}.
func (c *Checker) events(e *spec.Element, typ *catalog.Type) {
	d := &c.spec.Doc
	if d.Kind(e.On) != value.Object {
		c.reportAt(diag.Error, e, "bad_event", e.On, "on must be an object",
			`write {"press": {"action": "setState", "params": {}}}`, "on")
		return
	}
	for m := d.First(e.On); m < d.End(e.On); m = d.Next(m) {
		name := string(d.Key(m))
		if !contains(typ.Events, name) {
			hint := typ.Name + " has no events"
			if len(typ.Events) > 0 {
				hint = "events of " + typ.Name + " are " + strings.Join(typ.Events, ", ")
			}
			c.reportAt(diag.Warning, e, "unknown_event", m, `there is no event "`+name+`"; nothing will happen`, hint, "on", name)
		}
		c.actions(e, m, "on", name)
	}
}

// watch checks {"/path": action or list of actions}.
func (c *Checker) watch(e *spec.Element) {
	d := &c.spec.Doc
	if d.Kind(e.Watch) != value.Object {
		c.reportAt(diag.Error, e, "bad_watch", e.Watch, "watch must be an object", `write {"/path": {"action": "setState"}}`, "watch")
		return
	}
	for m := d.First(e.Watch); m < d.End(e.Watch); m = d.Next(m) {
		c.actions(e, m, "watch", string(d.Key(m)))
	}
}

func (c *Checker) actions(e *spec.Element, m value.Ref, path ...string) {
	d := &c.spec.Doc
	if d.Kind(m) != value.Array {
		c.action(e, m, path...)
		return
	}
	for i, a := 0, d.First(m); a < d.End(m); i, a = i+1, d.Next(a) {
		c.action(e, a, append(path[:len(path):len(path)], itoa(i))...)
	}
}

func (c *Checker) action(e *spec.Element, m value.Ref, path ...string) {
	d := &c.spec.Doc
	if d.Kind(m) == value.Null {
		return
	}
	name := d.Field(m, "action")
	if d.Kind(name) != value.String {
		c.reportAt(diag.Error, e, "bad_action", m, "an action is an object with the name of an action",
			`write {"action": "setState", "params": {"statePath": "/x", "value": 1}}`, path...)
		return
	}
	given := string(d.Content(name))
	if c.knownAction(given) {
		return
	}
	hint := "actions are " + strings.Join(c.actionNames(), ", ")
	if near := catalog.NearestOf(given, c.actionNames()); near != "" {
		hint = `did you mean "` + near + `"? ` + hint
	}
	c.reportAt(diag.Error, e, "unknown_action", name, `there is no action "`+given+`"`, hint, append(path, "action")...)
}

func (c *Checker) knownAction(name string) bool {
	for i := range c.cat.Actions {
		if c.cat.Actions[i].Name == name {
			return true
		}
	}
	return false
}

func (c *Checker) actionNames() []string {
	names := make([]string, len(c.cat.Actions))
	for i := range names {
		names[i] = c.cat.Actions[i].Name
	}
	return names
}

func contains(words []string, w string) bool {
	for _, v := range words {
		if v == w {
			return true
		}
	}
	return false
}

// expressions checks the expressions and conditions of an element. Most elements have none.
func (c *Checker) expressions(e *spec.Element, inRepeat bool) {
	d := &c.spec.Doc
	ex := expr.Checker{Doc: d, InRepeat: inRepeat}
	report := func(prefix ...string) {
		ex.Report = func(sev diag.Severity, code string, at value.Ref, message, hint string, path []string) {
			c.reportAt(sev, e, code, at, message, hint, append(prefix[:len(prefix):len(prefix)], path...)...)
		}
	}
	if d.HasExpressions(e.Props) {
		report("props")
		ex.Value(e.Props)
	}
	if d.HasExpressions(e.Text) {
		report("text")
		ex.Value(e.Text)
	}
	if d.HasExpressions(e.Repeat) {
		report("repeat")
		ex.Value(e.Repeat)
	}
	if e.Visible != value.NoRef {
		ex.InRepeat = inRepeat || e.Repeat != value.NoRef
		report("visible")
		ex.Condition(e.Visible)
	}
}
