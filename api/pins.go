package api

import (
	"sync"

	"placard/storage"
)

// pins keeps the sweeper away from bytes that a publish is about to name. A publish stores its bytes, finds them there
// already, and then writes its record; a sweep asks Meta which bytes no record names, and then deletes them. Interleaved,
// the sweep would delete what the record names. So a publish pins the hash before it stores, until its record is
// written; and the sweep spares what is pinned or was pinned since it began, for Meta may not have seen that record.
//
// It counts on all writers of Blobs being in this process, as package disk does.
type pins struct {
	mu     sync.Mutex
	pinned map[storage.Hash]int
	// recent, while a sweep runs, has what was pinned at some time during it; else it is nil.
	recent map[storage.Hash]struct{}
}

func newPins() *pins { return &pins{pinned: map[storage.Hash]int{}} }

// pin holds on to a hash until release is called. It waits while the sweeper deletes a blob: a few milliseconds.
func (p *pins) pin(h storage.Hash) (release func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.pinned[h]++
	if p.recent != nil {
		p.recent[h] = struct{}{}
	}
	return func() { p.release(h) }
}

func (p *pins) release(h storage.Hash) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.pinned[h]--; p.pinned[h] == 0 {
		delete(p.pinned, h)
	}
}

// beginSweep must come before Meta is asked for orphans.
func (p *pins) beginSweep() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.recent = map[storage.Hash]struct{}{}
	for h := range p.pinned {
		p.recent[h] = struct{}{}
	}
}

func (p *pins) endSweep() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.recent = nil
}

// unlessPinned runs remove, with nobody pinning anything meanwhile: who pins after it stores the bytes anew.
func (p *pins) unlessPinned(h storage.Hash, remove func() error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, ok := p.recent[h]; ok {
		return nil
	}
	return remove()
}
