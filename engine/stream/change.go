package stream

import "placard/engine/spec"

// Change is what viewers have not seen yet. Changes can be put together: only the outermost of what has changed is sent. The
// zero Change is empty. It belongs to one Page.
type Change struct {
	entries []entry
	// head and styles are the versions since which what the page says about itself, and its styles, may have changed; 0
	// for never.
	head, styles uint32
}

// entry is an element that may have changed in a version or later; when after is not none, it is to be put behind that
// one, which is its sibling.
type entry struct {
	element, after int32
	since          uint32
}

// maxEntries is when a Change becomes one of the whole page: a viewer who has missed so much gets all of it.
const maxEntries = 2 * spec.MaxElements

func (c *Change) add(h int32, version uint32) {
	e := entry{h, none, version}
	if n := len(c.entries); n == 0 || c.entries[n-1] != e {
		c.put(e)
	}
}

func (c *Change) put(e entry) {
	if len(c.entries) >= maxEntries {
		e = entry{main, none, 0}
		c.entries = c.entries[:0]
	}
	c.entries = append(c.entries, e)
}

// Add adds another change, which came later.
func (c *Change) Add(other *Change) {
	since(&c.head, other.head)
	since(&c.styles, other.styles)
	if len(c.entries)+len(other.entries) > maxEntries {
		c.entries = append(c.entries[:0], entry{main, none, 0})
		return
	}
	c.entries = append(c.entries, other.entries...)
}

// Whole makes it one of all that the page has.
func (c *Change) Whole() {
	*c = Change{entries: append(c.entries[:0], entry{main, none, 0}), head: 1, styles: 1}
}

// since notes a version, unless there is an earlier one.
func since(v *uint32, version uint32) {
	if *v == 0 {
		*v = version
	}
}

// Empty tells that nothing has changed.
func (c *Change) Empty() bool { return len(c.entries) == 0 && c.head == 0 && c.styles == 0 }

// Reset empties a change and keeps its memory.
func (c *Change) Reset() { *c = Change{entries: c.entries[:0]} }
