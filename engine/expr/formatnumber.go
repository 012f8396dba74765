package expr

import (
	"math"
	"strings"

	"placard/engine/value"
)

// numberFormat is what Intl.NumberFormat makes of its options (ECMA-402 §16). Known are style, currency,
// currencyDisplay (symbol, code), notation (standard, compact), useGrouping and the counts of digits; others have no
// effect.
type numberFormat struct {
	*locale
	style    string
	currency currencyCode
	code     bool // show the currency's code, not its symbol
	compact  bool
	grouping grouping

	minInteger, minFraction int
	// rounding tells which of the limits below holds.
	rounding  rounding
	maxDigits int // fraction digits or significant digits
	minDigits int // significant digits
}

type rounding uint8

const (
	toFraction rounding = iota
	toSignificant
	// toCompact keeps two significant digits, and all digits before the point.
	toCompact
)

// grouping is how many digits must stand before the first group separator.
type grouping uint8

const (
	groupByLocale grouping = iota
	groupAlways
	groupMin2
	groupNever
)

// formatNumber writes a number; kind is the value of $format.
func (e *Env) formatNumber(kind string, v value.Value, f *formatArgs) value.Value {
	if v.Nullish() {
		return value.Value{}
	}
	nf, ok := newNumberFormat(kind, f)
	if !ok {
		return value.Value{}
	}
	start := len(e.text)
	e.text = nf.append(e.text, e.numberOf(v))
	return e.since(start)
}

func newNumberFormat(kind string, f *formatArgs) (numberFormat, bool) {
	o := f.options
	nf := numberFormat{locale: f.locale, style: f.word("style", kind, "decimal", "percent", "currency")}
	notation := o.Field("notation")
	if notation.Kind() == value.Missing && kind == "number" {
		notation = f.notation
	}
	nf.compact = string(notation.Bytes()) == "compact"
	nf.code = f.word("currencyDisplay", "symbol", "symbol", "code") == "code"
	nf.setGrouping(o.Field("useGrouping"))
	if nf.style == "currency" && !nf.setCurrency(f) {
		return nf, false
	}
	nf.setDigits(o)
	return nf, true
}

// setCurrency tells whether there is a currency: three letters.
func (nf *numberFormat) setCurrency(f *formatArgs) bool {
	code := f.currency
	if own := f.options.Field("currency"); own.Kind() != value.Missing {
		code = own
	}
	if code.Nullish() {
		nf.currency = currencyCode{'U', 'S', 'D'}
		return true
	}
	if len(code.Bytes()) != len(nf.currency) {
		return false
	}
	for i, c := range code.Bytes() {
		c &^= 0x20 // upper case
		if c < 'A' || c > 'Z' {
			return false
		}
		nf.currency[i] = c
	}
	return true
}

func (nf *numberFormat) setGrouping(v value.Value) {
	if nf.compact {
		nf.grouping = groupMin2
	}
	switch {
	case v.Kind() == value.True:
		nf.grouping = groupAlways
	case !v.Nullish() && !v.Truthy():
		nf.grouping = groupNever
	}
	switch string(v.Bytes()) {
	case "always":
		nf.grouping = groupAlways
	case "min2":
		nf.grouping = groupMin2
	case "auto":
		nf.grouping = groupByLocale
	}
}

// setDigits is SetNumberFormatDigitOptions (ECMA-402 §16.1.3), but that a maximum below its minimum counts as not given.
func (nf *numberFormat) setDigits(o value.Value) {
	nf.minInteger = countOf(o, "minimumIntegerDigits", 1, 21, 1)
	minSignificant, maxSignificant := countOf(o, "minimumSignificantDigits", 1, 21, 0), countOf(o, "maximumSignificantDigits", 1, 21, 0)
	if minSignificant > 0 || maxSignificant > 0 {
		nf.rounding, nf.minDigits = toSignificant, max(minSignificant, 1)
		nf.maxDigits = 21
		if maxSignificant >= nf.minDigits {
			nf.maxDigits = maxSignificant
		}
		return
	}
	low, high := 0, 3
	switch nf.style {
	case "currency":
		low = currencyDigits(nf.currency)
		high = low
	case "percent":
		high = 0
	}
	minFraction, maxFraction := countOf(o, "minimumFractionDigits", 0, 100, -1), countOf(o, "maximumFractionDigits", 0, 100, -1)
	if maxFraction < minFraction {
		maxFraction = -1
	}
	if nf.compact && minFraction < 0 && maxFraction < 0 {
		nf.rounding = toCompact
		return
	}
	if minFraction < 0 {
		minFraction = low
		if maxFraction >= 0 {
			minFraction = min(low, maxFraction)
		}
	}
	if maxFraction < 0 {
		maxFraction = high
	}
	nf.minFraction, nf.maxDigits = minFraction, max(maxFraction, minFraction)
}

