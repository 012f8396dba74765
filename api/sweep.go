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
	var failed error
	for _, hash := range orphans { // also when one fails: nobody will name the others again
		failed = errors.Join(failed, a.pins.sweep(hash, func() error { return a.deleteBytes(ctx, hash) }))
	}
	return removed, failed
}
