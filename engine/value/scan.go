package value

import "encoding/binary"

// Reader reads the text of a Doc piece by piece: a caller that knows what it expects takes objects and lists apart
// itself and lets Value store the parts of unknown shape. After the first error every method does nothing and says
// "no more"; Err tells what it was.
type Reader struct {
	doc   *Doc
	buf   []byte // doc.buf up to the end of the padding; refreshed when doc.buf moves
	pos   int
	marks []byte
	depth int
	// spaces counts the runs of white space that were passed over.
	spaces int
	err    *SyntaxError
	loads  uint32 // of doc
}

// MaxNesting is how deep lists and objects may be nested in a text, far above what 50 levels of elements need.
const MaxNesting = 100

// SyntaxError says why and where a text is not JSON (RFC 8259).
type SyntaxError struct {
	Offset  int // bytes from the beginning
	Message string
}

func (e *SyntaxError) Error() string { return e.Message }

// Reset makes the reader begin at the start of what the Doc has loaded.
func (r *Reader) Reset(d *Doc) {
	r.Return(d, Place{pos: int(d.kept)})
	if next := r.buf[r.pos:]; next[0] == 0xEF && next[1] == 0xBB && next[2] == 0xBF {
		r.pos += 3 // a byte order mark, which some tools write
	}
}

// Return makes the reader begin at a place where another one has been in what the Doc has loaded.
func (r *Reader) Return(d *Doc, p Place) {
	*r = Reader{doc: d, buf: d.buf[:int(d.text)+padding], marks: d.marks, pos: p.pos, loads: d.loads}
	if d.invalid >= 0 {
		r.fail(d.invalid, "the text is not valid UTF-8")
	}
}

// Move is Return for a reader that is used again and again for what the Doc has loaded.
func (r *Reader) Move(d *Doc, p Place) {
	if r.doc != d || r.loads != d.loads || r.err != nil {
		r.Return(d, p)
		return
	}
	r.pos, r.depth = p.pos, 0
}

// Err is the first error, or nil.
func (r *Reader) Err() *SyntaxError { return r.err }

// Spaces counts the runs of white space passed over so far: a value is compact when reading it does not change that. The end
// of the text counts as one.
func (r *Reader) Spaces() int { return r.spaces }

// Pos is the offset of the next byte to be read.
func (r *Reader) Pos() int { return r.pos }

func (r *Reader) fail(at int, message string) bool {
	if r.err == nil {
		r.err = &SyntaxError{Offset: at, Message: message}
	}
	// Behind the text are zero bytes, which nothing begins with: what looks at the next bytes need not ask for errors.
	r.pos = int(r.doc.text)
	return false
}

// space moves to the next byte that is not white space and returns it; 0 at the end of the text. It is small enough
// to be inlined: compact JSON has no white space, and skipSpace is then never called.
func (r *Reader) space() byte {
	c := r.buf[r.pos]
	if c > ' ' {
		return c
	}
	return r.skipSpace()
}

func (r *Reader) skipSpace() byte {
	r.spaces++
	for {
		switch c := r.buf[r.pos]; c {
		case ' ', '\n', '\t', '\r':
			r.pos++
		default:
			return c
		}
	}
}

// Peek is the kind of the value that comes next, judged by its first byte; Missing when none can begin here.
func (r *Reader) Peek() Kind {
	if r.err != nil {
		return Missing
	}
	switch c := r.space(); {
	case c == '{':
		return Object
	case c == '[':
		return Array
	case c == '"':
		return String
	case c == '-' || '0' <= c && c <= '9':
		return Number
	case c == 't':
		return True
	case c == 'f':
		return False
	case c == 'n':
		return Null
	}
	return Missing
}

// Enter begins an object or list: the opening byte ('{' or '[') must come next.
func (r *Reader) Enter(open byte) bool {
	if r.err != nil {
		return false
	}
	if r.space() != open {
		return r.unexpected("expected '" + string(rune(open)) + "'")
	}
	if r.depth++; r.depth > MaxNesting {
		return r.fail(r.pos, "lists and objects are nested too deeply: at most 100 levels")
	}
	r.pos++
	return true
}

// More goes to the next member of an object or list that Enter began and tells whether there is one; at the closing
// byte ('}' or ']') it leaves. first must be true before the first member.
func (r *Reader) More(closing byte, first bool) bool {
	switch c := r.buf[r.pos]; { // what compact JSON has; after an error it is 0
	case c == closing:
		r.pos++
		r.depth--
		return false
	case first && c == '"':
		return true
	case c == ',' && r.buf[r.pos+1] == '"' && !first:
		r.pos++
		return true
	}
	return r.more(closing, first)
}

func (r *Reader) more(closing byte, first bool) bool {
	if r.err != nil {
		return false
	}
	c := r.space()
	if c == closing {
		r.pos++
		r.depth--
		return false
	}
	if first {
		return true
	}
	if c != ',' {
		return r.unexpected("expected ',' or '" + string(rune(closing)) + "'")
	}
	r.pos++
	if r.space() == closing {
		return r.fail(r.pos, "a comma with nothing after it")
	}
	return true
}

