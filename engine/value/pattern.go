package value

import "slices"

// Pattern is how a part of a text is written: all of it but for what its strings say. What is written alike need not be
// taken apart again: the text between the strings is compared, and the nodes are those of the part that the pattern was
// learned from, moved. A Pattern is valid until its Doc is loaded anew.
type Pattern struct {
	first, end Ref // the nodes of the part it was learned from
	count      int // of segments
	segments   [maxSegments]segment
	fixed      Span
	fixedIn    int // the segment
	// Loose are the strings that are no nodes, in their order, of the part that was read last, and Fixed is the one in it
	// that has to be the same.
	Loose [maxSegments]Span
	Fixed Span
}

// MaxLoose is how many loose strings a Pattern has at most.
const MaxLoose = maxSegments - 1

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

// Learn makes p the pattern of what was read since a place, in which the string at fixed is no content but must be the
// same. It tells how many loose strings there are, and whether it is something that can be a pattern: nothing in it has
// an escape.
func (r *Reader) Learn(p *Pattern, from Place, fixed Span) (loose int, ok bool) {
	d := r.doc
	p.first, p.end, p.count, p.fixed, p.Fixed = from.node, Ref(len(d.nodes)), 0, fixed, fixed
	nodes := d.nodes[p.first:p.end]
	at, node, end := from.pos, 0, 0
	for open := nextMark(r.marks, at); open < r.pos; open = nextMark(r.marks, end+1) {
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
			loose++
		}
		p.add(segment{off: uint32(at), len: uint32(open + 1 - at), nodes: uint16(node), after: after, empty: end == open+1})
		at = end
	}
	p.add(segment{off: uint32(at), len: uint32(r.pos - at), nodes: uint16(len(nodes))})
	return loose, len(nodes) < 1<<16
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

// Follow reads what comes next if it is written like p, and tells by how much its nodes are behind those of the part
// that p was learned from. If it is written otherwise, nothing is read. It is one loop: to compare first and copy the
// nodes then takes longer.
func (r *Reader) Follow(p *Pattern) (shift Ref, ok bool) {
	here := r.Here()
	d, buf := r.doc, r.buf
	from, to := d.more(p.first, p.end)
	shift = here.node - p.first
	at, node, loose := here.pos, 0, 0
	for k := range p.segments[:p.count] {
		s := &p.segments[k]
		begin := at + int(s.len)
		if begin > int(d.text) || string(buf[at:begin]) != string(buf[s.off:s.off+s.len]) {
			break
		}
		by := uint32(at) - s.off
		if k == p.fixedIn {
			p.Fixed.Off = p.fixed.Off + by
		}
		for ; node < int(s.nodes); node++ {
			f, t := &from[node], &to[node]
			*t = *f
			t.off, t.next, t.keyOff = f.off+by, f.next+shift, f.keyOff+by
		}
		if s.after == thenEnd {
			r.pos = begin
			return shift, true
		}
		at = nextMark(r.marks, begin)
		if (at == begin) != s.empty {
			break
		}
		if s.after == thenNode {
			to[node-1].len = uint32(at - begin)
		} else {
			p.Loose[loose] = Span{uint32(begin), uint32(at - begin)}
			loose++
		}
	}
	d.nodes = d.nodes[:here.node]
	return 0, false
}

// more makes room for as many nodes as there are between two places, and returns both runs.
func (d *Doc) more(first, end Ref) (from, to []node) {
	n, count := len(d.nodes), int(end-first)
	d.nodes = slices.Grow(d.nodes, count)[:n+count]
	return d.nodes[first:end], d.nodes[n:]
}
