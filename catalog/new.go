package catalog

// Catalog is all that a spec may use. It is immutable and may be shared: nothing that it returns may be changed.
//
// A type is found in about 6 ns and a prop in 5 to 10, without allocation, so that a parser can turn names into
// indexes while it reads.
type Catalog struct {
	// Types are the HTML elements, then the components. An index is stable for a build, not between builds.
	Types []Type
	// Global are the attributes that every HTML element has besides its own.
	Global []Prop
	// Actions are what `on` and `watch` may do.
	Actions []Action
	// Checks are what a form check may be.
	Checks []Check
	// Expressions are what may stand in place of the value of any prop.
	Expressions []Expression
	// Comparisons are the operators of conditions.
	Comparisons []string
	// BuiltIns are the types that apps have besides the components.
	BuiltIns []Type

	types  table
	props  []table // one for each type, of its own props and their aliases
	global table   // of Global and its aliases
}

// New builds the catalog. It takes less than 0.1 ms; build it once.
func New() *Catalog {
	c := &Catalog{
		Types:       append(elements(), components()...),
		Global:      globals(),
		Actions:     actions(),
		Checks:      formChecks(),
		Expressions: expressions(),
		Comparisons: comparisons(),
		BuiltIns:    builtIns(),
	}
	c.types = newTable(len(c.Types))
	c.props = make([]table, len(c.Types))
	known := aliases()
	c.global = propTable(c.Global, known)
	for i := range c.Types {
		t := &c.Types[i]
		c.types.add(t.Name, i)
		if t.HTML {
			c.props[i] = propTable(t.Props, known)
		} else {
			c.props[i] = propTable(t.Props, nil)
		}
	}
	return c
}

// propTable holds the props and those aliases that stand for one of them.
func propTable(props []Prop, known []alias) table {
	t := newTable(len(props) + countAliases(props, known))
	for i := range props {
		t.add(props[i].Name, i)
		for _, a := range known {
			if a.attribute == props[i].Name {
				t.add(a.name, i)
			}
		}
	}
	return t
}

func countAliases(props []Prop, known []alias) int {
	n := 0
	for i := range props {
		for _, a := range known {
			if a.attribute == props[i].Name {
				n++
			}
		}
	}
	return n
}

// components gives every component a className, which the original gives to some only.
func components() []Type {
	all := append(layoutComponents(), displayComponents()...)
	all = append(all, formComponents()...)
	all = append(all, actionComponents()...)
	for i := range all {
		all[i].Props = append(all[i].Props, className())
	}
	return all
}

// Elements are the HTML elements.
func (c *Catalog) Elements() []Type { return c.Types[:ElementCount:ElementCount] }

// Components are the components.
func (c *Catalog) Components() []Type { return c.Types[ElementCount:len(c.Types):len(c.Types)] }

// Lookup returns the index in Types of the type with this exact name.
func (c *Catalog) Lookup(n Name, name []byte) (index int, ok bool) {
	index = c.types.find(n, name)
	return index, index >= 0
}

// PropIndex returns the index of a prop of Types[typ], or -1 when it has none of that name. Own props count from 0 in
// the order of Type.Props. For HTML elements Global follows: index len(Type.Props)+i is Global[i], and names that
// AttributeAlias knows are found as what they stand for. Names that GlobalPrefix allows are not found.
func (c *Catalog) PropIndex(typ int, n Name, name []byte) int {
	if !c.Types[typ].HTML {
		return c.props[typ].find(n, name)
	}
	// No name is in both tables. The global one comes first because class and style are what most elements have.
	if i := c.global.find(n, name); i >= 0 {
		return len(c.Types[typ].Props) + i
	}
	return c.props[typ].find(n, name)
}

// PropAt returns the prop of an index that PropIndex returned for the same type.
func (c *Catalog) PropAt(typ, index int) *Prop {
	own := c.Types[typ].Props
	if index < len(own) {
		return &own[index]
	}
	return &c.Global[index-len(own)]
}
