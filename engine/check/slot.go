package check

import (
	"placard/engine/diag"
	"placard/engine/spec"
	"placard/engine/value"
)

// Place is where a spec stands, which decides what a Slot in it means.
type Place uint8

const (
	// Alone: there is no type Slot.
	Alone Place = iota
	// InApp: a page of an app; a Slot prints its children.
	InApp
	// Layout: of an app; it has one Slot, in whose place the page is.
	Layout
)

const slotName = "Slot"

const slotHint = `write {"type": "Slot"} where the page goes`

// slot checks an element that is a Slot. It has no props, no text and no events.
func (c *Checker) slot(e *spec.Element) {
	d := &c.spec.Doc
	if d.Len(e.Props) > 0 {
		c.reportAt(diag.Warning, e, "unknown_prop", e.Props, "Slot has no props", "", "props")
	}
	if e.Text != value.NoRef {
		c.reportAt(diag.Warning, e, "text_on_component", e.Text, "Slot has no text of its own", "", "text")
	}
	if e.On != value.NoRef {
		c.reportAt(diag.Warning, e, "unknown_event", e.On, "Slot has no events", "", "on")
	}
	if e.Repeat != value.NoRef {
		c.repeat(e)
	}
	if e.Watch != value.NoRef {
		c.watch(e)
	}
	if c.place == Layout && e.KidCount > 0 {
		c.report(diag.Warning, e, "no_children", e.TypeName, "the page takes the place of Slot; its children are not shown", "", "children")
	}
}

// layout makes sure that a layout has one Slot that is shown, and not in a repeat.
func (c *Checker) layout() {
	s := c.spec
	if s.Cut || s.RootElement == spec.NoElement {
		return // the Slot may be in what is missing
	}
	slots := 0
	for i := range s.Elements {
		e := &s.Elements[i]
		if e.Type != spec.SlotType {
			continue
		}
		reached, repeated := c.parents.wayUp(s.Elements, i, int(s.RootElement))
		if !reached {
			continue
		}
		if slots++; slots > 1 {
			c.report(diag.Error, e, "second_slot", e.TypeName, "the layout has a Slot already", "a page is shown once: take one of them out", "type")
		}
		if repeated {
			c.report(diag.Error, e, "slot_in_repeat", e.TypeName, "the Slot is within a repeat", "a page is shown once: move the Slot out of it", "type")
		}
	}
	if slots == 0 {
		s.Report(diag.Error, "missing_slot", 0, "the layout has no Slot", slotHint)
	}
}
