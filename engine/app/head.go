package app

import (
	"placard/engine/html"
	"placard/engine/value"
)

// AppendHead appends the tags of a page's head in the order of Next.js: title, description, keywords, robots, canonical,
// Open Graph, twitter, icons. An address that may not be used is left out with its tag. Nothing fails; nothing allocates
// beyond the growth of dst.
func (m Metadata) AppendHead(dst []byte) []byte {
	h := headWriter{Metadata: m, dst: dst}
	title, description := m.title(), text{m.text(m.field("description"))}
	if !title.empty() {
		h.raw("<title>")
		for _, piece := range title {
			h.dst = html.AppendText(h.dst, piece)
		}
		h.raw("</title>")
	}
	h.named("description", description)
	h.keywords()
	h.robots()
	h.canonical()
	h.openGraph(title, description)
	h.twitter(title, description)
	h.icons()
	return h.dst
}

type headWriter struct {
	Metadata
	dst []byte
}

func (h *headWriter) raw(markup string) { h.dst = append(h.dst, markup...) }

// attr writes an attribute. The name is one of the program.
func (h *headWriter) attr(name string, content []byte) {
	h.dst = append(append(append(h.dst, ' '), name...), `="`...)
	h.dst = append(html.AppendAttr(h.dst, content), '"')
}

// meta opens a meta tag up to its content, which the caller writes, and closes with end.
func (h *headWriter) meta(kind, prefix, name string) {
	h.raw("<meta ")
	h.raw(kind)
	h.raw(`="`)
	h.raw(prefix)
	h.raw(name)
	h.raw(`" content="`)
}

func (h *headWriter) end() { h.raw(`">`) }

// named writes <meta name>, when there is content.
func (h *headWriter) named(name string, content text) { h.tag("name", name, content) }

// property writes <meta property>, when there is content.
func (h *headWriter) property(name string, content text) { h.tag("property", name, content) }

func (h *headWriter) tag(kind, name string, content text) {
	if content.empty() {
		return
	}
	h.meta(kind, name, "")
	for _, piece := range content {
		h.dst = html.AppendAttr(h.dst, piece)
	}
	h.end()
}

// keywords are a text, or texts that are joined by commas.
func (h *headWriter) keywords() {
	written := false
	for k := range items(h.Doc, h.field("keywords")) {
		content := h.text(k)
		switch {
		case content == nil:
			continue
		case written:
			h.raw(",")
		default:
			h.meta("name", "keywords", "")
		}
		h.dst = html.AppendAttr(h.dst, content)
		written = true
	}
	if written {
		h.end()
	}
}

// robots are a text, or index and follow with true or false.
func (h *headWriter) robots() {
	r := h.field("robots")
	if content := h.text(r); content != nil {
		h.named("robots", text{content})
		return
	}
	index := h.yesNo(h.Doc.Field(r, "index"), "index", "noindex")
	follow := h.yesNo(h.Doc.Field(r, "follow"), "follow", "nofollow")
	if index == "" && follow == "" {
		return
	}
	h.meta("name", "robots", "")
	h.raw(index)
	if index != "" && follow != "" {
		h.raw(", ")
	}
	h.raw(follow)
	h.end()
}

func (h *headWriter) yesNo(r value.Ref, yes, no string) string {
	switch h.Doc.Kind(r) {
	case value.True:
		return yes
	case value.False:
		return no
	}
	return ""
}

func (h *headWriter) canonical() {
	url := h.ownCanonical()
	if url == nil {
		url = h.Path
	}
	if url == nil {
		return
	}
	h.raw(`<link rel="canonical" href="`)
	for _, piece := range h.pageAddress(url) {
		h.dst = html.AppendAttr(h.dst, piece)
	}
	h.end()
}

// ownCanonical is the canonical address that is given, nil for none that may be used.
func (m Metadata) ownCanonical() []byte {
	url := m.address(m.Doc.Field(m.field("alternates"), "canonical"))
	if !html.CleanURL(html.Link, url) {
		return nil
	}
	return url
}

// pageAddress is the address of a page with what has to stand before it.
func (m Metadata) pageAddress(url []byte) text {
	switch {
	case html.NeedsBase(url, m.Base):
		return text{m.Origin, m.Base, url}
	case html.RootRelative(url):
		return text{m.Origin, url}
	}
	return text{url}
}

// fileAddress is the address of an image with what has to stand before it.
func (m Metadata) fileAddress(url []byte) text {
	if html.RootRelative(url) {
		return text{m.Origin, url}
	}
	return text{url}
}
