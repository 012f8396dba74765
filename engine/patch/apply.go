package patch

import (
	"bytes"
	"strconv"

	"placard/engine/value"
)

// change is what to do to take back a step.
type change struct {
	kind   changeKind
	moved  bool // the content comes from another node, or goes to one
	from   Ref  // of replaced and linked: the node that a moved content was in
	parent Ref
	node   Ref
	index  int
	old    content
	size   int // of the document before
}

type changeKind uint8

const (
	replaced changeKind = iota // node had old
	linked                     // node was put into parent, at index
	unlinked                   // node was taken out of parent, from index
)

// Do applies an operation. What it did can be taken back until Commit. An operation that fails changes nothing. With
// create, objects that an add finds missing on its way are made, and the list that its pointer ends with the end of.
func (d *Document) Do(op *Op, create bool) error {
	if err := d.do(op, create && op.Code == Add); err != nil {
		return err
	}
	return nil
}

func (d *Document) do(op *Op, create bool) *Error {
	mark := len(d.log)
	return d.finish(op, mark, d.operate(op, create))
}

// AddMember is Do of an operation that adds a value to this object of the document, whose pointer ends with this key, not
// escaped. It tells which member it is. above is how many containers are around the value.
func (d *Document) AddMember(object Ref, key []byte, above int, op *Op) (Ref, error) {
	d.open(object)
	p := place{parent: object, depth: above}
	p.goTo(d, key)
	mark := len(d.log)
	m, err := d.add(p, d.graft(&op.Value), op.Path)
	if err = d.finish(op, mark, err); err != nil {
		return 0, err
	}
	return m, nil
}

// finish takes an operation back that has failed, or has made too large a document; before it the log had mark changes.
func (d *Document) finish(op *Op, mark int, err *Error) *Error {
	if err == nil && d.size > d.maxBytes {
		err = fail(TooLarge, op.Path, "the document would have more than "+strconv.Itoa(d.maxBytes>>10)+" KB", "move data into a dataset, or split it")
	}
	if err != nil {
		d.rollback(mark)
	}
	return err
}

// Apply applies a patch: all of its operations, or none.
func (d *Document) Apply(ops []Op) error {
	for i := range ops {
		if err := d.do(&ops[i], false); err != nil {
			d.Rollback()
			err.Index = i
			return err
		}
	}
	d.Commit()
	return nil
}

// Commit makes what was done since the last one final.
func (d *Document) Commit() {
	for i := range d.log {
		switch c := &d.log[i]; c.kind {
		case replaced:
			d.releaseContent(&c.old)
		case unlinked:
			d.drop(c)
		}
	}
	d.log = d.log[:0]
	d.compact()
}

// Rollback takes back what was done since the last Commit.
func (d *Document) Rollback() { d.rollback(0) }

func (d *Document) rollback(mark int) {
	for i := len(d.log) - 1; i >= mark; i-- {
		c := &d.log[i]
		d.size = c.size
		switch c.kind {
		case replaced:
			d.giveBack(c)
			if !c.moved {
				d.releaseContent(&d.nodes[c.node].content)
			}
			d.nodes[c.node].content = c.old
		case linked:
			d.detach(c.parent, c.node, c.index)
			d.giveBack(c)
			d.drop(c)
		case unlinked:
			if d.nodes[c.parent].kind == value.Array {
				d.insert(c.parent, c.node, c.index)
			} else {
				d.link(c.parent, c.node, d.nodes[c.node].prev)
			}
		}
	}
	d.log = d.log[:mark]
}

// giveBack puts a moved content back: it may have been opened or indexed in its new place.
func (d *Document) giveBack(c *change) {
	if c.moved {
		d.nodes[c.from].content = d.nodes[c.node].content
	}
}

// drop lets go of a node, and of its content unless that is elsewhere.
func (d *Document) drop(c *change) {
	if c.moved {
		d.releaseShell(c.node)
	} else {
		d.release(c.node)
	}
}

func (d *Document) detach(parent, node Ref, index int) {
	if d.nodes[parent].kind == value.Array {
		d.takeOut(parent, index)
	} else {
		d.unlink(parent, node)
	}
}

func (d *Document) operate(op *Op, create bool) *Error {
	switch op.Code {
	case Add:
		p, err := d.follow(op.Path, create)
		if err != nil {
			return err
		}
		_, err = d.add(p, d.graft(&op.Value), op.Path)
		return err
	case Replace:
		p, err := d.existing(op.Path)
		if err != nil {
			return err
		}
		return d.replace(p, d.graft(&op.Value), op.Path)
	case Remove:
		return d.remove(op.Path)
	case Move:
		return d.move(op)
	case Copy:
		return d.copy(op)
	case Test:
		return d.test(op)
	}
	return fail(BadOperation, op.Path, "there is no such operation", "")
}

// existing is follow to something that must be there.
func (d *Document) existing(pointer []byte) (place, *Error) {
	p, err := d.follow(pointer, false)
	if err == nil && p.node == 0 {
		if d.nodes[p.parent].kind == value.Array {
			err = fail(BadIndex, pointer, "the list has no item there", indexHint(int(d.nodes[p.parent].count)))
		} else {
			err = fail(NotFound, pointer, "there is nothing here", "add puts something where nothing is")
		}
	}
	return p, err
}

func indexHint(count int) string {
	if count == 0 {
		return `it is empty; "-" is its end`
	}
	return "its items are 0 to " + strconv.Itoa(count-1) + `; "-" is its end`
}

