//go:build !race

package utility

// racing tells that the race detector is on, which allocates.
const racing = false
