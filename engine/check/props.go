package check

import (
	"slices"

	"placard/catalog"
	"placard/engine/diag"
	"placard/engine/spec"
	"placard/engine/value"
)

// props gives a component's props their slots. Of two props of one name the last one counts, as in JavaScript, also
// when it is null. plain tells that shape says all of them but the texts.
func (c *Checker) props(e *spec.Element, typ *catalog.Type) (shape spec.Shape, plain bool) {
	s := c.spec
	slots := c.slots(e, len(typ.Props))
	plain = true
	if e.Props == value.NoRef {
		return
	}
	d, guesses := &s.Doc, &c.layouts[e.Type]
	nth := 0
	for m, end := d.First(e.Props), d.End(e.Props); m < end; m = d.Next(m) {
		name := c.name(d.KeySpan(m))
		i := guesses.prop(nth, name)
		if i < 0 {
			i = c.cat.PropIndex(int(e.Type), name, d.Key(m))
			guesses.learn(nth, name, i)
		}
		nth++
		if i < 0 {
			c.unknownProp(e, typ, m)
			continue
		}
		slot := &slots[i]
		plain = plain && slot.Behind == 0
		*slot = spec.Slot{}
		kind := d.Kind(m)
		if kind == value.Null {
			continue
		}
		slot.Behind = m - e.Props
		p := &typ.Props[i]
		isText := kind == value.String && (p.Kind == catalog.Text || p.Kind == catalog.Class) // nothing is wrong with it
		if !isText && (kind == value.Array || !d.HasExpressions(m)) {
			slot.Choice = c.value(e, m, p)
		}
		switch p.Kind {
		case catalog.Enum:
			s.Used.Add(int(e.Type), usedChoice(d, m, i, slot.Choice))
		case catalog.Class:
			c.styled(m)
		}
		if plain {
			shape, plain = shape.WithProp(i, d, m, slot.Choice)
		}
	}
	return shape, plain
}

// slots makes empty slots for an element.
func (c *Checker) slots(e *spec.Element, count int) []spec.Slot {
	s := c.spec
	n := len(s.Slots)
	if cap(s.Slots)-n < count {
		s.Slots = slices.Grow(s.Slots, count)
	}
	s.Slots = s.Slots[:n+count]
	e.SlotCount = uint32(count)
	own := s.Slots[n:]
	for i := range own { // a few: a call that clears them costs more
		own[i] = spec.Slot{}
	}
	return own
}

func usedChoice(d *value.Doc, ref value.Ref, prop int, choice uint16) uint64 {
	if d.HasExpressions(ref) {
		return spec.UsedAnyChoice(prop)
	}
	return spec.UsedChoice(prop, choice)
}

// layout is how the props of an element stood. The next element of its type mostly has the same ones in the same order.
type layout [8]struct {
	name catalog.Name
	prop int
}

// prop guesses the index of the n-th prop; -1 when it is another one.
func (l *layout) prop(n int, name catalog.Name) int {
	if n < len(l) && l[n].name == name {
		return l[n].prop
	}
	return -1
}

// learn remembers the n-th prop. Longer names than a Name tells apart are not guessed.
func (l *layout) learn(n int, name catalog.Name, prop int) {
	if n < len(l) && prop >= 0 && name.Length <= 16 {
		l[n].name, l[n].prop = name, prop
	}
}

// neededProps are, for each type, the props that required looks for.
func neededProps(cat *catalog.Catalog) [][]int {
	all := make([][]int, len(cat.Types))
	for t := range cat.Types {
		for i, p := range cat.Types[t].Props {
			if p.Required && p.Default == "" && !cat.Types[t].HTML {
				all[t] = append(all[t], i)
			}
		}
	}
	return all
}

// required warns about props without which a component shows nothing useful.
func (c *Checker) required(e *spec.Element, typ *catalog.Type) {
	for _, i := range c.needed[e.Type] {
		if c.spec.Slots[e.Slots+uint32(i)].Behind == 0 {
			p := &typ.Props[i]
			c.report(diag.Warning, e, "missing_prop", e.TypeName, typ.Name+` needs the prop "`+p.Name+`"`, "", "props", p.Name)
		}
	}
}

// maxAttributes bounds the attributes of one element, of which there may be any number that begin with data-.
const maxAttributes = 100

