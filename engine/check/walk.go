package check

import (
	"placard/engine/diag"
	"placard/engine/spec"
	"placard/engine/value"
)

// walk is the state of the visit of the tree: where the elements have been seen. A visit goes at most as deep as
// there are elements, 500.
type walk struct {
	seen  [spec.MaxElements]mark
	level int
	// repeats counts the repeats around the element.
	repeats int
	// apart tells that what is visited cannot be reached from the root.
	apart bool
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
	if !s.Cut && c.parents.isTree(s.RootElement, len(s.Elements)) {
		for i := c.firstRich; i < len(s.Elements); i++ {
			if e := &s.Elements[i]; e.Shape == 0 { // else it has none
				c.expressions(e, c.parents.inRepeat(s.Elements, i))
			}
		}
		return
	}
	c.tree = walk{}
	s.Used.ForgetTypes()
	switch {
	case s.RootElement != spec.NoElement:
		c.visit(s.RootElement)
	case s.HasRoot && !s.Cut:
		c.unknownRoot()
	}
	// Without a root, or with half of the elements, nothing can be said about what is reached.
	c.rest(s.RootElement == spec.NoElement || s.Cut)
}

// rest visits the elements that cannot be reached from the root, for what is wrong within them.
func (c *Checker) rest(silent bool) {
	c.tree.apart = true
	reached := c.tree.seen
	for i := range c.spec.Elements {
		if reached[i] != unseen {
			continue
		}
		if e := &c.spec.Elements[i]; !silent {
			c.report(diag.Warning, e, "unreachable", e.ID,
				"the element is never shown: no element that is shown has it as a child", "")
		}
		if c.tree.seen[i] == unseen {
			c.visit(int32(i))
		}
	}
}

func (c *Checker) unknownRoot() {
	s := c.spec
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
	if e.Type >= 0 && !c.tree.apart {
		c.spec.Used.Add(int(e.Type), spec.UsedType)
	}
	// What is deeper still is visited, so that it is not taken for unreachable.
	if c.tree.level++; c.tree.level == spec.MaxLevels+1 && !c.tree.apart {
		c.report(diag.Error, e, "too_deep", e.ID, "elements are nested more than 50 levels deep", "flatten the page")
	}
	// Nobody knows in which repeat an element would be that has no place in the tree.
	c.expressions(e, c.tree.repeats > 0 || c.tree.apart)
	c.visitKids(e)
	c.tree.level--
	c.tree.seen[i] = done
}

func (c *Checker) visitKids(e *spec.Element) {
	if e.Repeat != value.NoRef {
		c.tree.repeats++
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
			if !c.tree.apart {
				c.badKid(e, i, "reached_twice", "the element is a child in two places", "give the copy an id of its own")
			}
		}
	}
	if e.Repeat != value.NoRef {
		c.tree.repeats--
	}
}

func (c *Checker) badKid(e *spec.Element, i int, code, message, hint string) {
	if !c.counted(diag.Error) {
		c.reportKid(e, i, code, message, hint)
	}
}
