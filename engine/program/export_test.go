package program

// AppendWithin is Append with other limits, so that tests reach them with small pages.
func (p *Program) AppendWithin(dst []byte, bytes, steps int) (out []byte, complete bool) {
	return p.run(dst, limits{bytes, steps}, nil)
}

// Slab is all that the program writes that is known, also what it does not write for the spec's own state.
func (p *Program) Slab() []byte { return p.slab }