// add puts a value to a place (RFC 6902 §4.1): it takes the place of what is there, but in a list comes before it.
func (d *Document) add(p place, c content, pointer []byte) (Ref, *Error) {
	if p.replaces(d) {
		return p.node, d.replace(p, c, pointer)
	}
	if !d.fitsNesting(&c, p.depth) {
		d.releaseContent(&c)
		return 0, tooDeep(pointer)
	}
	return d.addAt(p, c), nil
}

func tooDeep(pointer []byte) *Error {
	return fail(TooLarge, pointer, "lists and objects would be nested too deeply: at most 100 levels", "")
}

// addAt makes a node where none is, or before the item that is there.
func (d *Document) addAt(p place, c content) Ref {
	before := d.size
	d.size += d.sizeOf(&c)
	if d.nodes[p.parent].count > 0 {
		d.size++ // a comma
	}
	var n Ref
	if d.nodes[p.parent].kind == value.Array {
		n = d.newNode(c)
		d.insert(p.parent, n, p.index)
	} else {
		n = d.newMember(c, d.put(p.last))
		d.linkHashed(p.parent, n, d.nodes[p.parent].last, p.hash)
		d.size += d.keySize(n)
	}
	d.log = append(d.log, change{kind: linked, parent: p.parent, node: n, index: p.index, size: before})
	return n
}

// replace gives the node at a place another content.
func (d *Document) replace(p place, c content, pointer []byte) *Error {
	if !d.fitsNesting(&c, p.depth) {
		d.releaseContent(&c)
		return tooDeep(pointer)
	}
	d.swap(p.node, c)
	return nil
}

// remove takes out a value; without a root the document is null.
func (d *Document) remove(pointer []byte) *Error {
	p, err := d.existing(pointer)
	if err != nil {
		return err
	}
	if p.parent == 0 {
		return d.replace(p, content{kind: value.Null, text: d.put([]byte("null"))}, pointer)
	}
	d.takeAway(p)
	return nil
}

// takeAway takes a node out of its parent.
func (d *Document) takeAway(p place) {
	d.log = append(d.log, change{kind: unlinked, parent: p.parent, node: p.node, index: p.index, size: d.size})
	d.size -= d.sizeOf(&d.nodes[p.node].content)
	if d.nodes[p.parent].count > 1 {
		d.size--
	}
	if d.nodes[p.parent].kind == value.Object {
		d.size -= d.keySize(p.node)
	}
	d.detach(p.parent, p.node, p.index)
}

// move is remove and add of the same value (RFC 6902 §4.4).
func (d *Document) move(op *Op) *Error {
	from, err := d.existing(op.From)
	if err != nil {
		return err
	}
	if string(op.From) == string(op.Path) {
		return nil
	}
	// What has one value has one pointer, since ~ and / have one way to be written and indexes no leading zeros.
	if len(op.Path) > len(op.From) && bytes.HasPrefix(op.Path, op.From) && op.Path[len(op.From)] == '/' {
		return fail(IntoItself, op.Path, "a value cannot be moved into itself", "")
	}
	d.takeAway(from)
	d.log[len(d.log)-1].moved = true
	to, err := d.follow(op.Path, false)
	if err != nil {
		return err
	}
	return d.addMoved(to, from.node, op.Path)
}

// addMoved is add of the content of a node that was taken away.
func (d *Document) addMoved(to place, from Ref, pointer []byte) *Error {
	c := d.nodes[from].content
	if !d.fitsNesting(&c, to.depth) {
		return tooDeep(pointer)
	}
	if to.replaces(d) {
		d.swap(to.node, c)
	} else {
		d.addAt(to, c)
	}
	last := &d.log[len(d.log)-1]
	last.moved, last.from = true, from
	return nil
}

// replaces tells that what is put to a place takes the place of what is there.
func (p *place) replaces(d *Document) bool {
	return p.node != 0 && (p.parent == 0 || d.nodes[p.parent].kind == value.Object)
}

// swap gives a node another content.
func (d *Document) swap(node Ref, c content) {
	n := &d.nodes[node]
	d.log = append(d.log, change{kind: replaced, node: node, old: n.content, size: d.size})
	d.size += d.sizeOf(&c) - d.sizeOf(&n.content)
	n.content = c
}

// copy is add of a copy of a value (RFC 6902 §4.5).
func (d *Document) copy(op *Op) *Error {
	from, err := d.existing(op.From)
	if err != nil {
		return err
	}
	// Copies of copies grow fast: what will not fit is not made.
	if size := d.sizeOf(&d.nodes[from.node].content); d.size+size > 2*d.maxBytes {
		return fail(TooLarge, op.Path, "the copy would make the document too large", "")
	}
	c := d.copyOf(d.nodes[from.node].content)
	to, err := d.follow(op.Path, false)
	if err != nil {
		d.releaseContent(&c)
		return err
	}
	_, err = d.add(to, c, op.Path)
	return err
}

// test compares a value (RFC 6902 §4.6).
func (d *Document) test(op *Op) *Error {
	p, err := d.existing(op.Path)
	if err != nil {
		return err
	}
	c := d.graft(&op.Value)
	other := d.newNode(c)
	same := d.equal(p.node, other)
	d.release(other)
	if !same {
		return fail(TestFailed, op.Path, "the value is another one", "")
	}
	return nil
}
