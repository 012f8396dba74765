package spec

import "placard/engine/value"

// patterns are how the elements of a page are written, by what stands where the name of their type begins. Elements of
// one type are mostly written alike, and what is written like an earlier element is not taken apart again.
type patterns struct {
	// nameAt is where the name of the type began in the last element that was taken apart, from its opening brace.
	nameAt int
	// heads say what there is in cells, so that few bytes are looked at while there are no patterns yet.
	heads [patternCells]patternHead
	cells [patternCells]value.Pattern
}

type patternHead struct {
	// word are the eight bytes where the name of the type begins.
	word uint64
	// element is the one that the pattern was learned from, if it is learned.
	element int32
	learned bool
	// seen is how many elements had to be taken apart since one has followed the pattern.
	seen uint8
}

const (
	patternBits  = 6
	patternCells = 1 << patternBits
	// Learning takes as long as following saves, so it begins with the fourth element that begins alike, and ends when
	// nothing has followed for so many.
	learnFrom, learnUpTo = 4, 6
	// maxNameAt is as far as the padding of the text allows to look.
	maxNameAt = 48
)

func (t *patterns) reset() {
	t.nameAt = len(`{"type":"`)
	clear(t.heads[:])
}

// at is the place of the pattern for a word.
func (t *patterns) at(word uint64) int { return int(word * 0x9E3779B97F4A7C15 >> (64 - patternBits)) }

// alike reads the next element if it is written like an earlier one.
func (p *parser) alike(id value.Span) bool {
	t := p.patterns
	word := p.WordAt(t.nameAt)
	at := t.at(word)
	head := &t.heads[at]
	if head.word != word || !head.learned || len(p.Kids) > MaxChildrenRefs-value.MaxLoose {
		return false
	}
	offset := uint32(p.Pos())
	by, ok := p.Follow(&t.cells[at])
	if !ok {
		return false
	}
	head.seen = 0
	e := p.moreElement()
	first := &p.Elements[head.element]
	// Field by field: what may be two views of one element is put together elsewhere and copied.
	e.ID, e.Offset, e.Like = id, offset, uint32(head.element+1)
	e.TypeName = t.cells[at].Fixed
	e.Props, e.Text, e.Visible = moved(first.Props, by), moved(first.Text, by), moved(first.Visible, by)
	e.Repeat, e.On, e.Watch = moved(first.Repeat, by), moved(first.On, by), moved(first.Watch, by)
	e.FirstKid, e.KidCount = uint32(len(p.Kids)), first.KidCount
	e.Type, e.Slots, e.SlotCount, e.Shape, e.Sound = NoType, 0, 0, 0, false
	for i, kid := range t.cells[at].Loose[:e.KidCount] {
		p.Kids = append(p.Kids, Kid{ID: kid, Index: uint32(i), Target: NoElement})
	}
	return true
}

func moved(ref, by value.Ref) value.Ref {
	if ref == value.NoRef {
		return ref
	}
	return ref + by
}

// learn makes a pattern of the last element, which was taken apart from a place on without an issue, if more like it may
// come: when it is one of those that begins is told of.
func (p *parser) learn(e *Element, from value.Place) {
	if p.begins(e, from, learnFrom) {
		p.learnPattern(e, from)
	}
}

// begins notes how an element begins, which was taken apart from a place on, and tells whether a pattern is due: it is the
// seen-th that begins alike, or one of a few after that.
func (p *parser) begins(e *Element, from value.Place, seen uint8) (due bool) {
	word := p.typeWord(e, from)
	head := &p.patterns.heads[p.patterns.at(word)]
	if head.word != word {
		*head = patternHead{word: word, seen: 1}
		return false
	}
	if head.seen == learnUpTo {
		return false
	}
	head.seen++
	return head.seen >= seen
}

// typeWord is the word where the name of the type begins, of an element that was taken apart from a place on.
func (p *parser) typeWord(e *Element, from value.Place) uint64 {
	if p.patterns.nameAt = int(e.TypeName.Off - e.Offset); p.patterns.nameAt > maxNameAt {
		p.patterns.nameAt = 0
	}
	return p.WordFrom(from, p.patterns.nameAt)
}

// learnPattern makes a pattern of the last element, of which begins has told. It tells whether there is one then.
func (p *parser) learnPattern(e *Element, from value.Place) bool {
	word := p.typeWord(e, from)
	at := p.patterns.at(word)
	head := &p.patterns.heads[at]
	loose, ok := p.Learn(&p.patterns.cells[at], from, e.TypeName)
	head.word, head.element, head.learned = word, int32(len(p.Elements)-1), ok && loose == int(e.KidCount)
	return head.learned
}

// forgetPatterns begins anew when an element has taken another one's place.
func (p *parser) forgetPatterns() {
	p.patterns.reset()
	for i := range p.Elements {
		p.Elements[i].Like = 0
	}
}
