package utility

import "bytes"

// Kinds of variants.
const (
	staticVariant     = iota // "hover"
	functionalVariant        // "aria-checked", "min-[40rem]"
	compoundVariant          // "group-hover"
	arbitraryVariant         // "[&_p]"
)

// What a variant is made of, and so what compound variants it fits in.
const (
	compoundsAtRules   = 1
	compoundsSelectors = 2
)

// Limits of variants: of a class, of a page, and of the ways in which those of a class wrap it.
const (
	maxVariants      = 10
	maxSheetVariants = 400
	maxPaths         = 8 // of a class: the product of the paths of its variants
)

// variant is a variant that the page uses. It wraps what comes after it once for each of its paths.
type variant struct {
	text          span // as in the class name
	value         span // decoded
	modifier      span // decoded
	kind          uint8
	order         uint8
	compounds     uint8
	id            int16 // in the table, -1 is arbitrary
	inner         int16 // of a compound variant: the variant in it
	hasValue      bool
	arbitrary     bool // the value is
	hasModifier   bool
	relative      bool   // an arbitrary selector that begins with a combinator
	custom        bool   // it, or a variant in it, has text from the class name
	pathFrom      uint32 // in Sheet.paths
	pathTo        uint32
	orderPosition uint16 // among the variants of the page, see order.go
}

// path is a list of wrappers, from the outside in.
type path struct {
	from, to   uint32 // in Sheet.wrappers
	systemOnly bool   // written only when the system decides about the dark theme
}

// wrapper is a selector with '&', or an at-rule.
type wrapper struct {
	text    span
	atRule  bool
	content bool // sets the content of a pseudo-element
}

// variant returns the index of the variant with this text.
func (s *Sheet) variant(name []byte, depth int) (index int, ok bool) {
	for i := range s.variants {
		if bytes.Equal(s.at(s.variants[i].text), name) {
			return i, true
		}
	}
	if len(s.variants) == maxSheetVariants || depth > 4 || len(name) == 0 {
		return 0, false
	}
	v := variant{text: s.keep(name), id: -1, inner: -1}
	if !s.parseVariant(&v, name, depth) {
		return 0, false
	}
	v.custom = v.kind == arbitraryVariant || v.hasValue || v.hasModifier || v.inner >= 0 && s.variants[v.inner].custom
	s.variants = append(s.variants, v)
	return len(s.variants) - 1, true
}

func (s *Sheet) parseVariant(v *variant, name []byte, depth int) bool {
	if name[0] == '[' && name[len(name)-1] == ']' {
		return s.parseArbitraryVariant(v, name)
	}
	end, ok := cut(name, '/')
	if !ok {
		return false
	}
	root, modifier := name[:end], []byte(nil)
	if end < len(name) {
		modifier = name[end+1:]
		if rest, ok := cut(modifier, '/'); !ok || rest < len(modifier) || len(modifier) == 0 {
			return false
		}
	}
	return len(root) > 0 && s.parseRoots(v, root, modifier, depth)
}

// parseRoots tries what stands before each dash as the name of a variant, the longest first.
func (s *Sheet) parseRoots(v *variant, name, modifier []byte, depth int) bool {
	if id, ok := lookup(variantSpace, name); ok {
		return s.parseRoot(v, id, nil, modifier, depth) == rootFits
	}
	for i := len(name) - 1; i > 0; i-- {
		if name[i] != '-' {
			continue
		}
		id, ok := lookup(variantSpace, name[:i])
		if !ok {
			continue
		}
		if i == len(name)-1 || string(name[:i]) == "@" {
			break
		}
		switch s.parseRoot(v, id, name[i+1:], modifier, depth) {
		case rootFits:
			return true
		case rootFails:
			return false
		}
	}
	if name[0] != '@' || len(name) == 1 {
		return false
	}
	id, _ := lookup(variantSpace, "@")
	return s.parseRoot(v, id, name[1:], modifier, depth) == rootFits
}

// What comes of trying a root.
const (
	rootFits = iota
	rootFails
	rootUnfit // a shorter root may fit
)

func (s *Sheet) parseRoot(v *variant, id int, value, modifier []byte, depth int) int {
	t := variantAt(id)
	v.kind, v.order, v.compounds, v.id = t.kind, t.order, t.compounds, int16(id)
	switch t.kind {
	case staticVariant:
		if value != nil || modifier != nil {
			return rootFails
		}
		return result(s.staticPaths(v, t))
	case functionalVariant:
		if modifier != nil && !s.parseVariantModifier(v, modifier) {
			return rootFails
		}
		if value == nil {
			return rootFails // None goes without a value.
		}
		if fit := s.parseVariantValue(v, value); fit != rootFits {
			return fit
		}
		return result(s.functionalPaths(v, t.name))
	}
	return result(value != nil && s.parseCompound(v, t, value, modifier, depth))
}

