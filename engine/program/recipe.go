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
type recipe struct{ first, end uint32 }

// step is what comes after a piece of markup (recipes.pieces).
type step struct {
	code stepCode
	slot uint8  // of the element, or ownText
	attr uint16 // recipes.attrs
}

type stepCode uint8

const (
	// stepText is a text, or an attribute that is written like one.
	stepText stepCode = iota
	stepAttr
	stepClass // only in recordings
	stepChildren
	stepEnd
)

// ownText is the slot of an HTML element's text.
const ownText = 255

// recipes are kept from page to page. Compile begins a new book when there are too many; not in the middle of a page,
// whose elements are being written by them.
type recipes struct {
	cells  [recipeCells]recipeCell
	count  int // of cells in use
	list   []recipe
	pieces []html.Piece // the markup before each of the steps
	steps  []step
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
		r.count, r.list, r.pieces, r.steps, r.attrs = 0, r.list[:0], r.pieces[:0], r.steps[:0], r.attrs[:0]
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
	book := b.recipes
	w, steps, pieces := &book.writer, book.steps[r.first:r.end], book.pieces[r.first:r.end]
	for i := 0; i < len(steps); i++ {
		first := i
		for ; steps[i].code == stepText; i++ {
			w.Texts[i-first] = html.Span(b.stepText(e, &steps[i]))
		}
		w.Source = b.spec.Doc.Buffer()
		w.Append(&b.slab, pieces[first:i+1])
		switch s := &steps[i]; s.code {
		case stepAttr:
			text := value.OfString(b.spec.Doc.Bytes(b.stepText(e, s)))
			b.slab = book.attrs[s.attr].append(b.slab, text, b.prog.base)
		case stepChildren:
			b.children(e)
		}
	}
}

// stepText is the text behind a step's markup.
func (b *Builder) stepText(e *spec.Element, s *step) value.Span {
	d := &b.spec.Doc
	switch {
	case s.slot == ownText && e.Strings > 0:
		return b.spec.String(e, b.spec.Kin(e).Text-1)
	case s.slot == ownText:
		return d.ContentSpan(e.Text)
	}
	slot := &b.spec.Slots[e.Slots+uint32(s.slot)]
	if e.Strings > 0 {
		return b.spec.String(e, slot.String-1)
	}
	return d.ContentSpan(e.Props + slot.Behind)
}
