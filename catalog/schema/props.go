package schema

import "placard/catalog"

// The patterns are at most as wide as the allow-list of the engine: what stands before the first ":" is a scheme, unless
// it is after "/", "?" or "#". References such as &colon; count as what they stand for, so & may not come before either.
const (
	relative     = `[^:&/?#]*([/?#]|$)`
	urlPattern   = `^(https?:|mailto:|tel:|` + relative + `)`
	imagePattern = `^(https?:|data:image/(png|jpeg|gif|webp|avif)[;,]|` + relative + `)`
	setPattern   = `^` + candidate + `(,` + candidate + `)*$`
	candidate    = ` *(https?:)?[^:&, ]+( [0-9.]+[wx])? *`
	// numeric text counts as a number: attributes of HTML are often written so.
	numericPattern = `^-?[0-9]+(\.[0-9]+)?$`
)

// kinds are the values of props. null is as if the prop were not given.
func kinds() members {
	plain := &node{Type: []string{"string", "number", "boolean", "null"}}
	list := func(items *node) *node {
		return orExpression(&node{Type: []string{"array", "null"}, Items: items})
	}
	address := func(pattern string) *node {
		return orExpression(&node{Type: []string{"string", "null"}, Pattern: pattern})
	}
	css := &node{Type: []string{"string", "number", "null"}, Description: "CSS; what could load or cover something is refused."}
	return members{
		{"text", orExpression(plain)},
		{"number", orExpression(&node{Type: []string{"number", "string", "null"}, Pattern: numericPattern})},
		{"boolean", orExpression(&node{Type: []string{"boolean", "null"}})},
		{"url", address(urlPattern)},
		{"imageUrl", address(imagePattern)},
		{"urlSet", address(setPattern)},
		{"class", orExpression(anyOf(&node{Type: []string{"string", "null"}}, &node{Type: "array", Items: text("")}))},
		{"css", css},
		{"style", anyOf(
			&node{Type: []string{"string", "null"}, Description: "CSS declarations."},
			&node{Type: "object", AdditionalProperties: anyOf(ref("css"), ref("expression"))},
			ref("expression"),
		)},
		{"path", orExpression(text("A JSON Pointer into the state."))}, // required wherever it is, or with a default
		{"texts", list(ref("text"))},
		{"rows", list(ref("texts"))},
		{"any", anything()},
	}
}

// anything is any JSON but for objects with keys that begin with $, which must be expressions; {"$id": true} becomes a
// fresh id.
func anything() *node {
	return anyOf(
		&node{Type: []string{"string", "number", "boolean", "null"}},
		&node{Type: "array", Items: ref("any")},
		&node{Type: "object", PropertyNames: &node{Pattern: `^([^$]|$)`}, AdditionalProperties: ref("any")},
		ref("expression"),
		object(member{"$id", &node{Const: true}}).require("$id"),
	)
}

func orExpression(n *node) *node { return anyOf(n, ref("expression")) }

// names of kinds in the definitions.
var kindRefs = map[catalog.Kind]string{
	catalog.Text: "text", catalog.Number: "number", catalog.Bool: "boolean", catalog.URL: "url", catalog.ImageURL: "imageUrl",
	catalog.URLSet: "urlSet", catalog.Class: "class", catalog.Style: "style", catalog.Path: "path", catalog.TextList: "texts",
	catalog.TextRows: "rows", catalog.Checks: "checks", catalog.Any: "any", catalog.Condition: "condition",
}

// value is the schema of a prop's value.
func value(p *catalog.Prop) *node {
	var n *node
	switch p.Kind {
	case catalog.Enum:
		n = anyOf(words(p.Enum...), ref("dynamic"))
	case catalog.Objects:
		item := properties(p.Fields)
		item.AdditionalProperties = no
		n = orExpression(&node{Type: []string{"array", "null"}, Items: orExpression(item)})
	default:
		n = ref(kindRefs[p.Kind])
	}
	n.Description = p.Doc
	return n
}

// properties is an object that has these props and says nothing of others.
func properties(props []catalog.Prop) *node {
	n := &node{Type: "object"}
	for i := range props {
		p := &props[i]
		n.Properties = append(n.Properties, member{p.Name, value(p)})
		if p.Required && p.Default == "" {
			n.require(p.Name)
		}
	}
	return n
}
