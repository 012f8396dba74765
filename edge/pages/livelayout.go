package pages

import (
	"bytes"

	"placard/engine/patch"
	"placard/engine/value"
)

// part is a spec of an app that is being written, read.
type part struct {
	text []byte
	doc  value.Doc
	root value.Ref
}

// read reads the value m of the app, which may be anything.
func (p *part) read(app *patch.Document, m patch.Ref) {
	p.doc.Load(nil)
	p.root = value.NoRef
	if app.Kind(m) == value.Object {
		p.text = app.AppendValue(p.text[:0], m)
		p.root, _ = p.doc.Parse(p.text) // It was read before.
	}
}

func (p *part) field(name string) value.Ref {
	if p.root == value.NoRef {
		return value.NoRef
	}
	return p.doc.Field(p.root, name)
}

// name is the text of a string, nil of anything else.
func (p *part) name(ref value.Ref) []byte {
	if ref == value.NoRef || p.doc.Kind(ref) != value.String {
		return nil
	}
	return p.doc.Content(ref)
}

// members calls f for each member of an object or list; there are none in anything else.
func (p *part) members(ref value.Ref, f func(m value.Ref)) {
	if ref == value.NoRef || p.doc.Kind(ref) < value.Array {
		return
	}
	for m := p.doc.First(ref); m < p.doc.End(ref); m = p.doc.Next(m) {
		f(m)
	}
}

// appendPage writes the spec that a route shows: its page, in the place of the Slot of its layout when that is there, with
// the state of the app, the layout and the page.
func (d *appDocument) appendPage(dst []byte, route patch.Ref) []byte {
	d.page.read(d.doc, d.doc.Member(route, []byte("page")))
	layouts := d.doc.Member(d.doc.Root(), []byte("layouts"))
	d.layout.read(d.doc, d.doc.Member(layouts, unquote(d.doc.String(d.doc.Member(route, []byte("layout"))))))
	slots := d.layout.slots()
	if len(slots) == 0 {
		d.layout.read(d.doc, 0) // It has no place for the page yet.
	}
	w := specWriter{out: append(dst, `{"root":`...), page: &d.page, layout: &d.layout, slots: slots, base: d.base}
	w.root()
	w.elements()
	w.states(d.doc)
	return append(w.out, '}')
}

// unquote is the text that a string of JSON says, nil for what is none.
func unquote(text []byte) []byte {
	var d value.Doc
	if ref, err := d.Parse(text); err == nil && d.Kind(ref) == value.String {
		return d.Content(ref)
	}
	return nil
}

// slots are the IDs of the elements of a layout that the page takes the place of.
func (p *part) slots() map[string]bool {
	found := map[string]bool{}
	p.members(p.field("elements"), func(m value.Ref) {
		if p.doc.Kind(m) == value.Object && string(p.name(p.doc.Field(m, "type"))) == "Slot" {
			found[string(p.doc.Key(m))] = true
		}
	})
	return found
}

// specWriter writes a page and its layout as one spec. The IDs of the layout get something before them, so that they are
// not those of the page.
type specWriter struct {
	out          []byte
	page, layout *part
	slots        map[string]bool
	base         string // of the app's pages
}

const layoutPrefix = "layout "

// id writes the ID that an element of the layout has in the spec.
func (w *specWriter) id(id []byte) {
	if w.slots[string(id)] {
		w.out = value.AppendJSONString(w.out, w.page.name(w.page.field("root")))
		return
	}
	w.out = value.AppendJSONString(w.out, append([]byte(layoutPrefix), id...))
}

func (w *specWriter) root() {
	if root := w.layout.name(w.layout.field("root")); root != nil {
		w.id(root)
		return
	}
	w.out = value.AppendJSONString(w.out, w.page.name(w.page.field("root")))
}

func (w *specWriter) elements() {
	w.out = append(w.out, `,"elements":{`...)
	w.page.members(w.page.field("elements"), func(m value.Ref) {
		w.comma()
		w.out = value.AppendJSONString(w.out, w.page.doc.Key(m))
		w.element(w.page, m)
	})
	w.layout.members(w.layout.field("elements"), func(m value.Ref) {
		if w.slots[string(w.layout.doc.Key(m))] {
			return
		}
		w.comma()
		w.id(w.layout.doc.Key(m))
		w.element(w.layout, m)
	})
	w.out = append(w.out, '}')
	if meta := w.page.field("meta"); meta != value.NoRef {
		w.member(w.page, meta)
	}
}

// element writes an element behind its ID.
func (w *specWriter) element(p *part, m value.Ref) {
	w.out = append(w.out, ':')
	if p.doc.Kind(m) != value.Object {
		w.out, _ = p.doc.At(m).AppendJSON(w.out)
		return
	}
	w.out = append(w.out, '{')
	p.members(m, func(field value.Ref) { w.field(p, field) })
	w.out = append(w.out, '}')
}

// field writes a member of an element.
func (w *specWriter) field(p *part, m value.Ref) {
	switch key := string(p.doc.Key(m)); {
	case p == w.layout && key == "children" && p.doc.Kind(m) == value.Array:
		w.comma()
		w.out = append(w.out, `"children":`...)
		w.children(m)
	case p == w.layout && key == "slots" && p.doc.Kind(m) == value.Object:
		w.comma()
		w.out = append(w.out, `"slots":{`...)
		p.members(m, func(slot value.Ref) {
			w.comma()
			w.out = append(value.AppendJSONString(w.out, p.doc.Key(slot)), ':')
			w.children(slot)
		})
		w.out = append(w.out, '}')
	case key == "props" && p.doc.Kind(m) == value.Object:
		w.comma()
		w.out = append(w.out, `"props":{`...)
		p.members(m, func(prop value.Ref) { w.prop(p, prop) })
		w.out = append(w.out, '}')
	default:
		w.member(p, m)
	}
}

// prop writes a prop. Links to other pages of the app get its base, as those of the finished app do.
func (w *specWriter) prop(p *part, m value.Ref) {
	link := p.name(m)
	if string(p.doc.Key(m)) != "href" || !bytes.HasPrefix(link, slash) || bytes.HasPrefix(link, []byte("//")) {
		w.member(p, m)
		return
	}
	w.comma()
	w.out = value.AppendJSONString(append(w.out, `"href":`...), append([]byte(w.base), link...))
}

func (w *specWriter) children(list value.Ref) {
	w.out = append(w.out, '[')
	w.layout.members(list, func(child value.Ref) {
		w.comma()
		w.id(w.layout.name(child))
	})
	w.out = append(w.out, ']')
}

// states writes all states as one; the last of two members with one key counts.
func (w *specWriter) states(app *patch.Document) {
	w.out = append(w.out, `,"state":{`...)
	if state := app.Member(app.Root(), []byte("state")); app.Kind(state) == value.Object {
		for m := app.First(state); m != 0; m = app.Next(m) {
			w.comma()
			w.out = app.AppendMember(w.out, m)
		}
	}
	for _, p := range []*part{w.layout, w.page} {
		p.members(p.field("state"), func(m value.Ref) { w.member(p, m) })
	}
	w.out = append(w.out, '}')
}

// member writes a member of an object as it is.
func (w *specWriter) member(p *part, m value.Ref) {
	w.comma()
	w.out = append(value.AppendJSONString(w.out, p.doc.Key(m)), ':')
	w.out, _ = p.doc.At(m).AppendJSON(w.out)
}

// comma writes one, unless something has just begun.
func (w *specWriter) comma() {
	switch w.out[len(w.out)-1] {
	case '{', '[', ',':
	default:
		w.out = append(w.out, ',')
	}
}
