package stream

import (
	"slices"

	"placard/engine/program"
	"placard/engine/spec"
	"placard/engine/value"
)

// tree says what of the tree must be looked at again.
type tree struct {
	named        int  // children of all elements together
	several      int  // elements that are named more than once
	repeating    int  // elements that are repeats
	tangled      bool // the parents must be found anew
	numbersStale bool
	structure    bool // something has changed that may change which element is the first of a name
	namedBlocks  int
	names        names
	round        uint32 // of stamps
}

// touchRoot looks at which element is the root.
func (p *Page) touchRoot() {
	m := p.doc.Member(p.doc.Root(), rootKey)
	kids := p.scratchKids[:0]
	if p.doc.Kind(m) == value.String {
		ref, _ := p.own.Doc.Parse(p.doc.String(m))
		kids = append(kids, p.handle(p.own.Doc.Content(ref)))
	}
	p.scratchKids = kids
	e := p.at(main)
	p.setKids(main, e, kids)
	e.places = e.places[:0]
	if len(kids) > 0 {
		e.places = append(e.places, place{Place: program.Place{Child: kids[0]}})
	}
	p.changed(main)
}

// setKids makes kids the children of an element, and tells whether they were others before.
func (p *Page) setKids(h int32, e *element, kids []int32) (changed bool) {
	if slices.Equal(e.kids, kids) {
		return false
	}
	p.structure = true
	p.named += len(kids) - len(e.kids)
	for _, kid := range kids { // first, so that none is forgotten that stays
		k := p.at(kid)
		if k.refs++; k.refs == 1 {
			k.parent = h
		} else if k.refs == 2 {
			p.several++
		}
	}
	old := append(p.levels[:0], e.kids...)
	p.levels = old
	e.kids = p.keepKids(e.kids, kids)
	for _, kid := range old {
		k := p.at(kid)
		k.refs--
		switch k.refs {
		case 0:
			k.parent = none
			p.forget(kid)
		case 1:
			p.several--
			p.tangled = true // nobody knows who is left
		}
	}
	p.tangled = p.tangled || p.several > 0
	return true
}

// position is where an element is in the tree.
type position struct {
	unit     int32 // the element whose block it is in
	level    int   // from 1
	attached bool  // to the root
	inRepeat bool
}

// locate goes up from an element.
func (p *Page) locate(h int32) position {
	at := position{unit: h}
	for i := h; ; {
		e := p.at(i)
		if e.repeats {
			at.unit, at.inRepeat = i, at.inRepeat || i != h
		}
		if i == main {
			at.attached = true
			return at
		}
		at.level++
		if e.parent == none || at.level > int(p.handles) { // or in a circle
			at.level = 0
			return at
		}
		i = e.parent
	}
}

// settle brings all that depends on other elements up to date after changes.
func (p *Page) settle() {
	if p.stateBits != 0 {
		p.remake()
	}
	if p.tangled {
		p.untangle()
	}
	if p.numbersStale {
		p.renumber()
	}
	if p.structure && (p.namedBlocks > 0 || p.names.used > 0) {
		p.assignNames()
	}
	p.structure = false
}

// untangle finds the parent of each element anew when some are named twice: the one that a walk from the root reaches first.
func (p *Page) untangle() {
	p.tangled = false
	old := p.levels[:0]
	for h := range p.handles {
		old = append(old, p.at(h).parent)
		p.at(h).parent = none
	}
	p.levels = old
	p.adopt(main)
	for h := range p.handles { // those that cannot be reached
		for _, kid := range p.at(h).kids {
			if kid != h && p.at(kid).parent == none && kid != main {
				p.at(kid).parent = h
			}
		}
	}
	for h := range p.handles {
		e := p.at(h)
		if h == main || e.parent == old[h] {
			continue
		}
		p.structure = true
		for _, parent := range [...]int32{old[h], e.parent} {
			if parent != none {
				p.changed(parent)
				p.changedUnit(p.locate(parent).unit)
			}
		}
		e.fresh = false // it may have been in a repeat, or be now
	}
}

// adopt makes h the parent of its children that have none yet, and so on. It goes as deep as there are elements.
func (p *Page) adopt(h int32) {
	for _, kid := range p.at(h).kids {
		if e := p.at(kid); e.parent == none {
			e.parent = h
			p.adopt(kid)
		}
	}
}

// renumber gives the elements their places in the document.
func (p *Page) renumber() {
	p.numbersStale = false
	n := int32(0)
	for m := p.doc.First(p.elementsRef()); m != 0; m = p.doc.Next(m) {
		h := p.ids.find(p, p.doc.Key(m))
		if e := p.at(h); e.number != n {
			e.number = n
			unit := p.locate(h).unit
			if p.at(unit).ids {
				p.changed(unit)
			}
		}
		n++
	}
}

// names finds the element that has a name first.
type names struct {
	ids
	list []nameUse
}

// nameUse is a name, and the element that has it first.
type nameUse struct {
	name  []byte
	owner int32
}

// assignNames says for each id with a name whether it is the first one on the page, and notes where that has changed.
func (p *Page) assignNames() {
	p.names.reset()
	p.round++
	p.assign(main, 0)
}

// assign goes over what may be shown of an element, and then says of its own ids whether they are the first.
func (p *Page) assign(h int32, level int) {
	p.ensure(h)
	e := p.at(h)
	e.shown = p.round
	if !e.there || e.refused {
		return
	}
	places, names := e.promised()
	for i := range places {
		switch f := &places[i]; {
		case f.Name > 0:
			p.names.owner(names[f.At:f.At+f.Name], f.Element)
		case f.Child >= 0 && !e.repeats && level < spec.MaxLevels:
			if kid := p.at(f.Child); kid.parent == h && kid.shown != p.round {
				p.assign(f.Child, level+1)
			}
		}
	}
	if p.nameIDs(e) {
		p.changed(h)
	}
}

// nameIDs says for each id in a block whether its element is the first with its name, and tells whether that has changed.
// Which names a block may have does not depend on the state, so a block that is made anew for that finds them all.
func (p *Page) nameIDs(e *element) (changed bool) {
	if !e.named {
		return false
	}
	for i := range e.places {
		if f := &e.places[i]; f.Name > 0 {
			first := p.names.owner(e.html[f.At:f.At+f.Name], none) == f.Element
			changed = changed || first != f.first
			f.first = first
		}
	}
	return changed
}

// owner is the element that has a name first. When nobody has it yet, it is by from now on, unless that is none.
func (t *names) owner(name []byte, by int32) int32 {
	if len(t.cells) == 0 {
		t.cells = make([]idCell, 64)
	}
	mask, hash := len(t.cells)-1, t.hash(name)
	for i := int(hash) & mask; ; i = (i + 1) & mask {
		c := t.cells[i]
		if c.handle == 0 {
			if by == none {
				return none
			}
			t.list = append(t.list, nameUse{name, by})
			t.cells[i] = idCell{hash, int32(len(t.list))}
			if t.used++; 2*t.used >= len(t.cells) {
				t.grow()
			}
			return by
		}
		if u := t.list[c.handle-1]; c.hash == hash && string(u.name) == string(name) {
			return u.owner
		}
	}
}

func (t *names) reset() {
	t.ids.reset()
	t.list = t.list[:0]
}
