package describe

import (
	_ "embed"
	"strings"

	"placard/catalog"
)

// The prompts are templates whose lines in double braces are written from the catalog, so that they say nothing that is
// not so. They are sent with every request to a model: each word is paid for again and again.
var (
	//go:embed page.txt
	pageTemplate string
	//go:embed app.txt
	appTemplate string
	//go:embed elements.txt
	elementsTemplate string
)

// PagePrompt tells a model how to write a page spec.
func PagePrompt(c *catalog.Catalog) []byte { return fill(pageTemplate, c) }

// AppPrompt tells a model how to write a NextAppSpec.
func AppPrompt(c *catalog.Catalog) []byte { return fill(appTemplate, c) }

func fill(template string, c *catalog.Catalog) []byte {
	template = strings.ReplaceAll(template, "{{elements}}\n", elementsTemplate)
	return []byte(strings.NewReplacer(
		"{{components}}", componentLines(c.Components()),
		"{{builtIns}}", componentLines(c.BuiltIns),
		"{{html}}", htmlLines(c.Elements()),
		"{{global}}", names(c.Global),
		"{{common}}", names(common(c.Components())),
		"{{expressions}}", expressionLines(c.Expressions),
		"{{comparisons}}", strings.Join(c.Comparisons, ", "),
		"{{actions}}", actionLines(c.Actions),
		"{{checks}}", checkLines(c.Checks),
	).Replace(template))
}
