package utility

import "bytes"

// Compound variants change the selector or condition of another variant: "group-hover", "not-sm", "has-[:checked]".

func (s *Sheet) parseCompound(v *variant, t tableVariant, value, modifier []byte, depth int) bool {
	if modifier != nil && (t.name == "not" || t.name == "has" || t.name == "in") {
		// The modifier is that of the variant within.
		start := len(value)
		value = value[:start+1+len(modifier)]
		modifier = nil
	}
	inner, ok := s.variant(value, depth+1)
	if !ok {
		return false
	}
	if modifier != nil && !s.parseVariantModifier(v, modifier) {
		return false
	}
	v.inner = int16(inner)
	in := s.variants[inner]
	s.beginPaths(v)
	if t.name == "not" && s.isDark(in) {
		s.schemePaths(v, lightScheme)
		return true
	}
	if in.compounds&t.compoundsWith == 0 || in.pathTo-in.pathFrom != 1 || s.isDark(in) {
		return false
	}
	p := s.paths[in.pathFrom]
	if t.name == "not" {
		return !in.relative && s.negate(v, p)
	}
	if in.relative && t.name != "has" && t.name != "in" {
		return false
	}
	return s.compoundSelector(v, p, t.name)
}

func (s *Sheet) isDark(v variant) bool {
	return v.kind == staticVariant && variantAt(int(v.id)).name == "dark"
}

// compoundSelector makes one path of another: exactly one of its wrappers must be a selector, and that is changed.
func (s *Sheet) compoundSelector(v *variant, p path, name string) bool {
	from := uint32(len(s.wrappers))
	changed := false
	for i := p.from; i < p.to; i++ {
		w := s.wrappers[i]
		if !w.atRule {
			if changed {
				return false
			}
			changed = true
			w.text = s.compoundText(v, w.text, name)
		}
		s.wrappers = append(s.wrappers, w)
	}
	s.paths = append(s.paths, path{from, uint32(len(s.wrappers)), false})
	v.pathTo = uint32(len(s.paths))
	return changed && len(s.text) < maxTextBytes
}

// anyElement stands for '&' where a selector is asked of other elements.
var anyElement = []byte("*")

func (s *Sheet) compoundText(v *variant, selector span, name string) span {
	switch name {
	case "has":
		return s.enclose("&:has(", selector, anyElement, ")")
	case "in":
		return s.enclose(":where(", selector, anyElement, ") &")
	}
	s.prelude = append(append(s.prelude[:0], ":where(."...), name...)
	if v.hasModifier {
		s.prelude = append(append(s.prelude, `\/`...), s.at(v.modifier)...)
	}
	s.prelude = append(s.prelude, ')')
	after := " &)"
	if name == "peer" {
		after = " ~ &)"
	}
	if end, ok := cut(s.at(selector), ','); !ok || end < int(selector.end-selector.start) {
		return s.enclose(":is(:is(", selector, s.prelude, ")"+after)
	}
	return s.enclose(":is(", selector, s.prelude, after)
}

// enclose writes a selector between two texts, with another in place of its '&'.
func (s *Sheet) enclose(before string, selector span, nesting []byte, after string) span {
	start := len(s.text)
	s.text = append(s.text, before...)
	for i := selector.start; i < selector.end && len(s.text) < maxTextBytes; i++ {
		if c := s.text[i]; c != '&' {
			s.text = append(s.text, c)
		} else {
			s.text = append(s.text, nesting...)
		}
	}
	s.text = append(s.text, after...)
	return span{uint32(start), uint32(len(s.text))}
}

// negate makes paths of what does not match one path: its selector negated, and its at-rule negated, on their own.
func (s *Sheet) negate(v *variant, p path) bool {
	selectors, atRules := 0, 0
	for i := p.from; i < p.to; i++ {
		if s.wrappers[i].atRule {
			atRules++
		} else {
			selectors++
		}
	}
	if selectors > 1 || atRules > 1 {
		return false
	}
	return s.negateAll(v, p, false) && s.negateAll(v, p, true)
}

// negateAll adds a path for the selectors of a path, or for its at-rules.
func (s *Sheet) negateAll(v *variant, p path, atRules bool) bool {
	for i := p.from; i < p.to; i++ {
		w := s.wrappers[i]
		if w.atRule != atRules {
			continue
		}
		negate := s.negateSelector
		if atRules {
			negate = s.negateAtRule
		}
		text, ok := negate(w.text)
		if !ok {
			return false
		}
		s.addPath(v, false, wrapper{text: text, atRule: atRules})
	}
	return true
}

func (s *Sheet) negateSelector(selector span) (out span, ok bool) {
	if bytes.Contains(s.at(selector), []byte("::")) {
		return out, false
	}
	s.decoded = append(s.decoded[:0], s.at(selector)...)
	start := len(s.text)
	s.text = append(s.text, "&:not("...)
	first := true
	ok = parts(s.decoded, ',', func(part []byte) bool {
		if !first {
			s.text = append(s.text, ", "...)
		}
		first = false
		for _, c := range part {
			if c == '&' {
				c = '*'
			}
			s.text = append(s.text, c)
		}
		return true
	})
	s.text = append(s.text, ')')
	return span{uint32(start), uint32(len(s.text))}, ok
}

// negateAtRule negates a condition that is no list.
func (s *Sheet) negateAtRule(rule span) (out span, ok bool) {
	s.decoded = append(s.decoded[:0], s.at(rule)...)
	space := bytes.IndexByte(s.decoded, ' ')
	if space < 0 {
		return out, false
	}
	name, condition := s.decoded[:space], trim(s.decoded[space:])
	if end, ok := cut(condition, ','); !ok || end < len(condition) {
		return out, false
	}
	start := len(s.text)
	s.text = append(append(s.text, name...), ' ')
	before, rest := condition[:0], condition
	if string(name) == "@container" && !bytes.HasPrefix(condition, []byte("not ")) && !isCallAtStart(condition) {
		// A container has its name before the condition.
		if space = bytes.IndexByte(condition, ' '); space >= 0 {
			before, rest = condition[:space+1], condition[space+1:]
		}
	}
	s.text = append(s.text, before...)
	if positive, negated := bytes.CutPrefix(rest, []byte("not ")); negated {
		s.text = append(s.text, positive...)
	} else {
		s.text = append(append(s.text, "not "...), rest...)
	}
	return span{uint32(start), uint32(len(s.text))}, true
}

// isCallAtStart reports a function or parenthesis at the start.
func isCallAtStart(v []byte) bool {
	i := bytes.IndexAny(v, " (")
	return i >= 0 && v[i] == '('
}
