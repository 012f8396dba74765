package program

import (
	"encoding/binary"
	"strconv"

	"placard/engine/expr"
	"placard/engine/html"
	"placard/engine/spec"
	"placard/engine/value"
)

// A page that is being written is compiled element by element: each is a block, the HTML of its own markup with the
// places where something goes that depends on the rest of the page. They are written as bytes that UTF-8 does not have:
//
//	placeChild, a handle in three bytes            a child
//	placeID, the index of the element in two bytes, a name, placeID
//	                                               an id: the name, escaped, if no element before has it, else a number

const (
	placeChild = 0xFF
	placeID    = 0xFE

	childBytes = 1 + 3
	idBytes    = 1 + 2 // before the name
)

// ChildElsewhere is the Target of a child that is no element of the part of the page that is compiled: a place with this
// handle, below 2^21, is left for it.
func ChildElsewhere(handle int) int32 { return int32(-2 - handle) }

// elsewhere leaves a place for a child with such a target.
func (b *Builder) elsewhere(target int) {
	if h := -2 - target; h >= 0 {
		b.slab = append(b.slab, placeChild, byte(h)&0x7F, byte(h>>7)&0x7F, byte(h>>14)&0x7F)
	}
}

// idPlace leaves a place for an id, in the place of an attribute's value.
func (b *Builder) idPlace(name value.Value) {
	b.slab = append(b.slab, placeID, byte(b.number)&0x7F, byte(b.number>>7)&0x7F)
	if b.repeat < 0 && fitForID(name.Bytes()) {
		b.slab = html.AppendAttr(b.slab, name.Bytes())
	}
	b.slab = append(b.slab, placeID)
}

// Place is what depends on the rest of the page.
type Place struct {
	At int32 // in the block's HTML, without places
	// Child is the handle of a child, -1 for an id.
	Child int32
	// Of an id: the index of the element, and the name, escaped, behind At; it is written or left out.
	Element, Name int32
}

// AppendPlaces takes the places out of a block: what is left of it is its HTML, with the names of ids, and its places in
// order.
func AppendPlaces(places []Place, block []byte) (out []byte, found []Place) {
	at := nextPlace(block, 0)
	if at == len(block) {
		return block, places
	}
	out = block[:at]
	for at < len(block) {
		p := Place{At: int32(len(out)), Child: -1}
		if block[at] == placeChild {
			p.Child = int32(block[at+1]) | int32(block[at+2])<<7 | int32(block[at+3])<<14
			at += childBytes
		} else {
			p.Element = int32(block[at+1]) | int32(block[at+2])<<7
			name := at + idBytes
			at = nextPlace(block, name)
			p.Name = int32(at - name)
			out = append(out, block[name:at]...)
			at++
		}
		places = append(places, p)
		next := nextPlace(block, at)
		out = append(out, block[at:next]...)
		at = next
	}
	return out, places
}

// nextPlace is where the next place is from at on, or the end of the block.
func nextPlace(block []byte, at int) int {
	for ; at+8 <= len(block); at += 8 {
		// Most markup is ASCII. Of other bytes only the places have all of their upper seven bits set.
		if w := binary.LittleEndian.Uint64(block[at:]); w&highBits != 0 {
			for i := range 8 {
				if block[at+i] >= placeID {
					return at + i
				}
			}
		}
	}
	for at < len(block) && block[at] < placeID {
		at++
	}
	return at
}

const highBits = 0x8080808080808080

// AppendNumberedID writes the id of the element that is number n of a page.
func AppendNumberedID(dst []byte, n int) []byte { return appendNumbered(dst, n) }

// Budget is what may still be spent on blocks: bytes of HTML, and steps and work as for the run of a page.
type Budget struct{ Bytes, Steps, Work int }

// NewBudget is what a page may take.
func NewBudget() Budget { return Budget{MaxOutputBytes, MaxSteps, expr.MaxWork} }

// Block is an element in HTML, with places. It is valid until the next one is compiled.
type Block struct {
	HTML []byte
	// Static is, of a block that depends on the state, the markup of all its branches, in the order in which they stand:
	// the first id with a name takes it whether it is shown or not. It is nil for other blocks.
	Static []byte
	// Complete is false when a limit was reached.
	Complete bool
}

