package check

import (
	"strconv"

	"placard/catalog"
	"placard/engine/diag"
	"placard/engine/html"
	"placard/engine/spec"
	"placard/engine/value"
)

// props gives a component's props their slots.
func (c *Checker) props(e *spec.Element, typ *catalog.Type) {
	s := c.spec
	e.Slots = uint32(len(s.Slots))
	for range typ.Props {
		s.Slots = append(s.Slots, spec.Slot{})
	}
	e.SlotCount = uint32(len(typ.Props))
	if e.Props == value.NoRef {
		return
	}
	d := &s.Doc
	for m, end := d.First(e.Props), d.End(e.Props); m < end; m = d.Next(m) {
		i := c.cat.PropIndex(int(e.Type), d.Key(m))
		if i < 0 {
			c.unknownProp(e, typ, m)
			continue
		}
		if d.Kind(m) == value.Null {
			continue
		}
		slot := &s.Slots[e.Slots+uint32(i)]
		slot.Ref = m
		if !d.HasExpressions(m) {
			slot.Choice = c.value(e, m, &typ.Props[i])
		}
	}
}

// attributes gives each attribute of an HTML element a slot, in the order in which they stand.
func (c *Checker) attributes(e *spec.Element, typ *catalog.Type) {
	s := c.spec
	e.Slots = uint32(len(s.Slots))
	if e.Props == value.NoRef {
		return
	}
	d := &s.Doc
	for m, end := d.First(e.Props), d.End(e.Props); m < end; m = d.Next(m) {
		key := d.Key(m)
		i := c.cat.PropIndex(int(e.Type), key)
		switch {
		case d.Kind(m) == value.Null:
			continue
		case i >= 0:
			if p := c.cat.PropAt(int(e.Type), i); !d.HasExpressions(m) {
				c.value(e, m, p)
			}
			c.addAttribute(e, m, uint16(i+1))
		case len(key) > 5 && catalog.GlobalPrefix(string(key)):
			c.addAttribute(e, m, 0)
		default:
			c.unknownProp(e, typ, m)
		}
	}
}

// addAttribute adds a slot whose Choice is 1 + the index of the attribute, 0 for aria-* and data-*. Of two slots for
// one attribute the last one counts.
func (c *Checker) addAttribute(e *spec.Element, m value.Ref, index uint16) {
	s := c.spec
	for i := e.Slots; i < e.Slots+e.SlotCount; i++ {
		same := s.Slots[i].Choice == index
		if same && index == 0 {
			same = string(s.Doc.Key(s.Slots[i].Ref)) == string(s.Doc.Key(m))
		}
		if same {
			s.Slots[i].Ref = m
			return
		}
	}
	s.Slots = append(s.Slots, spec.Slot{Ref: m, Choice: index})
	e.SlotCount++
}

// unknownProp mends a field of the element that stands among the props, refuses event handlers, and warns about all
// else: unknown props are ignored (semantics §1).
func (c *Checker) unknownProp(e *spec.Element, typ *catalog.Type, m value.Ref) {
	name := string(c.spec.Doc.Key(m))
	if c.misplaced(e, typ, m, name) {
		return
	}
	if typ.HTML && isHandler(name) {
		c.reportAt(diag.Error, e, "event_handler", m, `"`+name+`": event handler attributes are not allowed`,
			`use a component with "on", such as {"type":"Button","on":{"press":{"action":"setState"}}}`, "props", name)
		return
	}
	hint := ""
	if c.spec.Hints() {
		if near := c.cat.NearestProp(typ, name); near != "" {
			hint = `did you mean "` + near + `"?`
		}
	}
	c.reportAt(diag.Warning, e, "unknown_prop", m, typ.Name+` has no prop "`+name+`"; it is ignored`, hint, "props", name)
}

func isHandler(name string) bool {
	return len(name) > 2 && (name[0] == 'o' || name[0] == 'O') && (name[1] == 'n' || name[1] == 'N')
}

