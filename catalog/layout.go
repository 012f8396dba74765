package catalog

func layoutComponents() []Type {
	return []Type{
		{
			Name: "Card", Children: true,
			Doc: "Box around content or a form. Not for page headers.",
			Props: []Prop{
				text("title", "Heading of the card."),
				text("description", "Line below the title."),
				enum("maxWidth", "Widest it grows.", "sm", "md", "lg", "full").or("full"),
				flag("centered", "Centre it in its parent."),
			},
			Example: `{"title":"Overview","description":"Your account summary"}`,
		},
		{
			Name: "Stack", Children: true,
			Doc: "Children in a column or a row.",
			Props: []Prop{
				enum("direction", "Column or row.", "horizontal", "vertical").or("vertical"),
				enum("gap", "Space between children.", "none", "sm", "md", "lg", "xl").or("md"),
				enum("align", "Across the direction.", "start", "center", "end", "stretch").or("start"),
				enum("justify", "Along the direction.", "start", "center", "end", "between", "around").or("start"),
			},
			Example: `{"direction":"vertical","gap":"md"}`,
		},
		{
			Name: "Grid", Children: true,
			Doc: "Children in equal columns.",
			Props: []Prop{
				number("columns", "1 to 6.").orJSON("1"),
				enum("gap", "Space between cells.", "sm", "md", "lg", "xl").or("md"),
			},
			Example: `{"columns":3,"gap":"md"}`,
		},
		{
			Name: "Separator",
			Doc:  "A line between things.",
			Props: []Prop{
				enum("orientation", "", "horizontal", "vertical").or("horizontal"),
			},
		},
		{
			Name: "Tabs", Children: true, Events: []string{"change"},
			Doc: "A row of tabs. Bind value and show each tab's content with visible.",
			Props: []Prop{
				labelled("tabs", "The tabs.").must(),
				text("defaultValue", "First tab shown when value is not bound; else the first of tabs."),
				text("value", "Value of the active tab.").binds(),
			},
			Example: `{"tabs":[{"label":"Home","value":"home"},{"label":"Team","value":"team"}],"value":{"$bindState":"/tab"}}`,
		},
		{
			Name: "Accordion",
			Doc:  "Sections that open and close.",
			Props: []Prop{
				objects("items", "The sections.", text("title", "").must(), text("content", "").must()).must(),
				enum("type", "How many may be open.", "single", "multiple").or("single"),
			},
		},
		{
			Name: "Collapsible", Children: true,
			Doc: "One section whose children open and close.",
			Props: []Prop{
				text("title", "Label of the trigger.").must(),
				flag("defaultOpen", "Open at the start."),
			},
		},
		{
			Name: "Dialog", Children: true,
			Doc: "Modal dialog. Open it with setState on openPath.",
			Props: []Prop{
				text("title", "Heading.").must(),
				text("description", "Line below the title."),
				path("openPath", "Where the state says true when it is open.").must(),
			},
		},
		{
			Name: "Drawer", Children: true,
			Doc: "Sheet from the bottom. Open it with setState on openPath.",
			Props: []Prop{
				text("title", "Heading.").must(),
				text("description", "Line below the title."),
				path("openPath", "Where the state says true when it is open.").must(),
			},
		},
		{
			Name: "Carousel",
			Doc:  "Cards that scroll sideways.",
			Props: []Prop{
				objects("items", "The cards.", text("title", ""), text("description", "")).must(),
			},
		},
	}
}
