package app

import (
	"slices"
	"strings"

	"placard/engine/diag"
	"placard/engine/value"
)

// Limits of the rows that a loader gives a page.
const (
	DefaultRows = 100
	MaxRows     = 1000
)

// Loader is what a route asks of a dataset: {"dataset": "posts", "where": {"slug": {"$param": "slug"}, "draft": false}, "order":
// "-date", "limit": 10, "as": "post", "one": true}. It is immutable and may be used by many goroutines.
type Loader struct {
	dataset string
	where   []condition
	order   []sortKey
	limit   int
	as      []byte // the key in the state
	one     bool
	// literals has the values that conditions compare with.
	literals value.Doc
}

// condition is that a place in a row equals something.
type condition struct {
	steps   []value.Step
	from    conditionSource
	name    []byte      // of the param, or in the query
	literal value.Value // in Loader.literals
}

type conditionSource uint8

const (
	fromLiteral conditionSource = iota
	fromParam
	fromQuery
)

// sortKey is a place in a row by which rows are ordered.
type sortKey struct {
	steps      []value.Step
	descending bool
}

// Dataset is the name of the dataset.
func (l *Loader) Dataset() string { return l.dataset }

// UsesQuery tells that the rows depend on the query of the request.
func (l *Loader) UsesQuery() bool { return l.uses(fromQuery) }

func (l *Loader) uses(s conditionSource) bool {
	return slices.ContainsFunc(l.where, func(c condition) bool { return c.from == s })
}

var loaderFields = []string{"dataset", "where", "order", "limit", "as", "one"}

const loaderHint = `such as {"dataset": "posts", "where": {"slug": {"$param": "slug"}}, "as": "post", "one": true}`

// loaderCheck reads the loader of one route and reports what is wrong with it.
type loaderCheck struct {
	*compilation
	route    *routeText
	segments []segment
	loader   *Loader
}

// checkLoader is the loader of a route, nil for none. A text is the name of a dataset, all of which is loaded.
func (k *compilation) checkLoader(t *routeText, segments []segment) *Loader {
	c := loaderCheck{compilation: k, route: t, segments: segments, loader: &Loader{limit: DefaultRows}}
	d := &k.doc
	switch d.Kind(t.loader) {
	case value.Missing, value.Null:
		return nil
	case value.String:
		c.dataset(t.loader)
	case value.Object:
		for m := d.First(t.loader); m < d.End(t.loader); m = d.Next(m) {
			if d.Kind(m) != value.Null {
				c.member(m)
			}
		}
	default:
		c.issue(diag.Error, "wrong_type", t.loader, "loader must be an object, is "+d.Kind(t.loader).String(), loaderHint)
		return nil
	}
	c.finish()
	return c.loader
}

func (c *loaderCheck) issue(sev diag.Severity, code string, at value.Ref, message, hint string, path ...string) {
	c.report(sev, code, c.doc.Offset(at), message, hint, append([]string{"routes", c.route.key, "loader"}, path...)...)
}

func (c *loaderCheck) member(m value.Ref) {
	d := &c.doc
	switch key := string(d.Key(m)); key {
	case "dataset":
		c.dataset(m, key)
	case "as":
		c.as(m, key)
	case "where":
		c.where(m)
	case "order":
		c.order(m)
	case "limit":
		c.limit(m)
	case "one":
		if c.loader.one = d.Kind(m) == value.True; !c.loader.one && d.Kind(m) != value.False {
			c.issue(diag.Error, "wrong_type", m, "one must be true or false, is "+d.Kind(m).String(), "", key)
		}
	default:
		hint := "a loader has " + strings.Join(loaderFields, ", ")
		if near := c.nearest(key, loaderFields); near != "" {
			hint = `did you mean "` + near + `"? ` + hint
		}
		c.issue(diag.Warning, "unknown_field", m, `"`+key+`" is ignored here`, hint, key)
	}
}

func (c *loaderCheck) dataset(m value.Ref, path ...string) {
	if c.doc.Kind(m) != value.String || len(c.doc.Content(m)) == 0 {
		c.issue(diag.Error, "wrong_type", m, "dataset must be the name of a dataset", loaderHint, path...)
		return
	}
	c.loader.dataset = string(c.doc.Content(m))
}

func (c *loaderCheck) as(m value.Ref, key string) {
	if c.doc.Kind(m) != value.String || len(c.doc.Content(m)) == 0 {
		c.issue(diag.Error, "wrong_type", m, "as must be a key of the state, as text", `with "as": "post" the data is at /post`, key)
		return
	}
	if c.loader.as = slices.Clone(c.doc.Content(m)); keyOf(c.loader.as) != 0 {
		c.issue(diag.Error, "reserved_key", m, "/params, /query and /pathname are those of the request", "give the data another key", key)
	}
}