// FollowBlock is Block for an element that is written by a recipe, as nearly all are, if there is one. There are no places in
// html: all children, if there are any, belong to kids, or nowhere when that is -1, and a recipe writes no ids.
func (c *Compiler) FollowBlock(s *spec.Spec, i int, left *Budget) (html []byte, kids int, ok bool) {
	e := &s.Elements[i]
	r, _ := c.recipes.of(e.Shape)
	if r == nil || left.Bytes < MaxOutputBytes/2 { // Block sees how much there may be
		return nil, 0, false
	}
	b := &c.b
	b.spec, b.slab, b.blocks, b.recording = s, b.slab[:0], true, nil
	b.apart, b.kidsAt = true, -1
	b.follow(e, r)
	b.apart = false
	left.Bytes -= len(b.slab)
	return b.slab, b.kidsAt, true
}

// Block compiles an element of a part (spec.ParseElements), checked and without errors, with the state of the page. The
// elements below it that are in the part are in its block; first is its index, from which theirs are counted. Its set must
// have no script.
func (c *Compiler) Block(s *spec.Spec, first int, state value.Value, left *Budget) Block {
	c.begin(s, c.b.slab[:0])
	c.b.blocks, c.b.firstNumber = true, -first
	c.recipes.begin()
	c.b.element(first)
	c.b.flush()
	full := c.b.full() || c.pool.Exhausted()
	left.Work -= c.pool.Spent()
	c.prog.slab, c.prog.ops = c.b.slab, c.b.ops
	switch {
	case full || left.Work < 0:
		return Block{}
	case c.prog.Static():
		left.Bytes -= len(c.b.slab)
		return Block{HTML: c.b.slab, Complete: left.Bytes >= 0}
	}
	complete := false
	c.out, complete = c.prog.runBlock(c.out[:0], state, left)
	return Block{HTML: c.out, Static: c.b.slab, Complete: complete}
}

// runBlock is run with what is left of a budget.
func (p *Program) runBlock(dst []byte, state value.Value, left *Budget) (out []byte, complete bool) {
	r := p.begin(limits{max(left.Bytes, 0), max(left.Steps, 0)}, []value.Value{state})
	r.env.Spend(expr.MaxWork - left.Work)
	dst = r.block(dst, 0, uint32(len(p.ops)))
	left.Bytes, left.Steps, left.Work = left.Bytes-len(dst), r.steps, expr.MaxWork-r.env.Spent()
	return dst, r.end()
}

// StateKeys calls f with the first key of each path into the state that the last block reads; with nil for all of it.
func (c *Compiler) StateKeys(f func(key []byte)) { c.pool.StateKeys(f) }

// Watch is where a page is told what changes while it is written: the address of its events, "" for none, and its version.
type Watch struct{ Events, Version string }

// AppendHead writes the document of a spec up to what stands in main; AppendStyles only its styles; what AppendTail writes
// ends the document, and loads a script when there is one. before stands in front of main.
func (c *Compiler) AppendHead(dst []byte, s *spec.Spec, o Options, before Trusted, w Watch) []byte {
	c.begin(s, dst)
	b := &c.b
	b.document([]byte(o.Title))
	b.Markup(before)
	if w.Events == "" {
		b.Markup(mainStart)
		return c.release()
	}
	b.Markup(`<noscript><meta http-equiv="refresh" content="2"></noscript><main class="ui-page" data-live="`)
	b.slab = html.AppendAttr(b.slab, []byte(w.Events))
	b.Markup(`" data-v="`)
	b.slab = html.AppendAttr(b.slab, []byte(w.Version))
	b.Markup(`">`)
	return c.release()
}

// AppendStyles writes what stands in the style element of a page.
func (c *Compiler) AppendStyles(dst []byte, s *spec.Spec) []byte {
	c.begin(s, dst)
	c.b.styles(c.b.theme())
	return c.release()
}

// release gives what was written back to the caller, whose memory it is.
func (c *Compiler) release() []byte {
	out := c.b.slab
	c.b.slab = nil
	return out
}

// AppendTail ends a document, and loads a script when there is one.
func AppendTail(dst []byte, script string) []byte {
	dst = append(dst, mainEnd...)
	if script != "" {
		dst = append(dst, scriptStart...)
		dst = append(html.AppendAttr(dst, []byte(script)), scriptEnd...)
	}
	return append(dst, bodyEnd...)
}

// AppendHeadJSON writes members of a JSON object with what a page says about itself: its title, and the lang, dir and
// class of its html element.
func (c *Compiler) AppendHeadJSON(dst []byte, s *spec.Spec, o Options) []byte {
	c.begin(s, nil)
	b := &c.b
	dst = value.AppendJSONString(append(dst, `"title":`...), b.metaText("title", []byte(o.Title)))
	dst = value.AppendJSONString(append(dst, `,"lang":`...), b.metaText("lang", english))
	dst = strconv.AppendQuote(append(dst, `,"dir":`...), b.direction())
	return strconv.AppendQuote(append(dst, `,"class":`...), b.theme().scheme)
}
