package expr

import "placard/engine/value"

// formatKinds are the values of $format.
var formatKinds = [...]string{"number", "currency", "percent", "date"}

// formatCall compiles $format. A relative date that does not say what time it is now is left to the run.
func (p *Pool) formatCall(args ...ID) ID {
	kind, _ := p.Known(args[0])
	style, known := p.Known(args[5])
	now, nowKnown := p.Known(args[7])
	relative := !known || string(style.Bytes()) == "relative"
	if string(kind.Bytes()) != "date" || !relative || nowKnown && now.Kind() == value.Number {
		return p.Call(formatFunction, args...)
	}
	n := node{op: opCall, b: uint32(formatFunction), args: uint32(len(p.args)), argCount: uint32(len(args))}
	p.args = append(p.args, args...)
	return p.add(n)
}

// formatArgs are the parts of a $format that say how to write its value.
type formatArgs struct {
	*locale
	currency, notation, style, options, now value.Value
}

// format is $format: numbers, percentages, currencies and dates as Intl writes them, for the locales of localedata.go.
// What has no value prints as nothing, and so does what is no date; both would be an error or "NaN" in the original.
func (e *Env) format(n *node) value.Value {
	v := e.arg(n, 1)
	f := formatArgs{
		locale: findLocale(e.arg(n, 2).Bytes()), currency: e.arg(n, 3), notation: e.arg(n, 4), style: e.arg(n, 5),
		options: e.arg(n, 6), now: e.arg(n, 7),
	}
	switch kind := string(e.arg(n, 0).Bytes()); kind {
	case "number", "currency", "percent":
		return e.formatNumber(kind, v, &f)
	case "date":
		return e.formatDate(v, &f)
	}
	return v
}

// word is an option that must be one of these words, else it is without.
func (f *formatArgs) word(option, without string, words ...string) string {
	given := f.options.Field(option).Bytes()
	for _, w := range words {
		if string(given) == w {
			return w
		}
	}
	return without
}
