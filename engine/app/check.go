package app

import (
	"bytes"
	"strconv"

	"placard/engine/diag"
	"placard/engine/html"
	"placard/engine/value"
)

// Report takes an issue and the value that it is about, whose Doc.Offset gives the line and column.
type Report func(at value.Ref, issue diag.Issue)

// CheckApp checks the metadata of an app, which is at "/metadata". A canonical that it gives to all routes is a warning.
func CheckApp(d *value.Doc, metadata value.Ref, report Report) {
	c := checker{doc: d, report: report, path: "/metadata", shared: true}
	c.object(metadata, metadataFields)
}

// CheckRoute checks the metadata of the route with a pattern.
func CheckRoute(d *value.Doc, metadata value.Ref, pattern string, report Report) {
	c := checker{doc: d, report: report, path: RoutePath(pattern) + "/metadata"}
	c.object(metadata, metadataFields)
}

// checker looks at one metadata object. What is null is not given and never wrong.
type checker struct {
	doc    *value.Doc
	report Report
	// path is that of the value that is looked at.
	path string
	// shared tells that this is the metadata of the app.
	shared bool
}

// object checks the fields of an object.
func (c *checker) object(r value.Ref, table fields) {
	switch c.doc.Kind(r) {
	case value.Missing, value.Null:
	case value.Object:
		fields := table()
		for m := c.doc.First(r); m < c.doc.End(r); m = c.doc.Next(m) {
			c.below(string(c.doc.Key(m)), func() { c.member(m, fields) })
		}
	default:
		c.wrongType(r, "an object")
	}
}

func (c *checker) member(m value.Ref, fields []field) {
	if c.doc.Kind(m) == value.Null {
		return
	}
	for _, f := range fields {
		if f.name == string(c.doc.Key(m)) {
			f.check(c, m)
			return
		}
	}
	c.warn(m, "unknown_field", "this field has no effect", "it has "+names(fields))
}

// names lists fields for a hint.
func names(fields []field) string {
	var b []byte
	for i, f := range fields {
		switch {
		case i > 0 && i == len(fields)-1:
			b = append(b, " and "...)
		case i > 0:
			b = append(b, ", "...)
		}
		b = append(b, f.name...)
	}
	return string(b)
}

// below runs a check with the path of a member.
func (c *checker) below(key string, check func()) {
	outer := c.path
	c.path += "/" + escapePointer.Replace(key)
	check()
	c.path = outer
}

func (c *checker) issue(at value.Ref, severity diag.Severity, code, message, hint string) {
	c.report(at, diag.Issue{Path: c.path, Severity: severity, Code: code, Message: message, Hint: hint})
}

func (c *checker) refuse(at value.Ref, code, message, hint string) {
	c.issue(at, diag.Error, code, message, hint)
}

func (c *checker) warn(at value.Ref, code, message, hint string) {
	c.issue(at, diag.Warning, code, message, hint)
}

func (c *checker) wrongType(at value.Ref, should string) {
	c.refuse(at, "wrong_type", "must be "+should+", is "+c.doc.Kind(at).String(), "")
}

func (c *checker) text(r value.Ref) {
	if c.doc.Kind(r) != value.String {
		c.wrongType(r, "text")
	}
}

func (c *checker) bool(r value.Ref) {
	if k := c.doc.Kind(r); k != value.True && k != value.False {
		c.wrongType(r, "true or false")
	}
}

// size is a width or height in pixels.
func (c *checker) size(r value.Ref) {
	if k := c.doc.Kind(r); k != value.Number && k != value.String {
		c.wrongType(r, "a number of pixels")
	}
}

// textOr checks a text or an object with these fields.
func (c *checker) textOr(r value.Ref, table fields) {
	switch c.doc.Kind(r) {
	case value.String:
	case value.Object:
		c.object(r, table)
	default:
		c.wrongType(r, "text or an object")
	}
}

