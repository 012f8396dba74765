package live

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"
)

// fakeDocument is a tree of elements as engine/stream has it: an element may be announced before it is there.
type fakeDocument struct {
	elements map[string]*fakeElement
	dirty    map[string]bool
	// shown are the elements that the viewers have.
	shown    map[string]bool
	interval time.Duration
	last     int
	// asked counts how often there was something to make, refreshes how often it was a refresh.
	asked, refreshes int
}

type fakeElement struct {
	text     string
	children []string
}

func newFakeDocument() *fakeDocument {
	return &fakeDocument{elements: map[string]*fakeElement{"root": {text: "root"}}, dirty: map[string]bool{},
		shown: map[string]bool{"root": true}, interval: time.Millisecond}
}

func (d *fakeDocument) View(path string) View {
	if path != "" {
		return nil
	}
	return d
}

func (d *fakeDocument) Interval() time.Duration { return d.interval }

// set makes an element, or gives it another text.
func (d *fakeDocument) set(id, text string) {
	if e := d.elements[id]; e != nil {
		e.text = text
	} else {
		d.elements[id] = &fakeElement{text: text}
	}
	d.dirty[id] = true
}

// place puts a child into a parent's list, out of where it was.
func (d *fakeDocument) place(child, parent string, at int) {
	d.remove(child)
	p := d.elements[parent]
	p.children = slices.Insert(p.children, min(at, len(p.children)), child)
	d.dirty[parent] = true
}

func (d *fakeDocument) remove(child string) {
	for id, e := range d.elements {
		if at := slices.Index(e.children, child); at >= 0 {
			e.children = slices.Delete(e.children, at, at+1)
			d.dirty[id] = true
		}
	}
}

// within tells whether an element is inner or in it.
func (d *fakeDocument) within(id, inner string) bool {
	if id == inner {
		return true
	}
	e := d.elements[inner]
	return e != nil && slices.ContainsFunc(e.children, func(c string) bool { return d.within(id, c) })
}

// change does something at random.
func (d *fakeDocument) change(r *rand.Rand) {
	ids := slices.Sorted(func(yield func(string) bool) {
		for id := range d.elements {
			if !yield(id) {
				return
			}
		}
	})
	some := ids[r.IntN(len(ids))]
	switch r.IntN(6) {
	case 0, 1: // a child that is there, or is announced
		id := fmt.Sprint("n", d.last)
		d.last++
		if r.IntN(2) == 0 {
			d.set(id, "new")
		}
		d.place(id, some, r.IntN(4))
	case 2: // what was announced comes, if anything was
		if d.last > 0 {
			d.set(fmt.Sprint("n", r.IntN(d.last)), "came")
		}
	case 3:
		d.set(some, fmt.Sprint("text ", r.IntN(1000), " <&\"\n"))
	case 4: // a move
		if parent := ids[r.IntN(len(ids))]; some != "root" && !d.within(parent, some) {
			d.place(some, parent, r.IntN(4))
		}
	case 5:
		if some != "root" && r.IntN(4) == 0 {
			d.remove(some)
		}
	}
}

func (d *fakeDocument) AppendChanges(dst []byte) ([]byte, bool) {
	d.asked++
	var fragments []string
	d.walk("root", func(id string) { // parents first
		if d.dirty[id] && d.shown[id] {
			fragments = append(fragments, `["`+id+`",`+quote(d.inner(id, d.shown))+`]`)
		}
	})
	clear(d.dirty)
	clear(d.shown)
	d.walk("root", func(id string) { d.shown[id] = true })
	if fragments == nil {
		return dst, false
	}
	return fmt.Appendf(dst, `{"f":[%s]}`, strings.Join(fragments, ",")), false
}

func (d *fakeDocument) AppendRefresh(dst []byte) []byte {
	d.asked++
	d.refreshes++
	return fmt.Appendf(dst, `{"main":%s}`, quote(d.outer("root", nil)))
}

func (d *fakeDocument) AppendPage(dst []byte, version string) []byte {
	d.asked++
	return fmt.Appendf(dst, `<!doctype html><body><main data-v="%s">%s</main>`, version, d.outer("root", nil))
}

func (d *fakeDocument) walk(id string, visit func(string)) {
	visit(id)
	if e := d.elements[id]; e != nil {
		for _, c := range e.children {
			d.walk(c, visit)
		}
	}
}

// inner is what is between the marks of an element. Children among slots are not said again.
func (d *fakeDocument) inner(id string, slots map[string]bool) string {
	e := d.elements[id]
	if e == nil {
		return `<i></i>`
	}
	var b strings.Builder
	b.WriteString("<div>" + strings.NewReplacer("<", "&lt;", "&", "&amp;").Replace(e.text))
	for _, c := range e.children {
		if slots[c] {
			b.WriteString("<!--s:" + c + "-->")
		} else {
			b.WriteString(d.outer(c, slots))
		}
	}
	return b.String() + "</div>"
}

func (d *fakeDocument) outer(id string, slots map[string]bool) string {
	return "<!--e:" + id + "-->" + d.inner(id, slots) + "<!--/e:" + id + "-->"
}

// quote makes JSON on one line.
func quote(s string) string { return strconv.Quote(s) }
