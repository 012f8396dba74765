package catalog

// The helpers below keep the tables of the other files to one line a prop. Each returns a value, so a table can be
// built afresh for every catalog and nothing is shared that could be changed.

func text(name, doc string) Prop      { return Prop{Name: name, Kind: Text, Doc: doc} }
func number(name, doc string) Prop    { return Prop{Name: name, Kind: Number, Doc: doc} }
func url(name, doc string) Prop       { return Prop{Name: name, Kind: URL, Doc: doc} }
func imageURL(name, doc string) Prop  { return Prop{Name: name, Kind: ImageURL, Doc: doc} }
func path(name, doc string) Prop      { return Prop{Name: name, Kind: Path, Doc: doc} }
func textList(name, doc string) Prop  { return Prop{Name: name, Kind: TextList, Doc: doc} }
func textRows(name, doc string) Prop  { return Prop{Name: name, Kind: TextRows, Doc: doc} }
func anything(name, doc string) Prop  { return Prop{Name: name, Kind: Any, Doc: doc} }
func condition(name, doc string) Prop { return Prop{Name: name, Kind: Condition, Doc: doc} }
func flag(name, doc string) Prop      { return Prop{Name: name, Kind: Bool, Default: "false", Doc: doc} }

func enum(name, doc string, values ...string) Prop {
	return Prop{Name: name, Kind: Enum, Enum: values, Doc: doc}
}

func objects(name, doc string, fields ...Prop) Prop {
	return Prop{Name: name, Kind: Objects, Fields: fields, Doc: doc}
}

// labelled is the list of choices that tabs, menus and groups share.
func labelled(name, doc string) Prop {
	return objects(name, doc, text("label", "").must(), text("value", "").must())
}

func checks() Prop {
	return Prop{Name: "checks", Kind: Checks, Doc: "Form checks; they need a bound value."}
}

func validateOn(when string) Prop {
	return enum("validateOn", "When the checks run.", "change", "blur", "submit").or(when)
}

func className() Prop {
	return Prop{Name: "className", Kind: Class, Doc: "Extra CSS classes."}
}

func (p Prop) must() Prop {
	p.Required = true
	return p
}

func (p Prop) binds() Prop {
	p.Binds = true
	return p
}

// or sets a default that is a plain string; it must not need escaping in JSON.
func (p Prop) or(value string) Prop { return p.orJSON(`"` + value + `"`) }

func (p Prop) orJSON(value string) Prop {
	p.Default = value
	return p
}
