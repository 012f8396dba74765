package stream

import (
	"hash/maphash"
	"slices"

	"placard/engine/program"
	"placard/engine/spec"
	"placard/engine/value"
)

// compile makes the block of the element of the part at p.index. When it is a repeat, the others behind it are below it.
func (p *Page) compile(e *element) {
	p.grown = 0
	e.fresh = true
	if e.refused || !e.there {
		p.clearBlock(e)
		return
	}
	p.budget.Bytes += len(e.html)
	if html, at, ok := p.compiler.FollowBlock(p.part, p.index, &p.budget); ok {
		e.dynamic, e.reads = false, 0
		p.declare(e, nil)
		p.keepBlock(e, html, p.kidPlaces(e.kids, at))
		return
	}
	p.aim(e)
	block := p.compiler.Block(p.part, p.index, p.stateValue(), &p.budget)
	if !block.Complete {
		p.refuse(e, true)
		e.dynamic, e.reads = true, ^uint64(0)
		p.clearBlock(e)
		return
	}
	e.dynamic, e.reads = block.Static != nil, 0
	if e.dynamic {
		p.compiler.StateKeys(func(key []byte) { e.reads |= p.readBits(key) })
	}
	p.declare(e, block.Static)
	html, places := p.placesOf(block.HTML)
	p.keepBlock(e, html, places)
}

// keepBlock gives an element its block, if that is another one than it has.
func (p *Page) keepBlock(e *element, html []byte, places []place) {
	same, grown := e.same(html, places)
	if !same {
		p.grown = grown
		if e.changed == p.version {
			p.grown = 0 // it is new, or has changed before
		}
		e.changed = p.version
		p.setBlock(e, html, places)
	}
	p.noteNames(e)
}

// kidPlaces are the places of children that all stand together; at is -1 when they are not shown.
func (p *Page) kidPlaces(kids []int32, at int) []place {
	p.places = p.places[:0]
	if at < 0 {
		return p.places
	}
	for _, kid := range kids {
		p.places = append(p.places, place{Place: program.Place{At: int32(at), Child: kid}})
	}
	return p.places
}

// placesOf takes the places out of a block.
func (p *Page) placesOf(block []byte) (html []byte, places []place) {
	html, p.found = program.AppendPlaces(p.found[:0], block)
	p.places = p.places[:0]
	for _, f := range p.found {
		if f.Child < 0 {
			f.Element = p.unit[f.Element]
		}
		p.places = append(p.places, place{Place: f})
	}
	return html, p.places
}

// declare keeps what a block that depends on the state may show, so that names are given as for the whole page. static is nil
// for other blocks.
func (p *Page) declare(e *element, static []byte) {
	var html []byte
	var places []place
	if static != nil {
		html, places = p.placesOf(static)
	}
	// Where a block may show other children than before, other names may be the first.
	p.structure = p.structure || !slices.EqualFunc(e.declared, places, func(a, b place) bool { return a.Child == b.Child })
	named := slices.ContainsFunc(places, func(f place) bool { return f.Name > 0 })
	e.names = e.names[:0]
	if named {
		e.names = p.keepBytes(e.names, html)
	}
	e.declared = p.keepPlaces(e.declared[:0], places)
}

// aim sets the targets of all children in the part, of which e is the first element; the others have been put into p.unit
// when there are any.
func (p *Page) aim(e *element) {
	if !e.repeats {
		kids := p.part.Children(&p.part.Elements[p.index])
		for i := range kids {
			kids[i].Target = program.ChildElsewhere(int(e.kids[i]))
		}
		return
	}
	for i, owner := range p.unit {
		kids := p.part.Children(&p.part.Elements[p.index+i])
		for k := range kids {
			kids[k].Target = p.target(owner, p.at(owner).kids[k])
		}
	}
}

// target is where a child in the block of a repeat is.
func (p *Page) target(owner, kid int32) int32 {
	switch e := p.at(kid); {
	case e.item > 0:
		if i := e.item; p.unit[i] == kid && e.parent == owner {
			e.item = 0 // once
			return i
		}
		return spec.NoElement
	case e.parent == owner && (!e.there || e.refused):
		return program.ChildElsewhere(int(kid))
	}
	return spec.NoElement
}