// value checks a literal against its prop, and returns 1 + the index of the Enum value that it is.
func (c *Checker) value(e *spec.Element, m value.Ref, p *catalog.Prop) (choice uint16) {
	d := &c.spec.Doc
	kind := d.Kind(m)
	switch p.Kind {
	case catalog.Text, catalog.Class:
		if kind == value.Object || kind == value.Array && p.Kind == catalog.Text {
			c.wrongKind(e, m, "should be text")
		}
	case catalog.Enum:
		return c.enum(e, m, p)
	case catalog.Number:
		if kind != value.Number && !isNumeric(d, m) {
			c.wrongKind(e, m, "should be a number")
		}
	case catalog.Bool:
		if kind != value.True && kind != value.False && kind != value.String {
			c.wrongKind(e, m, "should be true or false")
		}
	case catalog.URL, catalog.ImageURL, catalog.URLSet:
		c.url(e, m, p.Kind)
	case catalog.Style:
		c.style(e, m)
	case catalog.Path:
		if kind != value.String {
			c.wrongKind(e, m, "should be a pointer into the state, such as \"/open\"")
		}
	case catalog.TextList, catalog.TextRows, catalog.Objects, catalog.Checks:
		c.list(e, m, p)
	}
	return 0
}

func (c *Checker) enum(e *spec.Element, m value.Ref, p *catalog.Prop) uint16 {
	d := &c.spec.Doc
	if d.Kind(m) == value.String {
		content := d.Content(m)
		for i, v := range p.Enum {
			if string(content) == v {
				return uint16(i + 1)
			}
		}
	} else if k := d.Kind(m); (k == value.True || k == value.False) && p.Enum[0] == "true" {
		return 0 // draggable and spellcheck: the words true and false
	}
	hint := "one of " + quoted(p.Enum)
	if near := catalog.NearestOf(string(d.Content(m)), p.Enum); near != "" && c.spec.Hints() {
		hint = `did you mean "` + near + `"? ` + hint
	}
	c.wrongValue(e, m, "unknown_value", "is none of the values of this prop; its default counts", hint)
	return 0
}

func (c *Checker) url(e *spec.Element, m value.Ref, kind catalog.Kind) {
	d := &c.spec.Doc
	if d.Kind(m) != value.String {
		c.wrongKind(e, m, "should be a URL")
		return
	}
	var ok bool
	switch kind {
	case catalog.URL:
		ok = html.CleanURL(html.Link, d.Content(m))
	case catalog.ImageURL:
		ok = html.CleanURL(html.Image, d.Content(m))
	default:
		ok = html.CleanSrcset(d.Content(m))
	}
	if !ok {
		hint := "allowed are http, https, mailto, tel, relative addresses and #fragments"
		if kind != catalog.URL {
			hint = "allowed are http, https, relative addresses, and data: for PNG, JPEG, GIF, WebP and AVIF"
		}
		c.reportAt(diag.Error, e, "forbidden_url", m, "this address is not allowed", hint, "props", string(d.Key(m)))
	}
}

// list checks the outermost shape of a list; what its items lack shows as nothing.
func (c *Checker) list(e *spec.Element, m value.Ref, p *catalog.Prop) {
	d := &c.spec.Doc
	if d.Kind(m) != value.Array {
		c.wrongKind(e, m, "should be a list")
		return
	}
	for i, item := 0, d.First(m); item < d.End(m); i, item = i+1, d.Next(item) {
		want := value.Missing
		switch p.Kind {
		case catalog.Objects, catalog.Checks:
			want = value.Object
		case catalog.TextRows:
			want = value.Array
		}
		if want != value.Missing && d.Kind(item) != want {
			c.reportAt(diag.Warning, e, "wrong_type", item, "should be "+want.String()+", is "+d.Kind(item).String(), "",
				"props", string(d.Key(m)), strconv.Itoa(i))
		}
	}
}

func (c *Checker) wrongKind(e *spec.Element, m value.Ref, should string) {
	c.wrongValue(e, m, "wrong_type", should+", is "+c.spec.Doc.Kind(m).String(), "")
}

func (c *Checker) wrongValue(e *spec.Element, m value.Ref, code, message, hint string) {
	name := string(c.spec.Doc.Key(m))
	c.reportAt(diag.Warning, e, code, m, `"`+name+`" `+message, hint, "props", name)
}
