// Package expr compiles and evaluates the expressions and conditions of a spec (semantics §2 and §3). An expression
// is parsed once, into a flat pool; evaluating it allocates nothing but what a computed list or text needs, and that
// comes from an arena which is used again.
package expr

import "placard/engine/value"

// Form is the kind of an expression, told by the first of its keys that begins with "$".
type Form uint8

const (
	// Plain is no expression: a literal, or a list or object whose members may be expressions.
	Plain Form = iota
	State
	BindState
	Item
	BindItem
	Index
	Cond
	Template
	Computed
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
	unknown := value.NoRef
	for m := d.First(r); m < d.End(r); m = d.Next(m) {
		key := d.Key(m)
		if len(key) == 0 || key[0] != '$' {
			continue
		}
		if f, ok := forms[string(key)]; ok {
			return f, m
		}
		if !conditionKeys[string(key)] {
			unknown = m
		}
	}
	if unknown != value.NoRef {
		return Unknown, unknown
	}
	return Plain, value.NoRef
}
