package css

import "bytes"

// needsUnit reports that a number without a unit means pixels for this property, given as "name:".
func needsUnit(property []byte) bool {
	property = bytes.TrimSuffix(property, []byte(":"))
	return !bytes.HasPrefix(property, []byte("--")) && !isUnitless(withoutVendor(property))
}

// withoutVendor strips -webkit-, -moz-, -ms- and -o-: React lists the properties with prefixes one by one.
func withoutVendor(property []byte) []byte {
	if len(property) == 0 || property[0] != '-' {
		return property
	}
	vendor, rest, ok := bytes.Cut(property[1:], []byte("-"))
	switch string(vendor) {
	case "webkit", "moz", "ms", "o":
		if ok {
			return rest
		}
	}
	return property
}

// isUnitless is React's list of properties that take plain numbers (react-dom, isUnitlessNumber), in kebab case.
func isUnitless(property []byte) bool {
	switch string(property) {
	case "animation-iteration-count", "aspect-ratio",
		"border-image-outset", "border-image-slice", "border-image-width",
		"box-flex", "box-flex-group", "box-ordinal-group",
		"column-count", "columns",
		"flex", "flex-grow", "flex-positive", "flex-shrink", "flex-negative", "flex-order",
		"grid-area", "grid-row", "grid-row-end", "grid-row-span", "grid-row-start",
		"grid-column", "grid-column-end", "grid-column-span", "grid-column-start",
		"font-weight", "line-clamp", "line-height", "opacity", "order", "orphans", "scale", "tab-size",
		"widows", "z-index", "zoom",
		// SVG.
		"fill-opacity", "flood-opacity", "stop-opacity", "stroke-dasharray", "stroke-dashoffset",
		"stroke-miterlimit", "stroke-opacity", "stroke-width":
		return true
	}
	return false
}
