package components

import (
	"placard/engine/program"
)

// choice maps the values of an Enum prop to markup; values that outs does not have, and no value, give other.
func choice(t *kind, prop string, outs map[string]string, other string) *program.Choice {
	i := t.Prop(prop)
	c := program.NewChoice(i, t.Props[i].Enum, outs, other)
	t.choices = append(t.choices, c)
	return c
}