// ensure makes the block of an element that is not up to date, and notes whether it has changed.
func (p *Page) ensure(h int32) {
	e := p.at(h)
	if e.fresh || !e.there {
		return
	}
	if !e.repeats {
		p.unit = append(p.unit[:0], h)
	} else {
		p.gather(h)
	}
	members := p.elementsRef()
	p.text = append(p.text[:0], '{')
	for i, u := range p.unit {
		if i > 0 {
			p.text = append(p.text, ',')
		}
		p.text = p.doc.AppendMember(p.text, p.doc.Member(members, p.at(u).id))
	}
	p.text = append(p.text, '}')
	p.issues.Reset()
	p.part, p.index = &p.own, 0
	p.part.ParseElements(p.text, &p.issues)
	p.checker.CheckPart(p.part, e.repeats)
	for _, u := range p.unit { // it was noted when they were read
		if typ := p.at(u).typ; typ >= 0 {
			p.part.Used.Take(int(typ))
		}
	}
	p.part.Used.Take(spec.OwnStyles)
	p.refuse(e, p.issues.Refused())
	p.compile(e)
	for _, u := range p.unit {
		p.at(u).item = 0
	}
	p.nameIDs(e)
}

// gather lists the elements in the block of a repeat, the outermost first.
func (p *Page) gather(h int32) {
	p.unit = append(p.unit[:0], h)
	levels := p.levels[:0]
	levels = append(levels, int32(p.locate(h).level))
	for i := 0; i < len(p.unit); i++ {
		owner := p.unit[i]
		for _, kid := range p.at(owner).kids {
			e := p.at(kid)
			if !e.there || e.refused || e.parent != owner || e.item > 0 || kid == h || levels[i] >= spec.MaxLevels {
				continue
			}
			e.item = int32(len(p.unit))
			p.unit = append(p.unit, kid)
			levels = append(levels, levels[i]+1)
		}
	}
	p.levels = levels
}

// setBlock keeps the HTML of a block.
func (p *Page) setBlock(e *element, html []byte, places []place) {
	p.bytes += len(html) - len(e.html)
	p.structure = p.structure || len(places) > 0 || len(e.places) > 0
	e.html = p.keepBytes(e.html, html)
	e.places = p.keepPlaces(e.places, places)
	e.ids = false
	for i := range places {
		e.ids = e.ids || places[i].Child < 0
	}
}

// clearBlock forgets a block.
func (p *Page) clearBlock(e *element) {
	p.setBlock(e, nil, nil)
	p.declare(e, nil)
	p.noteNames(e)
}

// promised are the places that there may be in a block, whatever the state, and the text that names are in.
func (e *element) promised() (places []place, names []byte) {
	if e.dynamic {
		return e.declared, e.names
	}
	return e.places, e.html
}

// noteNames counts the blocks that have names.
func (p *Page) noteNames(e *element) {
	places, _ := e.promised()
	before := e.named
	if len(places) == 0 && !before {
		return
	}
	e.named = false
	for i := range places {
		e.named = e.named || places[i].Name > 0
	}
	if before {
		p.namedBlocks--
	}
	if e.named {
		p.namedBlocks++
	}
	p.structure = p.structure || before || e.named
}

// touchState notes that a key of the state, or any of it, has changed.
func (p *Page) touchState(key []byte, whole bool) {
	p.stateStale = true
	if whole {
		key = nil
	}
	p.stateBits |= p.readBits(key)
}

// remake notes which blocks have read what has changed of the state. They are made when somebody asks for them, maybe after
// more changes; only then is it known which are other than before.
func (p *Page) remake() {
	bits := p.stateBits
	p.stateBits = 0
	for h := range p.handles {
		e := p.at(h)
		if !e.dynamic || e.reads&bits == 0 {
			continue
		}
		if e.refused { // it took too much, and may not now
			p.touchElement(e.id)
			continue
		}
		e.fresh = false
		p.note(h)
	}
	if p.styles.dynamic {
		p.journal.styles = p.version
	}
}

// readBits is the bit of a key of the state, or all bits for nil, which is all of it.
func (p *Page) readBits(key []byte) uint64 {
	if key == nil {
		return ^uint64(0)
	}
	return 1 << (maphash.Bytes(p.seed, key) % 64)
}

// stateValue is the state of the spec as it stands.
func (p *Page) stateValue() value.Value {
	if p.stateStale {
		p.stateStale = false
		m := p.doc.Member(p.doc.Root(), stateKey)
		p.stateRef = value.NoRef
		if p.doc.Kind(m) == value.Object {
			p.stateText = p.doc.AppendValue(p.stateText[:0], m)
			p.stateRef, _ = p.state.Parse(p.stateText)
		} else {
			p.state.Load(nil)
		}
	}
	return p.state.At(p.stateRef)
}
