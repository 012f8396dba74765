package check

import (
	"slices"
	"strings"

	"placard/catalog"
	"placard/engine/diag"
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
		if !slices.Contains(typ.Events, string(d.Key(m))) {
			c.unknownEvent(e, typ, m)
		}
		c.actions(e, m, pathTo{"on", m})
	}
}

func (c *Checker) unknownEvent(e *spec.Element, typ *catalog.Type, m value.Ref) {
	if c.counted(diag.Warning) {
		return
	}
	name := string(c.spec.Doc.Key(m))
	hint := typ.Name + " has no events"
	if len(typ.Events) > 0 {
		hint = "events of " + typ.Name + " are " + strings.Join(typ.Events, ", ")
	}
	path := []string{"on", name}
	if c.amongProps(e, m) {
		path = []string{"props", "on", name}
	}
	c.reportKey(diag.Warning, e, "unknown_event", m, `there is no event "`+name+`"; nothing will happen`, hint, path...)
}

// watch checks {"/path": action or list of actions}.
func (c *Checker) watch(e *spec.Element) {
	d := &c.spec.Doc
	if d.Kind(e.Watch) != value.Object {
		c.reportAt(diag.Error, e, "bad_watch", e.Watch, "watch must be an object", `write {"/path": {"action": "setState"}}`, "watch")
		return
	}
	for m := d.First(e.Watch); m < d.End(e.Watch); m = d.Next(m) {
		c.actions(e, m, pathTo{"watch", m})
	}
}

// pathTo is the member of on or watch that is looked at. Pointers to what is in it are put together only for issues.
type pathTo struct {
	field  string
	member value.Ref
}

// actions checks one action or a list of them.
func (c *Checker) actions(e *spec.Element, m value.Ref, at pathTo) {
	d := &c.spec.Doc
	if d.Kind(m) != value.Array {
		c.action(e, m, at)
		return
	}
	for a := d.First(m); a < d.End(m); a = d.Next(a) {
		c.action(e, a, at)
	}
}

func (c *Checker) action(e *spec.Element, m value.Ref, at pathTo) {
	d := &c.spec.Doc
	if d.Kind(m) == value.Null {
		return
	}
	name := d.Field(m, "action")
	if d.Kind(name) != value.String {
		c.actionIssue(diag.Error, e, "bad_action", m, "an action is an object with the name of an action",
			`write {"action": "setState", "params": {"statePath": "/x", "value": 1}}`, at)
		return
	}
	a := c.findAction(d.Content(name))
	if a == nil {
		c.unknownAction(e, name, at)
	} else {
		c.params(e, m, a, at)
	}
	c.after(e, d.Field(m, "onSuccess"), at)
	c.after(e, d.Field(m, "onError"), at)
}

// after checks what follows an action: another action, {"set": {…}} or {"navigate": "…"}.
func (c *Checker) after(e *spec.Element, m value.Ref, at pathTo) {
	d := &c.spec.Doc
	to := d.Field(m, "navigate")
	switch {
	case d.Kind(m) == value.Missing:
	case d.Kind(d.Field(m, "set")) == value.Object:
	case d.Kind(to) == value.String:
		c.target(e, to, at)
	default:
		c.actions(e, m, at)
	}
}

// target refuses an address to go to that is not allowed.
func (c *Checker) target(e *spec.Element, m value.Ref, at pathTo) {
	d := &c.spec.Doc
	if d.Kind(m) == value.String && !allowedURL(catalog.URL, d.Content(m)) && !c.counted(diag.Error) {
		c.forbiddenURL(e, m, catalog.URL, c.pathOf(m, at)...)
	}
}

func (c *Checker) unknownAction(e *spec.Element, name value.Ref, at pathTo) {
	if c.counted(diag.Error) {
		return
	}
	given := string(c.spec.Doc.Content(name))
	names := make([]string, len(c.cat.Actions))
	for i := range names {
		names[i] = c.cat.Actions[i].Name
	}
	hint := "actions are " + strings.Join(names, ", ")
	if near := c.nearestOf(given, names); near != "" {
		hint = `did you mean "` + near + `"? ` + hint
	}
	c.actionIssue(diag.Error, e, "unknown_action", name, `there is no action "`+given+`"`, hint, at)
}

func (c *Checker) findAction(name []byte) *catalog.Action {
	for i := range c.cat.Actions {
		if c.cat.Actions[i].Name == string(name) {
			return &c.cat.Actions[i]
		}
	}
	return nil
}

// params checks what an action is given against what the catalog says that it takes.
func (c *Checker) params(e *spec.Element, m value.Ref, a *catalog.Action, at pathTo) {
	d := &c.spec.Doc
	params := d.Field(m, "params")
	if k := d.Kind(params); k != value.Object && k > value.Null {
		c.actionIssue(diag.Error, e, "bad_action", params, "params must be an object", "", at)
		return
	}
	for i := range a.Params {
		p := &a.Params[i]
		given := d.Field(params, p.Name)
		if given == value.NoRef {
			if p.Required && p.Default == "" {
				c.missingParam(e, m, a, p, at)
			}
			continue
		}
		c.param(e, given, p, at)
	}
}

func (c *Checker) missingParam(e *spec.Element, m value.Ref, a *catalog.Action, p *catalog.Prop, at pathTo) {
	if !c.counted(diag.Warning) {
		c.actionIssue(diag.Warning, e, "missing_param", m, a.Name+` needs the param "`+p.Name+`"`, "", at)
	}
}

func (c *Checker) param(e *spec.Element, m value.Ref, p *catalog.Prop, at pathTo) {
	d := &c.spec.Doc
	if d.HasExpressions(m) {
		return
	}
	switch {
	case p.Kind == catalog.URL:
		c.target(e, m, at)
	case p.Kind == catalog.Path && d.Kind(m) != value.String:
		c.actionIssue(diag.Error, e, "wrong_type", m, p.Name+" should be a pointer into the state, is "+d.Kind(m).String(),
			`such as "/open"`, at)
	}
}

func (c *Checker) actionIssue(sev diag.Severity, e *spec.Element, code string, m value.Ref, message, hint string, at pathTo) {
	if !c.counted(sev) {
		c.reportAt(sev, e, code, m, message, hint, c.pathOf(m, at)...)
	}
}

// pathOf is the path from the element to a value somewhere in a member of on or watch.
func (c *Checker) pathOf(m value.Ref, at pathTo) []string {
	d := &c.spec.Doc
	path := []string{at.field, string(d.Key(at.member))}
	for r := at.member; r != m; {
		i, inside := 0, d.First(r)
		for d.End(inside) <= m {
			i, inside = i+1, d.Next(inside)
		}
		if d.Kind(r) == value.Array {
			path = append(path, itoa(i))
		} else {
			path = append(path, string(d.Key(inside)))
		}
		r = inside
	}
	return path
}
