package utility

import "bytes"

// resolved is what a candidate without its variants means: a body of the table and the texts for its marks, or one
// arbitrary property. The texts lie in the sheet's scratch memory until the next candidate.
type resolved struct {
	body     int // 0 is an arbitrary property
	property []byte
	value    []byte
	second   []byte
	alpha    []byte
	other    []byte
}

// resolve finds the declarations of a candidate.
func (s *Sheet) resolve(c *candidate) (r resolved, ok bool) {
	s.scratch = s.scratch[:0]
	base := c.base
	last := base[len(base)-1]
	switch {
	case base[0] == '[':
		return s.resolveProperty(c)
	case last == ']':
		i := bytes.Index(base, []byte("-["))
		if i < 0 {
			return r, false
		}
		return s.resolveArbitrary(c, base[:i], s.keepScratch(func(b []byte) []byte { return s.decode(b, base[i+2:len(base)-1]) }))
	case last == ')':
		i := bytes.Index(base, []byte("-("))
		if i < 0 {
			return r, false
		}
		v, ok := s.variableValue(base[i+2 : len(base)-1])
		if !ok {
			return r, false
		}
		return s.resolveArbitrary(c, base[:i], v)
	}
	return s.resolveNamed(c)
}

// keepScratch returns what f appends, in the scratch memory.
func (s *Sheet) keepScratch(f func(dst []byte) []byte) []byte {
	start := len(s.scratch)
	s.scratch = f(s.scratch)
	return s.scratch[start:len(s.scratch):len(s.scratch)]
}

// variableValue makes "var(--x)" of "--x", and "color:var(--x)" of "color:--x".
func (s *Sheet) variableValue(v []byte) (value []byte, ok bool) {
	end, ok := cut(v, ':')
	var hint []byte
	if ok && end < len(v) {
		hint, v = v[:end+1], v[end+1:]
	}
	if !ok || !bytes.HasPrefix(v, []byte("--")) {
		return nil, false
	}
	return s.keepScratch(func(dst []byte) []byte {
		s.hinted = append(append(append(append(s.hinted[:0], hint...), "var("...), v...), ')')
		return s.decode(dst, s.hinted)
	}), true
}

// resolveProperty resolves "[mask-type:luminance]".
func (s *Sheet) resolveProperty(c *candidate) (r resolved, ok bool) {
	base := c.base
	if len(base) < 2 || base[len(base)-1] != ']' || base[1] != '-' && !isLower(base[1]) {
		return r, false
	}
	base = base[1 : len(base)-1]
	colon := bytes.IndexByte(base, ':')
	if colon <= 0 || colon == len(base)-1 || string(base[:colon]) == "--tw-sort" {
		return r, false
	}
	r.property = base[:colon]
	r.value, ok = s.safeValue(s.keepScratch(func(dst []byte) []byte { return s.decode(dst, base[colon+1:]) }))
	if ok && c.modifier != nil {
		r.value, ok = s.withModifier(r.value, c.modifier)
	}
	return r, ok && s.isSafeProperty(r.property, r.value)
}

// resolveNamed resolves a name of the table, or one with a value that is no arbitrary one.
func (s *Sheet) resolveNamed(c *candidate) (r resolved, ok bool) {
	if id, found := lookup(exactSpace, c.base); found && c.modifier == nil {
		return resolved{body: id}, true
	}
	if id, found := lookup(exactCaseSpace, c.base); found {
		return s.modify(resolved{}, caseAt(id), c.modifier)
	}
	for i := len(c.base) - 1; i > 0; i-- {
		if c.base[i] != '-' {
			continue
		}
		id, found := lookup(rootSpace, c.base[:i])
		if !found {
			continue
		}
		value := c.base[i+1:]
		if len(value) == 0 {
			return r, false
		}
		if !isNamedValue(value) {
			continue
		}
		if r, ok = s.resolveValue(c, rootAt(id), value); ok {
			return r, true
		}
	}
	return r, false
}

// resolveValue resolves a colour of the theme or a number.
func (s *Sheet) resolveValue(c *candidate, root root, value []byte) (r resolved, ok bool) {
	if root.color != 0 {
		if id, found := lookup(colorSpace, value); found {
			return s.resolveColor(c, root, id, value)
		}
	}
	for n := root.numbers; n != ""; n = n[3:] {
		u := caseAt(u16(n, 1))
		if r, ok = s.resolveNumber(c, int(n[0]), u, value); ok {
			return r, true
		}
	}
	return r, false
}

