package api

import (
	"bytes"
	"html"
	"strings"
)

// maxTitleSearch is how far into a page its title is looked for.
const maxTitleSearch = 64 << 10

// htmlTitle is the text of a page's first title element, "" without one. It is for lists, so it need not know all of
// HTML: a title in a comment is taken too.
func htmlTitle(page []byte) string {
	page = page[:min(len(page), maxTitleSearch)]
	start := indexFold(page, "<title")
	if start < 0 {
		return ""
	}
	page = page[start:]
	open := bytes.IndexByte(page, '>')
	end := indexFold(page, "</title")
	if open < 0 || end < open {
		return ""
	}
	text := strings.ToValidUTF8(string(page[open+1:end]), "")
	return strings.Join(strings.Fields(html.UnescapeString(text)), " ")
}

// indexFold is bytes.Index for a tag in lower case, whatever the case of the text.
func indexFold(text []byte, tag string) int {
	for at := 0; ; at++ {
		next := bytes.IndexByte(text[at:], '<')
		if next < 0 {
			return -1
		}
		at += next
		if at+len(tag) <= len(text) && text[at+1]|0x20 == tag[1]|0x20 && strings.EqualFold(string(text[at:at+len(tag)]), tag) {
			return at
		}
	}
}
