// Package components says how each of the 36 components and the HTML elements is written: one file a component, each
// a function from its catalog type to a function that emits operations. A component reads its props by index, writes
// trusted markup around them, and never asks whether a value is known yet (see package program).
//
// Stylesheets are in styles/, one a component or one for a part that several share; a page carries those that its
// types need. Class names begin with "ui-", so that they cannot meet a utility class; data-slot attributes are those
// of shadcn/ui.
package components

import (
	"embed"

	"placard/catalog"
	"placard/engine/program"
	"placard/engine/spec"
)

//go:embed styles/*.css
var styles embed.FS

// maker builds a component for its catalog type: what can be looked up once is looked up here.
type maker struct {
	make func(t *kind) func(b *program.Builder)
	// sheets names the stylesheets that it needs, without folder and extension.
	sheets []string
}

// makers are the components by the name of their type.
func makers() map[string]maker {
	return map[string]maker{
		"Accordion":    {accordion, []string{"icon", "accordion"}},
		"Alert":        {alert, []string{"alert"}},
		"Avatar":       {avatar, []string{"avatar"}},
		"Badge":        {badge, []string{"badge"}},
		"Button":       {button, []string{"button"}},
		"ButtonGroup":  {buttonGroup, []string{"button-group"}},
		"Card":         {card, []string{"card"}},
		"Carousel":     {carousel, []string{"icon", "button", "carousel"}},
		"Checkbox":     {checkbox, []string{"field", "checkbox"}},
		"Collapsible":  {collapsible, []string{"icon", "collapsible"}},
		"Dialog":       {dialog, []string{"icon", "modal", "dialog"}},
		"Drawer":       {drawer, []string{"icon", "modal", "drawer"}},
		"DropdownMenu": {dropdownMenu, []string{"button", "dropdown-menu"}},
		"Grid":         {grid, []string{"grid"}},
		"Heading":      {heading, []string{"heading"}},
		"Image":        {image, []string{"image"}},
		"Input":        {input, []string{"field", "input"}},
		"Link":         {link, []string{"link"}},
		"Pagination":   {pagination, []string{"button", "pagination"}},
		"Popover":      {popover, []string{"button", "popover"}},
		"Progress":     {progress, []string{"progress"}},
		"Radio":        {radio, []string{"field", "radio"}},
		"Select":       {selectOne, []string{"field", "select"}},
		"Separator":    {separator, []string{"separator"}},
		"Skeleton":     {skeleton, []string{"skeleton"}},
		"Slider":       {slider, []string{"field", "slider"}},
		"Spinner":      {spinner, []string{"icon", "spinner"}},
		"Stack":        {stack, []string{"stack"}},
		"Switch":       {switchOn, []string{"field", "switch"}},
		"Table":        {table, []string{"table"}},
		"Tabs":         {tabs, []string{"tabs"}},
		"Text":         {text, []string{"text"}},
		"Textarea":     {textarea, []string{"field", "textarea"}},
		"Toggle":       {toggle, []string{"toggle"}},
		"ToggleGroup":  {toggleGroup, []string{"toggle", "toggle-group"}},
		"Tooltip":      {tooltip, []string{"tooltip"}},
	}
}

// sheetOrder is the order in which a page carries its stylesheets: shared parts before what builds on them.
var sheetOrder = []string{
	"elements",
	"icon", "button", "field", "modal",
	"accordion", "alert", "avatar", "badge", "button-group", "card", "carousel", "checkbox", "collapsible",
	"dialog", "drawer", "dropdown-menu", "grid", "heading", "image", "input", "link", "pagination", "popover",
	"progress", "radio", "select", "separator", "skeleton", "slider", "spinner", "stack", "switch", "table",
	"tabs", "text", "textarea", "toggle", "toggle-group", "tooltip",
}

// kind is a catalog type of which a component is being made, and the choices that the component has.
type kind struct {
	*catalog.Type
	choices []*program.Choice
}

// New builds everything that pages are made of. Build it once.
func New(cat *catalog.Catalog) *program.Set {
	set := &program.Set{Components: make([]program.Component, len(cat.Types))}
	bit := map[string]uint64{}
	for i, name := range sheetOrder {
		bit[name] = 1 << i
	}
	known := makers()
	classes := map[string][]program.Use{}
	types := map[string][]int{} // that have a stylesheet
	for i := range cat.Types {
		t := &kind{Type: &cat.Types[i]}
		if t.HTML {
			set.Components[i] = program.Component{Emit: element(cat, i), Sheets: bit["elements"]}
			continue
		}
		m := known[t.Name]
		c := &set.Components[i]
		c.Emit = m.make(t)
		classesOf(t.choices, i, classes)
		for _, name := range m.sheets {
			c.Sheets |= bit[name]
			types[name] = append(types[name], i)
		}
	}
	set.Base = append(sheet("base", always), sheet("palette", func(cssRule) []program.Use {
		return []program.Use{{Type: spec.OwnStyles, Bits: spec.UsedType}}
	})...)
	for _, name := range sheetOrder {
		set.Sheets = append(set.Sheets, sheet(name, func(r cssRule) []program.Use {
			if name == "elements" {
				return usesOfTags(r, cat)
			}
			return usesOfClasses(r, classes, types[name])
		}))
	}
	return set
}

// always is the use of rules that every page has.
func always(cssRule) []program.Use { return nil }
