// Package check holds a parsed spec against the catalog: names, props, values, the tree and its limits. It mends the
// usual mistakes of models, reports everything that is wrong at once, and fills in the resolved fields of the spec,
// so that the compiler looks nothing up.
package check

import (
	"placard/catalog"
	"placard/engine/diag"
	"placard/engine/spec"
	"placard/engine/value"
)

// Checker checks specs one after the other. It belongs to one goroutine at a time.
type Checker struct {
	cat  *catalog.Catalog
	spec *spec.Spec
	tree walk
}

// New makes a checker for a catalog.
func New(cat *catalog.Catalog) *Checker { return &Checker{cat: cat} }

// Check checks a spec that Parse has read and reports to the same list as Parse did.
func (c *Checker) Check(s *spec.Spec) {
	c.spec = s
	for i := range s.Elements {
		c.element(&s.Elements[i])
	}
	c.meta()
	c.walk()
	c.spec = nil
}

// element checks what an element says of itself.
func (c *Checker) element(e *spec.Element) {
	if e.TypeName.Len == 0 || e.Type == spec.TypeReported {
		c.resolveKids(e)
		return
	}
	t, ok := c.cat.Lookup(c.spec.Doc.Bytes(e.TypeName))
	if !ok {
		e.Type = spec.TypeReported
		c.unknownType(e)
		c.resolveKids(e)
		return
	}
	e.Type = int32(t)
	typ := &c.cat.Types[t]
	if typ.HTML {
		c.attributes(e, typ)
	} else {
		c.props(e, typ)
	}
	c.resolveKids(e)
	c.shape(e, typ)
}

// resolveKids finds the elements that the children name.
func (c *Checker) resolveKids(e *spec.Element) {
	kids := c.spec.Children(e)
	for i := range kids {
		if kids[i].Target = c.spec.Lookup(kids[i].ID); kids[i].Target == spec.NoElement {
			c.unknownChild(e, i)
		}
	}
}

// shape checks the fields of an element that are the same for all types.
func (c *Checker) shape(e *spec.Element, typ *catalog.Type) {
	if e.KidCount > 0 && !typ.Children {
		c.report(diag.Warning, e, "no_children", e.TypeName, typ.Name+" shows no children", "", "children")
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

func (c *Checker) text(e *spec.Element, typ *catalog.Type) {
	switch {
	case !typ.HTML:
		hint := "put it into props"
		if typ.Prop("text") >= 0 {
			hint = "put it into props.text"
		}
		c.reportAt(diag.Warning, e, "text_on_component", e.Text, typ.Name+" has no text of its own", hint, "text")
	case typ.Void:
		c.reportAt(diag.Warning, e, "text_on_void", e.Text, typ.Name+" cannot hold text", "", "text")
	case c.spec.Doc.Kind(e.Text) == value.Array:
		c.reportAt(diag.Warning, e, "wrong_type", e.Text, "text should be text", "", "text")
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
	c.spec.Report(sev, code, c.spec.Doc.SpanOffset(at), message, hint, c.spec.ElementPath(e, path...)...)
}

func (c *Checker) reportAt(sev diag.Severity, e *spec.Element, code string, at value.Ref, message, hint string, path ...string) {
	c.spec.Report(sev, code, c.spec.Doc.Offset(at), message, hint, c.spec.ElementPath(e, path...)...)
}
