//go:build race

package engine_test

// The race detector makes everything slower and allocates by itself.
const (
	slowdown = 20
	racing   = true
)
