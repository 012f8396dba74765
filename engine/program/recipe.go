package program

import (
	"unsafe"

	"placard/engine/html"
	"placard/engine/spec"
	"placard/engine/value"
)

// A recipe is how a component has written an element of one shape: the markup, and between it the places of the texts.
// Most elements of a page have the shape of another one, and following a recipe takes a third of the time that the
// component takes. A component knows nothing of it: what it does with the element's values is recorded the first time,
// and when it asks for more than the shape says, there is no recipe.
type recipe struct {
	pieces []html.Piece
	steps  []step // what stands behind each of the pieces
	links  bool   // whether there are any among the steps
}

type step struct {
	code stepCode
	slot uint8  // of the element, or ownText
	attr uint16 // recipes.attrs
}

type stepCode uint8

const (
	stepText stepCode = iota
	stepLink
	stepAttr  // written like a text, unless its mode is another one
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
	pieces []html.Piece // of all recipes
	steps  []step
	attrs  []attribute
	writer html.Pieces
	texts  [ownText + 1]html.Span // by slot, of an element with nodes
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
	recipeCells  = 1024 // a power of two
	maxRecipes   = 600  // fewer than cells
	usualRecipes = 300  // so many are kept for the next page
	maxSteps     = 24   // of one recipe
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

// follow writes an element by a recipe: as much at once as there is before something that is no text.
func (b *Builder) follow(e *spec.Element, r *recipe) {
	w, upTo := &b.recipes.writer, html.ThenAttr
	if r.links && b.plainLinks(e, r) {
		upTo = html.ThenLink
	}
	for i := 0; ; i++ {
		w.Source = b.spec.Doc.Buffer()
		texts, order := b.texts(e, r)
		i = w.Append(&b.slab, r.pieces, i, upTo, texts, order)
		switch s := &r.steps[i]; s.code {
		case stepLink:
			b.slab = html.AppendLink(b.slab, b.stepText(e, s), b.prog.base)
		case stepAttr:
			b.slab = b.recipes.attrs[s.attr].append(b.slab, value.OfString(b.stepText(e, s)), b.prog.base)
		case stepChildren:
			if b.apart {
				b.kidsAt = len(b.slab)
				continue
			}
			b.children(e)
		case stepEnd:
			return
		}
	}
}

// plainLinks tells that all addresses of an element are written like any text.
func (b *Builder) plainLinks(e *spec.Element, r *recipe) bool {
	for i := range r.steps {
		if s := &r.steps[i]; s.code == stepLink && !html.IsPlainLink(b.stepText(e, s), b.prog.base) {
			return false
		}
	}
	return true
}

// texts are those of an element, by slot: the n-th is texts[order[n]].
func (b *Builder) texts(e *spec.Element, r *recipe) (texts *html.Span, order *uint8) {
	if e.Strings > 0 {
		return (*html.Span)(unsafe.SliceData(b.spec.Strings(e))), &b.spec.Kin(e).Strings[0]
	}
	return b.textsOfNodes(e, r), &bySlot[0]
}

var bySlot = [ownText + 1]uint8{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13}

func (b *Builder) textsOfNodes(e *spec.Element, r *recipe) *html.Span {
	own := &b.recipes.texts
	for i := range r.steps {
		switch s := &r.steps[i]; {
		case s.code >= stepChildren:
		case s.slot == ownText:
			own[ownText] = html.Span(b.spec.Doc.ContentSpan(e.Text))
		default:
			own[s.slot] = html.Span(b.spec.Doc.ContentSpan(e.Value(b.spec.Slots[e.Slots+uint32(s.slot)])))
		}
	}
	return &own[0]
}

// stepText is the text behind a step's markup.
func (b *Builder) stepText(e *spec.Element, s *step) []byte {
	d := &b.spec.Doc
	switch {
	case e.Strings > 0:
		return d.Bytes(b.spec.Strings(e)[b.spec.Kin(e).Strings[s.slot]])
	case s.slot == ownText:
		return d.Content(e.Text)
	}
	return d.Content(e.Value(b.spec.Slots[e.Slots+uint32(s.slot)]))
}
