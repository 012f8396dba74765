package app

import (
	"placard/engine/html"
	"placard/engine/value"
)

// iconKinds are the lists of icons in the order in which they are written. A text or list in place of the object is the
// list of those of kind "icon".
var iconKinds = [...]struct{ key, rel string }{
	{"shortcut", "shortcut icon"}, {"icon", "icon"}, {"apple", "apple-touch-icon"},
}

// HasIcon tells that AppendHead writes an icon for the page, so that a browser looks for no other.
func (m Metadata) HasIcon() bool {
	for _, kind := range iconKinds[:2] {
		for r := range items(m.Doc, m.iconList(kind.key)) {
			if m.icon(r) != nil {
				return true
			}
		}
	}
	return false
}

// iconList is the list of one kind, or its only icon.
func (m Metadata) iconList(key string) value.Ref {
	r := m.field("icons")
	if m.Doc.Kind(r) == value.Object {
		return m.Doc.Field(r, key)
	}
	if key == "icon" {
		return r
	}
	return value.NoRef
}

// icon is the address of an icon, nil when it has none that may be used.
func (m Metadata) icon(r value.Ref) []byte {
	if url := m.address(r); html.CleanURL(html.Image, url) {
		return url
	}
	return nil
}

func (h *headWriter) icons() {
	for _, kind := range iconKinds {
		for r := range items(h.Doc, h.iconList(kind.key)) {
			if url := h.icon(r); url != nil {
				h.iconLink(r, kind.rel, url)
			}
		}
	}
}

// iconLink writes the link of an icon with what else its object says, in the order of the fields.
func (h *headWriter) iconLink(r value.Ref, rel string, url []byte) {
	d := h.Doc
	h.raw("<link")
	if own := d.Field(r, "rel"); isIconRel(h.text(own)) {
		h.attr("rel", d.Content(own))
	} else {
		h.attr("rel", []byte(rel))
	}
	h.attr("href", url)
	if d.Kind(r) == value.Object {
		for f := d.First(r); f < d.End(r); f = d.Next(f) {
			if name := iconAttribute(string(d.Key(f))); name != "" && h.text(f) != nil {
				h.attr(name, d.Content(f))
			}
		}
	}
	h.raw(">")
}

// isIconRel tells that a link of this kind is only an icon. Any other text would let metadata load stylesheets.
func isIconRel(rel []byte) bool {
	switch string(rel) {
	case "icon", "shortcut icon", "apple-touch-icon", "apple-touch-icon-precomposed", "mask-icon":
		return true
	}
	return false
}

// iconAttribute is the attribute for a field of an icon, "" for none.
func iconAttribute(key string) string {
	switch key {
	case "type", "sizes", "media", "color":
		return key
	}
	return ""
}
