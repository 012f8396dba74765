package markdown

import "bytes"

// checkSource bounds what the structure of blocks can cost, line by line, without parsing it. It errs on the side of
// seeing too much: it takes code for text, too.
func checkSource(src []byte) error {
	if len(src) > MaxSourceBytes {
		return sourceTooLarge
	}
	s := survey{noteLinks: bytes.Count(src, []byte("[^"))}
	for line := range bytes.Lines(src) {
		rest, list, ok := skipMarkers(line)
		if !ok {
			return tooDeep
		}
		s.line(bytes.TrimSpace(rest), list)
	}
	switch {
	case s.cells > maxCells:
		return tooManyCells
	case s.definitionWork() > maxDefinitionWork:
		return tooManyDefinitions
	}
	return nil
}

// survey adds up what goldmark does more than once for a line. Lines with no blank one between them may be one
// paragraph or one table.
type survey struct {
	// columns are those of the tables that a row here may belong to.
	columns, cells int
	// lines and definitions since the last blank line, and their products up to there: each definition of a link at
	// the head of a paragraph moves the lines behind it.
	lines, definitions, moves int
	// notes are definitions of footnotes; goldmark finds that of a link to one by going through them.
	notes, noteLinks int
}

// line counts a line; list tells that it began with the marker of a list, which makes it not blank.
func (s *survey) line(rest []byte, list bool) {
	if len(rest) == 0 && !list {
		s.moves += s.lines * s.definitions
		s.columns, s.lines, s.definitions = 0, 0, 0
		return
	}
	if isDelimiterRow(rest) {
		s.columns += 1 + bytes.Count(rest, []byte("|"))
	}
	s.cells += s.columns
	s.lines++
	if bytes.HasPrefix(rest, []byte("[^")) {
		s.notes++
	} else if !list && bytes.HasPrefix(rest, []byte("[")) {
		s.definitions++
	}
}

func (s *survey) definitionWork() int {
	return s.moves + s.lines*s.definitions + s.notes*s.noteLinks
}

// isDelimiterRow tells a line such as |---|:-:| under the head of a table.
func isDelimiterRow(line []byte) bool {
	for _, c := range line {
		if c != '|' && c != '-' && c != ':' && c != ' ' && c != '\t' {
			return false
		}
	}
	return bytes.ContainsAny(line, "|:")
}

// skipMarkers returns what is behind the markers of quotes and lists, and whether there is one of a list. ok is false
// when there are too many.
func skipMarkers(line []byte) (rest []byte, list, ok bool) {
	markers, columns := 0, 0
	for len(line) > 0 && markers <= maxMarkers && columns <= maxIndent {
		n := listMarkerLength(line)
		switch {
		case n > 0:
			markers++
			list = true
		case line[0] == '>':
			markers++
			n = 1
		case line[0] == ' ':
			columns++
			n = 1
		case line[0] == '\t':
			columns += 4
			n = 1
		default:
			return line, list, true
		}
		line = line[n:]
	}
	return line, list, markers <= maxMarkers && columns <= maxIndent
}

// listMarkerLength is the length of the list marker that a line begins with, 0 for none.
func listMarkerLength(line []byte) int {
	n := 0
	for n < len(line) && line[n] >= '0' && line[n] <= '9' {
		n++
	}
	if n == len(line) {
		return 0
	}
	switch c := line[n]; {
	case n == 0 && (c == '-' || c == '*' || c == '+'), n > 0 && (c == '.' || c == ')'):
		n++
	default:
		return 0
	}
	if n < len(line) && bytes.IndexByte([]byte(" \t\r\n"), line[n]) < 0 {
		return 0
	}
	return n
}
