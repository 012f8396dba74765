package catalog

// Elements whose content or address could run code, load a document or leave the page's box are not here; Blocked
// names the reasons. Attributes that need care (srcdoc, ping, autofocus, nonce) are absent from every element.

// ElementCount is the number of HTML elements that a spec may use.
const ElementCount = 60

func element(name, doc string, props ...Prop) Type {
	return Type{Name: name, HTML: true, Children: true, Doc: doc, Props: props}
}

func void(name, doc string, props ...Prop) Type {
	return Type{Name: name, HTML: true, Void: true, Doc: doc, Props: props}
}

func elements() []Type {
	all := make([]Type, 0, ElementCount)
	all = append(all, sectionElements()...)
	all = append(all, textElements()...)
	all = append(all, listElements()...)
	all = append(all, tableElements()...)
	all = append(all, mediaElements()...)
	all = append(all, formElements()...)
	return append(all, disclosureElements()...)
}

func sectionElements() []Type {
	return []Type{
		element("div", "Block without meaning."),
		element("main", "What the page is about; once a page."),
		element("section", "Part of the page with a heading."),
		element("article", "Piece that stands alone."),
		element("aside", "Beside the subject."),
		element("header", "Start of the page or of a part."),
		element("footer", "End of the page or of a part."),
		element("nav", "Links to get around."),
		element("h1", "Heading of the page."),
		element("h2", "Heading of a section."),
		element("h3", "Heading, third level."),
		element("h4", "Heading, fourth level."),
		element("h5", "Heading, fifth level."),
		element("h6", "Heading, sixth level."),
	}
}

func textElements() []Type {
	return []Type{
		element("p", "Paragraph."),
		element("span", "Run of text without meaning."),
		element("a", "Link.",
			url("href", ""),
			target(),
			text("rel", ""),
			text("download", "Save under this name."),
			text("hreflang", "")),
		element("strong", "Important."),
		element("em", "Stressed."),
		element("b", "Bold."),
		element("i", "Italic."),
		element("small", "Fine print."),
		element("mark", "Highlighted."),
		element("code", "Code."),
		element("pre", "Text whose spaces and lines count."),
		element("blockquote", "Quotation.", url("cite", "Source.")),
		element("sup", "Superscript."),
		element("time", "Date or time.", text("datetime", "As ISO 8601.")),
		void("br", "Line break."),
		void("hr", "Break between subjects."),
	}
}

func listElements() []Type {
	return []Type{
		element("ul", "List with bullets."),
		element("ol", "List with numbers.",
			number("start", ""),
			flag("reversed", ""),
			enum("type", "", "1", "a", "A", "i", "I").or("1")),
		element("li", "Item of a list.", number("value", "Its number in an ol.")),
		element("dl", "List of terms."),
		element("dt", "Term."),
		element("dd", "What the term means."),
	}
}

func tableElements() []Type {
	return []Type{
		element("table", "Table."),
		element("caption", "Title of a table."),
		element("thead", "Header rows."),
		element("tbody", "Rows."),
		element("tr", "Row."),
		element("th", "Header cell.",
			number("colspan", ""),
			number("rowspan", ""),
			enum("scope", "", "col", "row", "colgroup", "rowgroup"),
			text("headers", ""),
			text("abbr", "")),
		element("td", "Cell.",
			number("colspan", ""),
			number("rowspan", ""),
			text("headers", "")),
	}
}

func mediaElements() []Type {
	return []Type{
		// Width and height are Text throughout: documents in the wild say 640 and "100%" alike, and browsers take both.
		void("img", "Picture.",
			imageURL("src", ""),
			text("alt", "What it shows."),
			text("width", ""),
			text("height", ""),
			Prop{Name: "srcset", Kind: URLSet},
			text("sizes", ""),
			enum("loading", "", "eager", "lazy").or("eager"),
			enum("decoding", "", "auto", "sync", "async").or("auto"),
			enum("fetchpriority", "", "auto", "high", "low").or("auto")),
		void("source", "One file of a video or audio.",
			url("src", ""),
			text("type", "MIME type.")),
		element("video", "Video.",
			url("src", ""),
			imageURL("poster", "Picture before it plays."),
			flag("controls", ""),
			flag("autoplay", ""),
			flag("loop", ""),
			flag("muted", ""),
			flag("playsinline", ""),
			preload(),
			text("width", ""),
			text("height", "")),
		element("audio", "Sound.",
			url("src", ""),
			flag("controls", ""),
			flag("loop", ""),
			flag("muted", ""),
			preload()),
		element("figure", "Picture, code or quotation with a caption."),
		element("figcaption", "Caption of a figure."),
	}
}

