package components

import (
	"placard/catalog"
	"placard/engine/program"
)

// element emits an HTML element: its attributes as they are given, then its children, or its text when it has none
// (semantics §1).
func element(cat *catalog.Catalog, typ int) func(b *program.Builder) {
	t := &cat.Types[typ]
	open, closing := program.Trusted("<"+t.Name), program.Trusted("</"+t.Name+">")
	modes := attributeModes(cat, typ)
	return func(b *program.Builder) {
		b.Markup(open)
		b.Attributes(modes)
		if t.Name == "textarea" {
			b.BindText()
		}
		b.Markup(">")
		switch {
		case t.Void:
			return
		case b.HasChildren():
			b.Children()
		default:
			b.OwnText()
		}
		b.Markup(closing)
	}
}

// attributeModes says how each attribute of a type is written, by its index in the catalog.
func attributeModes(cat *catalog.Catalog, typ int) []program.Attribute {
	var modes []program.Attribute
	for i := range len(cat.Types[typ].Props) + len(cat.Global) {
		p := cat.PropAt(typ, i)
		a := program.Attribute{Name: p.Name, Mode: attributeMode(p)}
		a.Event, a.From = writesBack(cat.Types[typ].Name, p.Name)
		modes = append(modes, a)
	}
	return modes
}

// writesBack says when and what of an element is written to where an attribute is bound.
func writesBack(element, attribute string) (event program.Trusted, from program.Source) {
	switch element + " " + attribute {
	case "input value":
		return "input", program.FromValue
	case "input checked":
		return "change", program.FromChecked
	case "details open":
		return "toggle", program.FromOpen
	}
	return "", 0
}

func attributeMode(p *catalog.Prop) program.AttrMode {
	switch p.Kind {
	case catalog.Bool:
		return program.Flag
	case catalog.URL:
		return program.Link
	case catalog.ImageURL:
		return program.Image
	case catalog.URLSet:
		return program.ImageSet
	case catalog.Style:
		return program.Style
	case catalog.Class:
		return program.Classes
	case catalog.Enum:
		if p.Enum[0] == "true" {
			return program.Words
		}
	}
	return program.Plain
}