// finish is what can be said only when all members are known.
func (c *loaderCheck) finish() {
	d, t := &c.doc, c.route
	if d.Kind(t.loader) == value.Object && d.Kind(d.Field(t.loader, "dataset")) <= value.Null {
		c.issue(diag.Error, "missing_dataset", t.loader, "the loader names no dataset", loaderHint, "dataset")
	}
	if c.loader.as != nil {
		return
	}
	if c.loader.as = []byte(c.loader.dataset); keyOf(c.loader.as) != 0 && c.loader.dataset != "" {
		c.issue(diag.Error, "reserved_key", t.loader, "/params, /query and /pathname are those of the request", `give the data another key with "as"`, "as")
	}
}

func (c *loaderCheck) limit(m value.Ref) {
	if n := c.doc.At(m).Float(); n >= 1 && n <= MaxRows && n == float64(int(n)) {
		c.loader.limit = int(n)
		return
	}
	c.issue(diag.Error, "bad_limit", m, "limit must be a whole number from 1 to 1000", "without it there are at most 100 rows", "limit")
}

// order is a field or a list of fields.
func (c *loaderCheck) order(m value.Ref) {
	d := &c.doc
	for f := range items(d, m) {
		if d.Kind(f) != value.String || len(d.Content(f)) == 0 {
			c.issue(diag.Error, "wrong_type", f, `order must be a field or a list of fields`, `such as "-date", with "-" for the latest first`, "order")
			return
		}
		name, descending := strings.CutPrefix(string(d.Content(f)), "-")
		c.loader.order = append(c.loader.order, sortKey{fieldSteps(name), descending})
	}
}

// fieldSteps is the way to a field of a row, by its name or, if that begins with a slash, by its pointer.
func fieldSteps(name string) []value.Step {
	if strings.HasPrefix(name, "/") {
		return value.AppendSteps(nil, []byte(name))
	}
	return []value.Step{{Key: []byte(name), Index: -1}}
}

func (c *loaderCheck) where(m value.Ref) {
	d := &c.doc
	if d.Kind(m) != value.Object {
		c.issue(diag.Error, "wrong_type", m, "where must be an object, is "+d.Kind(m).String(), `such as {"slug": {"$param": "slug"}}`, "where")
		return
	}
	for f := d.First(m); f < d.End(m); f = d.Next(f) {
		c.condition(f)
	}
}

func (c *loaderCheck) condition(f value.Ref) {
	d := &c.doc
	field := string(d.Key(f))
	one := condition{steps: fieldSteps(field)}
	switch d.Kind(f) {
	case value.Array:
		c.badCondition(f, field)
		return
	case value.Object:
		inner := d.First(f)
		if d.Len(f) != 1 || d.Kind(inner) != value.String {
			c.badCondition(f, field)
			return
		}
		one.name = slices.Clone(d.Content(inner))
		switch string(d.Key(inner)) {
		case "$param":
			one.from = fromParam
			c.param(inner, field)
		case "$query":
			one.from = fromQuery
		default:
			c.badCondition(f, field)
			return
		}
	default:
		list := c.loader.literals.Begin(value.Array, nil)
		c.loader.literals.Put(d.At(f), nil)
		one.literal = c.loader.literals.Finish(list).Item(0)
	}
	c.loader.where = append(c.loader.where, one)
}

func (c *loaderCheck) badCondition(f value.Ref, field string) {
	c.issue(diag.Error, "bad_condition", f, "a field is compared with a text, a number, true, false, null, a param or the query",
		`write {"$param": "slug"} or {"$query": "tag"}`, "where", field)
}

// param makes sure that the pattern has the param.
func (c *loaderCheck) param(m value.Ref, field string) {
	name := string(c.doc.Content(m))
	var names []string
	for _, s := range c.segments {
		if s.name == name && name != "" {
			return
		}
		if s.name != "" {
			names = append(names, s.name)
		}
	}
	hint := "the pattern has no params"
	if len(names) > 0 {
		hint = "the pattern has " + strings.Join(names, ", ")
	}
	if near := c.nearest(name, names); near != "" {
		hint = `did you mean "` + near + `"?`
	}
	c.issue(diag.Error, "unknown_param", m, `the pattern has no param "`+name+`"`, hint, "where", field, "$param")
}
