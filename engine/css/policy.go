package css

import "placard/engine/html"

// What is refused, and where. Names come decoded and in lower case.

// refusedBeforeColon lists what runs code, in browsers of any age, when a ':' follows: properties that load code, and
// schemes that stand outside a url().
func refusedBeforeColon(name []byte) bool {
	switch string(name) {
	case "behavior", "-ms-behavior", "-moz-binding", "-o-link", "-o-link-source",
		"javascript", "vbscript", "livescript", "progid":
		return true
	}
	return false
}

// refusedFunction lists functions that run code.
func refusedFunction(name []byte) bool {
	return string(name) == "expression" || string(name) == "-ms-expression"
}

// takesURL lists the functions in which a string is a URL (CSS Images 4 §2, CSS Values 5 "src()").
func takesURL(name []byte) bool {
	switch string(name) {
	case "url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "-webkit-cross-fade":
		return true
	}
	return false
}

// atRule says what an at-rule of a stylesheet may look like.
type atRule struct {
	block     bool // may have a block
	statement bool // may end with a semicolon instead
	font      bool // URLs in it are those of fonts
	page      bool // margin at-rules may stand in it
}

// atRules is the allow-list. @import loads CSS that nobody cleaned, @charset and @namespace change how the rest is
// read, and the others are unknown.
func atRules(name []byte) (rule atRule, ok bool) {
	switch string(name) {
	case "media", "supports", "container", "keyframes", "-webkit-keyframes", "property", "starting-style",
		"counter-style":
		return atRule{block: true}, true
	case "layer":
		return atRule{block: true, statement: true}, true
	case "font-face":
		return atRule{block: true, font: true}, true
	case "page":
		return atRule{block: true, page: true}, true
	}
	return atRule{}, false
}

// marginRule lists the at-rules that stand in @page (CSS Paged Media 3 §4.1).
func marginRule(name []byte) bool {
	switch string(name) {
	case "top-left-corner", "top-left", "top-center", "top-right", "top-right-corner",
		"bottom-left-corner", "bottom-left", "bottom-center", "bottom-right", "bottom-right-corner",
		"left-top", "left-middle", "left-bottom", "right-top", "right-middle", "right-bottom":
		return true
	}
	return false
}

// urlKind is the kind of the URLs in this place.
func urlKind(font bool) html.URLKind {
	if font {
		return html.Font
	}
	return html.Image
}
