package value

import "golang.org/x/sys/cpu"

// match compares what comes next with a pattern, finds the strings in it, and returns where it ends, or -1. There must be
// room for MaxStrings from the first one on.
func (r *Reader) match(p *Pattern, first *Span) (end int) {
	if !cpu.X86.HasAVX2 || !cpu.X86.HasBMI1 || !cpu.X86.HasBMI2 {
		return r.matchGeneric(p, first)
	}
	return matchAVX2(r, p, first)
}

// matchAVX2 is in match_amd64.s. It needs no length of the text: no segment has the zero bytes in it that are behind the text,
// which are marks too.
//
//go:noescape
func matchAVX2(r *Reader, p *Pattern, first *Span) (end int)
