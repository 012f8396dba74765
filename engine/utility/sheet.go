package utility

import "bytes"

// Limits of one page. What goes beyond is left out.
const (
	MaxClasses      = 2000     // distinct utilities
	maxUnknown      = 2000     // distinct names that are none, of which it is remembered
	maxUnknownBytes = 32 << 10 // of them together
	maxTextBytes    = 160 << 10
)

// Sheet collects the utilities that one page uses and writes their rules. Its memory is used again after Reset. The
// zero value is ready. It is not safe for concurrent use.
type Sheet struct {
	text     []byte // all that is kept: names, values, selectors
	rules    []rule
	branches []branch
	blocks   []block

	variants     []variant
	paths        []path
	wrappers     []wrapper
	ruleVariants []uint16 // indexes of the variants of all rules

	memo       memo
	theme      bitSet // variables that are used
	keyframes  bitSet
	properties bitSet // @property rules that were written
	written    int    // bytes that the rules will take, at most
	unknown    int    // bytes of names that are no utility

	// Scratch memory.
	scratch, underscored, hinted, cleaned, source, prelude, decoded, selector []byte
	tree                                                                      selectorTree
	order                                                                     []uint16
	sorted                                                                    []uint16
	ranks                                                                     []uint16
}

// rule is one utility of the page.
type rule struct {
	name         span
	declarations span   // with marks for nested at-rules and the ends of declarations
	order        string // places of its properties in the order of rules, 16 bits each, ascending
	properties   string // the @property rules that it needs, 8 bits each
	place        uint16 // of an arbitrary property in the order of rules, + 1
	count        uint8  // of its declarations
	important    bool
	content      bool // a variant sets the content of a pseudo-element
	branchFrom   uint32
	branchTo     uint32
	variantFrom  uint32
	variantTo    uint32
}

// branch is one place where the declarations of a rule are written: within blocks, from the outside in.
type branch struct {
	from, to   uint32 // in Sheet.blocks
	selector   uint32 // the block that is the selector; those behind it are nested as they are
	inAtRule   bool   // the innermost variant is an at-rule
	systemOnly bool
}

// block is what stands before a brace, and whether "content" is set behind it.
type block struct {
	text    span
	content bool
}

// bitSet is a set of small numbers.
type bitSet [9]uint64

func (b *bitSet) has(n int) bool {
	return b[n/64]&(1<<(n%64)) != 0
}

func (b *bitSet) set(n int) {
	b[n/64] |= 1 << (n % 64)
}

// Reset empties the sheet for another page.
func (s *Sheet) Reset() {
	s.text, s.rules, s.branches, s.blocks = s.text[:0], s.rules[:0], s.branches[:0], s.blocks[:0]
	s.variants, s.paths, s.wrappers = s.variants[:0], s.paths[:0], s.wrappers[:0]
	s.ruleVariants = s.ruleVariants[:0]
	s.memo.reset()
	s.theme, s.keyframes, s.properties = bitSet{}, bitSet{}, bitSet{}
	s.written, s.unknown = 0, 0
}

// Empty reports that the page uses no utility.
func (s *Sheet) Empty() bool {
	return len(s.rules) == 0
}

// Add takes the value of a class attribute, plain text. Names that are no utility cost nothing but their look-up; a
// name given before costs one look-up.
func (s *Sheet) Add(classes []byte) {
	for i := 0; i < len(classes); {
		if isSpace(classes[i]) {
			i++
			continue
		}
		end := i
		for end < len(classes) && !isSpace(classes[end]) {
			end++
		}
		if end-i <= MaxClassBytes {
			s.addName(classes[i:end])
		}
		i = end
	}
}

// isSpace is ASCII whitespace (HTML §2.4.1).
func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'
}

func (s *Sheet) addName(name []byte) {
	slot, found := s.memo.find(s.text, name)
	if found || len(s.text) > maxTextBytes || s.written > maxTextBytes {
		return
	}
	mark := s.mark()
	ok := len(s.rules) < MaxClasses && isSafeName(name) && s.addRule(name)
	if ok {
		s.memo.add(slot, s.rules[len(s.rules)-1].name)
		return
	}
	s.rollBack(mark)
	if s.memo.len()-len(s.rules) < maxUnknown && s.unknown+len(name) <= maxUnknownBytes {
		s.unknown += len(name)
		s.memo.add(slot, s.keep(name))
	}
}

// sheetMark is how far a sheet was before a name.
type sheetMark struct{ text, branches, blocks, variants, paths, wrappers, ruleVariants, written int }

