// Package catalog is what a spec may use, as data: HTML elements and components with their props, events, slots and
// documentation. Checks, prompts, schemas and documents are all derived from it; nothing about a component is said
// twice. It imports nothing of the project and holds no behaviour.
package catalog

// Kind is the type of a prop's value. Any prop may also be an expression, whose value is checked when it is known.
type Kind uint8

const (
	// Text is a string; numbers and booleans are accepted and print as JavaScript prints them.
	Text Kind = iota
	// Number is a finite number.
	Number
	// Bool is true or false.
	Bool
	// Enum is one of Prop.Enum.
	Enum
	// URL is an address that the allow-list accepts: http, https, mailto, tel, relative or fragment.
	URL
	// ImageURL is a URL that may also be a data: URL of a raster image.
	ImageURL
	// URLSet is a comma-separated list of image URLs with descriptors (srcset).
	URLSet
	// Class is a list of CSS class names.
	Class
	// Style is CSS declarations: a string, or an object of property and value.
	Style
	// Path is a JSON Pointer into the state.
	Path
	// TextList is an array of Text.
	TextList
	// TextRows is an array of arrays of Text.
	TextRows
	// Objects is an array of objects with Prop.Fields.
	Objects
	// Checks is an array of form checks: {type, message, args}.
	Checks
	// Any is any JSON value. Only params of actions, arguments of checks and members of expressions have it.
	Any
	// Condition is what `visible` has. Only $cond has it.
	Condition
)

// Prop is one property of a type.
type Prop struct {
	Name     string
	Kind     Kind
	Required bool
	// Enum are the values of an Enum, in the order in which documents list them.
	Enum []string
	// Fields are the properties of each object of an Objects prop.
	Fields []Prop
	// Default is what counts when the prop is not given, as JSON, "" when there is none.
	Default string
	// Binds tells that the control writes back to a $bindState or $bindItem given here.
	Binds bool
	Doc   string
}

// Type is an HTML element (lower case) or a component (PascalCase).
type Type struct {
	Name string
	// HTML tells elements from components.
	HTML bool
	// Void elements have neither children nor text.
	Void bool
	// Children tells that child elements are shown. HTML elements that are not void always show them.
	Children bool
	// Props are the type's own. HTML elements also have the catalog's Global attributes.
	Props []Prop
	// Events that `on` may name. HTML elements have none.
	Events []string
	Doc    string
	// Example is a props object as JSON, for prompts, "" when none is needed.
	Example string
}

// Prop returns the index of the named prop in t.Props, or -1.
func (t *Type) Prop(name string) int {
	for i := range t.Props {
		if t.Props[i].Name == name {
			return i
		}
	}
	return -1
}
