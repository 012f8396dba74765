// Package check holds a parsed spec against the catalog: names, props, values, the tree and its limits. It mends the
// usual mistakes of models, reports everything that is wrong at once, and fills in the resolved fields of the spec,
// so that the compiler looks nothing up.
//
// Cost: 10 µs for 500 elements without issues that are mostly written alike, else 20 µs; no allocation. The worst text
// of 512 KB takes a few milliseconds: what could be made to take longer is bounded (maxAttributes, maxGuesses,
// spec.MaxChildrenRefs), and issues past the cap of their list are not described.
package check

import (
	"placard/catalog"
	"placard/engine/diag"
	"placard/engine/spec"
	"placard/engine/value"
)

// Checker checks specs one after the other. It belongs to one goroutine at a time.
type Checker struct {
	cat     *catalog.Catalog
	spec    *spec.Spec
	place   Place
	parents parents
	tree    walk
	exprs   expressions
	// css takes clean CSS, of which only counts whether there is any.
	css []byte
	// kinds are the kinds of a type's props, by type.
	kinds [][]catalog.Kind
	// needed are the props that a type's elements must have, by type.
	needed [][]int
	// Pages repeat themselves: following is, for each type, the type that came after it, and last the type that came
	// last; layouts are how the props stood, by type.
	following []followed
	last      int
	layouts   []layout
	// apart tells that the elements are checked without the tree that they are in.
	apart bool
	// firstRich is the first element without a shape, which may have expressions.
	firstRich int
	// guesses is how many names may still be compared to find the one that was meant.
	guesses int
}

// maxGuesses bounds the names that are compared for the hints of one spec: one comparison costs about a microsecond, and
// all ids of a page may be compared for each child that is not found.
const maxGuesses = 4000

// New makes a checker for a catalog.
func New(cat *catalog.Catalog) *Checker {
	c := &Checker{cat: cat, needed: neededProps(cat), kinds: kindsOfProps(cat), layouts: make([]layout, len(cat.Types)), following: make([]followed, len(cat.Types))}
	c.exprs.Report = c.expressionIssue
	c.exprs.Full = func(sev diag.Severity) bool { return c.spec.Full(sev) }
	return c
}

// Check checks a spec that Parse has read and reports to the same list as Parse did. To check a spec again changes
// nothing but reports again.
func (c *Checker) Check(s *spec.Spec) { c.CheckIn(s, Alone) }

// CheckIn is Check for a spec that has this place.
func (c *Checker) CheckIn(s *spec.Spec, place Place) {
	c.spec, c.exprs.Doc, c.place = s, &s.Doc, place
	c.guesses = maxGuesses
	s.Slots, s.Classes, s.Used, s.RootElement = s.Slots[:0], s.Classes[:0], spec.Used{}, spec.NoElement
	if s.HasRoot {
		s.RootElement = s.Lookup(s.Root)
	}
	c.parents.begin(s.RootElement, len(s.Elements))
	c.firstRich = len(s.Elements)
	for i := range s.Elements {
		c.element(&s.Elements[i], int32(i))
	}
	c.meta()
	c.walk()
	if place == Layout {
		c.layout()
	}
	c.spec, c.exprs.Doc, c.exprs.element = nil, nil, nil
}

// element checks what element i says of itself.
func (c *Checker) element(e *spec.Element, i int32) {
	e.Sound = false
	if e.Like > 0 && c.alike(e) {
		c.resolveKids(e, i)
		return
	}
	c.whole(e, i)
	if e.Shape == 0 {
		c.firstRich = min(c.firstRich, int(i))
	}
}

// whole checks an element of which nothing is known yet.
func (c *Checker) whole(e *spec.Element, i int32) {
	issues := c.spec.Issues()
	e.Slots, e.SlotCount, e.Shape = uint32(len(c.spec.Slots)), 0, 0
	typ := c.resolveType(e)
	if typ == nil {
		c.resolveKids(e, i)
		if e.Type == spec.SlotType {
			c.slot(e)
		}
		return
	}
	var shape spec.Shape
	var plain bool
	if typ.HTML {
		shape, plain = c.attributes(e, typ)
	} else {
		shape, plain = c.props(e, typ)
		plain = plain && e.Text == value.NoRef
	}
	c.resolveKids(e, i)
	c.fields(e, typ)
	if !typ.HTML {
		c.required(e, typ)
	}
	if plain {
		e.Shape = spec.ShapeOf(e, &c.spec.Doc, shape)
		e.Sound = e.Shape != 0 && c.spec.Issues() == issues
	}
}

// followed is a type by its name, which tells it entirely: no type has more than 16 letters.
type followed struct {
	name catalog.Name
	typ  int
}

// resolveType finds the element's type, nil when it has none, which is reported then.
func (c *Checker) resolveType(e *spec.Element) *catalog.Type {
	if e.TypeName.Len == 0 || e.Type == spec.TypeReported {
		return nil
	}
	name := c.name(e.TypeName)
	guess := &c.following[c.last]
	if guess.name != name {
		t, ok := c.cat.Lookup(name, c.spec.Doc.Bytes(e.TypeName))
		switch {
		case ok:
		case c.place != Alone && string(c.spec.Doc.Bytes(e.TypeName)) == slotName:
			e.Type = spec.SlotType
			return nil
		default:
			c.unknownType(e)
			return nil
		}
		guess.name, guess.typ = name, t
	}
	c.last = guess.typ
	e.Type = int32(guess.typ)
	c.spec.Used.Add(guess.typ, spec.UsedType)
	return &c.cat.Types[guess.typ]
}

