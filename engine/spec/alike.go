package spec

import "placard/engine/value"

// patterns are how the elements of a page are written, by what stands where the name of their type begins. Elements of
// one type are mostly written alike, and what is written like an earlier element is not taken apart again.
type patterns struct {
	// nameAt is where the name of the type began in the last element that was taken apart, from its opening brace.
	nameAt int
	// words are the eight bytes there, for each pattern; 0 where there is none.
	words [patternCells]uint64
	cells [patternCells]pattern
}

type pattern struct {
	value.Pattern
	// element is the one that the pattern was learned from; NoElement when an element has been seen but not learned.
	element int32
	// idle is how often something was learned that nothing has followed.
	idle uint8
}

const (
	patternBits  = 6
	patternCells = 1 << patternBits
	// maxIdle is when nothing more is learned.
	maxIdle = 4
	// maxNameAt is as far as the padding of the text allows to look.
	maxNameAt = 48
)

func (t *patterns) reset() {
	t.nameAt = len(`{"type":"`)
	clear(t.words[:])
}

// at is the place of the pattern for a word.
func (t *patterns) at(word uint64) int { return int(word * 0x9E3779B97F4A7C15 >> (64 - patternBits)) }

// alike reads the next element if it is written like an earlier one.
func (p *parser) alike(id value.Span) bool {
	word := p.WordAt(p.patterns.nameAt)
	at := p.patterns.at(word)
	like := &p.patterns.cells[at]
	if p.patterns.words[at] != word || like.element == NoElement || len(p.Kids) > MaxChildrenRefs-value.MaxLoose {
		return false
	}
	offset := uint32(p.Pos())
	moved, ok := p.Follow(&like.Pattern)
	if !ok {
		return false
	}
	like.idle = 0
	e := p.addElement(id)
	first := &p.Elements[like.element]
	*e = *first
	e.ID, e.Offset, e.Like = id, offset, like.element
	e.TypeName.Off += offset - first.Offset
	for _, ref := range []*value.Ref{&e.Props, &e.Text, &e.Visible, &e.Repeat, &e.On, &e.Watch} {
		if *ref != value.NoRef {
			*ref += moved
		}
	}
	e.FirstKid = uint32(len(p.Kids))
	for i, kid := range like.Loose[:e.KidCount] {
		p.Kids = append(p.Kids, Kid{ID: kid, Index: uint32(i), Target: NoElement})
	}
	return true
}

// learn makes a pattern of the last element, which was taken apart from a place on without an issue, if it is at least
// the second one that begins like this.
func (p *parser) learn(e *Element, from value.Place) {
	t := p.patterns
	if t.nameAt = int(e.TypeName.Off - e.Offset); t.nameAt > maxNameAt {
		t.nameAt = 0
	}
	word := p.WordFrom(from, t.nameAt)
	at := t.at(word)
	like := &t.cells[at]
	if t.words[at] != word {
		t.words[at] = word
		like.element, like.idle = NoElement, 0
		return
	}
	if like.idle == maxIdle {
		return
	}
	like.idle++
	like.element = NoElement
	if loose, ok := p.Learn(&like.Pattern, from, e.TypeName); ok && loose == int(e.KidCount) {
		like.element = int32(len(p.Elements) - 1)
	}
}

// forgetPatterns begins anew when an element has taken another one's place.
func (p *parser) forgetPatterns() {
	p.patterns.reset()
	for i := range p.Elements {
		p.Elements[i].Like = NoElement
	}
}
