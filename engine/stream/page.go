// Package stream holds a page while it is written: a spec that grows by patches (semantics §8), and its HTML, of which
// each patch makes anew only what it touches.
//
// Each element is a block: the HTML of its own markup with places for its children, made by the same compiler as whole
// pages (program.Compiler.Block). The page is the blocks in the order of the tree, so it is the page that the spec gives when it
// is posted whole. What ties blocks together is not in them: ids that must be unique are places too, and a container with
// a repeat is one block with all below it. Blocks are made with the state as it is, and those that have read what changes
// are made anew; behaviour comes with the finished page. Elements come in any order: what is named but not there, or
// cannot be shown, is a placeholder.
//
// Cost: a patch that adds an element is read, applied, checked and compiled in about three times its share of rendering the
// page whole, whatever the size of the page. A line that is written like an earlier one, as nearly all are, is read once, by the
// pattern of that one (spec.FollowElement), and its element is made together with others (pending.go); another one is parsed
// twice, and takes three times as long. Replacing a text, from the line to the fragment for viewers, takes a fiftieth of
// rendering 496 elements. Neither allocates once the memory has grown. A
// patch within an element reads all of that element. What goes over all elements, without reading them: a change of the
// state (which of them have read it), removing an element that is not the last (they are numbered), and any change of a
// page whose fields have names. Only AppendPage, Issues and new styles read the whole spec.
package stream

import (
	"hash/maphash"
	"strconv"

	"placard/catalog"
	"placard/engine/check"
	"placard/engine/diag"
	"placard/engine/patch"
	"placard/engine/program"
	"placard/engine/spec"
	"placard/engine/value"
)

// Options are what a page takes from elsewhere than its spec.
type Options struct {
	// Title is the document's title while the spec has none.
	Title string
	// Script is the address of the module that keeps the page of a viewer up to date, "" for none, and Events that of what
	// it listens to. Without the module the page loads itself anew now and then.
	Script, Events string
}

// Page is a page that is being written. It is not safe for use by several goroutines.
type Page struct {
	cat  *catalog.Catalog
	opts Options
	doc  *patch.Document
	// version counts the changes.
	version uint32
	batch   bool // an element that was touched in this round is as it is in the document already

	// elements are by handle, in groups that stay where they are; the first is the page itself, whose only child is the root.
	elements []*[groupSize]element
	handles  int32 // that there are
	// expected is what may be the handle of the element that comes next; next is the place in pending of what may be the next
	// child.
	expected int32
	next     int
	// members are the document's elements, unless they are stale.
	members      patch.Ref
	membersStale bool
	ids          ids
	spare        []int32 // handles that are not used
	tree

	part  *spec.Spec // what is being compiled: own or line
	index int        // of its element that is being compiled
	own   spec.Spec
	line  spec.Spec // of the lines that Lines reads
	// followed tells that line has the element that follow has read last, behind the pending ones.
	followed bool
	pending  []int32
	touched  []int32
	example  []byte // the JSON of an element that line is to know from when it is loaded next
	reader   *patch.Lines
	issues   diag.List
	checked  bool // all pending elements, without an issue
	classes  bool // some that were pending had class attributes
	checker  *check.Checker
	compiler *program.Compiler
	budget   program.Budget
	bytes    int // of all blocks
	memory

	state      value.Doc
	stateRef   value.Ref
	stateStale bool
	stateBits  uint64 // of the keys that have changed, see readBits
	seed       maphash.Seed

	used    spec.Used // of all elements that there have been
	styles  styles
	journal journal
}

// main is the handle of the page itself.
const main = 0

// New makes a page of an empty spec.
func New(cat *catalog.Catalog, set *program.Set, o Options) *Page {
	// Nothing can happen in a page that is not finished, so its blocks are those of pages without a script.
	silent := *set
	silent.Script = ""
	p := &Page{
		cat: cat, opts: o, doc: patch.New(spec.MaxSpecBytes), checker: check.New(cat), compiler: program.NewCompiler(&silent),
		seed: maphash.MakeSeed(), stateStale: true,
	}
	p.ids.seed, p.names.seed = p.seed, p.seed
	p.part = &p.own
	p.Reset()
	return p
}

// Reset makes the page that of an empty spec again, whose memory is used for what comes. Changes from before are of no use.
func (p *Page) Reset() {
	p.doc.Reset()
	p.handles, p.spare, p.expected, p.membersStale = 0, p.spare[:0], 1, true
	p.ids.reset()
	p.named, p.several, p.repeating, p.namedBlocks, p.bytes = 0, 0, 0, 0, 0
	p.tangled, p.numbersStale, p.structure = false, false, false
	p.names.reset()
	p.stateStale, p.stateBits = true, 0
	p.used, p.styles.dynamic = spec.Used{}, false
	p.line.ForgetElements()
	p.followed, p.pending, p.touched, p.example = false, p.pending[:0], p.touched[:0], p.example[:0]
	p.classes = false
	p.journal.reset(p.version)
	e := p.at(p.newHandle())
	e.begin(facts{there: true, fresh: true, parent: none})
	p.styles.stale = true
}

// AppendSpec writes the spec as it stands, as compact JSON: rendered whole it is the finished page.
func (p *Page) AppendSpec(dst []byte) []byte { return p.doc.AppendJSON(dst) }

// SpecBytes is the size of what AppendSpec writes.
func (p *Page) SpecBytes() int { return p.doc.Size() }

