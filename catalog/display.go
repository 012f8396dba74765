package catalog

func displayComponents() []Type {
	return []Type{
		{
			Name: "Table",
			Doc:  "Table of text.",
			Props: []Prop{
				textList("columns", "Header labels.").must(),
				textRows("rows", "Cells, row by row.").must(),
				text("caption", "Caption."),
			},
			Example: `{"columns":["Name","Role"],"rows":[["Alice","Admin"],["Bob","User"]]}`,
		},
		{
			Name: "Heading",
			Doc:  "Heading.",
			Props: []Prop{
				text("text", "").must(),
				enum("level", "", "h1", "h2", "h3", "h4").or("h2"),
			},
			Example: `{"text":"Welcome","level":"h1"}`,
		},
		{
			Name: "Text",
			Doc:  "Paragraph.",
			Props: []Prop{
				text("text", "").must(),
				enum("variant", "", "body", "caption", "muted", "lead", "code").or("body"),
			},
			Example: `{"text":"Hello, world!"}`,
		},
		{
			Name: "Image",
			Doc:  "Picture; a grey box with alt when src is missing.",
			Props: []Prop{
				imageURL("src", "Address of the picture."),
				text("alt", "What it shows.").must(),
				number("width", "Pixels; the box is 80 wide by default."),
				number("height", "Pixels; the box is 60 high by default."),
			},
		},
		{
			Name: "Avatar",
			Doc:  "Round picture of a person, or initials.",
			Props: []Prop{
				imageURL("src", "Address of the picture."),
				text("name", "Full name.").must().or("?"),
				enum("size", "", "sm", "md", "lg").or("md"),
			},
			Example: `{"name":"Jane Doe","size":"md"}`,
		},
		{
			Name: "Badge",
			Doc:  "Small status label.",
			Props: []Prop{
				text("text", "").must(),
				enum("variant", "", "default", "secondary", "destructive", "outline").or("default"),
			},
			Example: `{"text":"Active","variant":"default"}`,
		},
		{
			Name: "Alert",
			Doc:  "Message in a box.",
			Props: []Prop{
				text("title", "").must(),
				text("message", "Details."),
				enum("type", "Colour; plain when missing.", "info", "success", "warning", "error"),
			},
			Example: `{"title":"Note","message":"Your changes have been saved.","type":"success"}`,
		},
		{
			Name: "Progress",
			Doc:  "Progress bar.",
			Props: []Prop{
				number("value", "From 0 to max.").must().orJSON("0"),
				number("max", "").orJSON("100"),
				text("label", "Text above the bar."),
			},
			Example: `{"value":65,"max":100,"label":"Upload progress"}`,
		},
		{
			Name: "Skeleton",
			Doc:  "Grey shape where content will be.",
			Props: []Prop{
				text("width", "CSS length.").or("100%"),
				text("height", "CSS length.").or("1.25rem"),
				flag("rounded", "A circle or pill."),
			},
		},
		{
			Name: "Spinner",
			Doc:  "Sign that something loads.",
			Props: []Prop{
				enum("size", "", "sm", "md", "lg").or("md"),
				text("label", "Text beside it."),
			},
		},
		{
			Name: "Tooltip",
			Doc:  "Text that explains itself on hover and focus.",
			Props: []Prop{
				text("content", "The explanation.").must(),
				text("text", "The text explained.").must(),
			},
		},
		{
			Name: "Popover",
			Doc:  "Button that shows a note.",
			Props: []Prop{
				text("trigger", "Label of the button.").must(),
				text("content", "The note.").must(),
			},
		},
	}
}
