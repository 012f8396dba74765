package api

import (
	"context"
	"errors"
	"fmt"
	"time"
)

const (
	sweepEvery = time.Minute
	// sweepBatch is how many records one transaction removes: about 70 ms, in which no publish is written.
	sweepBatch = 500
)

// Run sweeps every minute until ctx ends.
func (a *API) Run(ctx context.Context) {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		if err := a.Sweep(ctx); err != nil && ctx.Err() == nil {
			a.cfg.Log.Error("api: sweep failed", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// Sweep removes for good what was deleted, expired or replaced longer than Limits.SweepGrace ago, and the bytes that no
// record names any more. The grace time is for readers: who has just found the old version of a page still gets its
// bytes, and who pages through a list may still ask for what comes after a deleted item. What keeps the bytes of a
// publish that runs at the same time is pins. Only one Sweep may run at a time.
func (a *API) Sweep(ctx context.Context) error {
	before := a.cfg.Now().Add(-a.cfg.Limits.SweepGrace)
	for {
		removed, err := a.sweepBatch(ctx, before)
		if err != nil {
			return fmt.Errorf("sweep: %w", err)
		}
		if removed < sweepBatch {
			return nil
		}
	}
}

func (a *API) sweepBatch(ctx context.Context, before time.Time) (removed int, err error) {
	a.pins.beginSweep()
	defer a.pins.endSweep()
	orphans, removed, err := a.cfg.Meta.Sweep(ctx, before, sweepBatch)
	if err != nil {
		return 0, err
	}
	// Their records are gone, so this is the only chance to delete them: it is taken also when ctx ends or one fails.
	ctx = context.WithoutCancel(ctx)
	var failed error
	for _, hash := range orphans {
		failed = errors.Join(failed, a.pins.unlessPinned(hash, func() error { return a.cfg.Blobs.Delete(ctx, hash) }))
	}
	return removed, failed
}
