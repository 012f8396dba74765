package expr

import "placard/engine/value"

// Model is the state that expressions read: layers merged shallowly, by top-level key, the last one first.
type Model struct {
	layers [maxLayers]value.Value
	n      int
}

// maxLayers are as many as a page of an app has: the app's, the layout's, the page's, the loader's and the request's.
const maxLayers = 5

// Push puts a layer on top. Anything but an object is no layer; past five, the top one is replaced.
func (m *Model) Push(v value.Value) {
	if v.Kind() != value.Object {
		return
	}
	if m.n == len(m.layers) {
		m.n--
	}
	m.layers[m.n] = v
	m.n++
}

// AppendState appends the state as a JSON object. Of a key that is there twice the last one counts, in JSON as here.
func (e *Env) AppendState(dst []byte) []byte {
	start := len(dst)
	dst = append(dst, '{')
	for _, layer := range e.model.layers[:e.model.n] {
		before := len(dst)
		if before > start+1 {
			dst = append(dst, ',')
		}
		out, ok := layer.AppendJSONMembers(dst)
		if !ok || len(out) == len(dst) {
			out = dst[:before]
		}
		dst = out
	}
	e.work -= len(dst) - start
	return append(dst, '}')
}

// whole is the state as one value. It is the same value each time, so that it is equal to itself.
func (e *Env) whole() value.Value {
	switch {
	case e.model.n == 0:
		return value.Value{}
	case e.model.n == 1:
		return e.model.layers[0]
	case e.merged.Used() > 0:
		return e.merged.At(1)
	}
	ref := e.merged.Begin(value.Object, nil)
	for _, layer := range e.model.layers[:e.model.n] {
		d, r := layer.Node()
		// Of a key that is there twice the last one counts: that of the upper layer.
		for m := d.First(r); m < d.End(r); m = d.Next(m) {
			e.merged.Put(d.At(m), d.Key(m))
		}
	}
	e.work -= e.merged.Used()
	return e.merged.Finish(ref)
}
