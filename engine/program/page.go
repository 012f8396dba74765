package program

import (
	"bytes"

	"placard/engine/css"
	"placard/engine/html"
	"placard/engine/spec"
	"placard/engine/value"
)

// The shell is what every page has around its body: appendHead, the stylesheets, and these.
const (
	bodyStart = `</style></head><body><main class="ui-page">`
	mainEnd   = `</main>`
	bodyEnd   = `</body></html>`

	scriptStart = `</script><script type="module" src="`
)

// head is what differs from page to page before its stylesheets.
type head struct {
	lang, title, description []byte
	// scheme is "light", "dark" or empty; dir is a direction or empty.
	scheme, dir string
}

// appendHead writes the document up to where the stylesheets go.
func appendHead(dst []byte, h head) []byte {
	dst = append(dst, "<!doctype html><html lang=\""...)
	dst = html.AppendAttr(dst, h.lang)
	if h.dir != "" {
		dst = append(append(dst, `" dir="`...), h.dir...)
	}
	if h.scheme != "" {
		dst = append(append(dst, `" class="`...), h.scheme...)
	}
	dst = append(dst, `"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>`...)
	dst = html.AppendText(dst, h.title)
	dst = append(dst, `</title>`...)
	if len(h.description) > 0 {
		dst = append(dst, `<meta name="description" content="`...)
		dst = html.AppendAttr(dst, h.description)
		dst = append(dst, `">`...)
	}
	return append(dst, `<link rel="icon" href="data:,"><style>`...)
}

// Document is a page whose body does not come from a spec.
type Document struct {
	Title string
	// Used are the elements in the body, for its style rules.
	Used spec.Used
}

// AppendDocument appends a page around a body that comes ready. The body is written as it is: it must be sanitised.
func (s *Set) AppendDocument(dst []byte, d Document, sanitized []byte) []byte {
	dst = appendHead(dst, head{lang: english, title: []byte(d.Title)})
	dst = s.appendSheets(dst, &d.Used)
	dst = append(dst, bodyStart...)
	dst = append(dst, sanitized...)
	return append(append(dst, mainEnd...), bodyEnd...)
}

// page writes the document of a spec: the shell, and the root element in it.
func (b *Builder) page(title []byte) {
	b.head(title)
	b.body()
	b.Markup(bodyEnd)
}

// head writes the document up to its body.
func (b *Builder) head(title []byte) {
	t := b.theme()
	b.slab = appendHead(b.slab, head{
		scheme:      t.scheme,
		dir:         b.direction(),
		lang:        b.metaText("lang", english),
		title:       b.metaText("title", title),
		description: b.metaText("description", nil),
	})
	b.styles(t)
	b.Markup(bodyStart)
}

// body writes the page's elements, and behind them, when something may happen in the browser, what the runtime needs.
func (b *Builder) body() {
	start, place := len(b.slab), len(b.ops)
	b.element(int(b.spec.RootElement))
	if !b.live {
		b.Markup(mainEnd)
		return
	}
	data := b.makeLive(b.toLive, place, start)
	b.Markup(mainEnd)
	if data == nil {
		return
	}
	b.Markup(`<script type="application/json" id="ui-data">`)
	b.slab = html.AppendScriptJSON(b.slab, data)
	b.Markup(scriptStart)
	b.slab = html.AppendAttr(b.slab, []byte(b.set.Script))
	b.Markup(`"></script>`)
}

// HasScript tells whether a page of the set asks for the browser runtime. What specs say is escaped, so it ends like this
// only when body has written it.
func (s *Set) HasScript(page []byte) bool {
	return s.Script != "" && bytes.HasSuffix(page, s.scriptEnd())
}

// scriptEnd is how the pages end that ask for the runtime.
func (s *Set) scriptEnd() []byte {
	return append(html.AppendAttr([]byte(scriptStart), []byte(s.Script)), `"></script>`+bodyEnd...)
}

// metaText is a text of the spec's meta. Check has made sure that it is text or not there.
func (b *Builder) metaText(key string, other []byte) []byte {
	d := &b.spec.Doc
	if m := d.Field(b.spec.Meta, key); d.Kind(m) == value.String && len(d.Content(m)) > 0 {
		return d.Content(m)
	}
	return other
}

var english = []byte("en")

// direction is the page's, when the spec has one.
func (b *Builder) direction() string {
	switch dir := b.metaText("dir", nil); string(dir) {
	case "ltr":
		return "ltr"
	case "rtl":
		return "rtl"
	case "auto":
		return "auto"
	}
	return ""
}

// styles writes the stylesheets that the page needs: ours, its utilities, its theme, and the spec's own last, so that
// each wins over those before it.
func (b *Builder) styles(t theme) {
	b.slab = b.set.appendSheets(b.slab, &b.spec.Used)
	b.appendUtilities(t)
	b.appendTheme(t)
	if own := b.metaText("style", nil); len(own) > 0 {
		start := len(b.slab)
		b.slab, _, _ = css.CleanStylesheet(b.slab, own)
		if t.scheme == "" {
			b.slab = appendDarkForSystem(b.slab, start)
		}
	}
}
