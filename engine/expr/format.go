package expr

import "placard/engine/value"

// format is $format: numbers, percentages, currencies and dates as Intl writes them.
func (e *Env) format(n *node) value.Value {
	return e.stringOf(e.arg(n, 1))
}
