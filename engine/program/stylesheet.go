package program

import "placard/engine/spec"

// Stylesheet is CSS, rule by rule, so that a page gets only what it uses.
type Stylesheet []Rule

// Rule is one or more rules with the same use.
type Rule struct {
	CSS string
	// Within are the at-rules and selectors around it, the outermost first.
	Within []string
	// For is what the rule is for: pages that use any of it. An empty list is for all pages that have the stylesheet.
	For []Use
}

// Use is a type, or some values of its props, see spec.Used.
type Use struct {
	Type int
	Bits uint64
}

func (r *Rule) wanted(used *spec.Used) bool {
	for _, u := range r.For {
		if used.Has(u.Type, u.Bits) {
			return true
		}
	}
	return len(r.For) == 0
}

// cssWriter writes rules and opens and closes the blocks around them.
type cssWriter struct {
	dst  []byte
	open []string
}

func (w *cssWriter) sheet(s Stylesheet, used *spec.Used) {
	for i := range s {
		if r := &s[i]; r.wanted(used) {
			w.within(r.Within)
			w.dst = append(w.dst, r.CSS...)
		}
	}
}

// within closes the blocks that are not around the next rule and opens those that are.
func (w *cssWriter) within(blocks []string) {
	same := 0
	for same < len(blocks) && same < len(w.open) && blocks[same] == w.open[same] {
		same++
	}
	for range w.open[same:] {
		w.dst = append(w.dst, '}')
	}
	for _, b := range blocks[same:] {
		w.dst = append(append(w.dst, b...), '{')
	}
	w.open = blocks
}

// appendSheets writes the base stylesheet and those of the types that are used.
func (s *Set) appendSheets(dst []byte, used *spec.Used) []byte {
	var sheets uint64
	for t := range s.Components {
		if used.Has(t, spec.UsedType) {
			sheets |= s.Components[t].Sheets
		}
	}
	w := cssWriter{dst: dst}
	w.sheet(s.Base, used)
	for i := range s.Sheets {
		if sheets&(1<<i) != 0 {
			w.sheet(s.Sheets[i], used)
		}
	}
	w.within(nil)
	return w.dst
}

// sheets keeps the stylesheets of the last pages: those of pages that use the same are the same.
type sheets struct {
	kept [4]keptSheets
	next int
	both spec.Used // of a page and its layout
}

type keptSheets struct {
	used spec.Used
	css  []byte
}

// append does what Set.appendSheets does; it must always be for the same set.
func (s *sheets) append(dst []byte, set *Set, used *spec.Used) []byte {
	for i := range s.kept {
		if k := &s.kept[i]; k.used == *used && len(k.css) > 0 {
			return append(dst, k.css...)
		}
	}
	start := len(dst)
	dst = set.appendSheets(dst, used)
	k := &s.kept[s.next]
	s.next = (s.next + 1) % len(s.kept)
	k.used, k.css = *used, append(k.css[:0], dst[start:]...)
	return dst
}
