package schema

import (
	"strings"

	"placard/catalog"
)

// expression is any of those that may stand in place of a value.
func expression(all []catalog.Expression) *node {
	n := &node{}
	for i := range all {
		e := &all[i]
		operand := value(&e.Operand)
		if e.Literal {
			operand = literal(&e.Operand)
		}
		operand.Description = e.Operand.Doc
		rest := properties(e.Members)
		one := object(append(members{{e.Operand.Name, operand}}, rest.Properties...)...).require(e.Operand.Name)
		n.AnyOf = append(n.AnyOf, one.require(rest.Required...))
	}
	return n
}

// literal is the value of an operand that is no expression.
func literal(p *catalog.Prop) *node {
	switch p.Kind {
	case catalog.Bool:
		return &node{Const: true}
	case catalog.Enum:
		return words(p.Enum...)
	}
	return &node{Type: "string"}
}

// condition is what `visible` and $cond have.
func condition(comparisons []string) *node {
	several := &node{Type: "array", Items: ref("condition"), Description: "All of them."}
	n := anyOf(
		&node{Type: "boolean"},
		several,
		object(member{"$and", several}).require("$and"),
		object(member{"$or", &node{Type: "array", Items: ref("condition")}}).require("$or"),
	)
	for _, subject := range []member{{"$state", text("")}, {"$item", text("")}, {"$index", &node{Const: true}}} {
		n.AnyOf = append(n.AnyOf, comparison(subject, comparisons), inverted(comparison(subject, comparisons)))
	}
	return n
}

// comparison has its subject and at most one operator; without, it asks whether the subject is truthy.
func comparison(subject member, comparisons []string) *node {
	n := object(subject).require(subject.name)
	n.PatternProperties = members{{"^(" + strings.Join(comparisons, "|") + ")$", ref("any")}}
	n.MaxProperties = 2
	return n
}

func inverted(n *node) *node {
	n.Properties = append(n.Properties, member{"not", &node{Type: "boolean"}})
	n.MaxProperties++
	return n.require("not")
}
