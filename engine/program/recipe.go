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

// step writes markup and then a value.
type step struct {
	from, to uint32 // recipes.markup
	code     stepCode
	slot     uint8  // of the element, or ownText
	attr     uint16 // recipes.attrs
}

type stepCode uint8

const (
	stepEnd stepCode = iota // only the markup
	stepText
	stepAttr
	stepClass
	stepChildren
)

// ownText is the slot of an HTML element's text.
const ownText = 255

// recipes are kept from page to page. Compile begins a new book when there are too many; not in the middle of a page,
// whose elements are being written by them.
type recipes struct {
	cells  [recipeCells]recipeCell
	count  int // of cells in use
	list   []recipe
	steps  []step
	markup []byte
	attrs  []attribute
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
		r.count, r.list, r.steps, r.markup, r.attrs = 0, r.list[:0], r.steps[:0], r.markup[:0], r.attrs[:0]
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

// follow writes an element by a recipe. The slab is a local variable meanwhile, which spares the garbage collector's
// write barrier at each step.
func (b *Builder) follow(e *spec.Element, r *recipe) {
	d, slab := &b.spec.Doc, b.slab
	for i, end := r.first, r.end; i < end; i++ {
		s := &b.recipes.steps[i]
		slab = append(slab, b.recipes.markup[s.from:s.to]...)
		switch s.code {
		case stepText:
			slab = html.AppendText(slab, d.Content(b.stepRef(e, s)))
		case stepAttr:
			slab = b.recipes.attrs[s.attr].append(slab, d.At(b.stepRef(e, s)), b.prog.base)
		case stepClass:
			slab = appendClasses(slab, d.At(b.stepRef(e, s)))
		case stepChildren:
			if b.apart {
				b.kidsAt = len(slab)
				continue
			}
			b.slab = slab
			b.children(e)
			slab = b.slab
		}
	}
	b.slab = slab
}

func (b *Builder) stepRef(e *spec.Element, s *step) value.Ref {
	if s.slot == ownText {
		return e.Text
	}
	return e.Value(b.spec.Slots[e.Slots+uint32(s.slot)])
}
