package program

import (
	"strconv"

	"placard/engine/value"
)

// jsonWriter appends JSON and sets the commas.
type jsonWriter struct {
	data  []byte
	first []bool // of the open lists and objects: nothing is in them yet
}

func (w *jsonWriter) open(bracket byte) {
	w.comma()
	w.data = append(w.data, bracket)
	w.first = append(w.first, true)
}

func (w *jsonWriter) close(bracket byte) {
	w.data = append(w.data, bracket)
	w.first = w.first[:len(w.first)-1]
}

func (w *jsonWriter) comma() {
	n := len(w.first)
	if n == 0 {
		return
	}
	if !w.first[n-1] {
		w.data = append(w.data, ',')
	}
	w.first[n-1] = false
}

// openList begins a list, openObject an object.
func (w *jsonWriter) openList()    { w.open('[') }
func (w *jsonWriter) closeList()   { w.close(']') }
func (w *jsonWriter) openObject()  { w.open('{') }
func (w *jsonWriter) closeObject() { w.close('}') }

func (w *jsonWriter) number(n int) {
	w.comma()
	w.data = strconv.AppendInt(w.data, int64(n), 10)
}

func (w *jsonWriter) text(s []byte) {
	w.comma()
	w.data = value.AppendJSONString(w.data, s)
}

// key writes the key of what comes next.
func (w *jsonWriter) key(k []byte) {
	w.text(k)
	w.data = append(w.data, ':')
	w.first[len(w.first)-1] = true
}
