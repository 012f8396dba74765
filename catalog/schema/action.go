package schema

import (
	"slices"

	"placard/catalog"
)

// action is one that an event or a watcher starts.
func action(actions []catalog.Action) *node {
	n := &node{}
	for i := range actions {
		a := &actions[i]
		params := properties(a.Params)
		params.AdditionalProperties = no
		one := object(
			member{"action", &node{Const: a.Name, Description: a.Doc}},
			member{"params", params},
			member{"confirm", confirm()},
			member{"onSuccess", ref("after")},
			member{"onError", ref("after")},
			member{"preventDefault", &node{Type: "boolean"}},
		).require("action")
		if len(params.Required) > 0 {
			one.require("params")
		}
		n.AnyOf = append(n.AnyOf, one)
	}
	return n
}

// confirm is a question that is asked before.
func confirm() *node {
	return object(
		member{"title", ref("text")},
		member{"message", ref("text")},
		member{"confirmLabel", ref("text")},
		member{"cancelLabel", ref("text")},
		member{"variant", words("default", "danger")},
	).require("title", "message")
}

// after is what follows an action: others, values to write by their paths, or an address to go to.
func after() *node {
	return anyOf(
		ref("actions"),
		object(member{"set", &node{Type: "object", AdditionalProperties: ref("any")}}).require("set"),
		object(member{"navigate", &node{Type: "string", Pattern: urlPattern}}).require("navigate"),
	)
}

// checks are those of a form control. Types with the same arguments share a schema.
func checks(all []catalog.Check) *node {
	n := &node{}
	for len(all) > 0 {
		same := func(k catalog.Check) bool { return slices.EqualFunc(k.Args, all[0].Args, sameArg) }
		var names []string
		for _, k := range all {
			if same(k) {
				names = append(names, k.Name)
			}
		}
		n.AnyOf = append(n.AnyOf, check(names, all[0].Args))
		all = slices.DeleteFunc(slices.Clone(all), same)
	}
	return n
}

func sameArg(a, b catalog.Prop) bool { return a.Name == b.Name && a.Kind == b.Kind }

func check(names []string, args []catalog.Prop) *node {
	given := properties(args)
	given.AdditionalProperties = no
	n := object(member{"type", oneName(names)}, member{"message", ref("text")}, member{"args", given}).require("type", "message")
	if len(args) > 0 {
		n.require("args")
	}
	return n
}
