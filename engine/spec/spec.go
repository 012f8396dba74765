// Package spec reads a page spec (semantics §1) into typed elements over an arena of values. Reading checks the shape
// and the limits; what the names in it mean is checked by package check, which fills in the resolved fields.
package spec

import (
	"strconv"
	"unsafe"

	"placard/engine/diag"
	"placard/engine/value"
)

// The limits of a page spec. They hold while reading: what is past them is not looked at.
const (
	MaxSpecBytes = 512 << 10
	MaxElements  = 500
	MaxLevels    = 50
	// MaxChildrenRefs bounds what the children of all elements together name; a tree of 500 elements names 499.
	MaxChildrenRefs = 10_000
)

// NoElement is the index of no element.
const NoElement = -1

// Element is one entry of the spec's map. Refs are into the spec's Doc; value.NoRef means "not given".
type Element struct {
	ID       value.Span
	TypeName value.Span
	Offset   uint32 // of its opening brace in the text
	// Like is 1 + the index of an earlier element that is written in the same way: the same type, the same keys in the same
	// order, the same values but for what strings say, of which the same are empty. 0: none is known.
	Like uint32
	// Strings is 1 + the place in the Doc of the strings of an element that has no nodes: it is like one without expressions,
	// and what its strings say is all that there is to know of it. Props and Text are not given then, and TypeName is that of
	// the earlier element; Nodes fills them in.
	Strings uint32
	kin     uint8 // of such an element, 1 + the place of its Kin
	// Sound tells of an element with a shape that nothing is wrong within it; package check says so.
	Sound bool

	Props   value.Ref
	Text    value.Ref
	Visible value.Ref
	Repeat  value.Ref
	On      value.Ref
	Watch   value.Ref

	// Children are Spec.Kids[FirstKid : FirstKid+KidCount].
	FirstKid, KidCount uint32

	// Resolved by package check.

	// Type is the index of the catalog's type, or NoType, TypeReported or SlotType.
	Type int32
	// Slots and SlotCount are the element's part of Spec.Slots, which others may share: one slot for each prop of a
	// component's type, in the catalog's order; one for each attribute that an HTML element is given.
	Slots, SlotCount uint32
	Shape            Shape
}

// Value is the value of a slot; value.NoRef when it is not given.
func (e *Element) Value(s Slot) value.Ref {
	if s.Behind == 0 {
		return value.NoRef
	}
	return e.Props + s.Behind
}

// Kid is a child as an element names it.
type Kid struct {
	ID value.Span
	// Index is its place in the list.
	Index uint32
	// Target is the index of the element it names, resolved by package check; NoElement until then.
	Target int32
}

// Slot is the value of one prop. It says nothing of where its element stands, so that elements that are written alike
// can share theirs.
type Slot struct {
	// Behind is how far the value is behind the element's Props (see Element.Value); 0 when it is not given.
	Behind value.Ref
	// Choice, of a component's prop: 1 + the index of a literal among the prop's Enum values, 0 when it is none of
	// them. Of an attribute: 1 + its index in the catalog, 0 for aria-* and data-*.
	Choice uint16
}

// Spec is a page spec. It belongs to one goroutine until it is compiled, and its memory can be used again by Parse.
type Spec struct {
	Doc     value.Doc
	Root    value.Span
	HasRoot bool // Root is an id; false when it is missing or wrong, which Parse has reported
	// Cut tells that not all of the text was read: it is no JSON, or past a limit. What is missing then is not known,
	// so nothing can be said about ids that are not found.
	Cut      bool
	Elements []Element
	// Examples are how many of the first elements are none of the part that is read, see KeepElement.
	Examples int
	Kids     []Kid
	Slots    []Slot
	State    value.Ref
	Meta     value.Ref

	// Resolved by package check.

	RootElement int32
	// Used is what of the catalog there is in the tree of the root; of props, in all elements.
	Used Used

	// Classes are the values of all class attributes: text, lists or expressions.
	Classes []value.Ref

	ids      *idTable // these are made by the first Parse
	patterns *patterns
	manyKids bool // reported
	lines    *lineIndex
	part     part // of the text that it stands in
	last     lastElement
	follower *parser // of FollowElement
	diags    *diag.List
}

// KeepValues lets go of everything but the values, for a program that keeps them: all that it needs of the spec.
func (s *Spec) KeepValues() {
	*s = Spec{Doc: s.Doc, State: s.State}
}

// Size is the number of bytes of memory that the spec holds on to.
func (s *Spec) Size() int {
	return s.Doc.Size() + cap(s.Kids)*int(unsafe.Sizeof(Kid{})) + cap(s.Slots)*int(unsafe.Sizeof(Slot{})) +
		cap(s.Elements)*int(unsafe.Sizeof(Element{}))
}

// Children are the element's children in order.
func (s *Spec) Children(e *Element) []Kid {
	return s.Kids[e.FirstKid : e.FirstKid+e.KidCount]
}

// Lookup finds an element by its id, or NoElement.
func (s *Spec) Lookup(id value.Span) int32 { return s.ids.find(s, id) }

// LookupNear is Lookup that looks at one element first, if there is one with the index guess.
func (s *Spec) LookupNear(id value.Span, guess int32) int32 {
	if uint(guess) < uint(len(s.Elements)) && s.hasID(guess, id) {
		return guess
	}
	return s.Lookup(id)
}

// Report adds an issue about the place with this offset in the text. The parts of the path are put together as a
// JSON Pointer.
func (s *Spec) Report(sev diag.Severity, code string, offset int, message, hint string, path ...string) {
	if s.diags.Full(sev) {
		s.diags.Add(diag.Issue{Severity: sev})
		return
	}
	line, column := s.position(offset)
	s.diags.Add(diag.Issue{
		Path: s.part.path + Pointer(path...), Severity: sev, Code: code, Message: message, Hint: hint, Line: line, Column: column,
	})
}

// Full tells that further issues of a severity are only counted, so that no work need go into describing them.
func (s *Spec) Full(sev diag.Severity) bool { return s.diags.Full(sev) }

// Issues is the number of issues that have been reported, before the spec was read too.
func (s *Spec) Issues() int { return s.diags.Count() }

// ElementPath is the beginning of a path to something in an element.
func (s *Spec) ElementPath(e *Element, rest ...string) []string {
	return append([]string{"elements", string(s.Doc.Bytes(e.ID))}, rest...)
}

// Pointer puts a JSON Pointer (RFC 6901) together from its unescaped parts.
func Pointer(parts ...string) string {
	var b []byte
	for _, p := range parts {
		b = append(b, '/')
		for i := 0; i < len(p); i++ {
			switch p[i] {
			case '~':
				b = append(b, "~0"...)
			case '/':
				b = append(b, "~1"...)
			default:
				b = append(b, p[i])
			}
		}
	}
	return string(b)
}

// index is the text of a list index in a path.
func index(i int) string { return strconv.Itoa(i) }
