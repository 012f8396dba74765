package check

import (
	"placard/catalog"
	"placard/engine/spec"
)

// alike checks an element that is written like an earlier one in which nothing was wrong, and tells whether it is such
// a one. All of it but what its texts say has been looked at then.
func (c *Checker) alike(e *spec.Element) bool {
	first := &c.spec.Elements[e.Like-1]
	if !first.Sound {
		c.spec.Nodes(e)
		return false
	}
	c.last = int(first.Type)
	e.Type, e.Shape, e.Slots, e.SlotCount = first.Type, first.Shape, first.Slots, first.SlotCount
	if e.Strings > 0 && c.soundStrings(e, first) {
		return true
	}
	c.spec.Nodes(e)
	c.texts(e, first)
	return true
}

// soundStrings looks at the strings of an element without nodes, and tells whether it needs none: it makes the same choices,
// and nothing is wrong.
func (c *Checker) soundStrings(e, first *spec.Element) bool {
	s, kin := c.spec, c.spec.Kin(e)
	if !kin.Known {
		c.know(kin, first)
	}
	if len(kin.Looks) == 0 {
		return true
	}
	strings := s.Strings(e)
	for i := range kin.Looks {
		look := &kin.Looks[i]
		content := strings[look.String]
		switch kind := catalog.Kind(look.Kind); kind {
		case catalog.Enum:
			if !s.Doc.SameSpans(content, look.First) {
				return false
			}
		case catalog.URL, catalog.ImageURL, catalog.URLSet:
			if !allowedURL(kind, s.Doc.Bytes(content)) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// know finds out which strings of those that are like an element are its values, and which of them must be looked at.
func (c *Checker) know(kin *spec.Kin, first *spec.Element) {
	s := c.spec
	kin.Known, kin.Looks = true, kin.Looks[:0]
	if i, ok := kin.StringAt(first.Text); ok {
		kin.Strings[spec.TextSlot] = uint8(i)
	}
	for i, slot := range s.Slots[first.Slots : first.Slots+first.SlotCount] {
		n, ok := kin.StringAt(first.Value(slot))
		if !ok {
			continue
		}
		kin.Strings[i] = uint8(n)
		if kind := c.kinds[first.Type][c.propOf(first, i)]; kind != catalog.Text {
			kin.Looks = append(kin.Looks, spec.Look{String: uint8(n), Kind: uint8(kind), First: s.Doc.ContentSpan(first.Value(slot))})
		}
	}
}

// propOf is the index, for catalog.PropAt, of what is in an element's i-th slot.
func (c *Checker) propOf(e *spec.Element, i int) int {
	if c.cat.Types[e.Type].HTML {
		return int(c.spec.Slots[int(e.Slots)+i].Choice) - 1
	}
	return i
}

// texts checks what an element says that is like another one.
func (c *Checker) texts(e, first *spec.Element) {
	s, kinds := c.spec, c.kinds[e.Type]
	for i, slot := range s.Slots[first.Slots : first.Slots+first.SlotCount] {
		if slot.Behind == 0 {
			continue
		}
		prop := c.propOf(e, i)
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
