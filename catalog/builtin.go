package catalog

// builtIns are the types that only apps have. A page's own catalog does not know them.
func builtIns() []Type {
	return []Type{{Name: "Slot", Doc: "The place of the page in a layout."}}
}
