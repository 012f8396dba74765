package edge

import "sync/atomic"

// Memo holds the cached page of one ID, so that whoever has found the Ref need not look for the page in a table of all pages.
// The zero Memo is ready for use, and must not be copied.
type Memo struct{ entry atomic.Pointer[entry] }

// get returns the entry of exactly this ref, nil if it is not noted.
func (m *Memo) get(ref Ref) *entry {
	if m == nil {
		return nil
	}
	e := m.entry.Load()
	if e == nil || e.version != ref.Version || e.id != ref.ID {
		return nil
	}
	return e
}

// forget ends what note began, if it still holds for e.
func (m *Memo) forget(e *entry) {
	if m != nil {
		m.entry.CompareAndSwap(e, nil)
	}
}