func (s *Sheet) mark() sheetMark {
	return sheetMark{len(s.text), len(s.branches), len(s.blocks), len(s.variants), len(s.paths), len(s.wrappers),
		len(s.ruleVariants), s.written}
}

func (s *Sheet) rollBack(m sheetMark) {
	s.text, s.branches, s.blocks = s.text[:m.text], s.branches[:m.branches], s.blocks[:m.blocks]
	s.variants, s.paths, s.wrappers = s.variants[:m.variants], s.paths[:m.paths], s.wrappers[:m.wrappers]
	s.ruleVariants, s.written = s.ruleVariants[:m.ruleVariants], m.written
}

// addRule adds the rule of a class name. It is not ok for a name that is no utility.
func (s *Sheet) addRule(name []byte) bool {
	c, ok := parse(name)
	if !ok {
		return false
	}
	found, ok := s.resolve(&c)
	if !ok || !s.substituteAll(&found) {
		return false
	}
	r := rule{name: s.keep(name), important: c.important}
	wrap := s.writeDeclarations(&r, found)
	if c.isArbitrary() && !s.isSafeBlock(s.at(r.declarations)) {
		return false
	}
	if !s.wrapAll(&r, c.variants, wrap) {
		return false
	}
	s.use(s.at(r.declarations))
	s.rules = append(s.rules, r)
	return true
}

// writeDeclarations keeps the declarations of a rule and returns the selector that they are nested in, if any.
func (s *Sheet) writeDeclarations(r *rule, found resolved) (wrap string) {
	start := len(s.text)
	if found.body == 0 {
		s.text = append(append(append(append(s.text, found.property...), ':'), found.value...), endMark)
		if place, ok := lookup(orderSpace, found.property); ok {
			r.place = uint16(place + 1)
		}
		r.count = 1
	} else {
		b := bodyAt(found.body)
		r.order, r.properties, r.count = b.order, b.properties, uint8(b.count)
		s.text = appendBody(s.text, b.text, &found)
		wrap, _ = text(record(wrapSection, b.wrap))
	}
	r.declarations = span{uint32(start), uint32(len(s.text))}
	return wrap
}

// appendBody appends the text of a body with the values for its marks.
func appendBody(dst []byte, body string, found *resolved) []byte {
	for i := 0; i < len(body); i++ {
		switch c := body[i]; c {
		case valueMark:
			dst = append(dst, found.value...)
		case secondMark:
			dst = append(dst, found.second...)
		case alphaMark:
			dst = append(dst, found.alpha...)
		case otherMark:
			dst = append(dst, found.other...)
		case phraseMark:
			i++
			phrase, _ := text(record(phraseSection, int(body[i]-phraseBase)))
			dst = append(dst, phrase...)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// use notes the theme variables and keyframes that declarations need.
func (s *Sheet) use(declarations []byte) {
	for rest := declarations; ; {
		i := bytes.Index(rest, []byte("var(--"))
		if i < 0 {
			break
		}
		rest = rest[i+len("var("):]
		n := 0
		for n < len(rest) && isNameByte(rest[n]) {
			n++
		}
		s.useVariable(rest[:n])
	}
	if i := bytes.Index(declarations, []byte("animation:")); i >= 0 {
		s.useKeyframes(declarations[i+len("animation:"):])
	}
}

func (s *Sheet) useVariable(name []byte) {
	id, ok := lookup(themeSpace, name)
	if !ok || s.theme.has(id) {
		return
	}
	s.theme.set(id)
	_, _, value := themeAt(id)
	if bytes.HasPrefix(name, []byte("--animate-")) {
		s.hinted = append(s.hinted[:0], value...)
		s.useKeyframes(s.hinted)
	}
}

// useKeyframes notes the keyframes whose names stand in a value.
func (s *Sheet) useKeyframes(value []byte) {
	for id := range recordCount(keyframesSection) {
		name, _ := text(record(keyframesSection, id))
		if hasWord(value, name) {
			s.keyframes.set(id)
		}
	}
}

// hasWord reports a word that stands between white space, commas, or what else is in no name.
func hasWord(value []byte, word string) bool {
	for i := 0; ; {
		at := bytes.Index(value[i:], []byte(word))
		if at < 0 {
			return false
		}
		start := i + at
		i = start + len(word)
		if (start == 0 || !isNameByte(value[start-1])) && (i == len(value) || !isNameByte(value[i])) {
			return true
		}
	}
}

func isNameByte(c byte) bool {
	return isLetter(c) || isDigit(c) || c == '-' || c == '_' || c >= 0x80
}
