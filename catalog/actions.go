package catalog

// Action is something that an event or a watcher may do. Params resolve expressions when the action runs.
type Action struct {
	Name   string
	Params []Prop
	Doc    string
	// Example is a params object as JSON, "" when none is needed.
	Example string
}

func actions() []Action {
	return []Action{
		{
			Name: "setState",
			Doc:  "Write a value.",
			Params: []Prop{
				path("statePath", "Where to write.").must(),
				anything("value", "What to write.").must(),
			},
			Example: `{"statePath":"/open","value":true}`,
		},
		{
			Name: "pushState",
			Doc:  `Append to an array. "$id" anywhere in value becomes a fresh id.`,
			Params: []Prop{
				path("statePath", "The array.").must(),
				anything("value", "The new item.").must(),
				path("clearStatePath", `Set to "" afterwards, such as the field it was typed into.`),
			},
			Example: `{"statePath":"/todos","value":{"id":"$id","title":{"$state":"/new"}},"clearStatePath":"/new"}`,
		},
		{
			Name: "removeState",
			Doc:  "Remove from an array.",
			Params: []Prop{
				path("statePath", "The array.").must(),
				number("index", "From 0.").must(),
			},
			Example: `{"statePath":"/todos","index":{"$index":true}}`,
		},
		{
			Name: "validateForm",
			Doc:  "Run every check of the page and write {valid, errors}.",
			Params: []Prop{
				path("statePath", "Where to write.").or("/formValidation"),
			},
		},
		{
			Name: "navigate",
			Doc:  "Go to an address.",
			Params: []Prop{
				url("href", "").must(),
			},
			Example: `{"href":"/about"}`,
		},
	}
}
