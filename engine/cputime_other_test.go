//go:build !linux

package engine_test

import "time"

// cpuTime is how long a function takes.
func cpuTime(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}
