package expr

import "placard/engine/value"

// comparisons are the operators of a condition in the order in which the original looks for them.
var comparisons = [...]struct {
	key string
	op  op
}{{"eq", opEq}, {"neq", opNeq}, {"gt", opGt}, {"gte", opGte}, {"lt", opLt}, {"lte", opLte}}

// Condition compiles what stands in `visible` or `$cond`. What Check would report compiles to false.
func (p *Pool) Condition(d *value.Doc, ref value.Ref, frame int) ID {
	switch d.Kind(ref) {
	case value.True, value.False:
		return p.Const(d.At(ref))
	case value.Array:
		return p.conditions(opAnd, d, ref, frame)
	case value.Object:
		if m := d.Field(ref, "$and"); m != value.NoRef {
			return p.conditions(opAnd, d, m, frame)
		}
		if m := d.Field(ref, "$or"); m != value.NoRef {
			return p.conditions(opOr, d, m, frame)
		}
		return p.comparison(d, ref, frame)
	}
	return p.Const(value.OfBool(false))
}

func (p *Pool) conditions(o op, d *value.Doc, ref value.Ref, frame int) ID {
	if d.Kind(ref) != value.Array {
		return p.Const(value.OfBool(false))
	}
	var few [8]ID
	args := few[:0]
	for m := d.First(ref); m < d.End(ref); m = d.Next(m) {
		args = append(args, p.Condition(d, m, frame))
	}
	return p.apply(o, 0, args...)
}

func (p *Pool) comparison(d *value.Doc, ref value.Ref, frame int) ID {
	left, ok := p.subject(d, ref, frame)
	if !ok {
		return p.Const(value.OfBool(false))
	}
	id := None
	for _, c := range comparisons {
		if m := d.Field(ref, c.key); m != value.NoRef {
			id = p.apply(c.op, 0, left, p.Compile(d, m, frame))
			break
		}
	}
	if id == None {
		id = p.apply(opTruthy, 0, left)
	}
	if m := d.Field(ref, "not"); d.Kind(m) == value.True {
		id = p.apply(opNot, 0, id)
	}
	return id
}

// subject is the value that a condition looks at; $index comes before $item and $item before $state, as in the
// original.
func (p *Pool) subject(d *value.Doc, ref value.Ref, frame int) (ID, bool) {
	if m := d.Field(ref, "$index"); m != value.NoRef {
		if frame < 0 {
			return p.Const(value.Value{}), true
		}
		return p.Index(frame), true
	}
	if m := d.Field(ref, "$item"); m != value.NoRef {
		if frame < 0 {
			return p.Const(value.Value{}), true
		}
		return p.pathOf(opItem, d, m, uint32(frame)), true
	}
	if m := d.Field(ref, "$state"); m != value.NoRef {
		return p.pathOf(opState, d, m, 0), true
	}
	return None, false
}

// UsesItem tells whether a condition looks at the current item or index anywhere: on an element with repeat such a
// condition filters the items (semantics §4).
func UsesItem(d *value.Doc, ref value.Ref) bool {
	if d.Kind(ref) < value.Array {
		return false
	}
	for m := d.First(ref); m < d.End(ref); m = d.Next(m) {
		if d.Kind(ref) == value.Object {
			if k := string(d.Key(m)); k == "$item" || k == "$index" {
				return true
			}
		}
		if UsesItem(d, m) {
			return true
		}
	}
	return false
}
