package markdown

import (
	"net/url"
	"regexp"

	"github.com/microcosm-cc/bluemonday"

	"placard/engine/html"
)

// newPolicy says which HTML stays: what user comments may have in general, and what Markdown itself writes. It is an
// allow-list, so what nobody thought of goes.
func newPolicy() *bluemonday.Policy {
	p := bluemonday.UGCPolicy()
	// Links are the publisher's own, as on pages of specs.
	p.RequireNoFollowOnLinks(false)
	p.AllowURLSchemes("http", "https", "mailto", "tel")
	p.AllowURLSchemeWithCustomPolicy("data", isImage)
	p.AllowElements("kbd", "details", "summary", "picture")
	p.AllowAttrs("align").Matching(bluemonday.CellAlign).OnElements("div", "p", "h1", "h2", "h3", "h4", "h5", "h6")
	// Headings in any script have IDs of their letters: see ids.
	p.AllowAttrs("id").Matching(regexp.MustCompile(`^[\p{L}\p{M}\p{N}:_-]+$`)).Globally()
	p.AllowAttrs("class").Matching(regexp.MustCompile(`^language-[A-Za-z0-9_+#.-]+$`)).OnElements("code")
	allowTaskLists(p)
	allowFootnotes(p)
	return p
}

// isImage lets those data: URLs through that an image may have on pages of specs. bluemonday's own rule would take SVG.
func isImage(u *url.URL) bool { return html.CleanURL(html.Image, []byte(u.String())) }

// allowTaskLists: a box that cannot be ticked. Without its type an input is not let through, for then none of its
// attributes are.
func allowTaskLists(p *bluemonday.Policy) {
	p.AllowAttrs("type").Matching(regexp.MustCompile(`^checkbox$`)).OnElements("input")
	p.AllowAttrs("checked", "disabled").Matching(regexp.MustCompile(`^$`)).OnElements("input")
}

func allowFootnotes(p *bluemonday.Policy) {
	p.AllowAttrs("class").Matching(regexp.MustCompile(`^footnote-(ref|backref)$`)).OnElements("a")
	p.AllowAttrs("class").Matching(regexp.MustCompile(`^footnotes$`)).OnElements("div")
	p.AllowAttrs("role").Matching(regexp.MustCompile(`^doc-(noteref|backlink|endnotes)$`)).OnElements("a", "div")
}
