package value

import "golang.org/x/sys/cpu"

// match compares what comes next with a pattern, finds the strings in it, and returns where it ends, or -1.
func (r *Reader) match(p *Pattern, found []Span) (end int) {
	if !cpu.X86.HasAVX2 || !cpu.X86.HasBMI2 {
		return r.matchGeneric(p, found)
	}
	return matchAVX2(&r.buf[0], &r.marks[0], r.pos, &p.segments[0], &found[0])
}

// matchAVX2 is in match_amd64.s. It needs no length of the text: no segment has the zero bytes in it that are behind the text,
// which are marks too. There must be room for the strings of a pattern.
//
//go:noescape
func matchAVX2(buf, marks *byte, at int, segments *segment, found *Span) (end int)
