// Package describe says what the catalog has to those who write specs: lists of types as JSON, and prompts for models.
// All of it is derived from the catalog.
//
// Cost: 1 ms for everything; compute it once, when somebody asks.
package describe

import (
	"encoding/json"

	"placard/catalog"
)

// element is an HTML element in the list of a page's types.
type element struct {
	Type   string `json:"type"`
	IsVoid bool   `json:"isVoid"`
}

// component is one of the types of apps.
type component struct {
	Type      string `json:"type"`
	IsBuiltIn bool   `json:"isBuiltIn"`
}

// PageComponents lists the types of page specs as JSON. Its count is that of the HTML elements, which are what the list
// had before there were others.
func PageComponents(c *catalog.Catalog) []byte {
	var list struct {
		Components    []element   `json:"components"`
		Count         int         `json:"count"`
		AppComponents []component `json:"appComponents"`
	}
	for _, t := range c.Elements() {
		list.Components = append(list.Components, element{t.Name, t.Void})
	}
	list.Count = len(list.Components)
	list.AppComponents = components(c.Components(), false)
	return marshal(list)
}

// AppComponents lists the types of apps as JSON.
func AppComponents(c *catalog.Catalog) []byte {
	var list struct {
		Components []component `json:"components"`
		Count      int         `json:"count"`
	}
	list.Components = append(components(c.Components(), false), components(c.BuiltIns, true)...)
	list.Count = len(list.Components)
	return marshal(list)
}

func components(types []catalog.Type, builtIn bool) []component {
	all := make([]component, len(types))
	for i := range types {
		all[i] = component{types[i].Name, builtIn}
	}
	return all
}

// marshal cannot fail: a list holds strings, booleans and a number.
func marshal(list any) []byte {
	text, _ := json.Marshal(list)
	return text
}
