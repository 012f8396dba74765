//go:build !amd64

package value

// match is only for processors whose vector instructions it knows.
func (r *Reader) match(p *Pattern, first *Span) (end int) { return r.matchGeneric(p, first) }
