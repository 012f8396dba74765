package markdown

import (
	"errors"
	"strconv"

	"placard/engine/diag"
)

const (
	// maxMarkers bounds the quotes and lists that one line opens: goldmark's time grows with their square.
	maxMarkers = 50
	// maxIndent bounds the columns before a line's first letter, by which lists nest over many lines.
	maxIndent = 1000
	// maxCells bounds the cells of all tables, 200 bytes each. A row has as many as its table has columns, however
	// short it is, so 100 KB of text could make a thousand million.
	maxCells = 250_000
	// maxDepth bounds the tree: goldmark renders it by recursion, and a stack that is full ends the process.
	maxDepth = 250
	// maxDefinitionWork bounds the squares that survey adds up: about half a second.
	maxDefinitionWork = 100_000_000
	// maxWork bounds the bytes that links and emphasis are looked for in (see meter): about 0.2 seconds.
	maxWork = 50_000_000
)

// limitError is a bound that a text went past.
type limitError struct{ code, message, hint string }

// Error implements error.
func (e *limitError) Error() string { return "markdown: " + e.message }

var (
	sourceTooLarge = &limitError{"too_large", "the text has more than 1 MB", "split it into several pages"}
	tooLarge       = &limitError{"page_too_large", "the rendered page has more than 8 MB", "split it into several pages"}
	tooDeep        = &limitError{"too_deep", "quotes, lists or emphasis are nested too deeply", "nest less than 50 levels"}
	tooManyCells   = &limitError{"too_many_cells", "the tables have more than " + strconv.Itoa(maxCells) + " cells",
		"split the tables over several pages"}
	tooManyDefinitions = &limitError{"too_many_definitions", "there are too many definitions of links or footnotes",
		"split the text into several pages, or write links as [text](address)"}
	tooMuchWork = &limitError{"too_complex", "there are too many brackets and other marks in very long paragraphs",
		"put blank lines between paragraphs, or escape marks as in \\["}
)

// refuse makes an issue of why a text is not rendered.
func refuse(err error) (l diag.List) {
	i := diag.Issue{Severity: diag.Error, Code: "not_rendered", Message: err.Error()}
	var limit *limitError
	if errors.As(err, &limit) {
		i.Code, i.Message, i.Hint = limit.code, limit.message, limit.hint
	}
	l.Add(i)
	return l
}
