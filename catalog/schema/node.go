package schema

import (
	"bytes"
	"encoding/json"
)

// node is a JSON Schema, with the keywords that are used here.
type node struct {
	Schema                string   `json:"$schema,omitempty"`
	Ref                   string   `json:"$ref,omitempty"`
	Type                  any      `json:"type,omitempty"` // a string or several
	Description           string   `json:"description,omitempty"`
	Const                 any      `json:"const,omitempty"`
	Enum                  []string `json:"enum,omitempty"`
	Pattern               string   `json:"pattern,omitempty"`
	Items                 *node    `json:"items,omitempty"`
	MaxItems              *int     `json:"maxItems,omitempty"`
	Minimum               int      `json:"minimum,omitempty"`
	Maximum               int      `json:"maximum,omitempty"`
	Properties            members  `json:"properties,omitzero"`
	PatternProperties     members  `json:"patternProperties,omitzero"`
	PropertyNames         *node    `json:"propertyNames,omitempty"`
	MinProperties         int      `json:"minProperties,omitempty"`
	MaxProperties         int      `json:"maxProperties,omitempty"`
	Required              []string `json:"required,omitzero"`
	AdditionalProperties  any      `json:"additionalProperties,omitempty"` // a node or no
	UnevaluatedProperties any      `json:"unevaluatedProperties,omitempty"`
	AllOf                 []*node  `json:"allOf,omitempty"`
	AnyOf                 []*node  `json:"anyOf,omitempty"`
	Defs                  members  `json:"$defs,omitempty"`
}

// no is the schema that accepts nothing.
var no any = false

// member is a property and its schema: a node or no.
type member struct {
	name   string
	schema any
}

// members keep their order: models write the properties of an object in the order of its schema.
type members []member

// MarshalJSON implements json.Marshaler.
func (m members) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for i, p := range m {
		if i > 0 {
			b = append(b, ',')
		}
		name, err := marshal(p.name)
		if err != nil {
			return nil, err
		}
		schema, err := marshal(p.schema)
		if err != nil {
			return nil, err
		}
		b = append(append(append(b, name...), ':'), schema...)
	}
	return append(b, '}'), nil
}

// marshal writes < and & as they are: the document is no part of HTML.
func marshal(v any) ([]byte, error) {
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(text.Bytes(), []byte("\n")), err
}

// json cannot fail: a node holds strings, numbers and nodes.
func (n *node) json() []byte {
	text, _ := marshal(n)
	return text
}

// object is one without other properties.
func object(m ...member) *node {
	return &node{Type: "object", Properties: m, AdditionalProperties: no}
}

func (n *node) require(names ...string) *node {
	n.Required = append(n.Required, names...)
	return n
}

func ref(name string) *node { return &node{Ref: "#/$defs/" + name} }

func anyOf(n ...*node) *node { return &node{AnyOf: n} }

func text(doc string) *node { return &node{Type: "string", Description: doc} }

func words(w ...string) *node { return &node{Type: "string", Enum: w} }
