package check

import (
	"strings"

	"placard/catalog"
	"placard/engine/diag"
	"placard/engine/html"
	"placard/engine/spec"
	"placard/engine/value"
)

// value checks a literal against its prop, and returns 1 + the index of the Enum value that it is.
func (c *Checker) value(e *spec.Element, m value.Ref, p *catalog.Prop) (choice uint16) {
	d := &c.spec.Doc
	kind := d.Kind(m)
	switch p.Kind {
	case catalog.Text, catalog.Class:
		if kind == value.Object || kind == value.Array && p.Kind == catalog.Text {
			c.wrongKind(e, m, "should be text")
		}
	case catalog.Enum:
		return c.enum(e, m, p)
	case catalog.Number:
		if kind != value.Number && !isNumeric(d, m) {
			c.wrongKind(e, m, "should be a number")
		}
	case catalog.Bool:
		if kind != value.True && kind != value.False && kind != value.String {
			c.wrongKind(e, m, "should be true or false")
		}
	case catalog.URL, catalog.ImageURL, catalog.URLSet:
		c.url(e, m, p.Kind)
	case catalog.Style:
		c.style(e, m)
	case catalog.Path:
		if kind != value.String {
			c.wrongKind(e, m, `should be a pointer into the state, such as "/open"`)
		}
	case catalog.TextList, catalog.TextRows, catalog.Objects, catalog.Checks:
		c.list(e, m, p)
	}
	return 0
}

func (c *Checker) enum(e *spec.Element, m value.Ref, p *catalog.Prop) uint16 {
	d := &c.spec.Doc
	content := d.At(m).Bytes()
	for i, v := range p.Enum {
		if string(content) == v {
			return uint16(i + 1)
		}
	}
	if k := d.Kind(m); (k == value.True || k == value.False) && p.Enum[0] == "true" {
		return 0 // draggable and spellcheck: the words true and false
	}
	if c.counted(diag.Warning) {
		return 0
	}
	hint := "one of " + quoted(p.Enum)
	if near := c.nearestOf(string(content), p.Enum); near != "" {
		hint = `did you mean "` + near + `"? ` + hint
	}
	c.wrongValue(e, m, "unknown_value", "is none of the values of this prop; its default counts", hint)
	return 0
}

func (c *Checker) url(e *spec.Element, m value.Ref, kind catalog.Kind) {
	d := &c.spec.Doc
	switch {
	case d.Kind(m) != value.String:
		c.wrongKind(e, m, "should be a URL")
	case !allowedURL(kind, d.Content(m)):
		c.forbiddenURL(e, m, kind, "props", string(d.Key(m)))
	}
}

func (c *Checker) forbiddenURL(e *spec.Element, m value.Ref, kind catalog.Kind, path ...string) {
	hint := "allowed are http, https, mailto, tel, relative addresses and #fragments"
	if kind != catalog.URL {
		hint = "allowed are http, https, relative addresses, and data: for PNG, JPEG, GIF, WebP and AVIF"
	}
	c.reportAt(diag.Error, e, "forbidden_url", m, "this address is not allowed", hint, path...)
}

func allowedURL(kind catalog.Kind, url []byte) bool {
	switch kind {
	case catalog.URL:
		return html.CleanURL(html.Link, url)
	case catalog.ImageURL:
		return html.CleanURL(html.Image, url)
	}
	return html.CleanSrcset(url)
}

func (c *Checker) wrongKind(e *spec.Element, m value.Ref, should string) {
	c.wrongValue(e, m, "wrong_type", should+", is "+c.spec.Doc.Kind(m).String(), "")
}

func (c *Checker) wrongValue(e *spec.Element, m value.Ref, code, message, hint string) {
	if c.counted(diag.Warning) {
		return
	}
	name := string(c.spec.Doc.Key(m))
	c.reportAt(diag.Warning, e, code, m, `"`+name+`" `+message, hint, "props", name)
}

func isNumeric(d *value.Doc, m value.Ref) bool {
	if d.Kind(m) != value.String {
		return false
	}
	n := d.At(m).ToNumber()
	return n == n && len(d.Content(m)) > 0
}

func quoted(words []string) string { return `"` + strings.Join(words, `", "`) + `"` }
