package check

import (
	"placard/engine/diag"
	"placard/engine/spec"
	"placard/engine/value"
)

// walk is the state of the visit of the tree: where the elements have been seen.
type walk struct {
	seen  [spec.MaxElements]mark
	level int
	// repeats counts the repeats around the element.
	repeats int
}

type mark uint8

const (
	unseen mark = iota
	open        // on the way from the root to the element that is visited
	done
)

// walk visits the tree from the root: cycles, elements that are reached twice or never, and depth.
func (c *Checker) walk() {
	s := c.spec
	c.tree = walk{}
	if !s.HasRoot || s.Root.Len == 0 && len(s.Elements) == 0 {
		return
	}
	s.RootElement = s.Lookup(s.Root)
	if s.RootElement == spec.NoElement {
		c.unknownRoot()
		return
	}
	c.visit(s.RootElement)
	for i := range s.Elements {
		if c.tree.seen[i] == unseen {
			e := &s.Elements[i]
			c.report(diag.Warning, e, "unreachable", e.ID, "the element is never shown: no element that is shown has it as a child", "")
			c.expressions(e, true)
		}
	}
}

func (c *Checker) unknownRoot() {
	s := c.spec
	if s.Root.Len == 0 {
		return // reported when it was read
	}
	root := string(s.Doc.Bytes(s.Root))
	hint := "root names the outermost element"
	if near := c.nearestID(root); near != "" {
		hint = `did you mean "` + near + `"?`
	}
	s.Report(diag.Error, "unknown_root", s.Doc.SpanOffset(s.Root), `there is no element "`+root+`"`, hint, "root")
}

func (c *Checker) visit(i int32) {
	e := &c.spec.Elements[i]
	c.tree.seen[i] = open
	if e.Type >= 0 {
		c.spec.Types.Add(int(e.Type))
	}
	if c.tree.level++; c.tree.level > spec.MaxLevels {
		c.report(diag.Error, e, "too_deep", e.ID, "elements are nested more than 50 levels deep", "flatten the page")
	} else {
		c.expressions(e, c.tree.repeats > 0)
		c.visitKids(e)
	}
	c.tree.level--
	c.tree.seen[i] = done
}

func (c *Checker) visitKids(e *spec.Element) {
	if e.Repeat != value.NoRef {
		c.tree.repeats++
		defer func() { c.tree.repeats-- }()
	}
	for i, kid := range c.spec.Children(e) {
		if kid.Target == spec.NoElement {
			continue
		}
		switch c.tree.seen[kid.Target] {
		case unseen:
			c.visit(kid.Target)
		case open:
			c.badKid(e, i, "cycle", "the element contains itself", "take it out of children")
		case done:
			c.badKid(e, i, "reached_twice", "the element is a child in two places", "give the copy an id of its own")
		}
	}
}

func (c *Checker) badKid(e *spec.Element, i int, code, message, hint string) {
	kid := c.spec.Children(e)[i]
	c.report(diag.Error, e, code, kid.ID, message, hint, "children", itoa(i))
}
