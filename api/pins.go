package api

import (
	"errors"
	"sync"

	"placard/storage"
)

// pins decides when bytes may be deleted. A publish stores its bytes, or finds them there already, and then writes the
// record that names them. Two things must not happen: that a sweep, which asked Meta what no record names, deletes the
// bytes in between; and that bytes stay for good whose record was refused, for no sweep will ever hear of them.
//
// So a publish holds its hash from before it stores until its record is written or refused, and what a sweep finds is
// deleted only if nobody holds it and nobody has named it since the sweep began. What is to go and is held goes when
// the last one lets go of it, unless one of them has named it.
//
// It counts on all writers of Blobs being in this process, as package disk does.
type pins struct {
	mu   sync.Mutex
	held map[storage.Hash]*hold
	// named, while a sweep runs, has the hashes that publishes named since it began; else it is nil.
	named map[storage.Hash]struct{}
}

// hold is what is known of a hash while at least one publish holds it.
type hold struct {
	publishes int
	// named: one of the publishes has written its record.
	named bool
	// orphan: no record of others names the bytes.
	orphan bool
}

func newPins() *pins { return &pins{held: map[storage.Hash]*hold{}} }

// hold must be followed by release. It waits while a blob is deleted: a few milliseconds.
func (p *pins) hold(h storage.Hash) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.held[h] == nil {
		p.held[h] = &hold{}
	}
	p.held[h].publishes++
}

// orphan tells of a hash that the caller holds that its bytes are not there, so no record of others can name them.
func (p *pins) orphan(h storage.Hash) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.held[h].orphan = true
}

// release lets go of a hash; named tells that a record names it now. It runs remove if nobody needs the bytes.
func (p *pins) release(h storage.Hash, named bool, remove func() error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	held := p.held[h]
	held.publishes--
	held.named = held.named || named
	if named && p.named != nil {
		p.named[h] = struct{}{}
	}
	if held.publishes > 0 {
		return nil
	}
	delete(p.held, h)
	if held.orphan && !held.named {
		return remove()
	}
	return nil
}

// beginSweep must come before Meta is asked for orphans.
func (p *pins) beginSweep() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.named = map[storage.Hash]struct{}{}
}

func (p *pins) endSweep() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.named = nil
}

// sweep runs remove for an orphan that the sweep found, now or when it is released, unless it was named meanwhile.
// Nobody gets hold of a hash while remove runs: who does after it stores the bytes anew.
func (p *pins) sweep(h storage.Hash, remove func() error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, ok := p.named[h]; ok {
		return nil
	}
	if held := p.held[h]; held != nil {
		held.orphan = true
		return nil
	}
	return remove()
}

// mayBeWritten tells whether a record may be there although writing it failed: storage's own refusals say that it is
// not, anything else says nothing.
func mayBeWritten(err error) bool {
	for _, refusal := range []error{storage.ErrQuota, storage.ErrKeyReused, storage.ErrConflict, storage.ErrNotFound} {
		if errors.Is(err, refusal) {
			return false
		}
	}
	return true
}
