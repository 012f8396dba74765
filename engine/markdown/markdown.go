// Package markdown turns Markdown into HTML pages:
//
//	text ──bounds──▶ goldmark ──tree checked──▶ HTML ──sanitised──▶ page
//
// The Markdown is GitHub's: tables, strikethrough, autolinks, task lists, and footnotes. HTML in it is kept as far as it
// only formats (see newPolicy); the sanitiser reads the whole body, so what Markdown and HTML make of each other goes
// through it too.
//
// Text of strangers can make Markdown parsers, goldmark among them, take time and memory out of proportion to its size:
// 80 KB of "[a](" take 6 seconds. So work is bounded before and while parsing, and a text that goes past a bound is
// refused, which is the same for Check and Render: what one lets through the other renders.
//
// Cost: 9 KB of dense Markdown take a few milliseconds. The worst 1 MB that is let through takes about one second.
package markdown

import (
	"bytes"
	"fmt"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"placard/catalog"
	"placard/engine/diag"
	"placard/engine/program"
	"placard/engine/spec"
)

// MaxSourceBytes bounds a text: 1 MB is a book of 400 pages.
const MaxSourceBytes = 1 << 20

// Renderer renders Markdown. It is immutable and may be used by many goroutines at once.
type Renderer struct {
	set    *program.Set
	cat    *catalog.Catalog
	md     goldmark.Markdown
	policy *bluemonday.Policy
}

// New makes a renderer of pages that look like those of specs. Build it once.
func New(cat *catalog.Catalog, set *program.Set) *Renderer {
	return &Renderer{set: set, cat: cat, md: newGoldmark(), policy: newPolicy()}
}

func newGoldmark() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(
			extension.Linkify, extension.Strikethrough, extension.TaskList, extension.Footnote,
			// The sanitiser lets no style attribute through.
			extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute)),
		),
		goldmark.WithParserOptions(
			parser.WithAutoHeadingID(),
			parser.WithInlineParsers(util.Prioritized(meter{}, meterPriority)),
		),
		// Nothing here is safe by itself: the sanitiser is what makes it so.
		goldmark.WithRendererOptions(html.WithUnsafe()),
	)
}

// Check reports what is wrong with a text. It goes as far as Render would: a text without errors renders.
func (r *Renderer) Check(src []byte) diag.List {
	_, issues := r.CheckTitle(src)
	return issues
}

// CheckTitle is Check that also tells the title of the page: its first heading, "" without one.
func (r *Renderer) CheckTitle(src []byte) (title string, issues diag.List) {
	b, issues := r.body(src)
	return b.title, issues
}

// Render appends the page of a text to dst. When the text is refused, out is dst as it was. The page has the title of
// the options, and without one that of its first heading.
func (r *Renderer) Render(dst, src []byte, o program.Options) (out []byte, issues diag.List) {
	body, issues := r.body(src)
	if issues.Refused() {
		return dst, issues
	}
	if o.Title != "" {
		body.title = o.Title
	}
	return r.set.AppendDocument(dst, program.Document{Title: body.title, Used: r.used(body.html)}, body.html), issues
}

// used are the elements that the sanitiser has left.
func (r *Renderer) used(body []byte) spec.Used {
	var used spec.Used
	for i := bytes.IndexByte(body, '<'); i >= 0; {
		body = body[i+1:]
		name := body[:max(0, bytes.IndexAny(body, " />"))]
		if t, ok := r.cat.Lookup(catalog.NameOf(name), name); ok {
			used.Add(t, spec.UsedType)
		}
		i = bytes.IndexByte(body, '<')
	}
	return used
}

type body struct {
	html  []byte // sanitised
	title string
}

func (r *Renderer) body(src []byte) (b body, issues diag.List) {
	if err := checkSource(src); err != nil {
		return b, refuse(err)
	}
	pc := &metered{Context: parser.NewContext(parser.WithIDs(newIDs()))}
	tree := r.md.Parser().Parse(text.NewReader(src), parser.WithContext(pc))
	if pc.work > maxWork {
		return b, refuse(tooMuchWork)
	}
	if err := checkTree(tree); err != nil {
		return b, refuse(err)
	}
	out, err := r.render(tree, src)
	if err != nil {
		return b, refuse(err)
	}
	return body{html: out, title: title(tree, src)}, diag.List{}
}

func (r *Renderer) render(tree ast.Node, src []byte) ([]byte, error) {
	var raw, clean bytes.Buffer
	if err := r.md.Renderer().Render(&raw, src, tree); err != nil {
		return nil, fmt.Errorf("markdown: %w", err)
	}
	if raw.Len() > program.MaxOutputBytes {
		return nil, tooLarge
	}
	if err := r.policy.SanitizeReaderToWriter(&raw, &clean); err != nil {
		return nil, fmt.Errorf("markdown: sanitise: %w", err)
	}
	if clean.Len() > program.MaxOutputBytes { // Escaping may have made it longer.
		return nil, tooLarge
	}
	return clean.Bytes(), nil
}
