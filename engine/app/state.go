package app

import (
	"bytes"
	"unicode/utf8"

	"placard/engine/value"
)

// MaxQueryNames is the number of different names of a query that a page sees; further ones are passed over.
const MaxQueryNames = 100

var (
	paramsKey   = []byte("params")
	queryKey    = []byte("query")
	pathnameKey = []byte("pathname")
)

// Keys are what a page reads of its request.
type Keys uint8

// What State.Put can put into a state.
const (
	ParamsKey Keys = 1 << iota
	QueryKey
	PathnameKey

	AllKeys = ParamsKey | QueryKey | PathnameKey
)

// keyOf is what a top-level key of the state says of the request, 0 for nothing. The whole state, nil, has all of it.
func keyOf(key []byte) Keys {
	switch {
	case key == nil:
		return AllKeys
	case bytes.Equal(key, paramsKey):
		return ParamsKey
	case bytes.Equal(key, queryKey):
		return QueryKey
	case bytes.Equal(key, pathnameKey):
		return PathnameKey
	}
	return 0
}

// State writes what a page's state says of its request.
type State struct {
	buf  []byte
	seen []pair
}

// pair is the place of a name in a State's buf, and of the value behind it.
type pair struct{ start, name, end int }

// Put puts "params", "query" and "pathname", those of them that keys has, into an object of computed values that was begun and is not finished. The
// path and the query are as they came, the query without its "?". Nothing in the Doc points to them afterwards.
//
// A param is text, a catch-all a list. A value of the query is text, the first one of its name, as in URLSearchParams.get:
// a visitor cannot make it a list by giving it twice.
func (s *State) Put(d *value.Doc, keys Keys, params *Params, path, query []byte) {
	if keys&ParamsKey != 0 {
		putParams(d, params)
	}
	if keys&QueryKey != 0 {
		s.putQuery(d, query)
	}
	if keys&PathnameKey != 0 {
		s.buf = appendValid(s.buf[:0], Pathname(path))
		d.Put(value.OfString(s.buf), pathnameKey)
	}
}

func putParams(d *value.Doc, p *Params) {
	object := d.Begin(value.Object, paramsKey)
	for i := range p.Len() {
		if !p.IsList(i) {
			d.Put(value.OfString(p.Segment(i, 0)), p.Name(i))
			continue
		}
		list := d.Begin(value.Array, p.Name(i))
		for j := range p.Count(i) {
			d.Put(value.OfString(p.Segment(i, j)), nil)
		}
		d.Finish(list)
	}
	d.Finish(object)
}

func (s *State) putQuery(d *value.Doc, query []byte) {
	s.buf, s.seen = s.buf[:0], s.seen[:0]
	object := d.Begin(value.Object, queryKey)
	for more := true; more && len(s.seen) < MaxQueryNames; {
		var text []byte
		if text, query, more = bytes.Cut(query, []byte("&")); len(text) == 0 {
			continue
		}
		if p, isNew := s.read(text); isNew {
			s.seen = append(s.seen, p)
			d.Put(value.OfString(s.buf[p.name:p.end]), s.buf[p.start:p.name])
		}
	}
	d.Finish(object)
}

// appendQuery appends the value that a query has for a name, the first one.
func (s *State) appendQuery(dst, query, name []byte) (out []byte, ok bool) {
	for more := true; more; {
		var text []byte
		text, query, more = bytes.Cut(query, []byte("&"))
		key, content, _ := bytes.Cut(text, []byte("="))
		if s.buf = appendForm(s.buf[:0], key); len(text) > 0 && bytes.Equal(s.buf, name) {
			return appendForm(dst, content), true
		}
	}
	return dst, false
}

// read decodes "name=value" into buf and tells whether the name is new.
func (s *State) read(text []byte) (p pair, isNew bool) {
	name, content, _ := bytes.Cut(text, []byte("="))
	p.start = len(s.buf)
	s.buf = appendForm(s.buf, name)
	p.name = len(s.buf)
	for _, other := range s.seen {
		if bytes.Equal(s.buf[other.start:other.name], s.buf[p.start:p.name]) {
			s.buf = s.buf[:p.start]
			return p, false
		}
	}
	s.buf = appendForm(s.buf, content)
	p.end = len(s.buf)
	return p, true
}

// appendForm decodes application/x-www-form-urlencoded (WHATWG URL §5.1): "+" is a space, an invalid escape is itself,
// and what is not UTF-8 becomes U+FFFD.
func appendForm(dst, text []byte) []byte {
	start := len(dst)
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch c {
		case '+':
			c = ' '
		case '%':
			if decoded, ok := unhex(text[i+1:]); ok {
				c = decoded
				i += 2
			}
		}
		dst = append(dst, c)
	}
	if utf8.Valid(dst[start:]) {
		return dst
	}
	return append(dst[:start], bytes.ToValidUTF8(dst[start:], []byte("\uFFFD"))...)
}

// appendValid appends text with U+FFFD where it is not UTF-8.
func appendValid(dst, text []byte) []byte {
	if utf8.Valid(text) {
		return append(dst, text...)
	}
	return append(dst, bytes.ToValidUTF8(text, []byte("\uFFFD"))...)
}
