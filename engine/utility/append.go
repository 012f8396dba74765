package utility

import "bytes"

// Scheme is how a page decides between its light and its dark theme.
type Scheme uint8

const (
	// System is a page that follows the system where no class "dark" or "light" decides.
	System Scheme = iota
	// Fixed is a page whose html element has one of the classes.
	Fixed
)

// Options of a stylesheet.
type Options struct {
	Scheme Scheme // how the dark variant is decided
}

// Append writes the stylesheet: the theme variables that are used, the rules in Tailwind's order within
// @layer utilities, and the @property rules and @keyframes that they need. It is ready to be placed in a style element.
// The layers "theme" and "utilities" are put in order elsewhere.
func (s *Sheet) Append(dst []byte, o Options) []byte {
	if s.Empty() {
		return dst
	}
	dst = s.appendTheme(dst)
	dst = append(dst, "@layer utilities{"...)
	dst = s.appendRules(dst, o)
	dst = append(dst, '}')
	dst = s.appendProperties(dst)
	return s.appendKeyframes(dst)
}

// appendTheme writes the variables of the theme that are used.
func (s *Sheet) appendTheme(dst []byte) []byte {
	const before = "@layer theme{:root, :host{"
	start := len(dst)
	dst = append(dst, before...)
	for id := range recordCount(themeSection) {
		if !s.theme.has(id) {
			continue
		}
		flags, name, value := themeAt(id)
		if flags&emitFlag == 0 {
			continue
		}
		if len(dst) > start+len(before) {
			dst = append(dst, ';')
		}
		dst = append(append(append(dst, name...), ':'), value...)
	}
	if len(dst) == start+len(before) {
		return dst[:start]
	}
	return append(dst, "}}"...)
}

// appendRules writes the rules, sorted. Blocks that follow one another and begin alike are written as one.
func (s *Sheet) appendRules(dst []byte, o Options) []byte {
	s.sortRules()
	s.properties = bitSet{}
	w := ruleWriter{sheet: s, dst: dst}
	for _, i := range s.order {
		r := &s.rules[i]
		for _, b := range s.branches[r.branchFrom:r.branchTo] {
			if !b.systemOnly || o.Scheme == System {
				w.branch(r, b)
			}
		}
	}
	w.close(0)
	return w.dst
}

// appendProperties writes the @property rules of the utilities, in the order in which they were met.
func (s *Sheet) appendProperties(dst []byte) []byte {
	s.properties = bitSet{}
	for _, i := range s.order {
		r := &s.rules[i]
		if r.content {
			dst = s.appendProperty(dst, contentProperty())
		}
		for j := range len(r.properties) {
			dst = s.appendProperty(dst, int(r.properties[j]))
		}
	}
	return dst
}

func (s *Sheet) appendProperty(dst []byte, id int) []byte {
	if s.properties.has(id) {
		return dst
	}
	s.properties.set(id)
	rule, _ := text(record(propertySection, id))
	return append(append(dst, "@property "...), rule...)
}

func (s *Sheet) appendKeyframes(dst []byte) []byte {
	for id := range recordCount(keyframesSection) {
		if !s.keyframes.has(id) {
			continue
		}
		name, rest := text(record(keyframesSection, id))
		rules, _ := text(rest)
		dst = append(append(append(dst, "@keyframes "...), name...), '{')
		dst = append(append(dst, rules...), '}')
	}
	return dst
}

// maxOpen is a branch's blocks and one at-rule of its declarations.
const maxOpen = maxBlocks + 2

// ruleWriter writes rules and knows which blocks are open.
type ruleWriter struct {
	sheet   *Sheet
	dst     []byte
	open    [maxOpen][]byte // what stands before the braces
	depth   int
	pending bool // a declaration that a semicolon must follow
}

// branch writes the declarations of a rule within its blocks.
func (w *ruleWriter) branch(r *rule, b branch) {
	s := w.sheet
	blocks := s.blocks[b.from:b.to]
	declarations := s.at(r.declarations)
	content, selector := declarations, int(b.selector-b.from)
	if r.important {
		// What is set with "content" differs from what the variant sets.
		content = nil
	}
	if !b.inAtRule || selector < len(blocks)-1 || bytes.IndexByte(declarations, openMark) < 0 {
		w.enter(blocks, content, nil, selector)
		w.declarations(r, declarations)
		return
	}
	// Within an at-rule Tailwind writes at-rules in the declarations flat, too.
	for len(declarations) > 0 {
		if declarations[0] == openMark {
			end := bytes.IndexByte(declarations, closeMark)
			brace := bytes.IndexByte(declarations, '{')
			w.enter(blocks, nil, declarations[1:brace], selector)
			w.declarations(r, declarations[brace+1:end])
			declarations = declarations[end+1:]
			continue
		}
		end := bytes.IndexByte(declarations, openMark)
		if end < 0 {
			end = len(declarations)
		}
		w.enter(blocks, nil, nil, selector)
		w.declarations(r, declarations[:end])
		declarations = declarations[end:]
	}
}

// enter opens blocks that are not open yet and closes others. An at-rule of the declarations goes before the selector.
func (w *ruleWriter) enter(blocks []block, declarations, atRule []byte, selector int) {
	s := w.sheet
	level := 0
	for i, b := range blocks {
		if i == selector && atRule != nil {
			w.enterBlock(level, atRule)
			level++
		}
		opened := w.enterBlock(level, s.at(b.text))
		level++
		last := i == len(blocks)-1
		if opened && b.content && !(last && setsContent(declarations)) {
			w.item()
			w.dst = append(w.dst, "content:var(--tw-content)"...)
			w.pending = true
		}
	}
	w.close(level)
}

// setsContent reports declarations that set the content as a pseudo-element does, which is then left out before them.
func setsContent(declarations []byte) bool {
	return bytes.HasSuffix(declarations, []byte("\x04content:var(--tw-content)\x04"))
}

// enterBlock makes prelude the block that is open at a level, and reports that it was not.
func (w *ruleWriter) enterBlock(level int, prelude []byte) (opened bool) {
	if level < w.depth && bytes.Equal(w.open[level], prelude) {
		return false
	}
	w.close(level)
	w.item()
	w.dst = append(append(w.dst, prelude...), '{')
	w.open[level] = prelude
	w.depth = level + 1
	return true
}

// item ends a declaration before something follows in the same block.
func (w *ruleWriter) item() {
	if w.pending {
		w.dst = append(w.dst, ';')
		w.pending = false
	}
}

// close closes blocks down to a level.
func (w *ruleWriter) close(level int) {
	for w.depth > level {
		w.dst = append(w.dst, '}')
		w.depth--
		w.pending = false
	}
}

// declarations writes declarations with the at-rules among them.
func (w *ruleWriter) declarations(r *rule, d []byte) {
	for len(d) > 0 {
		switch d[0] {
		case openMark:
			brace := bytes.IndexByte(d, '{')
			w.item()
			w.dst = append(w.dst, d[1:brace+1]...)
			d = d[brace+1:]
		case closeMark:
			w.dst = append(w.dst, '}')
			w.pending = false
			d = d[1:]
		default:
			end := bytes.IndexByte(d, endMark)
			w.item()
			w.dst = append(w.dst, d[:end]...)
			if r.important {
				w.dst = append(w.dst, "!important"...)
			}
			w.pending = true
			d = d[end+1:]
		}
	}
}
