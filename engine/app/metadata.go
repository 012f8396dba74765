package app

import (
	"bytes"
	"iter"

	"placard/engine/value"
)

// Metadata is what an app and one of its routes say about a page, merged while it is written. What is null or an empty
// text counts as not given; what has the wrong type too, Check refuses it before.
//
// The title of the route goes through the app's template. Description, keywords, robots, alternates and icons of the
// route replace those of the app; openGraph and twitter are merged by key.
type Metadata struct {
	Doc *value.Doc
	// App and Route are the two metadata objects, NoRef for none.
	App, Route value.Ref
	// Title is that of the route when its metadata has none; nil for none.
	Title []byte
	// Origin is put before addresses that are relative to the root of the host, where others than browsers read them: images,
	// canonical and og:url. For the latter two, which are of pages, Base comes behind it. Without them addresses stay as they are.
	Origin, Base []byte
	// Path is the page's own below the base, for the canonical address when none is given; nil when that is not known.
	Path []byte
}

// text is a text in pieces that are written one after the other.
type text [3][]byte

func (t *text) empty() bool { return len(t[0])+len(t[1])+len(t[2]) == 0 }

// AppendTitle appends the title of the page as it is, not escaped; nothing when there is none.
func (m Metadata) AppendTitle(dst []byte) []byte {
	for _, piece := range m.title() {
		dst = append(dst, piece...)
	}
	return dst
}

// title is the page's: the route's absolute or default title as it is, the route's text in the app's template, or the
// app's own title.
func (m Metadata) title() text {
	d := m.Doc
	own, shared := d.Field(m.Route, "title"), d.Field(m.App, "title")
	template := m.text(d.Field(shared, "template"))
	if d.Kind(own) == value.String && m.given(own) {
		return inTemplate(template, d.Content(own))
	}
	if t := m.ownTitle(own); len(t) > 0 {
		return text{t}
	}
	if len(m.Title) > 0 {
		return inTemplate(template, m.Title)
	}
	return text{m.ownTitle(shared)}
}

// ownTitle is a title without regard to templates of others.
func (m Metadata) ownTitle(r value.Ref) []byte {
	if t := m.text(r); t != nil {
		return t
	}
	if t := m.text(m.Doc.Field(r, "absolute")); t != nil {
		return t
	}
	return m.text(m.Doc.Field(r, "default"))
}

var placeholder = []byte("%s")

// inTemplate puts a title in the place of the first "%s". A template without it is the title.
func inTemplate(template, title []byte) text {
	if len(template) == 0 {
		return text{title}
	}
	before, after, ok := bytes.Cut(template, placeholder)
	if !ok {
		return text{template}
	}
	return text{before, title, after}
}

// field is a field that the route's replaces.
func (m Metadata) field(key string) value.Ref {
	if r := m.Doc.Field(m.Route, key); m.given(r) {
		return r
	}
	return m.Doc.Field(m.App, key)
}

// member is a member of a group that is merged by key.
func (m Metadata) member(group, key string) value.Ref {
	d := m.Doc
	if r := d.Field(d.Field(m.Route, group), key); m.given(r) {
		return r
	}
	return d.Field(d.Field(m.App, group), key)
}

// has tells that the app or the route has a group, even an empty one.
func (m Metadata) has(group string) bool {
	d := m.Doc
	return d.Kind(d.Field(m.Route, group)) == value.Object || d.Kind(d.Field(m.App, group)) == value.Object
}

// given tells that there is something: not null, and not an empty text.
func (m Metadata) given(r value.Ref) bool {
	switch m.Doc.Kind(r) {
	case value.Missing, value.Null:
		return false
	case value.String:
		return len(m.Doc.Content(r)) > 0
	}
	return true
}

// text is the content of a text that is not empty, nil for all else.
func (m Metadata) text(r value.Ref) []byte {
	if m.Doc.Kind(r) != value.String || !m.given(r) {
		return nil
	}
	return m.Doc.Content(r)
}

// address is the text, or the url of an object: the two forms in which images, icons and canonical are written.
func (m Metadata) address(r value.Ref) []byte {
	if m.Doc.Kind(r) == value.Object {
		r = m.Doc.Field(r, "url")
	}
	return m.text(r)
}

// items are the members of a list, or the one value that stands for a list of it.
func items(d *value.Doc, r value.Ref) iter.Seq[value.Ref] {
	return func(yield func(value.Ref) bool) {
		if d.Kind(r) != value.Array {
			if r != value.NoRef {
				yield(r)
			}
			return
		}
		for i := d.First(r); i < d.End(r) && yield(i); i = d.Next(i) {
		}
	}
}

// noIndex tells that the page asks search engines to leave it out.
func (m Metadata) noIndex() bool {
	r := m.field("robots")
	text := m.text(r)
	return m.Doc.Kind(m.Doc.Field(r, "index")) == value.False || bytes.Contains(text, []byte("noindex")) || bytes.Equal(text, []byte("none"))
}
