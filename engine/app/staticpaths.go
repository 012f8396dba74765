package app

import (
	"strconv"
	"strings"

	"placard/engine/diag"
	"placard/engine/value"
)

// MaxStaticParams is the number of staticParams of a route.
const MaxStaticParams = 1000

// staticCheck reads the staticParams of one route.
type staticCheck struct {
	*compilation
	route    *routeText
	index    int
	segments []segment
	params   Params
}

// staticPaths are the paths of a route that are known: that of its pattern, when it has no params, or those of staticParams.
func (k *compilation) staticPaths(index int, t *routeText, segments []segment) [][]byte {
	c := staticCheck{compilation: k, route: t, index: index, segments: segments}
	d := &k.doc
	hasParams := false
	for _, s := range segments {
		hasParams = hasParams || s.name != ""
	}
	kind := d.Kind(t.staticParams)
	switch {
	case !hasParams:
		if kind > value.Null {
			c.issue(diag.Warning, "no_params", t.staticParams, "the pattern has no params; staticParams is ignored", "")
		}
		return [][]byte{c.path(value.NoRef)}
	case kind <= value.Null:
		return nil
	case kind != value.Array:
		c.issue(diag.Error, "wrong_type", t.staticParams, "staticParams must be a list of objects, is "+kind.String(), c.example())
		return nil
	case d.Len(t.staticParams) > MaxStaticParams:
		c.issue(diag.Error, "too_many_static_params", t.staticParams, "a route has at most 1000 staticParams", "all other paths are shown too, without it")
		return nil
	}
	return c.list()
}

func (c *staticCheck) issue(sev diag.Severity, code string, at value.Ref, message, hint string, path ...string) {
	c.report(sev, code, c.doc.Offset(at), message, hint, append([]string{"routes", c.route.key, "staticParams"}, path...)...)
}

// example is an object that fits the pattern.
func (c *staticCheck) example() string {
	var b strings.Builder
	b.WriteString("write [{")
	comma := ""
	for _, s := range c.segments {
		switch {
		case s.name == "":
			continue
		case s.class == noCatchAll:
			b.WriteString(comma + strconv.Quote(s.name) + `: "a"`)
		default:
			b.WriteString(comma + strconv.Quote(s.name) + `: ["a", "b"]`)
		}
		comma = ", "
	}
	b.WriteString("}]")
	return b.String()
}

func (c *staticCheck) list() [][]byte {
	d := &c.doc
	var paths [][]byte
	i := 0
	for m := range items(d, c.route.staticParams) {
		if path := c.item(m, strconv.Itoa(i)); path != nil {
			paths = append(paths, path)
		}
		i++
	}
	return paths
}

// item is the path of one object, nil when it is wrong or leads elsewhere.
func (c *staticCheck) item(m value.Ref, index string) []byte {
	d := &c.doc
	if d.Kind(m) != value.Object {
		c.issue(diag.Error, "wrong_type", m, "must be an object of params, is "+d.Kind(m).String(), c.example(), index)
		return nil
	}
	ok := true
	for p := d.First(m); p < d.End(m); p = d.Next(p) {
		ok = c.known(p, index) && ok
	}
	for _, s := range c.segments {
		if s.name != "" {
			ok = c.fits(s, m, index) && ok
		}
	}
	if !ok {
		return nil
	}
	path := c.path(m)
	if matched, found := c.tree.Match(path, &c.params); !found || matched != c.index {
		c.issue(diag.Warning, "shadowed_params", m, "the path "+strconv.Quote(string(path))+" is not that of this route", "", index)
		return nil
	}
	return path
}

// known makes sure that a param is one of the pattern.
func (c *staticCheck) known(p value.Ref, index string) bool {
	name := string(c.doc.Key(p))
	var names []string
	for _, s := range c.segments {
		if s.name == name && name != "" {
			return true
		}
		if s.name != "" {
			names = append(names, s.name)
		}
	}
	hint := "the pattern has " + strings.Join(names, ", ")
	if near := c.nearest(name, names); near != "" {
		hint = `did you mean "` + near + `"?`
	}
	c.issue(diag.Error, "unknown_param", p, `the pattern has no param "`+name+`"`, hint, index, name)
	return false
}

// fits checks the value of a param: a text for one segment, a list of texts for a catch-all.
func (c *staticCheck) fits(s segment, m value.Ref, index string) bool {
	d := &c.doc
	r := d.Field(m, s.name)
	switch {
	case d.Kind(r) <= value.Null:
		if s.class == optionalCatchAll {
			return true
		}
		c.issue(diag.Error, "missing_param", m, `the param "`+s.name+`" is missing`, c.example(), index, s.name)
	case s.class == noCatchAll:
		if c.isSegment(r) {
			return true
		}
		hint := ""
		if d.Kind(r) == value.Array {
			hint = "only a catch-all is a list"
		}
		c.issue(diag.Error, "wrong_type", r, notSegment, hint, index, s.name)
	case d.Kind(r) != value.Array:
		c.issue(diag.Error, "wrong_type", r, "must be a list of texts, since the param is a catch-all", c.example(), index, s.name)
	case d.Len(r) == 0 && s.class == catchAll:
		c.issue(diag.Error, "missing_param", r, "must have a segment or more", `"[[...`+s.name+`]]" would match none too`, index, s.name)
	default:
		return c.areSegments(r, index, s.name)
	}
	return false
}

func (c *staticCheck) areSegments(list value.Ref, index, name string) bool {
	i := 0
	for r := range items(&c.doc, list) {
		if !c.isSegment(r) {
			c.issue(diag.Error, "wrong_type", r, notSegment, "", index, name, strconv.Itoa(i))
			return false
		}
		i++
	}
	return true
}

const notSegment = "must be a text that is not empty"

// isSegment tells of a text that is not empty; a number prints as one.
func (c *staticCheck) isSegment(r value.Ref) bool {
	k := c.doc.Kind(r)
	return k == value.Number || k == value.String && len(c.doc.Content(r)) > 0
}

// path is the pattern with the values of an object in place of its params.
func (c *staticCheck) path(m value.Ref) []byte {
	d := &c.doc
	var path, text []byte
	for _, s := range c.segments {
		if s.name == "" {
			path = appendSegment(append(path, '/'), []byte(s.static))
			continue
		}
		r := d.Field(m, s.name)
		if d.Kind(r) <= value.Null {
			continue
		}
		for one := range items(d, r) {
			text = d.At(one).AppendString(text[:0])
			path = appendSegment(append(path, '/'), text)
		}
	}
	if len(path) == 0 {
		return []byte{'/'}
	}
	return path
}

// appendSegment appends a segment of a path, percent-encoded (RFC 3986 §3.3: pchar).
func appendSegment(dst, segment []byte) []byte {
	const hex = "0123456789ABCDEF"
	for _, c := range segment {
		if isPathChar(c) {
			dst = append(dst, c)
		} else {
			dst = append(dst, '%', hex[c>>4], hex[c&15])
		}
	}
	return dst
}

func isPathChar(c byte) bool {
	switch {
	case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		return true
	}
	return strings.IndexByte("-._~!$&'()*+,;=:@", c) >= 0
}
