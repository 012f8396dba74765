package utility

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
)

// The order of rules decides which one wins. Tailwind sorts by variants, then by the properties that are set, those
// that set more first, then by name.

// sortRules puts the indexes of the rules in order.
func (s *Sheet) sortRules() {
	s.sortVariants()
	s.rankRules()
	s.order = s.order[:0]
	for i := range s.rules {
		s.order = append(s.order, uint16(i))
	}
	slices.SortFunc(s.order, func(a, b uint16) int { return s.compareRules(&s.rules[a], &s.rules[b]) })
}

// sortVariants gives each variant its place among those of the page; what is the same to Tailwind has the same.
func (s *Sheet) sortVariants() {
	s.sorted = s.sorted[:0]
	for i := range s.variants {
		s.sorted = append(s.sorted, uint16(i))
	}
	slices.SortFunc(s.sorted, func(a, b uint16) int { return s.compareVariants(int(a), int(b)) })
	place := uint16(0)
	for i, v := range s.sorted {
		if i > 0 && s.compareVariants(int(s.sorted[i-1]), int(v)) != 0 {
			place++
		}
		s.variants[v].orderPosition = place
	}
}

// rankRules writes the places of each rule's variants, the greatest first and each once.
func (s *Sheet) rankRules() {
	s.ranks = append(s.ranks[:0], s.ruleVariants...)
	for i := range s.rules {
		r := &s.rules[i]
		ranks := s.ranks[r.variantFrom:r.variantTo]
		for j, v := range ranks {
			ranks[j] = s.variants[v].orderPosition + 1
		}
		slices.SortFunc(ranks, func(a, b uint16) int { return cmp.Compare(b, a) })
		n := len(slices.Compact(ranks))
		clear(ranks[n:]) // 0 is none.
	}
}

func (s *Sheet) compareRules(a, b *rule) int {
	if c := s.compareRanks(a, b); c != 0 {
		return c
	}
	if c := compareProperties(a, b); c != 0 {
		return c
	}
	if c := cmp.Compare(b.count, a.count); c != 0 {
		return c
	}
	return compareNames(s.at(a.name), s.at(b.name))
}

// compareRanks compares sets of variants as numbers in which each variant has a bit.
func (s *Sheet) compareRanks(a, b *rule) int {
	ranksA, ranksB := s.ranks[a.variantFrom:a.variantTo], s.ranks[b.variantFrom:b.variantTo]
	for i := 0; i < len(ranksA) || i < len(ranksB); i++ {
		var rankA, rankB uint16
		if i < len(ranksA) {
			rankA = ranksA[i]
		}
		if i < len(ranksB) {
			rankB = ranksB[i]
		}
		if rankA != rankB {
			return cmp.Compare(rankA, rankB)
		}
	}
	return 0
}

// behindAll is a place behind all properties.
const behindAll = 1 << 16

// placeOf returns the place of the i-th property, or behindAll.
func (r *rule) placeOf(i int) int {
	switch {
	case i == 0 && r.place > 0:
		return int(r.place) - 1
	case 2*i < len(r.order):
		return u16(r.order, 2*i)
	}
	return behindAll
}

func compareProperties(a, b *rule) int {
	for i := 0; ; i++ {
		x, y := a.placeOf(i), b.placeOf(i)
		if x != y || x == behindAll {
			return cmp.Compare(x, y)
		}
	}
}

// compareNames compares names with the numbers in them as numbers.
func compareNames(a, b []byte) int {
	for i := 0; i < len(a) && i < len(b); i++ {
		if isDigit(a[i]) && isDigit(b[i]) {
			numberA, numberB := a[i:digitsEnd(a, i)], b[i:digitsEnd(b, i)]
			if c := compareNumbers(numberA, numberB); c != 0 {
				return c
			}
			// The same digits: they are compared again one by one, which changes nothing.
		}
		if a[i] != b[i] {
			return cmp.Compare(a[i], b[i])
		}
	}
	return cmp.Compare(len(a), len(b))
}

