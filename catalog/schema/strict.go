package schema

import "slices"

// closed is the schema as structured output wants it: every object has additionalProperties false, and every property
// is required, null standing for those that are not given.
//
// Maps with keys of the author's choosing cannot be said so: elements, state, routes, layouts and the variables of a
// theme. As in the strict mode of @json-render/core, each becomes an object without properties. With them go all the
// definitions, and patterns, which not every vendor knows. So a model that is held to a strict schema fills in the rest,
// and gets what an element may be from the prompt.
func (n *node) closed() *node {
	out := &node{Type: n.Type, Description: n.Description, Enum: n.Enum, Const: n.Const}
	for _, one := range n.AnyOf {
		out.AnyOf = append(out.AnyOf, one.closed())
	}
	if n.Items != nil {
		out.Items = n.Items.closed()
	}
	if n.Type == "object" {
		out.close(n)
	}
	return out
}

func (n *node) close(open *node) {
	n.Properties, n.Required, n.AdditionalProperties = members{}, []string{}, no
	for _, m := range open.Properties {
		schema, ok := m.schema.(*node)
		if !ok {
			continue // nothing is accepted there
		}
		schema = schema.closed()
		if !slices.Contains(open.Required, m.name) {
			schema = schema.orNull()
		}
		n.Properties = append(n.Properties, member{m.name, schema})
		n.Required = append(n.Required, m.name)
	}
}

func (n *node) orNull() *node {
	null := &node{Type: "null"}
	if n.AnyOf != nil {
		n.AnyOf = append(n.AnyOf, null)
		return n
	}
	return anyOf(n, null)
}