// Key reads an object member's key and the colon after it.
func (r *Reader) Key() (Span, bool) {
	// The usual case first: nothing between the key's quotes and the colon that needs care.
	if p := r.pos; r.buf[p] == '"' {
		if end := nextMark(r.marks, p+1); r.buf[end] == '"' && r.buf[end+1] == ':' && end-p <= maxKeyBytes {
			r.pos = end + 2
			return Span{uint32(p + 1), uint32(end - p - 1)}, true
		}
	}
	return r.keySlow()
}

const maxKeyBytes = 0xFFFF

// NextKey goes from one member of an object to the value of the next one, if all between is written without white space and
// nothing special is in the key. If not, it stays where it is.
func (r *Reader) NextKey() (Span, bool) {
	p := r.pos + 1
	if r.buf[p-1] != ',' || r.buf[p] != '"' {
		return Span{}, false
	}
	end := nextMark(r.marks, p+1)
	if r.buf[end] != '"' || r.buf[end+1] != ':' || end-p > maxKeyBytes {
		return Span{}, false
	}
	r.pos = end + 2
	return Span{uint32(p + 1), uint32(end - p - 1)}, true
}

// Back goes back to a byte of the text.
func (r *Reader) Back(pos int) { r.pos = pos }

func (r *Reader) keySlow() (Span, bool) {
	if r.err != nil {
		return Span{}, false
	}
	if r.space() != '"' {
		return Span{}, r.unexpected("expected a key in double quotes")
	}
	at := r.pos
	key, ok := r.str()
	if !ok {
		return Span{}, false
	}
	if key.Len > maxKeyBytes {
		return Span{}, r.fail(at, "a key of more than 65535 bytes")
	}
	if r.space() != ':' {
		return Span{}, r.unexpected("expected ':' after a key")
	}
	r.pos++
	return key, true
}

// Word is the next eight bytes as a little-endian number, zeros behind the text. A caller that expects a key knows it
// with its quotes and its colon by one comparison; after white space, which compact JSON does not have, it does not.
func (r *Reader) Word() uint64 { return binary.LittleEndian.Uint64(r.buf[r.pos:]) }

// WordAt is Word n bytes further; the padding of the text allows for a few dozen.
func (r *Reader) WordAt(n int) uint64 { return binary.LittleEndian.Uint64(r.buf[r.pos+n:]) }

// WordFrom is Word n bytes after a place.
func (r *Reader) WordFrom(p Place, n int) uint64 { return binary.LittleEndian.Uint64(r.buf[p.pos+n:]) }

// Byte is the byte n bytes further.
func (r *Reader) Byte(n int) byte { return r.buf[r.pos+n] }

// Skip moves over n bytes that Word has shown.
func (r *Reader) Skip(n int) { r.pos += n }

// Empty moves over an empty object or list if it comes next, written without white space.
func (r *Reader) Empty(open, closing byte) bool {
	if r.buf[r.pos] != open || r.buf[r.pos+1] != closing {
		return false
	}
	r.pos += 2
	return true
}

// Str reads a string, if one comes next.
func (r *Reader) Str() (Span, bool) {
	if s, ok := r.PlainStr(); ok {
		return s, true
	}
	if r.err != nil || r.space() != '"' {
		return Span{}, false
	}
	return r.str()
}

// PlainStr reads the string that comes next, if there is no white space before it and nothing special in it.
func (r *Reader) PlainStr() (Span, bool) {
	p := r.pos
	if r.buf[p] != '"' {
		return Span{}, false
	}
	end := nextMark(r.marks, p+1)
	if r.buf[end] != '"' {
		return Span{}, false
	}
	r.pos = end + 1
	return Span{uint32(p + 1), uint32(end - p - 1)}, true
}

// End tells whether nothing but white space is left; if not, that is an error.
func (r *Reader) End() bool {
	if r.err != nil {
		return false
	}
	r.space()
	if r.pos < int(r.doc.text) {
		return r.fail(r.pos, "unexpected text after the end of the JSON value")
	}
	return true
}

func (r *Reader) unexpected(expected string) bool {
	if r.pos >= int(r.doc.text) {
		return r.fail(int(r.doc.text), "the text ends too early: "+expected)
	}
	return r.fail(r.pos, expected+", found "+quoteByte(r.buf[r.pos]))
}

func quoteByte(c byte) string {
	if c < ' ' || c >= 0x7F {
		const hex = "0123456789abcdef"
		return "byte 0x" + string([]byte{hex[c>>4], hex[c&15]})
	}
	return "'" + string(rune(c)) + "'"
}

// str reads the string whose opening quote is at pos.
func (r *Reader) str() (Span, bool) {
	if s, ok := r.PlainStr(); ok {
		return s, true
	}
	return r.strSlow(r.pos+1, nextMark(r.marks, r.pos+1))
}

// strSlow goes on at p, the first mark in a string's content.
func (r *Reader) strSlow(start, p int) (Span, bool) {
	if r.buf[p] == '\\' {
		return r.strEscaped(start, p)
	}
	return Span{}, r.badControl(p)
}

func (r *Reader) badControl(p int) bool {
	if p >= int(r.doc.text) {
		return r.fail(int(r.doc.text), "the text ends inside a string")
	}
	return r.fail(p, "a control character in a string must be written as an escape such as \\n")
}

// Abort makes the reader stop, for a caller that has seen enough.
func (r *Reader) Abort() { r.fail(r.pos, "stopped") }
