package catalog

// Check is a type of form check. A value of a type that the check cannot judge fails it.
type Check struct {
	Name string
	Args []Prop
	Doc  string
}

// formChecks are those of the original, with its names of arguments.
func formChecks() []Check {
	other := []Prop{anything("other", `The other value, such as {"$state":"/form/end"}.`).must()}
	return []Check{
		{Name: "required", Doc: "Not missing, empty or blank."},
		{Name: "email", Doc: "An email address."},
		{Name: "url", Doc: "An absolute URL."},
		{Name: "numeric", Doc: "A number, or text that starts with one."},
		{Name: "minLength", Args: []Prop{number("min", "").must()}, Doc: "Text of at least min characters."},
		{Name: "maxLength", Args: []Prop{number("max", "").must()}, Doc: "Text of at most max characters."},
		{Name: "min", Args: []Prop{number("min", "").must()}, Doc: "A number of at least min."},
		{Name: "max", Args: []Prop{number("max", "").must()}, Doc: "A number of at most max."},
		{Name: "pattern", Args: []Prop{text("pattern", "").must()}, Doc: "Text that the regular expression finds a match in."},
		{Name: "matches", Args: other, Doc: "Equal to other."},
		{Name: "equalTo", Args: other, Doc: "Equal to other."},
		{Name: "lessThan", Args: other, Doc: "Less than other: two numbers, two strings, else as numbers."},
		{Name: "greaterThan", Args: other, Doc: "Greater than other: two numbers, two strings, else as numbers."},
		{Name: "requiredIf", Args: []Prop{anything("field", `The condition, such as {"$state":"/form/other"}.`).must()}, Doc: "Required when field is truthy."},
	}
}