// name is a name of the spec as the catalog looks it up.
func (c *Checker) name(s value.Span) catalog.Name {
	first, last := c.spec.Doc.Words(s)
	return catalog.Name{First: first, Last: last, Length: int(s.Len)}
}

// resolveKids finds the elements that the children of element i name. Mostly they follow it one by one, or each with as
// many elements behind it as the others.
func (c *Checker) resolveKids(e *spec.Element, i int32) {
	if e.KidCount == 0 || c.apart {
		return
	}
	kids := c.spec.Children(e)
	last, step := i, int32(1)
	for k := range kids {
		target := c.spec.LookupNear(kids[k].ID, last+step)
		if k > 0 {
			step = target - last
		}
		last = target
		kids[k].Target = target
		if target == spec.NoElement && !c.spec.Cut {
			c.unknownChild(e, k)
		}
		c.parents.place(target, i)
	}
}

// fields checks the fields of an element that are the same for all types.
func (c *Checker) fields(e *spec.Element, typ *catalog.Type) {
	if e.KidCount > 0 && (!typ.Children || textOnly(typ)) {
		c.noChildren(e, typ)
	}
	if e.Text != value.NoRef {
		c.text(e, typ)
	}
	if e.Repeat != value.NoRef {
		c.repeat(e)
	}
	if e.On != value.NoRef {
		c.events(e, typ)
	}
	if e.Watch != value.NoRef {
		c.watch(e)
	}
}

// textOnly tells of HTML elements within which a browser reads tags as text.
func textOnly(typ *catalog.Type) bool { return typ.HTML && typ.Name == "textarea" }

func (c *Checker) noChildren(e *spec.Element, typ *catalog.Type) {
	hint := ""
	if textOnly(typ) {
		hint = `its content is the element's "text"`
	}
	c.report(diag.Warning, e, "no_children", e.TypeName, typ.Name+" shows no children", hint, "children")
	if textOnly(typ) {
		e.KidCount = 0
		c.parents.noTree = true // they have been placed
	}
}

func (c *Checker) text(e *spec.Element, typ *catalog.Type) {
	d := &c.spec.Doc
	switch kind := d.Kind(e.Text); {
	case !typ.HTML:
		c.textOnComponent(e, typ)
	case typ.Void:
		c.reportAt(diag.Warning, e, "text_on_void", e.Text, typ.Name+" cannot hold text", "", "text")
	case kind == value.Array, kind == value.Object && !d.HasExpressions(e.Text):
		c.reportAt(diag.Warning, e, "wrong_type", e.Text, "text should be text, is "+kind.String(), "", "text")
	}
}

func (c *Checker) repeat(e *spec.Element) {
	d := &c.spec.Doc
	if d.Kind(e.Repeat) != value.Object {
		c.reportAt(diag.Error, e, "bad_repeat", e.Repeat, "repeat must be an object",
			`write {"statePath": "/items", "key": "id"}`, "repeat")
		e.Repeat = value.NoRef
		return
	}
	path := d.Field(e.Repeat, "statePath")
	if d.Kind(path) != value.String && !d.HasExpressions(path) {
		c.reportAt(diag.Error, e, "bad_repeat", e.Repeat, "repeat needs statePath, the pointer of a list in the state",
			`write {"statePath": "/items", "key": "id"}`, "repeat", "statePath")
	}
	if e.KidCount == 0 {
		c.reportAt(diag.Warning, e, "empty_repeat", e.Repeat, "there are no children to repeat",
			"repeat stands on the container and repeats its children", "repeat")
	}
}

// report adds an issue about something in an element.
func (c *Checker) report(sev diag.Severity, e *spec.Element, code string, at value.Span, message, hint string, path ...string) {
	if !c.counted(sev) {
		c.spec.Report(sev, code, c.spec.Doc.SpanOffset(at), message, hint, c.spec.ElementPath(e, path...)...)
	}
}

// reportAt adds an issue about a value. The path is that of the field where it belongs; when the value stands in the
// wrong place, among the props, it is found there.
func (c *Checker) reportAt(sev diag.Severity, e *spec.Element, code string, at value.Ref, message, hint string, path ...string) {
	if c.counted(sev) {
		return
	}
	if path[0] != "props" && c.amongProps(e, at) {
		path = append([]string{"props"}, path...)
	}
	c.spec.Report(sev, code, c.spec.Doc.Offset(at), message, hint, c.spec.ElementPath(e, path...)...)
}

func (c *Checker) amongProps(e *spec.Element, at value.Ref) bool {
	return e.Props < at && at < c.spec.Doc.End(e.Props)
}

// reportKey adds an issue about a member whose key is wrong, at the key.
func (c *Checker) reportKey(sev diag.Severity, e *spec.Element, code string, m value.Ref, message, hint string, path ...string) {
	c.report(sev, e, code, c.spec.Doc.KeySpan(m), message, hint, path...)
}

// counted only counts an issue when the list is full, so that nothing need be put together for it.
func (c *Checker) counted(sev diag.Severity) bool {
	if !c.spec.Full(sev) {
		return false
	}
	c.spec.Report(sev, "", 0, "", "")
	return true
}
