package components

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
)

// runtime is what "make runtime" bundles of runtime/*.js.
//
//go:embed runtime/runtime.min.js
var runtime []byte

// Runtime is the script of pages that do something in the browser, and the name by which pages ask for it: it changes
// with its content, so that browsers may keep it for good.
func Runtime() (name string, script []byte) {
	sum := sha256.Sum256(runtime)
	return "runtime-" + base64.RawURLEncoding.EncodeToString(sum[:9]) + ".js", runtime
}