func (s *Sheet) resolveColor(c *candidate, root root, id int, name []byte) (r resolved, ok bool) {
	value, _ := text(record(colorSection, id))
	r.body = caseAt(root.color).body
	r.value = s.keepScratch(func(dst []byte) []byte {
		if value != "" {
			return append(dst, value...)
		}
		return append(append(append(dst, "var(--color-"...), name...), ')')
	})
	if c.modifier == nil {
		return r, true
	}
	if root.flags&noInheritFlag != 0 && value == "inherit" {
		return r, false
	}
	r.value, ok = s.withModifier(r.value, c.modifier)
	return r, ok
}

// resolveArbitrary resolves a root with a decoded arbitrary value, which may begin with the name of its type.
func (s *Sheet) resolveArbitrary(c *candidate, name, value []byte) (r resolved, ok bool) {
	id, found := lookup(rootSpace, name)
	if !found {
		return r, false
	}
	root := rootAt(id)
	hint, value, ok := cutTypeHint(value)
	if !ok {
		return r, false
	}
	if value, ok = s.safeValue(value); !ok {
		return r, false
	}
	kind := anyType
	if hint != nil {
		kind = typeOf(hint)
	} else {
		kind = infer(value, root.inferred)
	}
	u := root.fallback
	isTyped := false
	for t := root.typed; t != ""; t = t[3:] {
		if int(t[0]) == kind {
			u, isTyped = u16(t, 1), true
		}
	}
	if kind == percentageType && root.flags&percentIntFlag != 0 && !isInteger(value[:len(value)-1]) {
		return r, false
	}
	r.value = value
	if root.flags&mathFlag != 0 {
		r.value = s.negatedMath(value)
	}
	if root.flags&zeroFlag != 0 && root.flags&mathFlag == 0 && isZeroLength(value) {
		return s.zero(c, name)
	}
	if !isTyped && root.flags&(shadowFlag|dropShadowFlag) != 0 {
		return s.resolveShadow(c, name, root, caseAt(u), value)
	}
	return s.modify(r, caseAt(u), c.modifier)
}

// negatedMath formats "calc(value * -1)" and returns what is left of the value.
func (s *Sheet) negatedMath(value []byte) []byte {
	const before, after = "calc(", " * -1)"
	s.hinted = append(append(append(s.hinted[:0], before...), value...), after...)
	out := s.keepScratch(func(dst []byte) []byte { return appendMath(dst, s.hinted) })
	if !bytes.HasPrefix(out, []byte(before)) || !bytes.HasSuffix(out, []byte(after)) {
		return value
	}
	return out[len(before) : len(out)-len(after)]
}

// isZeroLength reports 0 with a unit of length or none.
func isZeroLength(v []byte) bool {
	n := numberEnd(v)
	if n == 0 || bytes.ContainsAny(v[:n], "123456789eE") {
		return false
	}
	return n == len(v) || hasUnit(v, lengthUnits)
}

// zero resolves a root with the value 0, which has a name of its own.
func (s *Sheet) zero(c *candidate, root []byte) (r resolved, ok bool) {
	s.hinted = append(append(s.hinted[:0], root...), "-0"...)
	id, found := lookup(exactSpace, s.hinted)
	return resolved{body: id}, found && c.modifier == nil
}

// modify resolves a case with the modifier of the class, or nil.
func (s *Sheet) modify(r resolved, u utilityCase, modifier []byte) (_ resolved, ok bool) {
	r.body = u.body
	if modifier == nil {
		return r, u.body != 0
	}
	if u.modifier == noModifier {
		return r, false
	}
	if u.modifier == colorModifier {
		r.value, ok = s.withModifier(r.value, modifier)
		return r, ok && u.body != 0
	}
	value, arbitrary, ok := s.modifierValue(modifier)
	if !ok {
		return r, false
	}
	r.body = u.modified
	switch u.modifier {
	case leadingModifier:
		r.second, ok = s.leading(value, arbitrary)
	case interpolationModifier:
		r.second = s.interpolation(value, arbitrary)
	case nameModifier:
		r.second = value
	case alphaModifier:
		r.second, ok = s.shadowAlpha(value, arbitrary)
		r.alpha = s.keepScratch(func(dst []byte) []byte { return appendPercent(dst, r.second) })
		if isVar(r.second) {
			r.body = u.modifiedVar
		}
	}
	return r, ok && r.body != 0
}
