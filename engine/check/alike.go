package check

import (
	"placard/catalog"
	"placard/engine/spec"
)

// alike checks an element that is written like an earlier one in which nothing was wrong, and tells whether it is such
// a one. All of it but what its texts say has been looked at then.
func (c *Checker) alike(e *spec.Element) bool {
	if e.Like == 0 || !c.spec.Elements[e.Like-1].Sound {
		return false
	}
	s, first := c.spec, &c.spec.Elements[e.Like-1]
	c.last = int(first.Type)
	e.Type, e.Shape, e.Slots, e.SlotCount = first.Type, first.Shape, first.Slots, first.SlotCount
	kinds, isHTML := c.kinds[e.Type], c.cat.Types[e.Type].HTML
	for i, slot := range s.Slots[first.Slots : first.Slots+first.SlotCount] {
		if slot.Behind == 0 {
			continue
		}
		prop := i
		if isHTML {
			prop = int(slot.Choice) - 1
		}
		ref := e.Value(slot)
		switch kinds[prop] {
		case catalog.Text:
		case catalog.Class:
			c.styled(ref)
		case catalog.Enum:
			if !s.Doc.SameContent(ref, first.Value(slot)) {
				c.otherChoice(e, i, prop)
			}
		default:
			c.value(e, ref, c.cat.PropAt(int(e.Type), prop))
		}
	}
	return true
}

// otherChoice checks an Enum prop, in the i-th slot, that says something else than that of the earlier element.
func (c *Checker) otherChoice(e *spec.Element, i, prop int) {
	s := c.spec
	ref := e.Value(s.Slots[int(e.Slots)+i])
	choice := c.value(e, ref, c.cat.PropAt(int(e.Type), prop))
	if c.cat.Types[e.Type].HTML {
		return // neither its slot nor its shape says what it is
	}
	own := len(s.Slots)
	s.Slots = append(s.Slots, s.Slots[e.Slots:e.Slots+e.SlotCount]...)
	s.Slots[own+i].Choice = choice
	e.Slots = uint32(own)
	s.Used.Add(int(e.Type), spec.UsedChoice(prop, choice))
	e.Shape, _ = e.Shape.WithoutProp(prop).WithProp(prop, &s.Doc, ref, choice)
}

// kindsOfProps are the kinds of the props of each type, by their index for PropAt.
func kindsOfProps(cat *catalog.Catalog) [][]catalog.Kind {
	all := make([][]catalog.Kind, len(cat.Types))
	for t := range cat.Types {
		count := len(cat.Types[t].Props)
		if cat.Types[t].HTML {
			count += len(cat.Global)
		}
		for i := range count {
			all[t] = append(all[t], cat.PropAt(t, i).Kind)
		}
	}
	return all
}
