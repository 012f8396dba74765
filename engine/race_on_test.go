//go:build race

package engine_test

// racing tells that the race detector is on, which allocates and makes everything slower.
const racing = true
