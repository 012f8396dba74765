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
	bodyStart = `</style></head><body>`
	mainStart = `<main class="ui-page">`
	mainEnd   = `</main>`
	bodyEnd   = `</body></html>`

	scriptStart = `<script type="module" src="`
	scriptEnd   = `"></script>`
)

// head is what differs from page to page before its stylesheets.
type head struct {
	lang, title, description []byte
	// app are tags of the page's app, with a title or an icon among them.
	app               []byte
	hasTitle, hasIcon bool
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
	dst = append(dst, `"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">`...)
	if !h.hasTitle {
		dst = append(dst, `<title>`...)
		dst = html.AppendText(dst, h.title)
		dst = append(dst, `</title>`...)
	}
	if len(h.description) > 0 {
		dst = append(dst, `<meta name="description" content="`...)
		dst = html.AppendAttr(dst, h.description)
		dst = append(dst, `">`...)
	}
	dst = append(dst, h.app...)
	if !h.hasIcon {
		dst = append(dst, `<link rel="icon" href="data:,">`...)
	}
	return dst
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
	dst = append(dst, `<style>`...)
	dst = s.appendSheets(dst, &d.Used)
	dst = append(append(dst, bodyStart...), mainStart...)
	dst = append(dst, sanitized...)
	return append(append(dst, mainEnd...), bodyEnd...)
}

// page writes the document of a spec: the shell, and the root element in it.
func (b *Builder) page(title []byte) {
	b.document(title)
	b.mainStart()
	b.body()
	b.navigation()
	b.Markup(bodyEnd)
}

// document writes the document up to its body.
func (b *Builder) document(title []byte) {
	t := b.theme()
	b.head(t, title)
	b.Markup(`<style>`)
	b.styles(t)
	b.Markup(bodyStart)
}

// head writes the document up to its styles.
func (b *Builder) head(t theme, title []byte) {
	h := head{
		scheme:      t.scheme,
		dir:         b.direction(),
		lang:        b.metaText("lang", english),
		title:       b.metaText("title", title),
		description: b.metaText("description", nil),
	}
	if b.app == nil {
		b.slab = appendHead(b.slab, h)
		return
	}
	if h.app, h.hasTitle, h.hasIcon = b.app.Head, b.app.HasTitle, b.app.HasIcon; b.app.HasDescription {
		h.description = nil
	}
	b.slab = appendHead(b.slab, h)
	b.canonical()
}

// body writes the page's elements, and behind them, when something may happen in the browser, what the runtime needs.
func (b *Builder) body() {
	start, place := len(b.slab), len(b.ops)
	b.element(int(b.spec.RootElement))
	if !b.live && !b.follows() {
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
	if b.app != nil { // the state is the last member, and known when the page runs
		b.hole(op{code: opState})
		b.Markup(`}`)
	}
	b.Markup(`</script>`)
	b.script(b.set.Script)
}

// script asks for a script of the program.
func (b *Builder) script(address string) {
	b.Markup(scriptStart)
	b.slab = html.AppendAttr(b.slab, []byte(address))
	b.Markup(scriptEnd)
}

// HasScript tells whether a page of the set asks for a script of ours. What specs say is escaped, so it ends like this only
// when Builder.script has written it.
func (s *Set) HasScript(page []byte) bool {
	return endsWithScript(page, s.Script) || endsWithScript(page, s.Navigate)
}

func endsWithScript(page []byte, address string) bool {
	end := append(html.AppendAttr([]byte(scriptStart), []byte(address)), scriptEnd+bodyEnd...)
	return address != "" && bytes.HasSuffix(page, end)
}

// metaText is a text of the spec's meta. Check has made sure that it is text or not there.
func (b *Builder) metaText(key string, other []byte) []byte {
	if d, m := b.meta(key); d.Kind(m) == value.String && len(d.Content(m)) > 0 {
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
	b.slab = b.sheets.append(b.slab, b.set, b.used())
	b.appendUtilities(t)
	b.appendTheme(t)
	b.specs(func() { b.ownStyle(t) })
}

// ownStyle writes the stylesheet that a spec has in its meta.
func (b *Builder) ownStyle(t theme) {
	d := &b.spec.Doc
	own := d.Field(b.spec.Meta, "style")
	if d.Kind(own) != value.String {
		return
	}
	start := len(b.slab)
	b.slab, _, _ = css.CleanStylesheet(b.slab, d.Content(own))
	if t.scheme == "" {
		b.slab = appendDarkForSystem(b.slab, start)
	}
}
