package utility

import (
	"bytes"
	"unicode/utf8"

	"placard/engine/css"
)

// maxBlocks is how many blocks a branch may be nested in.
const maxBlocks = 14

// growing is a branch that its variants are being put around.
type growing struct {
	blocks   [maxBlocks]block
	atRules  int // the first blocks are at-rules, then comes the selector
	selector span
	raw      int // blocks behind the selector, which are nested as they are
	content  bool
	inAtRule bool
	system   bool
	custom   bool // there is text from the class name in the blocks
}

// wrapAll makes the branches of a rule: its variants, from left to right, each go into the one before.
func (s *Sheet) wrapAll(r *rule, variants []byte, wrap string) bool {
	r.variantFrom, r.branchFrom = uint32(len(s.ruleVariants)), uint32(len(s.branches))
	add := func(name []byte) bool {
		index, ok := s.variant(name, 0)
		if !ok || s.variants[index].relative || len(s.ruleVariants)-int(r.variantFrom) == maxVariants {
			return false
		}
		s.ruleVariants = append(s.ruleVariants, uint16(index))
		return true
	}
	if variants != nil && !parts(variants, ':', add) {
		return false
	}
	r.variantTo = uint32(len(s.ruleVariants))

	start := len(s.text)
	s.text = appendClassSelector(s.text, s.at(r.name))
	g := growing{selector: span{uint32(start), uint32(len(s.text))}}
	ways := 1
	for _, i := range s.ruleVariants[r.variantFrom:] {
		v := &s.variants[i]
		g.custom = g.custom || v.custom
		if ways *= int(v.pathTo - v.pathFrom); ways > maxPaths {
			return false
		}
	}
	if !s.grow(r, g, r.variantFrom, wrap) {
		return false
	}
	r.branchTo = uint32(len(s.branches))
	return r.branchTo > r.branchFrom
}

// grow puts the variants from the given one on into a branch, once for each of their paths.
func (s *Sheet) grow(r *rule, g growing, variant uint32, wrap string) bool {
	if variant == r.variantTo {
		return s.finish(r, g, wrap)
	}
	v := s.variants[s.ruleVariants[variant]]
	for p := v.pathFrom; p < v.pathTo; p++ {
		next := g
		written, ok := s.enter(&next, s.paths[p])
		if !ok || len(s.text) > maxTextBytes || written && !s.grow(r, next, variant+1, wrap) {
			return false
		}
	}
	return true
}

// enter goes into the wrappers of a path. Nothing is written when no browser would match the selector.
func (s *Sheet) enter(g *growing, p path) (written, ok bool) {
	g.system = g.system || p.systemOnly
	for i := p.from; i < p.to; i++ {
		w := s.wrappers[i]
		if g.atRules+g.raw+1 == maxBlocks {
			return false, false
		}
		g.inAtRule = w.atRule
		switch {
		case g.content:
			g.blocks[g.atRules+g.raw] = block{w.text, w.content}
			g.raw++
		case w.atRule:
			g.blocks[g.atRules] = block{text: w.text}
			g.atRules++
		case string(s.at(w.text)) == "&":
			g.inAtRule = true // Tailwind takes the declarations out of it one by one, as with an at-rule.
		default:
			if g.selector, ok = s.nested(w.text, g.selector); !ok {
				return false, false
			}
			if g.selector.empty() {
				return false, true
			}
			g.content = w.content
		}
	}
	return true, true
}

// nested keeps the selector of a rule within a rule.
func (s *Sheet) nested(child, parent span) (out span, ok bool) {
	s.selector, ok = s.nest(s.selector[:0], s.at(child), s.at(parent))
	return s.keep(s.selector), ok
}

// finish adds a branch to the sheet. The declarations of some utilities are nested in one more selector.
func (s *Sheet) finish(r *rule, g growing, wrap string) bool {
	content := g.content
	if wrap != "" {
		p := path{from: uint32(len(s.wrappers))}
		s.wrappers = append(s.wrappers, wrapper{text: s.keepString(wrap)})
		p.to = uint32(len(s.wrappers))
		if written, ok := s.enter(&g, p); !written {
			return ok
		}
	}
	if g.custom && !s.isSafeBranch(&g) {
		return false
	}
	r.content = r.content || content
	b := branch{from: uint32(len(s.blocks)), inAtRule: g.inAtRule, systemOnly: g.system}
	s.blocks = append(s.blocks, g.blocks[:g.atRules]...)
	b.selector = uint32(len(s.blocks))
	s.blocks = append(s.blocks, block{g.selector, content})
	s.blocks = append(s.blocks, g.blocks[g.atRules:g.atRules+g.raw]...)
	b.to = uint32(len(s.blocks))
	s.branches = append(s.branches, b)
	s.countBytes(r, b)
	return true
}

// isSafeBranch checks once more what stands before the braces, now that it is put together: "[/&]" is harmless until a
// '*' takes the place of '&'.
func (s *Sheet) isSafeBranch(g *growing) bool {
	for _, b := range g.blocks[:g.atRules+g.raw] {
		if !s.isSafePrelude(s.at(b.text)) {
			return false
		}
	}
	return s.isSafePrelude(s.at(g.selector))
}

// countBytes adds what a branch will take in the stylesheet, at most.
func (s *Sheet) countBytes(r *rule, b branch) {
	n := 0
	for _, block := range s.blocks[b.from:b.to] {
		n += int(block.text.end-block.text.start) + len("{content:var(--tw-content);}")
	}
	declarations := s.at(r.declarations)
	nested := 1 + 2*bytes.Count(declarations, []byte{openMark})
	important := bytes.Count(declarations, []byte{endMark}) * len("!important")
	s.written += n*nested + len(declarations) + important
}

// appendClassSelector appends "." and the name as an identifier (CSSOM "serialize an identifier"). Characters that
// browsers do not agree on whether they can stand in a name are escaped, which means the same.
func appendClassSelector(dst, name []byte) []byte {
	dst = append(dst, '.')
	for i := 0; i < len(name); {
		c := name[i]
		switch {
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRune(name[i:])
			dst = appendNameRune(dst, r)
			i += size
			continue
		case isDigit(c) && (i == 0 || i == 1 && name[0] == '-'):
			dst = append(dst, '\\', '3', c, ' ')
		case c == '-' && len(name) == 1, !isLetter(c) && !isDigit(c) && c != '-' && c != '_':
			dst = append(dst, '\\', c)
		default:
			dst = append(dst, c)
		}
		i++
	}
	return dst
}

func appendNameRune(dst []byte, r rune) []byte {
	if css.IsNonASCIIName(r) {
		return utf8.AppendRune(dst, r)
	}
	const hex = "0123456789abcdef"
	dst = append(dst, '\\')
	for shift := 20; shift >= 0; shift -= 4 {
		if r>>shift != 0 {
			dst = append(dst, hex[r>>shift&15])
		}
	}
	return append(dst, ' ')
}
