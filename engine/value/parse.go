package value

// Parse loads a text and reads the one JSON value in it.
func (d *Doc) Parse(text []byte) (Ref, *SyntaxError) {
	var r Reader
	d.Load(text)
	r.Reset(d)
	ref := r.Value(Span{})
	if !r.End() {
		return NoRef, r.err
	}
	return ref, nil
}

// Value reads the next value, whatever it is, into the Doc, as the member of an object with this key (the zero Span
// where there is none).
func (r *Reader) Value(key Span) Ref {
	if r.err != nil {
		return NoRef
	}
	ref, _ := r.value(key)
	if r.err != nil {
		return NoRef
	}
	return ref
}

// value also tells whether the value may hold expressions.
func (r *Reader) value(key Span) (ref Ref, dollar bool) {
	d := r.doc
	ref = Ref(len(d.nodes))
	switch c := r.space(); c {
	case '"':
		s, ok := r.str()
		if !ok {
			return NoRef, false
		}
		d.add(s, ref+1, key, String)
		return ref, false
	case '{':
		return ref, r.object(ref, key)
	case '[':
		return ref, r.array(ref, key)
	default:
		at := r.pos
		kind := r.scalar(c)
		if kind == Missing {
			return NoRef, false
		}
		d.add(Span{uint32(at), uint32(r.pos - at)}, ref+1, key, kind)
		return ref, false
	}
}

func (r *Reader) object(ref Ref, key Span) bool {
	d := r.doc
	d.add(Span{Off: uint32(r.pos)}, 0, key, Object)
	count, dollar := uint32(0), false
	for r.Enter('{'); r.More('}', count == 0); count++ {
		n, plainDollar := r.plainMembers()
		if count += n; n > 0 {
			dollar = dollar || plainDollar
			count-- // the loop counts one
			continue
		}
		k, ok := r.Key()
		if !ok {
			return false
		}
		if k.Len > 0 && d.buf[k.Off] == '$' {
			dollar = true
		}
		_, inner := r.value(k)
		dollar = dollar || inner
	}
	n := &d.nodes[ref]
	n.len, n.next, n.dollar = count, Ref(len(d.nodes)), dollar
	return dollar
}

// plainMembers stores the members that come next as long as they are a key and a string, both without anything
// special in them and without white space around them: in compact JSON nearly all. It stops behind a value, and tells
// how many it has stored. It is one loop over local variables, where Key and value would go through the reader each time.
func (r *Reader) plainMembers() (n uint32, dollar bool) {
	buf, marks, d := r.buf, r.marks, r.doc
	for p := r.pos; buf[p] == '"'; p++ {
		keyEnd := nextMark(marks, p+1)
		begin := keyEnd + 2
		if buf[keyEnd] != '"' || buf[keyEnd+1] != ':' || buf[begin] != '"' || keyEnd-p > maxKeyBytes {
			break
		}
		end := nextMark(marks, begin+1)
		if buf[end] != '"' {
			break
		}
		dollar = dollar || buf[p+1] == '$'
		d.add(Span{uint32(begin + 1), uint32(end - begin - 1)}, Ref(len(d.nodes)+1), Span{uint32(p + 1), uint32(keyEnd - p - 1)}, String)
		n++
		p = end + 1
		r.pos = p
		if buf[p] != ',' {
			break
		}
	}
	return n, dollar
}

func (r *Reader) array(ref Ref, key Span) bool {
	d := r.doc
	d.add(Span{Off: uint32(r.pos)}, 0, key, Array)
	count, dollar := uint32(0), false
	for r.Enter('['); r.More(']', count == 0); count++ {
		if s, ok := r.PlainStr(); ok {
			d.add(s, Ref(len(d.nodes)+1), Span{}, String)
			continue
		}
		_, inner := r.value(Span{})
		dollar = dollar || inner
	}
	n := &d.nodes[ref]
	n.len, n.next, n.dollar = count, Ref(len(d.nodes)), dollar
	return dollar
}

// scalar reads a number or a word that begins with c and returns its kind, Missing after an error.
func (r *Reader) scalar(c byte) Kind {
	switch {
	case c == '-' || '0' <= c && c <= '9':
		return r.number()
	case c == 't' && r.word("true"):
		return True
	case c == 'f' && r.word("false"):
		return False
	case c == 'n' && r.word("null"):
		return Null
	}
	r.unexpected("expected a value")
	return Missing
}

func (r *Reader) word(w string) bool {
	if r.pos+len(w) > len(r.buf) || string(r.buf[r.pos:r.pos+len(w)]) != w {
		return false
	}
	r.pos += len(w)
	return true
}

// number moves over a number (RFC 8259 §6); its value is computed when it is asked for.
func (r *Reader) number() Kind {
	start := r.pos
	if r.buf[r.pos] == '-' {
		r.pos++
	}
	switch c := r.buf[r.pos]; {
	case c == '0':
		r.pos++
	case '1' <= c && c <= '9':
		r.digits()
	default:
		r.fail(start, "a number needs digits")
		return Missing
	}
	if r.buf[r.pos] == '.' {
		r.pos++
		if !r.digits() {
			r.fail(start, "a number needs digits after its point")
			return Missing
		}
	}
	if c := r.buf[r.pos]; c == 'e' || c == 'E' {
		r.pos++
		if c := r.buf[r.pos]; c == '+' || c == '-' {
			r.pos++
		}
		if !r.digits() {
			r.fail(start, "a number needs digits in its exponent")
			return Missing
		}
	}
	return Number
}

// digits moves over decimal digits and tells whether there was one.
func (r *Reader) digits() bool {
	start := r.pos
	for '0' <= r.buf[r.pos] && r.buf[r.pos] <= '9' {
		r.pos++
	}
	return r.pos > start
}