// countOf is an option that is a count of digits; without when it is not there or out of its limits.
func countOf(o value.Value, name string, low, high, without int) int {
	v := o.Field(name)
	if v.Nullish() {
		return without
	}
	if f := math.Floor(v.ToNumber()); f >= float64(low) && f <= float64(high) {
		return int(f)
	}
	return without
}

func currencyDigits(code currencyCode) int {
	switch {
	case strings.Contains(currenciesWithoutFraction, string(code[:])):
		return 0
	case strings.Contains(currenciesWithThreeDigits, string(code[:])):
		return 3
	}
	return 2
}

func (nf *numberFormat) append(dst []byte, f float64) []byte {
	d := newDecimal(f)
	minus := d.negative && f == f
	inside := nf.style == "currency" && nf.minusInside && !(nf.compact && nf.hasUnit(d))
	if minus && !inside {
		dst = append(dst, '-')
	}
	if nf.style == "currency" && nf.symbolFirst {
		dst = nf.appendGap(nf.appendCurrency(dst))
	}
	if minus && inside {
		dst = append(dst, '-')
	}
	dst = nf.appendMagnitude(dst, f, &d)
	switch {
	case nf.style == "percent":
		dst = append(dst, nf.percent...)
	case nf.style == "currency" && !nf.symbolFirst:
		dst = nf.appendCurrency(append(dst, nf.symbolGap...))
	}
	return dst
}

func (nf *numberFormat) appendCurrency(dst []byte) []byte {
	if nf.code {
		return append(dst, nf.currency[:]...)
	}
	return nf.appendSymbol(dst, nf.currency)
}

// appendMagnitude writes the number without sign and unit.
func (nf *numberFormat) appendMagnitude(dst []byte, f float64, d *decimal) []byte {
	switch {
	case f != f:
		return append(dst, "NaN"...)
	case math.IsInf(f, 0):
		return append(dst, "∞"...)
	}
	if nf.style == "percent" && d.n > 0 {
		d.point += 2
	}
	var unit *step
	if nf.compact {
		unit = nf.scale(d)
	} else {
		nf.round(d)
	}
	minFraction := nf.minFraction
	if nf.rounding == toSignificant {
		minFraction = max(nf.minDigits-max(d.point, 1), 0)
		if d.n > 0 {
			minFraction = max(nf.minDigits-d.point, 0)
		}
	}
	dst = d.append(dst, nf.locale, nf.separator(d), nf.minInteger, minFraction)
	if unit != nil {
		dst = append(dst, unit.suffix...)
	}
	return dst
}

func (nf *numberFormat) round(d *decimal) {
	switch nf.rounding {
	case toFraction:
		d.round(d.point + nf.maxDigits)
	case toSignificant:
		d.round(nf.maxDigits)
	case toCompact:
		d.round(max(d.point, 2))
	}
}

// scale divides by the unit of compact notation that fits and rounds. Rounding may make the number so large that the
// next unit fits: 999 999 is 1 M, not 1000 K.
func (nf *numberFormat) scale(d *decimal) *step {
	for {
		unit := nf.unit(d.point - 1)
		by := 0
		if unit != nil {
			by = unit.by
		}
		d.point -= by
		nf.round(d)
		if d.n == 0 || nf.unit(d.point+by-1) == unit {
			return unit
		}
		d.point += by
	}
}

// hasUnit tells whether a number has a unit in compact notation.
func (nf *numberFormat) hasUnit(d decimal) bool { return nf.scale(&d) != nil }

// unit is the unit for numbers of this power of ten, nil for none.
func (nf *numberFormat) unit(power int) *step {
	var found *step
	for i := range nf.steps {
		if nf.steps[i].from <= power {
			found = &nf.steps[i]
		}
	}
	return found
}

// separator is the group separator if the number is long enough for one.
func (nf *numberFormat) separator(d *decimal) string {
	least := nf.minGroup
	switch nf.grouping {
	case groupNever:
		return ""
	case groupAlways:
		least = 1
	case groupMin2:
		least = 2
	}
	if max(d.point, nf.minInteger) < 3+least {
		return ""
	}
	return nf.group
}
