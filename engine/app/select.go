package app

import (
	"bytes"
	"cmp"
	"slices"
	"sync"

	"placard/engine/value"
)

// Select picks the rows out of a dataset for a request, with the params that Find has given. Rows are the dataset itself
// when it is a list, else its member "rows", else its only list. out is memory for the result, which is a layer of the state
// for Request.Data: an object that has the rows, or the one row, under the loader's key. found is false when one row was asked
// for and there is none.
//
// A condition on a query that the address does not have is no condition, so that a list can be filtered by it; where one row
// is asked for, there is none then. A catch-all param is compared as text, its segments with "/" between them.
//
// It takes time in proportion to the rows, and allocates nothing once its memory has grown.
func (l *Loader) Select(dataset value.Value, p *Params, query []byte, out *value.Doc) (data value.Value, found bool) {
	s := selections.Get().(*selection)
	defer s.release()
	out.Clear()
	s.Loader = l
	if !s.values(p, query) {
		return value.Value{}, false
	}
	s.filter(rowsOf(dataset))
	if len(l.order) > 0 {
		slices.SortStableFunc(s.rows, s.compare)
	}
	return s.result(out)
}

// selection is one run of a loader.
type selection struct {
	*Loader
	wanted []value.Value // by condition; Missing where there is none
	rows   []value.Value
	buf    []byte // the texts of wanted
	ends   []int
	state  State
}

var selections = sync.Pool{New: func() any { return new(selection) }}

// maxKeptRows is how many rows a selection in the pool may have room for.
const maxKeptRows = 64 << 10

func (s *selection) release() {
	clear(s.rows[:cap(s.rows)])
	clear(s.wanted)
	if s.Loader = nil; cap(s.rows) > maxKeptRows {
		s.rows = nil
	}
	selections.Put(s)
}

// values finds what the conditions compare with. It is false when one row is asked for by a query that is not there.
func (s *selection) values(p *Params, query []byte) bool {
	s.buf, s.ends, s.wanted = s.buf[:0], s.ends[:0], s.wanted[:0]
	for i := range s.where {
		c, known := &s.where[i], true
		switch c.from {
		case fromParam:
			s.buf = appendParam(s.buf, p, c.name)
		case fromQuery:
			s.buf, known = s.state.appendQuery(s.buf, query, c.name)
		}
		if !known && s.one {
			return false
		}
		s.ends = append(s.ends, len(s.buf))
		s.wanted = append(s.wanted, c.literal)
		if c.from != fromLiteral && known {
			s.wanted[i] = value.OfString(nil) // the text, when buf has stopped growing
		}
	}
	start := 0
	for i, end := range s.ends {
		if s.where[i].from != fromLiteral && s.wanted[i].Kind() == value.String {
			s.wanted[i] = value.OfString(s.buf[start:end])
		}
		start = end
	}
	return true
}

// appendParam appends the param with a name, a catch-all with slashes between its segments.
func appendParam(dst []byte, p *Params, name []byte) []byte {
	i, ok := p.Find(name)
	for j := 0; ok && j < p.Count(i); j++ {
		if j > 0 {
			dst = append(dst, '/')
		}
		dst = append(dst, p.Segment(i, j)...)
	}
	return dst
}

// rowsOf is the list of a dataset, or nothing.
func rowsOf(dataset value.Value) value.Value {
	if dataset.Kind() != value.Object {
		return dataset
	}
	if rows := dataset.Field("rows"); rows.Kind() == value.Array {
		return rows
	}
	d, ref := dataset.Node()
	var only value.Value
	for m := d.First(ref); m < d.End(ref); m = d.Next(m) {
		if d.Kind(m) != value.Array {
			continue
		}
		if only.Kind() == value.Array {
			return value.Value{}
		}
		only = d.At(m)
	}
	return only
}

// filter keeps the rows that meet all conditions, and no more than are needed.
func (s *selection) filter(list value.Value) {
	s.rows = s.rows[:0]
	if list.Kind() != value.Array {
		return
	}
	enough := s.most()
	d, ref := list.Node()
	for m := d.First(ref); m < d.End(ref); m = d.Next(m) {
		if !s.meets(d.At(m)) {
			continue
		}
		if s.rows = append(s.rows, d.At(m)); len(s.rows) == enough && len(s.order) == 0 {
			return
		}
	}
}

// most is the number of rows that are given.
func (s *selection) most() int {
	if s.one {
		return 1
	}
	return s.limit
}

func (s *selection) meets(row value.Value) bool {
	for i := range s.where {
		want := s.wanted[i]
		if want.Kind() == value.Missing {
			continue // of a query that is not there
		}
		if got := row.Walk(s.where[i].steps); !same(got, want) {
			return false
		}
	}
	return true
}

// same is JavaScript's ===, but that a text also equals the number or boolean that prints like it: params are texts.
func same(a, b value.Value) bool {
	if a.Equal(b) {
		return true
	}
	if a.Kind() == value.String {
		a, b = b, a
	}
	if b.Kind() != value.String || a.Kind() < value.False || a.Kind() > value.Number {
		return false
	}
	var few [32]byte
	return bytes.Equal(a.AppendString(few[:0]), b.Bytes())
}

func (s *selection) compare(a, b value.Value) int {
	for i := range s.order {
		key := &s.order[i]
		if n := compareValues(a.Walk(key.steps), b.Walk(key.steps), key.descending); n != 0 {
			return n
		}
	}
	return 0
}

// compareValues orders numbers by size and texts by their characters. Values of different kinds are ordered by kind, and what
// has no order is last, whatever the direction.
func compareValues(a, b value.Value, descending bool) int {
	if n := cmp.Compare(orderOf(a), orderOf(b)); n != 0 {
		return n
	}
	n := 0
	switch orderOf(a) {
	case 0:
		n = cmp.Compare(a.Float(), b.Float())
	case 1:
		n = bytes.Compare(a.Bytes(), b.Bytes())
	case 2:
		n = cmp.Compare(a.Kind(), b.Kind())
	}
	if descending {
		return -n
	}
	return n
}

func orderOf(v value.Value) int {
	switch v.Kind() {
	case value.Number:
		return 0
	case value.String:
		return 1
	case value.False, value.True:
		return 2
	}
	return 3
}

// result puts the rows, or the one row, under the key of the loader.
func (s *selection) result(out *value.Doc) (data value.Value, found bool) {
	if s.one && len(s.rows) == 0 {
		return value.Value{}, false
	}
	object := out.Begin(value.Object, nil)
	if s.one {
		out.Put(s.rows[0], s.as)
		return out.Finish(object), true
	}
	list := out.Begin(value.Array, s.as)
	for _, row := range s.rows[:min(len(s.rows), s.most())] {
		out.Put(row, nil)
	}
	out.Finish(list)
	return out.Finish(object), true
}
