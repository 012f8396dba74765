package program

import (
	"placard/engine/utility"
	"placard/engine/value"
)

// appendUtilities writes the rules of the utilities among the page's classes.
func (b *Builder) appendUtilities(t theme) {
	if len(b.inner.Classes) == 0 && (b.layout == nil || len(b.layout.Classes) == 0) {
		return
	}
	b.utilities.Reset()
	known := true
	b.specs(func() {
		for _, classes := range b.spec.Classes {
			known = b.addClasses(classes) && known
		}
	})
	if !known {
		b.addAllTexts()
	}
	if b.utilities.Empty() {
		return
	}
	var o utility.Options
	if t.scheme != "" {
		o.Scheme = utility.Fixed
	}
	b.slab = b.utilities.Append(b.slab, o)
}

// addClasses adds a class attribute, and tells whether all of it is known.
func (b *Builder) addClasses(classes value.Ref) bool {
	d := &b.spec.Doc
	if d.HasExpressions(classes) {
		return false
	}
	if d.Kind(classes) == value.String {
		b.utilities.Add(d.Content(classes))
	}
	for m := d.First(classes); m < d.End(classes); m = d.Next(m) {
		if d.Kind(m) == value.String {
			b.utilities.Add(d.Content(m))
		}
	}
	return true
}

// addAllTexts adds every text of the page, its layout and its app's state that may become a class when the page runs, as
// Tailwind itself takes every word of a source for a class: where one comes from, an expression or the state or what an
// action writes there, is not looked into. What a loader gives is not known yet.
func (b *Builder) addAllTexts() {
	b.specs(func() {
		b.spec.AllNodes()
		b.spec.Doc.Texts(b.utilities.Add)
	})
	if b.app == nil {
		return
	}
	if d, _ := b.app.State.Node(); d != nil {
		d.Texts(b.utilities.Add)
	}
}
