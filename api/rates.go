package api

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

const (
	// maxBuckets bounds whom rates remembers: about 10 MB.
	maxBuckets = 50_000
	// bucketsSearched is how many of them are looked at to find one that need not be remembered.
	bucketsSearched = 32
)

// rates limits how often each of many may do something.
type rates struct {
	mu      sync.Mutex
	every   rate.Limit
	burst   int
	buckets map[string]*rate.Limiter
}

// newRates allows count in each period, the first count of them at once. A negative count allows everything.
func newRates(count int, period time.Duration) *rates {
	return &rates{
		every: rate.Limit(float64(count) / period.Seconds()), burst: count, buckets: map[string]*rate.Limiter{},
	}
}

// refuse counts one, or refuses it.
func (r *rates) refuse(who string, now time.Time) error {
	if r.burst < 0 {
		return nil
	}
	reservation := r.bucket(who, now).ReserveN(now, 1)
	wait := reservation.DelayFrom(now)
	if wait <= 0 {
		return nil
	}
	reservation.CancelAt(now) // Being refused does not make the wait longer.
	return &refusal{code: tooMany, retryAfter: wait}
}

func (r *rates) bucket(who string, now time.Time) *rate.Limiter {
	r.mu.Lock()
	defer r.mu.Unlock()
	if b := r.buckets[who]; b != nil {
		return b
	}
	if len(r.buckets) >= maxBuckets {
		r.makeRoom(now)
	}
	b := rate.NewLimiter(r.every, r.burst)
	r.buckets[who] = b
	return b
}

// makeRoom forgets those that are full, for they are as good as new; if there are none among the few that it looks at,
// any other. Go begins a walk through a map anywhere.
func (r *rates) makeRoom(now time.Time) {
	searched := 0
	for who, b := range r.buckets {
		searched++
		if last := searched == bucketsSearched; last || b.TokensAt(now) >= float64(r.burst) {
			delete(r.buckets, who)
			if last {
				return
			}
		}
	}
}
