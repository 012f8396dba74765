package program

import (
	"testing"

	"placard/catalog"
	"placard/engine/html"
	"placard/engine/spec"
)

// Shapes have room for the whole catalog, so that all elements of literals have one.
func TestTheCatalogFitsIntoShapes(t *testing.T) {
	cat := catalog.New()
	if len(cat.Types) > spec.MaxShapeTypes {
		t.Errorf("%d types", len(cat.Types))
	}
	for _, typ := range cat.Types {
		switch n := len(typ.Props); {
		case typ.HTML && n+len(cat.Global) > spec.MaxShapeIndex, !typ.HTML && n > spec.MaxShapeProps:
			t.Errorf("%s has %d props", typ.Name, n)
		}
		for _, p := range typ.Props {
			if !typ.HTML && len(p.Enum) > spec.MaxShapeChoices {
				t.Errorf("%s.%s has %d values", typ.Name, p.Name, len(p.Enum))
			}
		}
	}
}

// A book of recipes begins again when it is full, and only between pages.
func TestRecipesBeginAgain(t *testing.T) {
	var r recipes
	keep := func(n int) {
		for range n {
			r.keep(spec.Shape(r.count+1), &recording{n: 1, pieces: [maxSteps]html.Piece{{To: 3}}}, []byte("<p>"))
		}
	}
	keep(usualRecipes)
	r.begin()
	if r.count != usualRecipes {
		t.Errorf("%d recipes after a page, want %d", r.count, usualRecipes)
	}
	if found, _ := r.of(7); found == nil || string(r.writer.Markup[found.pieces[0].From:found.pieces[0].To]) != "<p>" {
		t.Error("a recipe was lost")
	}
	keep(1)
	r.begin()
	if found, record := r.of(7); r.count != 0 || found != nil || !record {
		t.Error("the book is not empty")
	}
	keep(maxRecipes)
	if _, record := r.of(spec.Shape(maxRecipes + 1)); record {
		t.Error("a full book takes more")
	}
}
