package spec

import "placard/engine/diag"

// Source is a text in which several specs stand: an app. It belongs to one goroutine at a time.
type Source struct {
	text  []byte
	ids   *idTable
	lines *lineIndex
}

// NewSource makes a Source of a text of at most MaxSpecBytes.
func NewSource(text []byte) *Source {
	return &Source{text: text, ids: newIDTable(), lines: new(lineIndex)}
}

// Position turns an offset in the text into a line and a column, both from 1, the column in bytes.
func (s *Source) Position(offset int) (line, column int) { return s.lines.position(s.text, offset) }

// Part is a spec's place in a Source.
type Part struct {
	From, To int // in the text
	// Path is the JSON Pointer to it.
	Path string
	// Others are the names of members that it has for somebody else.
	Others []string
}

// ParsePart is Parse for a part of a Source. What it and package check report has its place in the whole text. The ids of the
// elements are known until the next part is parsed, so each is checked before.
func (s *Spec) ParsePart(source *Source, p Part, diags *diag.List) {
	s.part = part{source: source, offset: p.From, path: p.Path, others: p.Others}
	s.ids, s.lines = source.ids, source.lines
	s.parse(source.text[p.From:p.To], diags)
}

// part is where a spec stands; the zero part is that of one that is the whole text.
type part struct {
	source *Source
	offset int
	path   string
	others []string
}

// position is that of an offset in the spec's own text.
func (s *Spec) position(offset int) (line, column int) {
	if s.part.source != nil {
		return s.part.source.Position(s.part.offset + offset)
	}
	return s.lines.position(s.Doc.Text(), offset)
}
