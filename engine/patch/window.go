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
// at once. Where an element is read there, that is all that is looked at of its line. To load line by line took a sixth more
// for a whole stream.
type window struct {
	doc    *value.Doc
	follow Follow
	// reload is called before the Doc is loaded again.
	reload func()
	// Up to end, Lines.buf is in the Doc, where it stands shift bytes further.
	end, shift int
	size       int // of what is loaded next
	// add and replace are the operations of lines that are read in the window; most of them is always the same.
	add, replace [1]Op
}

// How much is loaded at once, at least and at most. The longer Reload has not been called, the more it is.
const (
	minWindowBytes = 1 << 10
	maxWindowBytes = 16 << 10
)

// NewElementLines is NewLines for somebody who reads most of the elements that are added, from doc, in which the lines are
// behind what it keeps. reload is called before the next lines take the place of the last ones.
func NewElementLines(doc *value.Doc, follow Follow, reload func()) *Lines {
	w := &window{doc: doc, follow: follow, reload: reload, size: minWindowBytes}
	w.add[0] = Op{Code: Add, Value: Value{doc: doc, packed: true, window: doc}}
	w.replace[0] = Op{Code: Replace, Value: Value{doc: doc, plain: true, window: doc}}
	return &Lines{parser: NewParser(nil), window: w}
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

// How nearly every line of a stream begins, and what stands between id and element.
const (
	addStart  = `{"op":"add","path":` + elementsStart
	addMiddle = `","value":`
	// maxUsualID is how long the id of a usual operation is at most.
	maxUsualID = 255

	elementsStart = `"/elements/`
)

// usual reads a line with an operation that adds an element, if follow can read that, or that replaces a text: it is then
// read once, and nowhere else.
func (l *Lines) usual() []Op {
	w := l.window
	text := w.doc.Text()
	start := l.from + w.shift
	var ops []Op
	end := 0
	switch {
	case bytes.HasPrefix(text[start:], []byte(addStart)):
		ops = w.add[:]
		end = w.element(&ops[0], text, start+len(addStart))
	case bytes.HasPrefix(text[start:], []byte(replaceStart)):
		ops = w.replace[:]
		end = w.text(&ops[0], text, start+len(replaceStart))
	}
	if end == 0 || end == len(text) || text[end] != '}' {
		return nil
	}
	if end++; end < len(text) {
		if text[end] != '\n' {
			return nil
		}
		end++
	}
	l.from = end - w.shift
	l.looked = l.from
	return ops
}

// element reads the rest of an operation that adds an element, whose id begins at a place of the text, and tells where the
// element ends: 0 when it is another operation.
func (w *window) element(op *Op, text []byte, idAt int) (end int) {
	idEnd := w.doc.StringEnd(idAt)
	if !bytes.HasPrefix(text[idEnd:], []byte(addMiddle)) || !isPlainID(text[idAt:idEnd]) {
		return 0
	}
	at := w.doc.PlaceAt(idEnd + len(addMiddle))
	end, ok := w.follow(at, value.Span{Off: uint32(idAt), Len: uint32(idEnd - idAt)})
	if !ok {
		return 0
	}
	op.setPath(text, idAt-len(elementsStart)+1, idEnd)
	op.Value.from, op.Value.to, op.Value.start = uint32(at.Offset()), uint32(end), at
	return end
}

func (op *Op) setPath(text []byte, from, to int) {
	op.Path, op.PathAt = text[from:to], value.Span{Off: uint32(from), Len: uint32(to - from)}
}

// How an operation is written that replaces a text among an element's props.
const (
	replaceStart  = `{"op":"replace","path":` + elementsStart
	replaceProps  = "/props/"
	replaceMiddle = `","value":"`
)

// text is element for an operation that replaces a text.
func (w *window) text(op *Op, text []byte, idAt int) (end int) {
	pathEnd := w.doc.StringEnd(idAt)
	if !w.doc.Valid() || !bytes.HasPrefix(text[pathEnd:], []byte(replaceMiddle)) {
		return 0
	}
	id, prop, inProps := bytes.Cut(text[idAt:pathEnd], []byte(replaceProps))
	from := pathEnd + len(replaceMiddle)
	end = w.doc.StringEnd(from)
	if !inProps || !isPlainID(id) || !isPlainID(prop) || end == len(text) || text[end] != '"' {
		return 0
	}
	op.setPath(text, idAt-len(elementsStart)+1, pathEnd)
	op.Value.from, op.Value.to = uint32(from-1), uint32(end+1)
	return end + 1
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
