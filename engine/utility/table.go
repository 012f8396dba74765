package utility

import _ "embed"

// table holds what generate/generate.mjs found in tailwindcss 4.3.5 (MIT, see table.LICENSE): declarations, theme and
// variants. It is read in place, so it costs nothing at start. All numbers are little-endian.
//
//go:embed table.bin
var table string

// Sections of the table, in order. The offset of each stands at the start of the table. Those that come in pairs are
// records: the offset of each record, then the records.
const (
	slotSection      = iota // hash slots: 16 bits, index of a name + 1
	nameSection             // 8 bytes each: space, length, id, offset in nameTextSection
	nameTextSection         //
	caseSection             // 8 bytes each: body, body with a modifier, body with a var() modifier, kind of modifier
	bodySection             // record 0 is none
	_                       //
	rootSection             //
	_                       //
	colorSection            // value; none is the variable of that name
	_                       //
	themeSection            // flags, index of its name, value
	_                       //
	variantSection          //
	_                       //
	propertySection         // an @property rule without its "@property "
	_                       //
	wrapSection             // selector that a body is nested in
	_                       //
	inferredSection         // lists of data types
	_                       //
	keyframesSection        // name, rules
	_                       //
	phraseSection           // declarations that bodies share
)

// Spaces of names.
const (
	exactSpace     = iota + 1 // a whole utility that takes no modifier; id is its body
	rootSpace                 // the part of a utility before its value
	colorSpace                // of the theme
	themeSpace                // a theme variable, with its dashes
	variantSpace              //
	orderSpace                // a CSS property; id is its place in the order of rules
	colorWordSpace            // a keyword that is a colour
	exactCaseSpace            // a whole utility with a modifier, or without; id is its case
)

const slotCount = 8192

// Bytes in the text of a body that stand for something. Control characters are in no class name.
const (
	openMark   = 0x01 // begins an at-rule in the declarations
	closeMark  = 0x02 // ends it
	valueMark  = 0x03 // the value
	endMark    = 0x04 // ends a declaration
	secondMark = 0x05 // the modifier, or the second number of a fraction
	alphaMark  = 0x06 // the modifier as an alpha of a colour
	otherMark  = 0x07 // the value with relative colours
	phraseMark = 0x0e // the next byte, less phraseBase, is the number of a phrase
	phraseBase = 0x20
)

func u16(s string, i int) int {
	return int(s[i]) | int(s[i+1])<<8
}

func u32(s string, i int) int {
	return u16(s, i) | u16(s, i+2)<<16
}

// section returns a section of the table and all that follows.
func section(n int) string {
	return table[u32(table, 4*n):]
}

// recordCount returns the number of records of a section.
func recordCount(n int) int {
	return (u32(table, 4*n+4) - u32(table, 4*n)) / 4
}

// record returns a record and all that follows: records know their ends.
func record(n, id int) string {
	return section(n + 1)[u32(section(n), 4*id):]
}

// text reads a string with its length.
func text(s string) (t, rest string) {
	n := u16(s, 0)
	return s[2 : 2+n], s[2+n:]
}

// lookup finds a name of a space.
func lookup[T string | []byte](space byte, name T) (id int, ok bool) {
	h := (uint32(2166136261) ^ uint32(space)) * 16777619
	for i := 0; i < len(name); i++ {
		h = (h ^ uint32(name[i])) * 16777619
	}
	h ^= h >> 15
	slots, names := section(slotSection), section(nameSection)
	for slot := int(h % slotCount); ; slot = (slot + 1) % slotCount {
		n := u16(slots, 2*slot)
		if n == 0 {
			return 0, false
		}
		entry := names[8*(n-1):]
		if entry[0] != space || int(entry[1]) != len(name) {
			continue
		}
		at := u32(entry, 4)
		if section(nameTextSection)[at:at+len(name)] == string(name) {
			return u16(entry, 2), true
		}
	}
}

// Kinds of modifiers.
const (
	noModifier            = iota
	colorModifier         // an alpha, mixed into the value
	leadingModifier       // a line height
	interpolationModifier // of a gradient
	nameModifier          // taken as it is
	alphaModifier         // of a shadow
)

// utilityCase is a body, and what a modifier makes of it. A body of 0 is none.
type utilityCase struct {
	body, modified, modifiedVar int
	modifier                    int
}

func caseAt(id int) utilityCase {
	s := section(caseSection)[8*id:]
	return utilityCase{u16(s, 0), u16(s, 2), u16(s, 4), u16(s, 6)}
}

// body is the declarations of a utility, with marks for its value.
type body struct {
	order      string // places of its properties in the order of rules, 16 bits each, ascending
	count      int    // of its declarations
	wrap       int    // the selector that the declarations are nested in, 0 is none
	properties string // the @property rules that it needs, 8 bits each
	text       string
}

func bodyAt(id int) (b body) {
	s := record(bodySection, id)
	n := int(s[0])
	b.order, s = s[1:1+2*n], s[1+2*n:]
	b.count, b.wrap = int(s[0]), int(s[1])
	n = int(s[2])
	b.properties, s = s[3:3+n], s[3+n:]
	b.text, _ = text(s)
	return b
}

// Flags of roots.
const (
	noInheritFlag   = 1 << iota // the colour "inherit" takes no modifier
	zeroFlag                    // zero has declarations of its own
	mathFlag                    // the value is negated within calc() and formatted with it
	shadowFlag                  // an arbitrary value is a list of shadows
	dropShadowFlag              // the same, each in drop-shadow()
	insetShadowFlag             // the same, each with "inset"
	percentIntFlag              // an arbitrary percentage must be an integer
)

// root is the part of a utility before its value, and what it makes of values.
type root struct {
	flags    int
	inferred string // data types that an arbitrary value is looked at for, in order
	color    int    // the case of a colour, 0 is none
	fallback int    // the case of an arbitrary value
	numbers  string // 3 bytes each: kind, case
	typed    string // 3 bytes each: data type, case
}

func rootAt(id int) (r root) {
	s := record(rootSection, id)
	r.flags = int(s[0])
	list := record(inferredSection, int(s[1]))
	r.inferred = list[1 : 1+int(list[0])]
	r.color, r.fallback = u16(s, 2), u16(s, 4)
	n := 3 * int(s[6])
	r.numbers, s = s[7:7+n], s[7+n:]
	n = 3 * int(s[0])
	r.typed = s[1 : 1+n]
	return r
}

// Flags of theme variables.
const (
	emitFlag   = 1 << iota // the page needs the variable when it is used
	inlineFlag             // utilities have its value in place of it
)

func themeAt(id int) (flags int, name, value string) {
	s := record(themeSection, id)
	flags = int(s[0])
	entry := section(nameSection)[8*u16(s, 1):]
	at := u32(entry, 4)
	name = section(nameTextSection)[at : at+int(entry[1])]
	value, _ = text(s[3:])
	return flags, name, value
}

// contentProperty returns the number of the @property rule of "before" and "after".
func contentProperty() int {
	for id := range recordCount(propertySection) {
		if rule, _ := text(record(propertySection, id)); len(rule) > 13 && rule[:13] == "--tw-content{" {
			return id
		}
	}
	return 0
}
