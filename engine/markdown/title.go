package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// maxTitleBytes is about when a title has enough.
const maxTitleBytes = 200

// title is the text of the first heading that has any, "" without one.
func title(tree ast.Node, src []byte) string {
	for n := tree.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() != ast.KindHeading {
			continue
		}
		var b strings.Builder
		writeText(&b, n, src)
		if t := strings.Join(strings.Fields(b.String()), " "); t != "" {
			return t
		}
	}
	return ""
}

// writeText writes the text of an inline node and what is in it. The tree's depth is bounded.
func writeText(b *strings.Builder, n ast.Node, src []byte) {
	for c := n.FirstChild(); c != nil && b.Len() < maxTitleBytes; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.Write(plain(c, src))
			if c.SoftLineBreak() || c.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.AutoLink:
			b.Write(c.Label(src))
		case *ast.RawHTML:
		default:
			writeText(b, c, src)
		}
	}
}

// plain is a text without its escapes and character references. In code there are none.
func plain(t *ast.Text, src []byte) []byte {
	raw := t.Segment.Value(src)
	if t.IsRaw() || t.Parent().Kind() == ast.KindCodeSpan {
		return raw
	}
	return util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(raw)))
}
