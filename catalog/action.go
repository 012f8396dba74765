package catalog

func actionComponents() []Type {
	return []Type{
		{
			Name: "Button", Events: []string{"press"},
			Doc: "Button; say what it does in on.press.",
			Props: []Prop{
				text("label", "").must(),
				enum("variant", "", "primary", "secondary", "danger").or("primary"),
				flag("disabled", ""),
			},
			Example: `{"label":"Submit","variant":"primary"}`,
		},
		{
			// Label is not required here, unlike in the original: children may stand in its place.
			Name: "Link", Children: true, Events: []string{"press"},
			Doc: "Link with a label or children.",
			Props: []Prop{
				text("label", ""),
				url("href", "").must().or("#"),
			},
			Example: `{"label":"Documentation","href":"https://example.com/docs"}`,
		},
		{
			Name: "DropdownMenu", Events: []string{"select"},
			Doc: "Button that opens a menu.",
			Props: []Prop{
				text("label", "").must(),
				labelled("items", "").must(),
				text("value", "The item chosen.").binds(),
			},
		},
		{
			Name: "Toggle", Events: []string{"change"},
			Doc: "Button that stays pressed.",
			Props: []Prop{
				text("label", "").must(),
				flag("pressed", "").binds(),
				enum("variant", "", "default", "outline").or("default"),
			},
		},
		{
			Name: "ToggleGroup", Events: []string{"change"},
			Doc: "Row of toggle buttons.",
			Props: []Prop{
				labelled("items", "").must(),
				enum("type", "How many may be pressed.", "single", "multiple").or("single"),
				text("value", "The value pressed; several are joined with commas.").binds(),
			},
		},
		{
			Name: "ButtonGroup", Events: []string{"change"},
			Doc: "Row of buttons of which one is chosen.",
			Props: []Prop{
				labelled("buttons", "").must(),
				text("selected", "The value chosen.").binds(),
			},
		},
		{
			Name: "Pagination", Events: []string{"change"},
			Doc: "Page numbers with previous and next.",
			Props: []Prop{
				number("totalPages", "").must().orJSON("1"),
				number("page", "From 1.").binds().orJSON("1"),
			},
		},
	}
}
