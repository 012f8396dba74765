package app

import (
	"placard/engine/html"
	"placard/engine/value"
)

// openGraph writes the og: tags. Title and description are those of the page.
func (h *headWriter) openGraph(title, description text) {
	const group = "openGraph"
	if !h.has(group) {
		return
	}
	h.property("og:title", first(h.ownTitle(h.member(group, "title")), title))
	h.property("og:description", first(h.text(h.member(group, "description")), description))
	if url := h.text(h.member(group, "url")); url != nil && html.CleanURL(html.Link, url) {
		h.property("og:url", h.pageAddress(url))
	}
	h.property("og:site_name", text{h.text(h.member(group, "siteName"))})
	h.property("og:locale", text{h.text(h.member(group, "locale"))})
	h.images("property", "og:image", h.member(group, "images"))
	h.property("og:type", text{h.text(h.member(group, "type"))})
}

// twitter writes the twitter: tags. What it does not say itself it takes from openGraph, then from the page.
func (h *headWriter) twitter(title, description text) {
	const group, other = "twitter", "openGraph"
	if !h.has(group) && !h.has(other) {
		return
	}
	title = first(h.ownTitle(h.member(other, "title")), title)
	description = first(h.text(h.member(other, "description")), description)
	h.named("twitter:card", h.card())
	h.named("twitter:site", text{h.text(h.member(group, "site"))})
	h.named("twitter:creator", text{h.text(h.member(group, "creator"))})
	h.named("twitter:title", first(h.ownTitle(h.member(group, "title")), title))
	h.named("twitter:description", first(h.text(h.member(group, "description")), description))
	images := h.member(group, "images")
	if !h.given(images) {
		images = h.member(other, "images")
	}
	h.images("name", "twitter:image", images)
}

var (
	smallCard = []byte("summary")
	largeCard = []byte("summary_large_image")
)

// card is the one that is given, else the large one when there is an image. As in Next.js, images that twitter takes from
// openGraph count only when there is no twitter group at all.
func (h *headWriter) card() text {
	if card := h.text(h.member("twitter", "card")); card != nil {
		return text{card}
	}
	group := "openGraph"
	if h.has("twitter") {
		group = "twitter"
	}
	for image := range items(h.Doc, h.member(group, "images")) {
		if h.image(image) != nil {
			return text{largeCard}
		}
	}
	return text{smallCard}
}

// first is what is given itself, or else what is inherited.
func first(own []byte, inherited text) text {
	if own != nil {
		return text{own}
	}
	return inherited
}

// image is the address of an image, nil when it has none that may be used.
func (h *headWriter) image(r value.Ref) []byte {
	if url := h.address(r); html.CleanURL(html.Image, url) {
		return url
	}
	return nil
}

// images writes a tag for each image, and for each field of one that is an object, in the order of the fields.
func (h *headWriter) images(kind, prefix string, list value.Ref) {
	d := h.Doc
	for r := range items(d, list) {
		url := h.image(r)
		if url == nil {
			continue
		}
		if d.Kind(r) == value.String {
			h.tag(kind, prefix, h.fileAddress(url))
			continue
		}
		for f := d.First(r); f < d.End(r); f = d.Next(f) {
			h.imageField(kind, prefix, f)
		}
	}
}

// imageField writes a field of an image: text, or a number as JavaScript prints it.
func (h *headWriter) imageField(kind, prefix string, f value.Ref) {
	suffix, ok := imageSuffix(string(h.Doc.Key(f)))
	if !ok || !h.scalar(f) || suffix == ":secure_url" && !html.CleanURL(html.Image, h.Doc.Content(f)) {
		return
	}
	h.meta(kind, prefix, suffix)
	switch {
	case h.Doc.Kind(f) == value.Number:
		h.dst = h.Doc.At(f).AppendString(h.dst)
	case suffix == "" || suffix == ":secure_url":
		for _, piece := range h.fileAddress(h.Doc.Content(f)) {
			h.dst = html.AppendAttr(h.dst, piece)
		}
	default:
		h.dst = html.AppendAttr(h.dst, h.Doc.Content(f))
	}
	h.end()
}

func (h *headWriter) scalar(r value.Ref) bool {
	return h.Doc.Kind(r) == value.Number || h.text(r) != nil
}

// imageSuffix is what a field of an image adds to the name of its tag.
func imageSuffix(key string) (suffix string, ok bool) {
	switch key {
	case "url":
		return "", true
	case "secureUrl":
		return ":secure_url", true
	case "type":
		return ":type", true
	case "width":
		return ":width", true
	case "height":
		return ":height", true
	case "alt":
		return ":alt", true
	}
	return "", false
}
