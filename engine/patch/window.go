package patch

import (
	"bytes"

	"placard/engine/value"
)

// Follow reads an element of a page, an object, at a place in the Doc of NewElementLines, whose id is there too, and tells
// where it ends. It may only read what is compact, and where no object has more than a few members, or two with one key: what
// the document would write itself.
type Follow func(at value.Place, id value.Span) (end int, ok bool)

// window is the part of a stream that is in the Doc of who reads the elements: some whole lines, which are copied and marked
// at once. Where an element is read there, that is all that is looked at of its line.
type window struct {
	doc    *value.Doc
	follow Follow
	// reload is called before the Doc is loaded again.
	reload func()
	// Up to end, Lines.buf is in the Doc, where it stands shift bytes further.
	end, shift int
	size       int // of what is loaded next
	op         [1]Op
}

// How much is loaded at once, at least and at most. The longer Reload has not been called, the more it is.
const (
	minWindowBytes = 1 << 10
	maxWindowBytes = 16 << 10
)

// NewElementLines is NewLines for somebody who reads most of the elements that are added, from doc, in which the lines are
// behind what it keeps. reload is called before the next lines take the place of the last ones.
func NewElementLines(doc *value.Doc, follow Follow, reload func()) *Lines {
	usual := Op{Code: Add, Value: Value{doc: doc, packed: true, window: doc}}
	return &Lines{parser: NewParser(nil), window: &window{doc: doc, follow: follow, reload: reload, size: minWindowBytes, op: [1]Op{usual}}}
}

// Reload makes the reader load its Doc again before the next line, behind what is kept then.
func (l *Lines) Reload() { l.window.end, l.window.size = l.from, minWindowBytes }

// moved tells the window that the first n bytes of Lines.buf are gone.
func (w *window) moved(n int) { w.end, w.shift = w.end-n, w.shift+n }

// load loads the next lines, if there are any.
func (l *Lines) load() {
	w, rest := l.window, l.buf[l.from:]
	first := bytes.IndexByte(l.buf[l.looked:], '\n') + l.looked - l.from
	if first < l.looked-l.from { // there is no line break
		l.looked = len(l.buf)
		if first = len(rest); !l.ended {
			return
		}
	}
	if l.long || first > MaxLineBytes {
		return
	}
	n := bytes.LastIndexByte(rest[:min(len(rest), max(first, w.size))], '\n') + 1
	if n <= first {
		n = min(first+1, len(rest))
	}
	w.reload()
	w.doc.LoadNext(rest[:n])
	w.shift, w.end = w.doc.Kept()-l.from, l.from+n
	w.size = min(2*w.size, maxWindowBytes)
}

// usualStart is how nearly every line of a stream begins, and usualMiddle what stands between id and element.
const (
	usualStart  = `{"op":"add","path":"/elements/`
	usualMiddle = `","value":`
	// maxUsualID is how long the id of a usual operation is at most.
	maxUsualID = 255
)

// usual reads a line with an operation that adds an element, if follow can read that: it is then read once, and nowhere else.
func (l *Lines) usual() bool {
	w := l.window
	text := w.doc.Text()
	start := l.from + w.shift
	if !bytes.HasPrefix(text[start:], []byte(usualStart)) {
		return false
	}
	idAt := start + len(usualStart)
	idEnd := w.doc.StringEnd(idAt)
	if !bytes.HasPrefix(text[idEnd:], []byte(usualMiddle)) || !isPlainID(text[idAt:idEnd]) {
		return false
	}
	id := value.Span{Off: uint32(idAt), Len: uint32(idEnd - idAt)}
	at := w.doc.PlaceAt(idEnd + len(usualMiddle))
	end, ok := w.follow(at, id)
	if !ok || end == len(text) || text[end] != '}' {
		return false
	}
	next := end + 1
	if next < len(text) {
		if text[next] != '\n' {
			return false
		}
		next++
	}
	op := &w.op[0] // of which all else is always the same
	op.Path = text[idAt-len("/elements/") : idEnd]
	op.PathAt = value.Span{Off: id.Off - uint32(len("/elements/")), Len: id.Len + uint32(len("/elements/"))}
	op.Value.from, op.Value.to, op.Value.start = uint32(at.Offset()), uint32(end), at
	l.from = next - w.shift
	l.looked = l.from
	return true
}

// isPlainID tells whether an id stands in a pointer as it is.
func isPlainID(id []byte) bool {
	for _, c := range id {
		if c == '/' || c == '~' {
			return false
		}
	}
	return len(id) <= maxUsualID
}

// place says where in the window the values of operations are that were read from a text, which is a piece of Lines.buf.
func (l *Lines) place(ops []Op, text []byte) {
	w := l.window
	if w == nil || l.from > w.end || !w.doc.Valid() {
		return
	}
	shift := cap(l.buf) - cap(text) + w.shift // both end where the memory of buf does
	for i := range ops {
		if op := &ops[i]; inText(l.parser.doc, op.PathAt) && op.Value.Given() {
			op.PathAt.Off += uint32(shift)
			op.Value.start, op.Value.window = w.doc.PlaceAt(int(op.Value.from)+shift), w.doc
		}
	}
}