// each checks the items of a list, or the value that stands for a list of it.
func (c *checker) each(r value.Ref, check func(*checker, value.Ref)) {
	if c.doc.Kind(r) != value.Array {
		check(c, r)
		return
	}
	i := 0
	for m := range items(c.doc, r) {
		if c.doc.Kind(m) != value.Null {
			c.below(strconv.Itoa(i), func() { check(c, m) })
		}
		i++
	}
}

// link is an address to which the page points.
func (c *checker) link(r value.Ref) {
	c.address(r, html.Link, "allowed are http, https, mailto, tel, relative addresses and #fragments")
}

// picture is the address of an image or icon.
func (c *checker) picture(r value.Ref) {
	c.address(r, html.Image, "allowed are http, https, relative addresses, and data: for PNG, JPEG, GIF, WebP and AVIF")
}

func (c *checker) address(r value.Ref, kind html.URLKind, hint string) {
	c.text(r)
	if c.doc.Kind(r) == value.String && !html.CleanURL(kind, c.doc.Content(r)) {
		c.refuse(r, "forbidden_url", "this address is not allowed", hint)
	}
}

// addressOr checks an address as text, or an object with url among its fields.
func (c *checker) addressOr(r value.Ref, check func(*checker, value.Ref), table fields) {
	if c.doc.Kind(r) == value.String {
		check(c, r)
		return
	}
	c.textOr(r, table)
	if c.doc.Kind(r) == value.Object && c.doc.Kind(c.doc.Field(r, "url")) <= value.Null {
		c.refuse(r, "missing_url", "there is no url", `give the address as "url"`)
	}
}

func (c *checker) title(r value.Ref) {
	c.textOr(r, titleFields)
	template := c.doc.Field(r, "template")
	if c.doc.Kind(template) != value.String {
		return
	}
	c.below("template", func() { c.template(template) })
}

func (c *checker) template(r value.Ref) {
	switch {
	case !c.shared:
		c.warn(r, "unused_template", "the template of a route has no effect", "a template is for the titles of routes: give it in the app's metadata")
	case len(c.doc.Content(r)) > 0 && !bytes.Contains(c.doc.Content(r), placeholder):
		c.warn(r, "bad_template", "every route has this same title", `write "%s" where the title of the route goes`)
	}
}

func (c *checker) alternates(r value.Ref) {
	c.object(r, alternatesFields)
	if canonical := c.doc.Field(r, "canonical"); c.shared && c.doc.Kind(canonical) > value.Null {
		c.below("canonical", func() {
			c.warn(canonical, "shared_canonical", "all routes would name this one page as theirs, and search engines leave out the others",
				"give a canonical in the metadata of each route")
		})
	}
}

func (c *checker) card(r value.Ref) {
	c.text(r)
	switch string(c.doc.Content(r)) {
	case "", "summary", "summary_large_image", "app", "player":
	default:
		if c.doc.Kind(r) == value.String {
			c.warn(r, "unknown_value", "there is no such card", "one of summary, summary_large_image, app and player")
		}
	}
}

func (c *checker) iconRel(r value.Ref) {
	c.text(r)
	if c.doc.Kind(r) == value.String && !isIconRel(c.doc.Content(r)) {
		c.warn(r, "unknown_value", "this is no kind of icon and is ignored", "one of icon, shortcut icon, apple-touch-icon, apple-touch-icon-precomposed and mask-icon")
	}
}

func (c *checker) icon(r value.Ref) { c.addressOr(r, (*checker).picture, iconFields) }

func (c *checker) iconList(r value.Ref) { c.each(r, (*checker).icon) }

func (c *checker) icons(r value.Ref) {
	if c.doc.Kind(r) == value.Object {
		c.object(r, iconsFields)
		return
	}
	c.iconList(r)
}

func (c *checker) images(r value.Ref) {
	c.each(r, func(c *checker, r value.Ref) { c.addressOr(r, (*checker).picture, imageFields) })
}
