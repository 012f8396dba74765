package program

import (
	"placard/engine/html"
	"placard/engine/spec"
	"placard/engine/value"
)

// App is what a page takes from the app that it belongs to.
type App struct {
	// State is the lowest layer of the state.
	State value.Value
	// Base goes before links that are relative to the root of the host, such as "/app/1"; empty when the app has the host to
	// itself.
	Base []byte
	// Head are tags for the head of the document, ready to be written. The flags tell what is among them.
	Head                              []byte
	HasTitle, HasDescription, HasIcon bool
	// Canonical is what the page's own address has before its path, when that is not known before the page runs; else nil.
	Canonical []byte
	// Navigates tells that the browser can go to other pages of the app.
	Navigates bool
	// Follows are the keys of the state that some page writes to. State goes along from page to page, so one that shows what is
	// at such a key follows it in the browser.
	Follows map[string]bool
}

// pages are the page that is compiled and what stands around it.
type pages struct {
	inner, layout *spec.Spec // the latter nil for none
	app           *App       // nil for none
	// inLayout tells that the Builder is at an element of the layout. Elements of the page have numbers from firstNumber on,
	// behind those of the layout, so that what is made of a number is unique in both together.
	inLayout    bool
	firstNumber int
}

// begin makes the Builder ready for a page with these options.
func (b *Builder) begin(o Options) {
	b.prog.states[2] = b.spec.Doc.At(b.spec.State)
	if b.app = o.App; b.app != nil {
		b.prog.states[0], b.prog.base = b.app.State, b.app.Base
	}
	if b.layout = o.Layout; b.layout != nil {
		b.prog.states[1] = b.layout.Doc.At(b.layout.State)
		b.spec, b.inLayout = b.layout, true
	}
}

// pageOrChildren goes on with the page where the layout has its Slot. In a page, a Slot is its children.
func (b *Builder) pageOrChildren() {
	if !b.inLayout {
		b.Children()
		return
	}
	b.spec, b.inLayout, b.firstNumber = b.inner, false, len(b.layout.Elements)
	b.element(int(b.spec.RootElement))
	b.spec, b.inLayout, b.firstNumber = b.layout, true, 0
}

// specs calls f for the layout, if there is one, and for the page, with the Builder at that spec.
func (b *Builder) specs(f func()) {
	outer := b.spec
	if b.layout != nil {
		b.spec = b.layout
		f()
	}
	b.spec = b.inner
	f()
	b.spec = outer
}

// meta is a field of the page's meta, or else of the layout's, that is given.
func (b *Builder) meta(key string) (d *value.Doc, m value.Ref) {
	d = &b.inner.Doc
	if m = d.Field(b.inner.Meta, key); d.Kind(m) <= value.Null && b.layout != nil {
		d = &b.layout.Doc
		m = d.Field(b.layout.Meta, key)
	}
	return d, m
}

// used is what of the catalog there is in the page and its layout.
func (b *Builder) used() *spec.Used {
	if b.layout == nil {
		return &b.inner.Used
	}
	used := &b.sheets.both
	for t := range used {
		used[t] = b.inner.Used[t] | b.layout.Used[t]
	}
	return used
}

// fragment writes the styles and the elements, without what the browser does.
func (b *Builder) fragment() {
	b.Markup(`<style>`)
	b.styles(b.theme())
	b.Markup(`</style>`)
	b.element(int(b.spec.RootElement))
}

// canonical writes the link to the page's own address when its path is known only when it runs.
func (b *Builder) canonical() {
	if b.app.Canonical == nil {
		return
	}
	b.Markup(`<link rel="canonical" href="`)
	b.slab = html.AppendAttr(b.slab, b.app.Canonical)
	b.hole(op{code: opPath, a: uint32(b.pool.State([]byte("/pathname")))})
	b.Markup(`">`)
}

// mainStart opens the element in which the page's elements are. The base of an app is there for the browser.
func (b *Builder) mainStart() {
	if b.app == nil {
		b.Markup(mainStart)
		return
	}
	b.Markup(`<main class="ui-page" data-base="`)
	b.slab = html.AppendAttr(b.slab, b.app.Base)
	b.Markup(`">`)
}

// follows tells that the page shows what another page may have changed before the browser came here.
func (b *Builder) follows() bool {
	if b.app == nil || !b.app.Navigates || len(b.app.Follows) == 0 || b.set.Script == "" {
		return false
	}
	follows := false
	b.pool.StateKeys(func(key []byte) { follows = follows || key == nil || b.app.Follows[string(key)] })
	return follows
}

// navigation writes the script that goes from page to page.
func (b *Builder) navigation() {
	if b.app != nil && b.app.Navigates && b.set.Navigate != "" {
		b.script(b.set.Navigate)
	}
}
