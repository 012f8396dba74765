package spec

import "placard/engine/value"

// Shape tells what the component of an element can see of it when all of it is literal, except for what its texts
// say: elements of one shape are written alike, but for those texts. The zero Shape says nothing; it is that of
// elements with expressions, and of those that are too rich for 64 bits.
//
//	bits 0 to 6   the index of the type, plus one
//	bit 7         it has children
//	bit 8         it has a text (HTML elements)
//	from bit 9    of a component: four bits for each prop; of an HTML element: seven for each attribute, 1 + its index
type Shape uint64

// What the four bits of a prop say; 0 is that it is not given. From shapeChoice on it is one of the prop's values.
const (
	shapeText   = 1
	shapeEmpty  = 2 // an empty text
	shapeTrue   = 3
	shapeChoice = 3 // added to Slot.Choice
)

const (
	shapeSlots = 9 // the first bit
	propBits   = 4
	attrBits   = 7
)

// The most that a Shape has room for; an element with more has none.
const (
	MaxShapeTypes = 1<<7 - 1
	MaxShapeProps = (64 - shapeSlots) / propBits
	MaxShapeAttrs = (64 - shapeSlots) / attrBits
	// TextSlot is behind all slots of an element with a Shape.
	TextSlot        = max(MaxShapeProps, MaxShapeAttrs)
	MaxShapeIndex   = 1<<attrBits - 1 // of an attribute
	MaxShapeChoices = 1<<propBits - 1 - shapeChoice
)

// ShapeOf is the shape of an element whose slots are resolved. slots is what WithProp and WithAttr have made of them.
func ShapeOf(e *Element, d *value.Doc, slots Shape) Shape {
	if e.Type < 0 || e.Visible|e.Repeat|e.On|e.Watch != value.NoRef {
		return 0
	}
	s := slots | Shape(e.Type+1)
	if e.KidCount > 0 {
		s |= 1 << 7
	}
	switch d.Kind(e.Text) {
	case value.Missing:
	case value.String:
		s |= 1 << 8
	default:
		return 0
	}
	return s
}

// WithProp adds a component's prop that is given, by its place among the slots. It tells whether the shape can say what
// the prop is.
func (s Shape) WithProp(index int, d *value.Doc, ref value.Ref, choice uint16) (Shape, bool) {
	var code Shape
	switch d.Kind(ref) {
	case value.String:
		switch {
		case choice > 0:
			code = shapeChoice + Shape(choice)
		case d.ContentSpan(ref).Len > 0:
			code = shapeText
		default:
			code = shapeEmpty
		}
	case value.True:
		code = shapeTrue
	default:
		return 0, false
	}
	return s | code<<(shapeSlots+propBits*index), true
}

// WithoutProp takes away what WithProp has added.
func (s Shape) WithoutProp(index int) Shape {
	return s &^ ((1<<propBits - 1) << (shapeSlots + propBits*index))
}

// WithAttr adds the n-th attribute of an HTML element, which is attribute index of its type, as WithProp does.
func (s Shape) WithAttr(n, index int, d *value.Doc, ref value.Ref) (Shape, bool) {
	if n >= MaxShapeAttrs || index >= MaxShapeIndex || d.Kind(ref) != value.String {
		return 0, false
	}
	return s | Shape(index+1)<<(shapeSlots+attrBits*n), true
}