func compareNumbers(a, b []byte) int {
	shortA, shortB := bytes.TrimLeft(a, "0"), bytes.TrimLeft(b, "0")
	if c := cmp.Compare(len(shortA), len(shortB)); c != 0 {
		return c
	}
	if c := bytes.Compare(shortA, shortB); c != 0 {
		return c
	}
	return bytes.Compare(a, b)
}

// compareVariants orders two variants of the sheet.
func (s *Sheet) compareVariants(a, b int) int {
	if a == b {
		return 0
	}
	x, y := &s.variants[a], &s.variants[b]
	if x.kind == arbitraryVariant || y.kind == arbitraryVariant {
		return s.compareArbitrary(x, y)
	}
	if c := cmp.Compare(x.order, y.order); c != 0 {
		return c
	}
	if x.kind == compoundVariant && y.kind == compoundVariant {
		return s.compareCompounds(x, y)
	}
	if c, ok := s.compareWidths(x, y); ok {
		return c
	}
	return s.compareValues(x, y)
}

func (s *Sheet) compareArbitrary(x, y *variant) int {
	if x.kind == y.kind {
		return bytes.Compare(s.at(x.value), s.at(y.value))
	}
	return cmp.Compare(x.kind, y.kind)
}

func (s *Sheet) compareCompounds(x, y *variant) int {
	if c := s.compareVariants(int(x.inner), int(y.inner)); c != 0 {
		return c
	}
	if x.hasModifier && y.hasModifier {
		return bytes.Compare(s.at(x.modifier), s.at(y.modifier))
	}
	return compareBools(x.hasModifier, y.hasModifier)
}

func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

func (s *Sheet) compareValues(x, y *variant) int {
	if x.id != y.id {
		return cmp.Compare(variantAt(int(x.id)).name, variantAt(int(y.id)).name)
	}
	if c := compareBools(x.arbitrary, y.arbitrary); c != 0 {
		return c
	}
	return bytes.Compare(s.at(x.value), s.at(y.value))
}

// compareWidths orders breakpoints and widths of containers, those of "max" from the widest on. It is not ok for other
// variants.
func (s *Sheet) compareWidths(x, y *variant) (c int, ok bool) {
	name := variantAt(int(x.id)).name
	descending := name == "max" || name == "@max"
	if !descending && name != "min" && name != "@" && name != "@min" && x.kind != staticVariant {
		return 0, false
	}
	if x.kind == staticVariant && x.order != breakpointOrder() {
		return 0, false
	}
	s.decoded = append(s.decoded[:0], s.width(x)...)
	return compareWidths(s.decoded, s.width(y), descending), true
}

// breakpointOrder is the place of "sm" and its like.
func breakpointOrder() uint8 {
	id, _ := lookup(variantSpace, "min")
	return variantAt(id).order
}

// compareWidths compares by unit or function first, then by number.
func compareWidths(a, b []byte, descending bool) int {
	if bytes.Equal(a, b) {
		return 0
	}
	if c := compareUnits(a, b); c != 0 {
		return c
	}
	x, okX := leadingNumber(a)
	y, okY := leadingNumber(b)
	if !okX || !okY {
		return bytes.Compare(a, b)
	}
	if descending {
		return cmp.Compare(y, x)
	}
	return cmp.Compare(x, y)
}

// compareUnits compares the names of functions, or what is no digit.
func compareUnits(a, b []byte) int {
	next := func(v []byte, i int) (int, int) { // the next byte that counts, or -1
		isFunction := bytes.IndexByte(v, '(') >= 0
		for ; i < len(v); i++ {
			if isFunction && v[i] == '(' {
				break
			}
			if isFunction || !isDigit(v[i]) && v[i] != '.' {
				return int(v[i]), i + 1
			}
		}
		return -1, i
	}
	for i, j := 0, 0; ; {
		var x, y int
		x, i = next(a, i)
		y, j = next(b, j)
		if x != y {
			return cmp.Compare(x, y)
		}
		if x < 0 {
			return 0
		}
	}
}

func leadingNumber(v []byte) (f float64, ok bool) {
	n := numberEnd(v)
	if n == 0 || n > 24 {
		return 0, false
	}
	f, err := strconv.ParseFloat(string(v[:n]), 64)
	return f, err == nil
}
