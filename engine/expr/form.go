// Package expr compiles and evaluates the expressions and conditions of a spec (semantics §2 and §3). An expression
// is parsed once, into a flat pool; evaluating it allocates nothing but what a computed list or text needs, and that
// comes from an arena which is used again.
package expr

import "placard/engine/value"

// Form is the kind of an expression, told by its keys that begin with "$". When there are several, the first of this
// list counts whose value fits, as in the original.
type Form uint8

const (
	// Plain is no expression: a literal, or a list or object whose members may be expressions.
	Plain Form = iota
	State
	Item
	Index
	BindState
	BindItem
	Cond
	Computed
	Template
	Format
	Math
	Concat
	Count
	Truncate
	Pluralize
	Join
	Translate
	// Unknown has a key with "$" that is none of these.
	Unknown
)

var forms = map[string]Form{
	"$state": State, "$bindState": BindState, "$item": Item, "$bindItem": BindItem, "$index": Index, "$cond": Cond,
	"$template": Template, "$computed": Computed, "$format": Format, "$math": Math, "$concat": Concat, "$count": Count,
	"$truncate": Truncate, "$pluralize": Pluralize, "$join": Join, "$t": Translate,
}

// conditionKeys may accompany or be inside a condition, but are no expression of their own.
var conditionKeys = map[string]bool{"$then": true, "$else": true, "$and": true, "$or": true}

// Classify tells what expression a node is, and the member whose key says so.
func Classify(d *value.Doc, r value.Ref) (Form, value.Ref) {
	if d.Kind(r) != value.Object || !d.HasExpressions(r) {
		return Plain, value.NoRef
	}
	best, at := Plain, value.NoRef
	rank := 3 * int(Unknown) // of the best so far, the lowest counts
	for m := d.First(r); m < d.End(r); m = d.Next(m) {
		key := d.Key(m)
		if len(key) == 0 || key[0] != '$' {
			continue
		}
		f, ok := forms[string(key)]
		if !ok {
			if conditionKeys[string(key)] {
				continue
			}
			f = Unknown
		}
		// Equal ranks are a key that is there twice: the last one counts, as everywhere.
		if n := rankOf(f, d, r, m); n <= rank {
			best, at, rank = f, m, n
		}
	}
	return best, at
}

// rankOf orders forms: one whose value fits comes before all that do not, and every form before an unknown key.
func rankOf(f Form, d *value.Doc, r, m value.Ref) int {
	switch {
	case f == Unknown:
		return 2 * int(Unknown)
	case fits(f, d, r, m):
		return int(f)
	}
	return int(Unknown) + int(f)
}

func fits(f Form, d *value.Doc, r, m value.Ref) bool {
	switch f {
	case State, Item, BindState, BindItem, Computed, Template:
		return d.Kind(m) == value.String
	case Index:
		return d.Kind(m) == value.True
	case Cond:
		return d.Field(r, "$then") != value.NoRef && d.Field(r, "$else") != value.NoRef
	}
	return true
}
