package program

import (
	"placard/engine/html"
	"placard/engine/spec"
	"placard/engine/value"
)

// A recipe is how a component has written an element of one shape: the markup, and between it the places of the texts.
// Most elements of a page have the shape of another one, and following a recipe takes a third of the time that the
// component takes. A component knows nothing of it: what it does with the element's values is recorded the first time,
// and when it asks for more than the shape says, there is no recipe.
type recipe struct {
	pieces []html.Piece // the markup before each of the steps
	steps  []step
}

// step is what comes after a piece of markup.
type step struct {
	code stepCode
	slot uint8  // of the element, or ownText
	attr uint16 // recipes.attrs
}

type stepCode uint8

const (
	// stepText is a text, or an attribute that is written like one; stepLink mostly is such an attribute.
	stepText stepCode = iota
	stepLink
	stepAttr
	stepClass // only in recordings
	stepChildren
	stepEnd
)

// ownText is the slot of an HTML element's text.
const ownText = spec.TextSlot

// recipes are kept from page to page. Compile begins a new book when there are too many; not in the middle of a page,
// whose elements are being written by them.
type recipes struct {
	cells  [recipeCells]recipeCell
	count  int // of cells in use
	list   []recipe
	attrs  []attribute
	writer html.Pieces
	// open are the recordings of elements that are being written, one within the other.
	open  []*recording
	depth int
}

type recipeCell struct {
	shape spec.Shape // 0 is an empty cell
	// recipe is 1 + an index of the list; 0 when elements of this shape cannot have one.
	recipe uint16
}

const (
	recipeCells  = 1024          // a power of two
	maxRecipes   = 600           // fewer than cells
	usualRecipes = 300           // so many are kept for the next page
	maxSteps     = html.MaxTexts // of one recipe
)

// begin makes the book ready for another page.
func (r *recipes) begin() {
	if r.count > usualRecipes {
		clear(r.cells[:])
		r.writer.Markup = r.writer.Markup[:0]
		r.count, r.list, r.attrs = 0, r.list[:0], r.attrs[:0]
	}
	r.depth = 0
}

// find is the cell that has a shape, or the empty one where it belongs.
func (r *recipes) find(s spec.Shape) *recipeCell {
	for i := uint64(s) * 0x9E3779B97F4A7C15 >> 54; ; i++ {
		c := &r.cells[i%recipeCells]
		if c.shape == s || c.shape == 0 {
			return c
		}
	}
}

// of is the recipe of a shape, nil when there is none; record tells that there may be one.
func (r *recipes) of(s spec.Shape) (found *recipe, record bool) {
	if s == 0 {
		return nil, false
	}
	c := r.find(s)
	if c.recipe > 0 {
		return &r.list[c.recipe-1], false
	}
	return nil, c.shape == 0 && r.count < maxRecipes
}

// follow writes an element by a recipe: as many texts at once as there are before something else.
func (b *Builder) follow(e *spec.Element, r *recipe) {
	d, w, steps := &b.spec.Doc, &b.recipes.writer, r.steps
	w.Source = d.Buffer()
	for i := 0; ; i++ {
		first := i
		i = b.texts(e, steps, i)
		w.Append(&b.slab, r.pieces, first, i)
		switch s := &steps[i]; s.code {
		case stepLink:
			b.slab = html.AppendLink(b.slab, d.Bytes(b.stepText(e, s)), b.prog.base)
		case stepAttr:
			text := value.OfString(d.Bytes(b.stepText(e, s)))
			b.slab = b.recipes.attrs[s.attr].append(b.slab, text, b.prog.base)
		case stepChildren:
			if b.apart {
				b.kidsAt = len(b.slab)
				continue
			}
			b.children(e)
			w.Source = d.Buffer()
		case stepEnd:
			return
		}
	}
}

// texts finds the texts of the next steps that are written as texts are, and tells which step is not.
func (b *Builder) texts(e *spec.Element, steps []step, i int) int {
	w := &b.recipes.writer
	if e.Strings == 0 {
		for ; steps[i].code <= stepLink; i++ {
			w.Texts[i] = html.Span(b.stepText(e, &steps[i]))
			if steps[i].code == stepLink && !b.plainLink(w.Texts[i]) {
				break
			}
		}
		return i
	}
	kin, strings := b.spec.Kin(e), b.spec.Strings(e)
	for ; steps[i].code <= stepLink; i++ {
		w.Texts[i] = html.Span(strings[kin.Strings[steps[i].slot]])
		if steps[i].code == stepLink && !b.plainLink(w.Texts[i]) {
			break
		}
	}
	return i
}

// plainLink tells of an address that is written like any text.
func (b *Builder) plainLink(s html.Span) bool {
	return html.IsPlainLink(b.spec.Doc.Bytes(value.Span(s)), b.prog.base)
}

// stepText is the text behind a step's markup.
func (b *Builder) stepText(e *spec.Element, s *step) value.Span {
	switch {
	case e.Strings > 0:
		return b.spec.Strings(e)[b.spec.Kin(e).Strings[s.slot]]
	case s.slot == ownText:
		return b.spec.Doc.ContentSpan(e.Text)
	}
	return b.spec.Doc.ContentSpan(e.Value(b.spec.Slots[e.Slots+uint32(s.slot)]))
}
