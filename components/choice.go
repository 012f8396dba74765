package components

import (
	"placard/catalog"
	"placard/engine/program"
)

// choice maps the values of an Enum prop to markup; values that outs does not have, and no value, give other.
func choice(t *catalog.Type, prop string, outs map[string]string, other string) *program.Choice {
	i := t.Prop(prop)
	return program.NewChoice(i, t.Props[i].Enum, outs, other)
}
