package stream

import "placard/engine/spec"

// Change is what viewers have not seen yet: all that has changed in a Page since a version. Changes can be put together. The
// zero Change is empty. It belongs to one Page.
type Change struct {
	// since is the first version that they have not seen, 0 for none.
	since uint32
	whole bool
}

// Add adds another change.
func (c *Change) Add(other *Change) {
	if other.since > 0 && (c.since == 0 || other.since < c.since) {
		c.since = other.since
	}
	c.whole = c.whole || other.whole
}

// Whole makes it one of all that the page has.
func (c *Change) Whole() { c.whole = true }

// Reset empties a change.
func (c *Change) Reset() { *c = Change{} }

// note adds a version, the latest one.
func (c *Change) note(version uint32) {
	if c.since == 0 {
		c.since = version
	}
}

// has tells whether a version is among those that have not been seen.
func (c *Change) has(version uint32) bool { return c.whole || c.since > 0 && version >= c.since }

// journal says what may have changed in a page, version by version.
type journal struct {
	entries []entry
	// from is the first version of which nothing has been forgotten.
	from uint32
	// head and styles are the versions in which what the page says about itself, and its styles, may have changed last.
	head, styles uint32
}

// entry is an element that may have changed in a version or later; when after is not none, it is to be put behind that
// one, which is its sibling.
type entry struct {
	element, after int32
	version        uint32
}

// maxEntries is when a change becomes one of the whole page: a viewer who has missed so much gets all of it.
const maxEntries = 2 * spec.MaxElements

var wholePage = []entry{{main, none, 0}}

func (j *journal) add(e entry) {
	n := len(j.entries)
	if n > 0 && j.entries[n-1] == e {
		return
	}
	if n == 2*maxEntries {
		j.from = j.entries[n/2-1].version + 1
		j.entries = j.entries[:copy(j.entries, j.entries[n/2:])]
	}
	j.entries = append(j.entries, e)
}

// since are the entries of a change.
func (j *journal) since(c *Change) []entry {
	if c.whole {
		return wholePage
	}
	if c.since == 0 {
		return nil
	}
	first := len(j.entries)
	for first > 0 && j.entries[first-1].version >= c.since {
		first--
	}
	if c.since < j.from || len(j.entries)-first > maxEntries {
		return wholePage
	}
	return j.entries[first:]
}

// reset forgets all up to a version.
func (j *journal) reset(version uint32) { *j = journal{entries: j.entries[:0], from: version + 1} }

// note says that an element may have changed.
func (p *Page) note(h int32) { p.journal.add(entry{h, none, p.version}) }
