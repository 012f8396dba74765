//go:build race

package app

// racing tells that the race detector is on, which allocates.
const racing = true