func formElements() []Type {
	return []Type{
		element("form", "Form.",
			url("action", "Where it is sent."),
			enum("method", "", "get", "post").or("get"),
			enum("enctype", "", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain"),
			target(),
			text("name", ""),
			autocomplete(),
			flag("novalidate", "")),
		element("label", "Name of a field.", text("for", "The id of the field.")),
		void("input", "Field.", inputProps()...),
		element("textarea", "Field of several lines; its text is the value.", textareaProps()...),
		element("select", "Choice of options.",
			text("name", ""),
			flag("multiple", ""),
			number("size", ""),
			flag("required", ""),
			flag("disabled", ""),
			autocomplete(),
			text("form", "")),
		element("option", "One choice of a select.",
			text("value", ""),
			text("label", ""),
			flag("selected", ""),
			flag("disabled", "")),
		element("button", "Button of a form; use Button for actions.",
			enum("type", "", "button", "submit", "reset").or("submit"),
			text("name", ""),
			text("value", ""),
			flag("disabled", ""),
			text("form", ""),
			url("formaction", ""),
			enum("formmethod", "", "get", "post"),
			text("popovertarget", "The id of the popover it opens.")),
		element("fieldset", "Group of fields.",
			text("name", ""),
			flag("disabled", ""),
			text("form", "")),
		element("legend", "Title of a fieldset."),
	}
}

func disclosureElements() []Type {
	return []Type{
		element("details", "Part that opens and closes.",
			flag("open", ""),
			text("name", "Of those with one name only one is open.")),
		element("summary", "Label of details; its first child."),
	}
}

// inputProps leaves out type=image, which loads an address, and type=file, which nothing receives.
func inputProps() []Prop {
	return []Prop{
		enum("type", "", "text", "email", "password", "number", "search", "tel", "url", "date", "time", "datetime-local",
			"month", "week", "color", "range", "checkbox", "radio", "hidden", "submit", "reset", "button").or("text"),
		text("name", ""),
		text("value", ""),
		flag("checked", ""),
		text("placeholder", ""),
		flag("required", ""),
		flag("disabled", ""),
		flag("readonly", ""),
		text("min", ""),
		text("max", ""),
		text("step", ""),
		number("minlength", ""),
		number("maxlength", ""),
		text("pattern", ""),
		number("size", ""),
		flag("multiple", ""),
		autocomplete(),
		inputmode(),
		text("form", ""),
		url("formaction", ""),
		enum("formmethod", "", "get", "post"),
		text("popovertarget", ""),
	}
}

func textareaProps() []Prop {
	return []Prop{
		text("name", ""),
		number("rows", "").orJSON("2"),
		number("cols", "").orJSON("20"),
		text("placeholder", ""),
		flag("required", ""),
		flag("disabled", ""),
		flag("readonly", ""),
		number("minlength", ""),
		number("maxlength", ""),
		enum("wrap", "", "soft", "hard").or("soft"),
		autocomplete(),
		inputmode(),
		text("form", ""),
	}
}

func target() Prop {
	return enum("target", "", "_self", "_blank", "_parent", "_top")
}

func preload() Prop {
	return enum("preload", "", "none", "metadata", "auto")
}

func autocomplete() Prop {
	return text("autocomplete", "What the browser may fill in.")
}

func inputmode() Prop {
	return enum("inputmode", "Keyboard on a phone.", "none", "text", "decimal", "numeric", "tel", "search", "email", "url")
}