// Apply applies an operation as models write them: an add makes missing parents. What it changes for viewers is added to c.
// The error is a *patch.Error; the page is as it was then.
func (p *Page) Apply(op *patch.Op, c *Change) error {
	switch {
	case p.followed && op.Value.Followed():
		return p.applyFollowed(op, c)
	case op.Value.Plain() && p.replaceText(op, c):
		return nil
	}
	p.readPending()
	p.membersStale = true
	id, ok := p.elementOf(op)
	var m patch.Ref
	var err error
	members := p.elementsRef()
	if ok && op.Code == patch.Add && p.doc.Kind(members) == value.Object {
		m, err = p.doc.AddMember(members, id, aboveElements, op)
	} else {
		err = p.doc.Do(op, true)
		members = p.elementsRef()
		m = p.doc.Member(members, id)
	}
	if err != nil {
		return err
	}
	if err := p.limit(op, members); err != nil {
		p.doc.Rollback()
		return err
	}
	p.doc.Commit()
	p.begin(c)
	if !ok || !p.touchRead(op, id, members, m) {
		p.touchOp(op)
	}
	p.settle()
	return nil
}

// ApplyAll applies a patch exactly as RFC 6902 says: all of it, or nothing.
func (p *Page) ApplyAll(ops []patch.Op, c *Change) error {
	p.readPending()
	p.membersStale = true
	for i := range ops {
		err := p.doc.Do(&ops[i], false)
		if err == nil {
			err = p.limit(&ops[i], p.elementsRef())
		}
		if err != nil {
			p.doc.Rollback()
			if e, ok := err.(*patch.Error); ok {
				e.Index = i
			}
			return err
		}
	}
	p.doc.Commit()
	p.begin(c)
	p.batch, p.numbersStale = true, true
	p.round++
	for i := range ops {
		p.touchOp(&ops[i])
	}
	p.batch = false
	p.settle()
	return nil
}

// Merge applies a merge patch (RFC 7396), or nothing of it.
func (p *Page) Merge(text []byte, c *Change) error { return p.replaceAll(p.doc.Merge, text, c) }

// Load makes the page that of a spec.
func (p *Page) Load(text []byte, c *Change) error { return p.replaceAll(p.doc.Load, text, c) }

// replaceAll does something to the document that may change all of it.
func (p *Page) replaceAll(do func([]byte) error, text []byte, c *Change) error {
	p.readPending()
	p.membersStale = true
	before := p.doc.AppendJSON(nil)
	if err := do(text); err != nil {
		return err
	}
	if err := p.limit(&patch.Op{}, p.elementsRef()); err != nil {
		_ = p.doc.Load(before) // it was read from there
		return err
	}
	p.begin(c)
	p.touchAll()
	p.settle()
	return nil
}

// begin makes ready for changes: all that follows from one may take as much as a whole page.
func (p *Page) begin(c *Change) {
	p.version++
	c.note(p.version)
	p.styles.stale = true
	p.renew()
}

func (p *Page) renew() {
	p.budget = program.NewBudget()
	p.budget.Bytes -= p.bytes
}

var elementsKey, rootKey, stateKey = []byte("elements"), []byte("root"), []byte("state")

func (p *Page) elementsRef() patch.Ref { return p.doc.Member(p.doc.Root(), elementsKey) }

// limit refuses an operation after which there are too many elements.
func (p *Page) limit(op *patch.Op, members patch.Ref) error {
	if p.doc.Kind(members) == value.Object && p.doc.Len(members) > spec.MaxElements {
		return &patch.Error{Code: patch.TooLarge, Path: string(op.Path), Message: "a page has at most " + strconv.Itoa(spec.MaxElements) + " elements",
			Hint: "use repeat for lists, or split the page"}
	}
	return nil
}

func (p *Page) touchOp(op *patch.Op) {
	switch op.Code {
	case patch.Test:
		return
	case patch.Move:
		p.touch(op.From)
	}
	p.touch(op.Path)
}

// touch looks at what a pointer leads to, which has changed, or is in what has changed.
func (p *Page) touch(pointer []byte) {
	part, rest, _ := cutPointer(pointer)
	var few [64]byte
	switch string(part) {
	case "elements":
		if len(rest) == 0 {
			p.touchElements()
			return
		}
		id, _, _ := cutPointer(rest)
		id, _ = patch.Unescape(id, few[:0])
		p.touchElement(id)
	case "root":
		p.touchRoot()
	case "state":
		key, _, whole := cutPointer(rest)
		key, _ = patch.Unescape(key, few[:0])
		p.touchState(key, whole)
	case "meta":
		p.journal.head = p.version
		p.journal.styles = p.version
	case "":
		if len(pointer) == 0 {
			p.touchAll()
		}
	}
}

// cutPointer takes the first part off a pointer; empty tells that it has none.
func cutPointer(pointer []byte) (part, rest []byte, empty bool) {
	if len(pointer) == 0 {
		return nil, nil, true
	}
	for i := 1; i < len(pointer); i++ {
		if pointer[i] == '/' {
			return pointer[1:i], pointer[i:], false
		}
	}
	return pointer[1:], nil, false
}

func (p *Page) touchAll() {
	p.touchElements()
	p.touchRoot()
	p.touchState(nil, true)
	p.journal.head = p.version
	p.journal.styles = p.version
}

// Issues says what is wrong with the spec as it stands, as if it were posted whole: nothing that refuses it when the page
// is finished.
func (p *Page) Issues() diag.List {
	p.readPending()
	p.readShell()
	issues := p.styles.issues
	p.styles.issues, p.styles.stale = diag.List{}, true
	issues.Sort()
	return issues
}
