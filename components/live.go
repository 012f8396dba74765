package components

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
)

// live is what "make runtime" bundles of live/*.js.
//
//go:embed live/live.min.js
var live []byte

// Live is the script of pages that are being written, and the name by which they ask for it, as with Runtime.
func Live() (name string, script []byte) {
	sum := sha256.Sum256(live)
	return "live-" + base64.RawURLEncoding.EncodeToString(sum[:9]) + ".js", live
}
