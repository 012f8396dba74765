package app

// Params are the values that a path has for the params of its route. They are used again by the next Match, and what
// they gave out is valid until then. The zero Params are ready; one Params serves one goroutine.
type Params struct {
	// buf has the decoded segments of the path one after the other; ends are where each ends.
	buf  []byte
	ends []uint32
	// names are those of the route that was found. The last one is a list when list is set.
	names []param
	list  bool
}

// Reset makes the params those of no route and keeps their memory.
func (p *Params) Reset() { *p = Params{buf: p.buf[:0], ends: p.ends[:0]} }

// Len is the number of params.
func (p *Params) Len() int { return len(p.names) }

// Name is the name of the i-th param.
func (p *Params) Name(i int) []byte { return p.names[i].name }

// IsList tells that the i-th param is a catch-all, whose value is a list even when it has one segment or none.
func (p *Params) IsList(i int) bool { return p.list && i == len(p.names)-1 }

// Count is the number of segments that the i-th param has: one, or as many as a catch-all took.
func (p *Params) Count(i int) int {
	if p.IsList(i) {
		return len(p.ends) - p.names[i].at
	}
	return 1
}

// Segment is the j-th segment of the i-th param, decoded.
func (p *Params) Segment(i, j int) []byte { return p.segment(p.names[i].at + j) }

// Find is the index of the param with a name.
func (p *Params) Find(name []byte) (i int, ok bool) {
	for i := range p.names {
		if string(p.names[i].name) == string(name) {
			return i, true
		}
	}
	return 0, false
}

// segment is a segment of the path.
func (p *Params) segment(at int) []byte {
	start := uint32(0)
	if at > 0 {
		start = p.ends[at-1]
	}
	return p.buf[start:p.ends[at]:p.ends[at]]
}
