package patch

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"placard/engine/value"
)

// MaxLineBytes is how long a line of a stream can be.
const MaxLineBytes = 512 << 10

// LineKind says what a line of a stream is.
type LineKind uint8

const (
	// Blank, Fence and Prose are passed over: nothing; a code fence, or the bracket around operations that stand on
	// lines of their own; what a model says besides.
	Blank LineKind = iota
	Fence
	Prose
	// Patch is an operation, or a list of them.
	Patch
	// Refused is a line that was meant as an operation and is none.
	Refused
)

// Line is a line of a stream (semantics §8).
type Line struct {
	Number int // from 1
	Kind   LineKind
	// Mended says what was wrong with a Patch that could be mended, "" for nothing.
	Mended string
	Ops    []Op   // of a Patch
	Err    *Error // of a Refused
}

// Counts are how many lines of each kind there were, by LineKind, and how many were mended.
type Counts struct {
	Kinds  [Refused + 1]int
	Mended int
}

// Lines takes a stream apart, which comes in pieces of any size: Write one, then ask Next until there is no line left, and
// at the end of the stream once more after End. A line that has nothing wrong allocates nothing once the memory has grown.
//
// Cost: one copy of the stream, and for each line that begins like an operation Parser.Parse, or what Follow takes and a second
// copy.
type Lines struct {
	parser *Parser
	window *window // of NewElementLines
	buf    []byte
	from   int // where the next line begins
	looked int // up to here there is no line break behind from
	number int
	long   bool // the line is too long, and its beginning was dropped
	ended  bool
	counts Counts
	mended []byte
}

// NewLines makes a reader of streams that parses into doc, or, when that is nil, into memory of its own.
func NewLines(doc *value.Doc) *Lines { return &Lines{parser: NewParser(doc)} }

// Write adds a piece of the stream. It keeps a copy of what Next has not given yet.
func (l *Lines) Write(piece []byte) {
	n := copy(l.buf, l.buf[l.from:])
	l.buf = append(l.buf[:n], piece...)
	l.looked -= l.from
	if l.window != nil {
		l.window.moved(l.from)
	}
	l.from = 0
}

// End tells that there are no more pieces: what is left is the last line.
func (l *Lines) End() { l.ended = true }

// Counts are those of the lines that Next has given so far.
func (l *Lines) Counts() Counts { return l.counts }

// Next gives the next line, if all of it is there. What it points to is valid until the next call.
func (l *Lines) Next() (Line, bool) {
	if w := l.window; w != nil {
		if l.from >= w.end {
			l.load()
		}
		if l.from < w.end {
			if ops := l.usual(); ops != nil {
				l.number++
				l.counts.Kinds[Patch]++
				return Line{Number: l.number, Kind: Patch, Ops: ops}, true
			}
		}
	}
	end := bytes.IndexByte(l.buf[l.looked:], '\n')
	if end < 0 {
		l.looked = len(l.buf)
		return l.unfinished()
	}
	text := l.buf[l.from : l.looked+end]
	l.from = l.looked + end + 1
	l.looked = l.from
	return l.line(text), true
}

// unfinished gives the last line of a stream that has ended, and drops what is too long to be one.
func (l *Lines) unfinished() (Line, bool) {
	text := l.buf[l.from:]
	if l.ended && (len(text) > 0 || l.long) {
		l.from = len(l.buf)
		return l.line(text), true
	}
	if len(text) > MaxLineBytes {
		l.long = true
		if l.window != nil {
			l.window.moved(len(l.buf))
		}
		l.buf, l.from, l.looked = l.buf[:0], 0, 0
	}
	return Line{}, false
}

func (l *Lines) line(text []byte) Line {
	l.number++
	line := Line{Number: l.number}
	if l.long || len(text) > MaxLineBytes {
		l.long = false
		line.Kind, line.Err = Refused, fail(TooLarge, nil, "the line has more than "+strconv.Itoa(MaxLineBytes>>10)+" KB", "write one operation a line, and large values in parts")
	} else if text = trim(text); !utf8.Valid(text) {
		line.Kind, line.Err = Refused, fail(Syntax, nil, "the line is not valid UTF-8", "send it in UTF-8")
	} else {
		l.read(&line, text)
	}
	l.counts.Kinds[line.Kind]++
	if line.Mended != "" {
		l.counts.Mended++
	}
	return line
}

