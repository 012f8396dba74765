// Package schema writes the JSON Schemas (2020-12) of what may be published, derived from the catalog.
//
// What a schema accepts the engine does not refuse, as far as one value goes. What JSON Schema cannot say is left to the
// engine: that ids are of elements that are there, that the elements are a tree, and what CSS may do; of an app, that patterns
// are well-formed and different, that a layout has one Slot, and that layouts and params are those that are there. In return the
// engine forgives more than a schema should tell a model to write: other types, unknown props, React's attribute names.
//
// Cost: 10 ms for all of them; compute them once, when somebody asks.
package schema

import "placard/catalog"

// The limits are the engine's; a test compares them.
const (
	maxElements   = 500
	maxAttributes = 100
	maxRows       = 1000
)

const dialect = "https://json-schema.org/draft/2020-12/schema"

// Page is the schema of a page spec. HTML elements and components are known. strict is for structured output, see
// closed.
func Page(c *catalog.Catalog, strict bool) []byte {
	top := object(
		member{"root", text("The id of the outermost element.")},
		member{"elements", elements()},
		member{"state", &node{Type: "object", Description: "What expressions read and actions write."}},
		member{"meta", meta()},
	).require("root", "elements")
	return finish(top, c, c.Types, strict)
}

// App is the schema of a NextAppSpec. Pages of apps consist of components.
func App(c *catalog.Catalog, strict bool) []byte {
	return finish(app(), c, append(c.Components(), c.BuiltIns...), strict, member{"tree", tree()})
}

// finish adds the definitions that a schema refers to, or takes out what structured output does not have.
func finish(top *node, c *catalog.Catalog, types []catalog.Type, strict bool, own ...member) []byte {
	if strict {
		return top.closed().json()
	}
	top.Schema = dialect
	top.Defs = append(own, definitions(c, types)...)
	return top.json()
}

// elements is the flat map of elements.
func elements() *node {
	return &node{Type: "object", AdditionalProperties: ref("element"), MinProperties: 1, MaxProperties: maxElements}
}

// definitions are what is referred to by name.
func definitions(c *catalog.Catalog, types []catalog.Type) members {
	all := members{
		{"element", element(types)},
		{"attributes", attributes(c.Global)},
		{"repeat", repeat()},
		{"actions", anyOf(ref("action"), &node{Type: "array", Items: ref("action")})},
		{"action", action(c.Actions)},
		{"after", after()},
		{"checks", orExpression(&node{Type: []string{"array", "null"}, Items: anyOf(checks(c.Checks), ref("expression"))})},
		{"condition", condition(c.Comparisons)},
		{"expression", expression(c.Expressions)},
		{"dynamic", anyOf(&node{Type: "null"}, ref("expression"))},
	}
	return append(all, kinds()...)
}

// meta are the fields about the page as a whole.
func meta() *node {
	theme := object(member{"light", variables()}, member{"dark", variables()})
	return object(
		member{"title", text("")},
		member{"description", text("")},
		member{"lang", text("")},
		member{"dir", words("ltr", "rtl", "auto")},
		member{"theme", anyOf(words("light", "dark", "system"), theme)},
		member{"style", text("CSS of the page.")},
	)
}

// variables are those of a theme.
func variables() *node {
	return &node{
		Type: "object", Description: `Such as {"--primary": "#0a7"}.`,
		PatternProperties:    members{{"^--", ref("css")}},
		AdditionalProperties: no,
	}
}
