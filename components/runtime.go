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
func Runtime() (name string, script []byte) { return hashed("runtime", runtime) }

func hashed(name string, script []byte) (string, []byte) {
	sum := sha256.Sum256(script)
	return name + "-" + base64.RawURLEncoding.EncodeToString(sum[:9]) + ".js", script
}

// navigate is what "make runtime" bundles of runtime/navigate.js.
//
//go:embed runtime/navigate.min.js
var navigate []byte

// Navigation is the script of apps that goes from page to page without loading documents, and its name, as for Runtime.
func Navigation() (name string, script []byte) { return hashed("navigate", navigate) }
