package spec

import "placard/engine/value"

// patterns are how the elements of a page are written, by what stands where the name of their type begins. Elements of
// one type are mostly written alike, and what is written like an earlier element is not taken apart again.
type patterns struct {
	// nameAt is where the name of the type began in the last element that was taken apart, from its opening brace.
	nameAt int
	// heads say what there is in cells, so that few bytes are looked at while there are no patterns yet.
	heads [patternCells]patternHead
	cells [patternCells]Kin
	// awaited tells that there are elements without nodes, which need the pattern for them.
	awaited [patternCells]bool
}

// Kin is what elements that are written like another one have in common with it.
type Kin struct {
	pattern     value.Pattern
	props, text value.Ref // of the first one
	alike       Element   // what all have in common
	// plain tells that they need no nodes.
	plain bool
	// Known tells that the rest has been filled in, by package check.
	Known bool
	// Strings tells which of the strings are the values of the element's slots, and its text in the place of TextSlot. For
	// what is not given, or is none of them, it says nothing.
	Strings [TextSlot + 1]uint8
	// Looks are the strings that must be looked at, though all else is known to be right.
	Looks []Look
}

// Look is a string that is the value of a slot. Of a choice, First is what the first element says.
type Look struct {
	String uint8
	Kind   uint8 // catalog.Kind
	First  value.Span
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
	clear(t.awaited[:])
}

// at is the place of the pattern for a word.
func (t *patterns) at(word uint64) int { return int(word * 0x9E3779B97F4A7C15 >> (64 - patternBits)) }

// alike reads the next element if it is written like an earlier one.
func (p *parser) alike(id value.Span) bool {
	t := p.patterns
	word := p.WordAt(t.nameAt)
	at := t.at(word)
	head := &t.heads[at]
	if head.word != word || !head.learned || len(p.Kids) > MaxChildrenRefs-value.MaxStrings {
		return false
	}
	kin := &t.cells[at]
	f, ok := p.Follow(&kin.pattern)
	if !ok {
		return false
	}
	head.seen = 0
	e := p.moreElement()
	*e = kin.alike
	e.ID, e.Offset, e.Strings, e.FirstKid = id, f.At, f.Strings+1, uint32(len(p.Kids))
	for i := range int(e.KidCount) {
		p.Kids = append(p.Kids, Kid{ID: p.Doc.Loose(&kin.pattern, f, i), Index: uint32(i), Target: NoElement})
	}
	if kin.plain && p.part.source == nil {
		t.awaited[at] = true
		return true
	}
	first, by := &p.Elements[head.element], p.Nodes(e)
	e.Visible, e.Repeat, e.On, e.Watch = moved(first.Visible, by), moved(first.Repeat, by), moved(first.On, by), moved(first.Watch, by)
	return true
}

// Nodes gives an element nodes if it has none, for whom its strings are not enough. It tells how far behind those of the first
// one that is written so they are.
func (s *Spec) Nodes(e *Element) (by value.Ref) {
	if e.Strings == 0 {
		return 0
	}
	kin := &s.patterns.cells[e.kin-1]
	f := value.Follower{At: e.Offset, Strings: e.Strings - 1}
	by = s.Doc.Expand(&kin.pattern, f)
	e.TypeName = s.Doc.Fixed(&kin.pattern, f)
	e.Props, e.Text, e.Strings = moved(kin.props, by), moved(kin.text, by), 0
	return by
}

// AllNodes gives all elements nodes.
func (s *Spec) AllNodes() {
	for i := range s.Elements {
		s.Nodes(&s.Elements[i])
	}
}

// Kin is what an element without nodes has in common with those that are written like it.
func (s *Spec) Kin(e *Element) *Kin { return &s.patterns.cells[e.kin-1] }

// StringAt tells which of the strings of kin is a value of the first one.
func (k *Kin) StringAt(ref value.Ref) (i int, ok bool) { return k.pattern.StringAt(ref) }

// Strings are those of an element without nodes, as its Kin counts them, and more behind.
func (s *Spec) Strings(e *Element) []value.Span { return s.Doc.Strings(e.Strings - 1) }

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
	t, word := p.patterns, p.typeWord(e, from)
	at, to := t.at(word), p.Here()
	if t.awaited[at] { // what was learned there before
		p.AllNodes()
		clear(t.awaited[:])
	}
	kin, head := &t.cells[at], &t.heads[at]
	loose, ok := p.Learn(&kin.pattern, from, to, e.TypeName)
	kin.props, kin.text, kin.Known = e.Props, e.Text, false
	kin.plain = e.Visible|e.Repeat|e.On|e.Watch == value.NoRef && !p.Doc.HasExpressions(e.Props) && !p.Doc.HasExpressions(e.Text)
	kin.alike = Element{TypeName: e.TypeName, KidCount: e.KidCount, Type: NoType, Like: uint32(len(p.Elements)), kin: uint8(at + 1)}
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
