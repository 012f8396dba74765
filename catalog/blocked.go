package catalog

// Blocked returns why an HTML element is refused, for those that are refused on purpose. Names are exact: Link and
// Slot are not link and slot.
func Blocked(name string) (reason string, ok bool) {
	switch name {
	case "script":
		return "scripts are not allowed; use `on` with actions", true
	case "noscript":
		return "pages need no scripts, so noscript has no use", true
	case "iframe", "frame", "frameset", "portal":
		return "a page may not embed other pages; use a link", true
	case "object", "embed", "applet":
		return "plugins are not allowed; use img, video or audio", true
	case "svg":
		return "inline SVG is not supported in this version; use Image with the address of a file", true
	case "math":
		return "MathML is not supported; write the formula as text", true
	case "style":
		return "style elements are not allowed; use `meta.style` or the style prop", true
	case "link":
		return "link elements are not allowed; use `meta.style` for CSS and Link or a for links", true
	case "base":
		return "base would change where every link of the page leads", true
	case "meta", "title":
		return "the document's head is written from `meta` and `metadata`", true
	case "html", "head", "body":
		return "the document is written around the spec; use div or main as the root", true
	case "template":
		return "template is not allowed; use `repeat` or `visible`", true
	case "slot":
		return "slot is not allowed; the place of a page in a layout is Slot", true
	}
	return "", false
}
