package catalog

func formComponents() []Type {
	return []Type{
		{
			Name: "Input", Events: []string{"submit", "focus", "blur"},
			Doc: "Field of one line.",
			Props: []Prop{
				text("label", "").must(),
				text("name", "").must(),
				enum("type", "", "text", "email", "password", "number").or("text"),
				text("placeholder", ""),
				text("value", "").binds(),
				checks(),
				validateOn("blur"),
			},
			Example: `{"label":"Email","name":"email","type":"email","placeholder":"you@example.com","value":{"$bindState":"/form/email"},` +
				`"checks":[{"type":"required","message":"Please fill this in"}]}`,
		},
		{
			Name: "Textarea",
			Doc:  "Field of several lines.",
			Props: []Prop{
				text("label", "").must(),
				text("name", "").must(),
				text("placeholder", ""),
				number("rows", "Height in lines.").orJSON("3"),
				text("value", "").binds(),
				checks(),
				validateOn("blur"),
			},
		},
		{
			Name: "Select", Events: []string{"change"},
			Doc: "One of a list, as a dropdown.",
			Props: []Prop{
				text("label", "").must(),
				text("name", "").must(),
				textList("options", "").must(),
				text("placeholder", "").or("Select..."),
				text("value", "The option chosen.").binds(),
				checks(),
				validateOn("change"),
			},
		},
		{
			Name: "Checkbox", Events: []string{"change"},
			Doc: "Box to tick.",
			Props: []Prop{
				text("label", "").must(),
				text("name", "").must(),
				flag("checked", "").binds(),
				checks(),
				validateOn("change"),
			},
		},
		{
			Name: "Radio", Events: []string{"change"},
			Doc: "One of a list, all of it shown.",
			Props: []Prop{
				text("label", "").must(),
				text("name", "").must(),
				textList("options", "").must(),
				text("value", "The option chosen.").binds(),
				checks(),
				validateOn("change"),
			},
		},
		{
			Name: "Switch", Events: []string{"change"},
			Doc: "On or off.",
			Props: []Prop{
				text("label", "").must(),
				text("name", "").must(),
				flag("checked", "").binds(),
				checks(),
				validateOn("change"),
			},
		},
		{
			Name: "Slider", Events: []string{"change"},
			Doc: "Number from a range.",
			Props: []Prop{
				text("label", ""),
				number("min", "").orJSON("0"),
				number("max", "").orJSON("100"),
				number("step", "").orJSON("1"),
				number("value", "min when missing.").binds(),
			},
		},
	}
}
