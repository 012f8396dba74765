package check

import (
	"placard/catalog"
	"placard/engine/spec"
	"placard/engine/value"
)

// alike checks an element that is written like an earlier one in which nothing was wrong, and tells whether it is such
// a one. All of it but what its texts say has been looked at then.
func (c *Checker) alike(e *spec.Element) bool {
	if e.Like == spec.NoElement || !c.sound[e.Like] {
		return false
	}
	s, first := c.spec, &c.spec.Elements[e.Like]
	e.Type, e.Shape = first.Type, first.Shape
	c.last = int(e.Type)
	moved := e.Props - first.Props
	own := c.slots(e, int(first.SlotCount))
	for i, slot := range s.Slots[first.Slots : first.Slots+first.SlotCount] {
		if slot.Ref == value.NoRef {
			continue
		}
		earlier := slot.Ref
		slot.Ref += moved
		p := c.propOf(e, i, slot)
		switch c.kinds[e.Type][p] {
		case catalog.Text:
		case catalog.Class:
			c.styled(slot.Ref)
		case catalog.Enum:
			if !s.Doc.SameContent(slot.Ref, earlier) {
				c.otherChoice(e, i, &slot)
			}
		default:
			c.value(e, slot.Ref, c.cat.PropAt(int(e.Type), p))
		}
		own[i] = slot
	}
	return true
}

// propOf is the index of the prop that the i-th slot of an element is for.
func (c *Checker) propOf(e *spec.Element, i int, slot spec.Slot) int {
	if c.cat.Types[e.Type].HTML {
		return int(slot.Choice) - 1
	}
	return i
}

// otherChoice checks an Enum prop that is another one of its values than in the earlier element.
func (c *Checker) otherChoice(e *spec.Element, i int, slot *spec.Slot) {
	p := c.propOf(e, i, *slot)
	choice := c.value(e, slot.Ref, c.cat.PropAt(int(e.Type), p))
	if c.cat.Types[e.Type].HTML {
		return // whose shape does not say what it is, and whose slot is for another thing
	}
	slot.Choice = choice
	c.spec.Used.Add(int(e.Type), spec.UsedChoice(i, choice))
	e.Shape = e.Shape.WithoutProp(i)
	e.Shape, _ = e.Shape.WithProp(i, &c.spec.Doc, *slot)
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