// attributes gives each attribute of an HTML element a slot, in the order in which they stand. It returns what props
// does.
func (c *Checker) attributes(e *spec.Element, typ *catalog.Type) (shape spec.Shape, plain bool) {
	plain = true
	if e.Props == value.NoRef {
		return
	}
	d := &c.spec.Doc
	for m, end := d.First(e.Props), d.End(e.Props); m < end; m = d.Next(m) {
		key := d.Key(m)
		i := c.cat.PropIndex(int(e.Type), c.name(d.KeySpan(m)), key)
		if i < 0 && !(len(key) > 5 && catalog.GlobalPrefix(string(key))) {
			c.unknownProp(e, typ, m)
			continue
		}
		if i >= 0 && d.Kind(m) != value.Null {
			c.attribute(e, m, c.cat.PropAt(int(e.Type), i))
		}
		n := int(e.SlotCount)
		if !c.addAttribute(e, m, uint16(i+1)) {
			c.reportAt(diag.Error, e, "too_many_attributes", m, "an element can have at most 100 attributes",
				"data belongs into the state", "props")
			return
		}
		if plain = plain && i >= 0 && n < int(e.SlotCount); plain {
			shape, plain = shape.WithAttr(n, i, d, m)
		}
	}
	return shape, plain
}

func (c *Checker) attribute(e *spec.Element, m value.Ref, p *catalog.Prop) {
	switch p.Kind {
	case catalog.Class:
		c.styled(m)
	case catalog.Style:
		c.spec.Used.Add(spec.OwnStyles, spec.UsedType)
	}
	if !c.spec.Doc.HasExpressions(m) {
		c.value(e, m, p)
	}
}

// styled notes a class attribute, whose names may be utilities.
func (c *Checker) styled(classes value.Ref) {
	c.spec.Used.Add(spec.OwnStyles, spec.UsedType)
	c.spec.Classes = append(c.spec.Classes, classes)
}

// addAttribute adds a slot whose Choice is 1 + the index of the attribute, 0 for aria-* and data-*. Of two slots for
// one attribute the last one counts. It tells whether there was room.
func (c *Checker) addAttribute(e *spec.Element, m value.Ref, index uint16) bool {
	s := c.spec
	for i := e.Slots; i < e.Slots+e.SlotCount; i++ {
		same := s.Slots[i].Choice == index
		if same && index == 0 {
			same = string(s.Doc.Key(e.Value(s.Slots[i]))) == string(s.Doc.Key(m))
		}
		if same {
			s.Slots[i].Behind = m - e.Props
			return true
		}
	}
	if e.SlotCount == maxAttributes {
		return false
	}
	s.Slots = append(s.Slots, spec.Slot{Behind: m - e.Props, Choice: index})
	e.SlotCount++
	return true
}

// unknownProp mends a field of the element that stands among the props, refuses event handlers, and warns about all
// else: unknown props are ignored (semantics §1).
func (c *Checker) unknownProp(e *spec.Element, typ *catalog.Type, m value.Ref) {
	if c.spec.Doc.Kind(m) == value.Null {
		return // as if it were not given
	}
	key := c.spec.Doc.Key(m)
	if c.misplaced(e, typ, m, key) {
		return
	}
	switch {
	case isHandler(key) && typ.HTML:
		c.handler(e, m)
	case !c.counted(diag.Warning):
		name := string(key)
		c.reportKey(diag.Warning, e, "unknown_prop", m, typ.Name+` has no prop "`+name+`"; it is ignored`,
			c.propHint(typ, name), "props", name)
	}
}

func (c *Checker) handler(e *spec.Element, m value.Ref) {
	if c.counted(diag.Error) {
		return
	}
	name := string(c.spec.Doc.Key(m))
	c.reportKey(diag.Error, e, "event_handler", m, `"`+name+`": event handler attributes are not allowed`,
		`use a component with "on", such as {"type":"Button","on":{"press":{"action":"setState"}}}`, "props", name)
}

// propHint says what may have been meant with a prop that a type does not have.
func (c *Checker) propHint(typ *catalog.Type, name string) string {
	if len(typ.Events) > 0 && isHandler([]byte(name)) {
		return `write "on": {"` + typ.Events[0] + `": {"action": "setState"}} beside props`
	}
	if near := c.nearestProp(typ, name); near != "" {
		return `did you mean "` + near + `"?`
	}
	return ""
}

func isHandler(name []byte) bool {
	return len(name) > 2 && name[0]|0x20 == 'o' && name[1]|0x20 == 'n'
}
