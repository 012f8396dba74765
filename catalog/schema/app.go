package schema

// app is a NextAppSpec.
func app() *node {
	route := object(
		member{"page", ref("tree")},
		member{"metadata", metadata()},
		member{"layout", text("The name of a layout.")},
		member{"loading", ref("tree")},
		member{"error", ref("tree")},
		member{"notFound", ref("tree")},
		member{"loader", loader()},
		member{"staticParams", &node{Type: "array", Items: &node{Type: "object", AdditionalProperties: anyOf(name(""), &node{Type: "array", Items: name("")})}}},
	).require("page")
	return object(
		member{"metadata", metadata()},
		member{"layouts", &node{Type: "object", AdditionalProperties: ref("tree"), Description: "Trees with a Slot, by name."}},
		member{"routes", &node{Type: "object", PropertyNames: &node{Pattern: "^/"}, MinProperties: 1, AdditionalProperties: route,
			Description: "By pattern: /, /about, /blog/[slug], /docs/[...path], /docs/[[...path]]."}},
		member{"state", &node{Type: "object", Description: "State of all pages."}},
	).require("routes")
}

// tree is a page or layout of an app.
func tree() *node {
	return object(
		member{"root", text("The id of the outermost element.")},
		member{"elements", elements()},
		member{"state", &node{Type: "object"}},
	).require("root", "elements")
}

// loader is where the data of a route comes from.
func loader() *node {
	field := anyOf(
		&node{Type: []string{"string", "number", "boolean", "null"}},
		object(member{"$param", text("")}).require("$param"),
		object(member{"$query", text("")}).require("$query"),
	)
	return anyOf(name("All of a dataset."), object(
		member{"dataset", name("")},
		member{"where", &node{Type: "object", AdditionalProperties: field, Description: `Such as {"slug": {"$param": "slug"}}.`}},
		member{"order", anyOf(name(`A field, such as "-date" for the latest first.`), &node{Type: "array", Items: name("")})},
		member{"limit", &node{Type: "integer", Minimum: 1, Maximum: maxRows, Description: "100 without it."}},
		member{"as", name("Where it is in the state.")},
		member{"one", &node{Type: "boolean", Description: "One row, else the page is not found."}},
	).require("dataset"))
}

// name is a text that is not empty.
func name(doc string) *node {
	n := text(doc)
	n.Pattern = "."
	return n
}

// link and image are addresses without expressions, which metadata does not have.
func link() *node  { return &node{Type: "string", Pattern: urlPattern} }
func image() *node { return &node{Type: "string", Pattern: imagePattern} }

// metadata is what the head of a page says.
func metadata() *node {
	title := object(member{"default", text("")}, member{"template", text("With %s for the page's own title.")}, member{"absolute", text("")})
	texts, addresses := &node{Type: "array", Items: text("")}, &node{Type: "array", Items: image()}
	images := anyOf(image(), addresses, &node{Type: "array", Items: object(member{"url", image()}, member{"alt", text("")}).require("url")})
	icon := anyOf(image(), addresses)
	return object(
		member{"title", anyOf(text(""), title)},
		member{"description", text("")},
		member{"keywords", anyOf(text(""), texts)},
		member{"robots", anyOf(text(""), object(member{"index", &node{Type: "boolean"}}, member{"follow", &node{Type: "boolean"}}))},
		member{"alternates", object(member{"canonical", link()})},
		member{"openGraph", object(
			member{"title", text("")}, member{"description", text("")}, member{"url", link()}, member{"siteName", text("")},
			member{"locale", text("")}, member{"type", text("")}, member{"images", images},
		)},
		member{"twitter", object(
			member{"card", text("")}, member{"site", text("")}, member{"creator", text("")}, member{"title", text("")},
			member{"description", text("")}, member{"images", images},
		)},
		member{"icons", object(member{"icon", icon}, member{"shortcut", icon}, member{"apple", icon})},
	)
}