// trim takes away the white space of JSON around a line.
func trim(text []byte) []byte {
	for len(text) > 0 && isSpace(text[0]) {
		text = text[1:]
	}
	for len(text) > 0 && isSpace(text[len(text)-1]) {
		text = text[:len(text)-1]
	}
	return text
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' }

var byteOrderMark = []byte("\xEF\xBB\xBF")

// read says what a line is.
func (l *Lines) read(line *Line, text []byte) {
	if l.number == 1 {
		text = bytes.TrimPrefix(text, byteOrderMark)
	}
	switch {
	case len(text) == 0:
		line.Kind = Blank
	case isFence(text):
		line.Kind = Fence
	case isOperation(text):
		l.operation(line, text)
	case bytes.Contains(text, []byte(`"op"`)) && bytes.Contains(text, []byte(`"path"`)):
		line.Kind, line.Err = Refused, fail(BadOperation, nil, "there is something else on the line of an operation", "write each operation on a line of its own")
	default:
		line.Kind = Prose
	}
}

// isFence tells of ```json, and of the brackets of a list whose items stand on lines of their own.
func isFence(text []byte) bool {
	if bytes.HasPrefix(text, []byte("```")) || bytes.HasPrefix(text, []byte("~~~")) {
		return true
	}
	switch string(text) {
	case "[", "]", "],", "];":
		return true
	}
	return false
}

// isOperation tells of what begins like an operation, or like a list of them.
func isOperation(text []byte) bool {
	if text[0] == '[' {
		text = trim(text[1:])
		return len(text) > 0 && (text[0] == '{' || text[0] == ']')
	}
	if text[0] != '{' {
		return false
	}
	text = trim(text[1:])
	return len(text) == 0 || text[0] == '"' || text[0] == '}'
}

// operation reads a line as it is, and, when that is no JSON, as it was probably meant.
func (l *Lines) operation(line *Line, text []byte) {
	line.Kind = Patch
	err := l.parser.parse(text)
	switch {
	case err == nil:
		l.place(l.parser.ops, text)
	case err.Code == Syntax:
		if what := l.mend(text); what != "" && l.parser.parse(l.mended) == nil {
			err, line.Mended = nil, what
		}
	}
	if err != nil {
		line.Kind, line.Err = Refused, err
		return
	}
	line.Ops = l.parser.ops
}

// mend puts into l.mended what a line with one bracket too many or too few at its end, or with a comma behind it, was
// meant to be, and says what was wrong: "" when it is something else.
func (l *Lines) mend(text []byte) string {
	what := ""
	if n := len(text) - 1; text[n] == ',' || text[n] == ';' {
		what, text = "a comma at the end", bytes.TrimRight(text[:n], " \t")
	}
	open, closing, ok := brackets(text)
	switch {
	case !ok || open > 1:
		return ""
	case open == 1:
		what = "one bracket too few at the end"
		l.mended = append(append(l.mended[:0], text...), closing)
		return what
	case open < 0:
		what, text = "one bracket too many at the end", text[:len(text)-1]
	}
	l.mended = append(l.mended[:0], text...)
	return what
}

// brackets counts the brackets that are open at the end of a text and gives the one that closes the outermost; open is -1
// when the last byte closes one that is not there. ok is false for everything else that does not match.
func brackets(text []byte) (open int, closing byte, ok bool) {
	var stack [MaxNesting]byte
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case '"':
			for i++; i < len(text) && text[i] != '"'; i++ {
				if text[i] == '\\' {
					i++
				}
			}
			if i >= len(text) {
				return 0, 0, false
			}
		case '{', '[':
			if open == len(stack) {
				return 0, 0, false
			}
			stack[open] = c + 2 // } and ] stand two behind { and [
			open++
		case '}', ']':
			if open == 0 && i == len(text)-1 {
				return -1, 0, true
			}
			if open == 0 || stack[open-1] != c {
				return 0, 0, false
			}
			open--
		}
	}
	return open, stack[0], true
}
