package api

import "time"

// Limits are what callers may do. A zero value means the default.
type Limits struct {
	// FreeItems is how many active items a workspace of the free plan may have; ProItems the same, 0 for no bound.
	FreeItems, ProItems int
	// FreeItemLife is how long an item of the free plan lives.
	FreeItemLife time.Duration
	// UnclaimedLife is how long a workspace lives that nobody claims.
	UnclaimedLife time.Duration
	// BodyBytes bounds what is published, SpecBytes a JSON spec.
	BodyBytes, SpecBytes int
	// RequestsPerMinute is for each key; a caller who was idle may send a minute's worth at once. Negative: no limit.
	RequestsPerMinute int
	// WorkspacesPerHour is for each address. Negative: no limit.
	WorkspacesPerHour int
	// SweepGrace is how long deleted, expired and replaced content is kept: see Sweep.
	SweepGrace time.Duration
}

// What Limits' zero values stand for.
const (
	DefaultFreeItems         = 3
	DefaultFreeItemLife      = 24 * time.Hour
	DefaultUnclaimedLife     = 7 * 24 * time.Hour
	DefaultBodyBytes         = 5 << 20
	DefaultSpecBytes         = 512 << 10
	DefaultRequestsPerMinute = 120
	DefaultWorkspacesPerHour = 20
	DefaultSweepGrace        = time.Hour
)

// What is the same for everybody.
const (
	maxTitleLetters  = 200
	maxNameLetters   = 100
	maxClientLetters = 100
	maxKeyBytes      = 255 // of an Idempotency-Key
	maxIDBytes       = 64
	// maxSmallBody is for requests that are not content.
	maxSmallBody = 16 << 10
	// maxListed bounds a page of a list, and is what a list has without ?limit.
	maxListed = 1000
)

func (l Limits) withDefaults() Limits {
	orDefault(&l.FreeItems, DefaultFreeItems)
	orDefault(&l.FreeItemLife, DefaultFreeItemLife)
	orDefault(&l.UnclaimedLife, DefaultUnclaimedLife)
	orDefault(&l.BodyBytes, DefaultBodyBytes)
	orDefault(&l.SpecBytes, DefaultSpecBytes)
	orDefault(&l.RequestsPerMinute, DefaultRequestsPerMinute)
	orDefault(&l.WorkspacesPerHour, DefaultWorkspacesPerHour)
	orDefault(&l.SweepGrace, DefaultSweepGrace)
	return l
}

func orDefault[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}
