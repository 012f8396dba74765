package catalog

// Expression is a value that is known only when the page runs: an object with a key that says what it is. Which of them
// there are is decided by package expr, which computes them; a test holds this list against it.
type Expression struct {
	// Operand is the member whose name tells the expression, such as $state.
	Operand Prop
	// Literal operands may not be expressions themselves. A literal Bool is true.
	Literal bool
	// Members are the others.
	Members []Prop
}

func expressions() []Expression {
	return []Expression{
		{Operand: path("$state", "The value there."), Literal: true},
		{Operand: path("$bindState", "The same; the control writes back to it."), Literal: true},
		{Operand: text("$item", `A field of the item of the repeat; "" is the item.`), Literal: true},
		{Operand: text("$bindItem", "The same; the control writes back to it."), Literal: true},
		{Operand: flag("$index", "The index of the item, from 0."), Literal: true},
		{
			Operand: condition("$cond", "Chooses a value."),
			Members: []Prop{anything("$then", "").must(), anything("$else", "").must()},
		},
		{Operand: text("$template", "Text with ${/path} of the state and ${field} of the item."), Literal: true},
		{
			Operand: enum("$format", "Writes a number or date for readers.", "number", "currency", "percent", "date"), Literal: true,
			Members: []Prop{
				anything("value", "").must(), text("locale", ""), text("currency", ""), text("notation", ""), text("style", ""),
				anything("options", ""), anything("now", ""),
			},
		},
		{
			Operand: enum("$math", "Calculates.", "add", "subtract", "multiply", "divide", "mod", "min", "max", "round", "floor", "ceil", "abs"),
			Literal: true,
			Members: []Prop{number("a", "").must(), number("b", "")},
		},
		{Operand: textList("$concat", "The texts one after the other.")},
		{Operand: anything("$count", "The length of a list or text.")},
		{Operand: text("$truncate", "The beginning of a text."), Members: []Prop{number("length", ""), text("suffix", "")}},
		{
			Operand: number("$pluralize", "A number with its word."),
			Members: []Prop{text("zero", ""), text("one", "").must(), text("other", "").must()},
		},
		{Operand: textList("$join", "The items with a separator between them."), Members: []Prop{text("separator", "")}},
		{Operand: text("$t", "Text with {{name}} of params."), Members: []Prop{anything("params", "")}},
	}
}

// comparisons are the operators of a condition. It has at most one of them.
func comparisons() []string { return []string{"eq", "neq", "gt", "gte", "lt", "lte"} }
