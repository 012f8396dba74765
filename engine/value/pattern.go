package value

import (
	"slices"
	"unsafe"
)

// Pattern is how a part of a text is written: all of it but for what its strings say. What is written alike need not be
// taken apart again: the text between the strings is compared, and what the strings say is all there is to know of it. When
// it needs nodes, they are those of the part that the pattern was learned from, moved. A Pattern is valid until its Doc is
// loaded anew.
type Pattern struct {
	first, end Ref // the nodes of the part it was learned from
	count      int // of segments, one more than there are strings
	segments   [maxSegments]segment
	// loose are the strings that are no nodes, in their order.
	loose      [maxSegments]uint8
	looseCount int
	fixed      Span
	fixedIn    int // the segment
}

// MaxStrings is how many strings a Pattern has at most.
const MaxStrings = maxSegments - 1

// maxSegments bounds the strings of a part, so that a Pattern has a fixed size.
const maxSegments = 24

// segment is text that must be the same, and behind it a string or the end of the part.
type segment struct {
	off, len uint32
	nodes    uint16 // of the part up to here, with the string if it is one
	after    afterSegment
	empty    bool // the string
}

type afterSegment uint8

const (
	thenEnd afterSegment = iota
	thenNode
	thenLoose
)

// Follower is a part of a text that is written like a Pattern.
type Follower struct {
	At      uint32 // where it begins in the text
	Strings uint32 // its first one among all, see Doc.Strings
}

// Place is where a Reader stands, to come back to.
type Place struct {
	pos  int
	node Ref
}

// Offset is where in the text a place is.
func (p Place) Offset() int { return p.pos }

// Here is the place of what comes next.
func (r *Reader) Here() Place { return Place{r.pos, Ref(len(r.doc.nodes))} }

// PlaceAt is the place of a byte of the text, for a Reader's Return.
func (d *Doc) PlaceAt(offset int) Place { return Place{offset, Ref(len(d.nodes))} }

// Learn makes p the pattern of what was read between two places, in which the string at fixed is no content but must be the
// same. It tells how many loose strings there are, and whether it is something that can be a pattern: nothing in it has
// an escape.
func (r *Reader) Learn(p *Pattern, from, to Place, fixed Span) (loose int, ok bool) {
	d := r.doc
	p.first, p.end, p.count, p.fixed, p.looseCount = from.node, to.node, 0, fixed, 0
	nodes := d.nodes[p.first:p.end]
	at, node, end := from.pos, 0, 0
	for open := nextMark(r.marks, at); open < to.pos; open = nextMark(r.marks, end+1) {
		if r.buf[open] != '"' {
			end = open // a line break or a tab between values
			continue
		}
		if end = nextMark(r.marks, open+1); r.buf[end] != '"' || p.count == maxSegments-1 {
			return 0, false
		}
		if open+1 == int(fixed.Off) {
			p.fixedIn = p.count
			continue
		}
		if r.isKey(end) {
			continue
		}
		after := thenLoose
		for ; node < len(nodes) && int(nodes[node].off) <= open+1; node++ {
			if nodes[node].kind == String && int(nodes[node].off) == open+1 {
				after = thenNode
			}
		}
		if after == thenLoose {
			p.loose[p.looseCount] = uint8(p.count)
			p.looseCount++
		}
		p.add(segment{off: uint32(at), len: uint32(open + 1 - at), nodes: uint16(node), after: after, empty: end == open+1})
		at = end
	}
	p.add(segment{off: uint32(at), len: uint32(to.pos - at), nodes: uint16(len(nodes))})
	return p.looseCount, len(nodes) < 1<<16
}

func (p *Pattern) add(s segment) {
	p.segments[p.count] = s
	p.count++
}

// isKey tells whether a colon follows the string that ends at a place.
func (r *Reader) isKey(end int) bool {
	for {
		end++
		switch r.buf[end] {
		case ' ', '\n', '\t', '\r':
		default:
			return r.buf[end] == ':'
		}
	}
}

// Follow reads what comes next if it is written like p. If it is written otherwise, nothing is read.
func (r *Reader) Follow(p *Pattern) (f Follower, ok bool) {
	d := r.doc
	n := len(d.strings)
	if cap(d.strings)-n < MaxStrings {
		d.strings = slices.Grow(d.strings, MaxStrings)
	}
	end := r.match(p, &d.strings[:n+1][n])
	if end < 0 {
		return Follower{}, false
	}
	f = Follower{uint32(r.pos), uint32(n)}
	d.strings = d.strings[:n+p.count-1]
	r.pos = end
	return f, true
}

// matchGeneric is match without instructions for vectors.
func (r *Reader) matchGeneric(p *Pattern, first *Span) (end int) {
	buf, at := r.buf, r.pos
	found := unsafe.Slice(first, MaxStrings)
	for k := range p.segments[:p.count] {
		s := &p.segments[k]
		begin := at + int(s.len)
		if begin > int(r.doc.text) || string(buf[at:begin]) != string(buf[s.off:s.off+s.len]) {
			break
		}
		if s.after == thenEnd {
			return begin
		}
		at = nextMark(r.marks, begin)
		if (at == begin) != s.empty {
			break
		}
		found[k] = Span{uint32(begin), uint32(at - begin)}
	}
	return -1
}

// Strings are those of parts that followed patterns, from one on.
func (d *Doc) Strings(from uint32) []Span { return d.strings[from:] }

// Loose is the i-th string of f that is no node.
func (d *Doc) Loose(p *Pattern, f Follower, i int) Span {
	return d.strings[f.Strings+uint32(p.loose[i])]
}

// Fixed is the string of f that is the same in all.
func (d *Doc) Fixed(p *Pattern, f Follower) Span {
	return Span{p.fixed.Off + d.begin(p, f, p.fixedIn) - p.segments[p.fixedIn].off, p.fixed.Len}
}

// begin is where a segment of f begins.
func (d *Doc) begin(p *Pattern, f Follower, segment int) uint32 {
	if segment == 0 {
		return f.At
	}
	s := d.strings[f.Strings+uint32(segment)-1]
	return s.Off + s.Len
}

// StringAt tells which of the strings of its followers is a node of the part that p was learned from.
func (p *Pattern) StringAt(node Ref) (i int, ok bool) {
	for k := range p.segments[:p.count] {
		if s := &p.segments[k]; s.after == thenNode && p.first+Ref(s.nodes)-1 == node {
			return k, true
		}
	}
	return 0, false
}

// Expand gives f nodes, and tells by how much they are behind those of the part that p was learned from.
func (d *Doc) Expand(p *Pattern, f Follower) (shift Ref) {
	shift = Ref(len(d.nodes)) - p.first
	from, to := d.more(p.first, p.end)
	node := 0
	for k := range p.segments[:p.count] {
		s := &p.segments[k]
		by := d.begin(p, f, k) - s.off
		for ; node < int(s.nodes); node++ {
			f, t := &from[node], &to[node]
			*t = *f
			t.off, t.next, t.keyOff = f.off+by, f.next+shift, f.keyOff+by
		}
		if s.after == thenNode {
			to[node-1].len = d.strings[f.Strings+uint32(k)].Len
		}
	}
	return shift
}

// more makes room for as many nodes as there are between two places, and returns both runs.
func (d *Doc) more(first, end Ref) (from, to []node) {
	n, count := len(d.nodes), int(end-first)
	d.nodes = slices.Grow(d.nodes, count)[:n+count]
	return d.nodes[first:end], d.nodes[n:]
}
