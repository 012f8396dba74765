package program

// AppendWithin is Append with other limits, so that tests reach them with small pages.
func (p *Program) AppendWithin(dst []byte, bytes, steps int) (out []byte, complete bool) {
	return p.run(dst, limits{bytes, steps}, nil)
}
