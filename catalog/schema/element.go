package schema

import (
	"slices"

	"placard/catalog"
)

// element is what all elements have, and for each type what is special about it.
func element(types []catalog.Type) *node {
	var names []string
	for i := range types {
		names = append(names, types[i].Name)
	}
	n := object(
		member{"type", words(names...)},
		member{"props", &node{Type: []string{"object", "null"}}},
		member{"children", &node{Type: []string{"array", "null"}, Items: text(""), Description: "Ids of elements."}},
		member{"text", ref("text")},
		member{"visible", ref("condition")},
		member{"repeat", ref("repeat")},
		member{"on", &node{Type: "object"}},
		member{"watch", &node{Type: "object", AdditionalProperties: ref("actions"), Description: "Paths of the state and what their changes do."}},
	).require("type")
	n.AnyOf = kindsOfElements(types)
	return n
}

// kindsOfElements has one schema for each component and each HTML element with attributes of its own, and one for all
// others.
func kindsOfElements(types []catalog.Type) []*node {
	var all []*node
	var plain []string
	for i := range types {
		t := &types[i]
		switch {
		case !t.HTML:
			all = append(all, component(t))
		case len(t.Props) == 0 && !t.Void:
			plain = append(plain, t.Name)
		default:
			all = append(all, htmlElement(t, t.Name))
		}
	}
	if len(plain) > 0 {
		all = append(all, htmlElement(&catalog.Type{HTML: true, Children: true}, plain...))
	}
	return all
}

func component(t *catalog.Type) *node {
	props := properties(t.Props)
	props.AdditionalProperties = no
	n := &node{Properties: members{{"type", &node{Const: t.Name, Description: t.Doc}}, {"props", props}}}
	if len(props.Required) > 0 {
		n.require("props")
	} else {
		props.Type = nil // what element says: null too
	}
	n.childless(!t.Children)
	return n.without("text", true).withEvents(t.Events)
}

func htmlElement(t *catalog.Type, names ...string) *node {
	props := properties(t.Props)
	props.Type, props.UnevaluatedProperties = nil, no
	props.AllOf = []*node{ref("attributes")}
	n := &node{Properties: members{{"type", oneName(names)}, {"props", props}}}
	n.childless(t.Void || t.Name == "textarea")
	return n.without("text", t.Void).withEvents(nil)
}

// attributes are those that all HTML elements have.
func attributes(global []catalog.Prop) *node {
	n := properties(global)
	n.Type, n.MaxProperties = nil, maxAttributes
	n.PatternProperties = members{{"^(aria|data)-[a-z0-9-]+$", ref("text")}}
	return n
}

func oneName(names []string) *node {
	if len(names) == 1 {
		return &node{Const: names[0]}
	}
	return words(names...)
}

// childless elements may say that they have no children, as many models do for every element.
func (n *node) childless(yes bool) {
	if none := 0; yes {
		n.Properties = append(n.Properties, member{"children", &node{MaxItems: &none}})
	}
}

func (n *node) without(property string, yes bool) *node {
	if yes {
		n.Properties = append(n.Properties, member{property, no})
	}
	return n
}

func (n *node) withEvents(events []string) *node {
	if len(events) == 0 {
		return n.without("on", true)
	}
	on := object()
	for _, name := range slices.Sorted(slices.Values(events)) {
		on.Properties = append(on.Properties, member{name, ref("actions")})
	}
	n.Properties = append(n.Properties, member{"on", on})
	return n
}

func repeat() *node {
	return object(
		member{"statePath", ref("path")},
		member{"key", text("The field that tells items apart.")},
	).require("statePath")
}
