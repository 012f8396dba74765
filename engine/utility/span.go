package utility

// span is a piece of a Sheet's text.
type span struct{ start, end uint32 }

func (s *Sheet) at(p span) []byte {
	return s.text[p.start:p.end]
}

func (p span) empty() bool {
	return p.start == p.end
}

// keep copies bytes into the sheet's text.
func (s *Sheet) keep(b []byte) span {
	start := len(s.text)
	s.text = append(s.text, b...)
	return span{uint32(start), uint32(len(s.text))}
}