func result(ok bool) int {
	if ok {
		return rootFits
	}
	return rootFails
}

func (s *Sheet) parseVariantModifier(v *variant, m []byte) bool {
	value, _, ok := s.modifierValue(m)
	if !ok {
		return false
	}
	v.modifier, v.hasModifier = s.keep(value), true
	return true
}

func (s *Sheet) parseVariantValue(v *variant, value []byte) int {
	first, last := value[0], value[len(value)-1]
	v.hasValue = true
	switch {
	case last == ']' || last == ')':
		if first != '[' && last == ']' || first != '(' && last == ')' {
			return rootUnfit
		}
		start := len(s.text)
		inner := value[1 : len(value)-1]
		if last == ')' {
			if !bytes.HasPrefix(inner, []byte("--")) {
				return rootFails
			}
			s.text = append(s.decode(append(s.text, "var("...), inner), ')')
		} else {
			s.text = s.decode(s.text, inner)
		}
		v.value, v.arbitrary = span{uint32(start), uint32(len(s.text))}, true
		return result(len(trim(s.text[start:])) > 0)
	case !isNamedValue(value):
		return rootUnfit
	}
	v.value = s.keep(value)
	return rootFits
}

// parseArbitraryVariant parses "[&_p]" and "[@media_print]".
func (s *Sheet) parseArbitraryVariant(v *variant, name []byte) bool {
	inner := name[1 : len(name)-1]
	s.decoded = s.decode(s.decoded[:0], inner)
	selector := s.decoded
	if len(trim(selector)) == 0 || inner[0] == '@' && bytes.IndexByte(inner, '&') >= 0 {
		return false
	}
	v.kind = arbitraryVariant
	if selector[0] == '@' {
		return s.arbitraryAtRule(v, selector)
	}
	v.relative = selector[0] == '>' || selector[0] == '+' || selector[0] == '~'
	start := len(s.text)
	if !v.relative && bytes.IndexByte(selector, '&') < 0 {
		s.text = append(append(append(s.text, "&:is("...), selector...), ')')
	} else {
		s.text = append(s.text, selector...)
	}
	v.value = span{uint32(start), uint32(len(s.text))}
	if bytes.Contains(s.at(v.value), []byte("::")) {
		v.compounds = 0
	} else {
		v.compounds = compoundsSelectors
	}
	s.beginPaths(v)
	s.addPath(v, false, wrapper{text: v.value})
	return s.isSafeSelector(s.at(v.value), v.relative)
}

// arbitraryAtRule takes the at-rules that ask for a condition.
func (s *Sheet) arbitraryAtRule(v *variant, rule []byte) bool {
	end := bytes.IndexAny(rule, " \t(")
	if end < 0 {
		end = len(rule)
	}
	params := trim(rule[end:])
	switch string(rule[:end]) {
	case "@media", "@supports", "@container":
		v.compounds = compoundsAtRules
		if len(params) == 0 {
			return false
		}
	case "@starting-style":
		if len(params) > 0 {
			return false
		}
	default:
		return false
	}
	start := len(s.text)
	s.text = append(s.text, rule[:end]...)
	if len(params) > 0 {
		s.text = append(append(s.text, ' '), params...)
	}
	text, ok := s.substituted(span{uint32(start), uint32(len(s.text))})
	v.value = s.keep(rule)
	s.beginPaths(v)
	s.addPath(v, false, wrapper{text: text, atRule: true})
	return ok && s.isSafePrelude(s.at(text))
}

// isSafeSelector checks a selector with '&'. One that begins with a combinator stands in :has().
func (s *Sheet) isSafeSelector(selector []byte, relative bool) bool {
	s.prelude = s.prelude[:0]
	if relative {
		s.prelude = append(append(append(s.prelude, "a:has("...), selector...), ')')
	} else {
		s.prelude = append(s.prelude, selector...)
	}
	return bytes.IndexByte(selector, '@') < 0 && s.isSafePrelude(s.prelude)
}

func (s *Sheet) beginPaths(v *variant) {
	v.pathFrom, v.pathTo = uint32(len(s.paths)), uint32(len(s.paths))
}

func (s *Sheet) addPath(v *variant, systemOnly bool, wrappers ...wrapper) {
	from := uint32(len(s.wrappers))
	s.wrappers = append(s.wrappers, wrappers...)
	s.paths = append(s.paths, path{from, uint32(len(s.wrappers)), systemOnly})
	v.pathTo = uint32(len(s.paths))
}

// tableVariant is a variant of the table.
type tableVariant struct {
	kind, order, compounds, compoundsWith uint8
	name                                  string
	paths                                 string // of a static one: see staticPaths
}

func variantAt(id int) (t tableVariant) {
	r := record(variantSection, id)
	t.kind, t.order, t.compounds, t.compoundsWith = r[0], r[1], r[2], r[3]
	t.name, r = text(r[4:])
	t.paths, _ = text(r)
	return t
}
