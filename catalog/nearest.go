package catalog

import "strings"

// longestGuessBytes bounds the work for a hint: no name is as long.
const longestGuessBytes = 32

// Nearest returns the type that the author of an unknown name most likely meant, for hints, or "": the same name in
// another case, what stands for a well-known name that Placard does not have, or the closest by edit distance.
func (c *Catalog) Nearest(name string) string {
	g := newGuess(name)
	for i := range c.Types {
		g.offer(c.Types[i].Name)
	}
	if g.exact() {
		return g.best
	}
	if instead := standIn(strings.ToLower(name)); instead != "" {
		return instead
	}
	return g.best
}

// NearestProp returns the prop of t that the author of an unknown name most likely meant, or "". For HTML elements
// the global attributes count too.
func (c *Catalog) NearestProp(t *Type, name string) string {
	g := newGuess(name)
	g.offerAll(t.Props)
	if t.HTML {
		g.offerAll(c.Global)
	}
	return g.best
}

// NearestOf returns the one of names that the author of an unknown name most likely meant, or "".
func NearestOf(name string, names []string) string {
	g := newGuess(name)
	for _, n := range names {
		g.offer(n)
	}
	return g.best
}

// standIn is the type to use for names that models know from HTML and other libraries. Names are in lower case.
func standIn(name string) string {
	switch name {
	case "box", "container", "center", "address", "search", "hgroup", "wrapper":
		return "div"
	case "u", "s", "q", "del", "ins", "abbr", "sub", "kbd", "samp", "var", "font", "bdi", "bdo":
		return "span"
	case "cite", "dfn":
		return "em"
	case "picture", "image", "photo":
		return "Image"
	case "tfoot":
		return "tbody"
	case "menu":
		return "ul"
	case "row", "column", "flex", "hstack", "vstack":
		return "Stack"
	case "columns":
		return "Grid"
	case "divider":
		return "Separator"
	case "modal", "alertdialog":
		return "Dialog"
	case "sheet":
		return "Drawer"
	case "dropdown":
		return "DropdownMenu"
	case "paragraph", "typography":
		return "Text"
	case "title":
		return "Heading"
	case "datatable":
		return "Table"
	case "tag", "chip":
		return "Badge"
	case "callout", "banner":
		return "Alert"
	case "meter", "progressbar":
		return "Progress"
	case "loader":
		return "Spinner"
	case "textfield", "textinput":
		return "Input"
	case "combobox", "datalist":
		return "Select"
	case "radiogroup":
		return "Radio"
	case "anchor":
		return "Link"
	}
	return ""
}

// guess keeps the best of the names offered to it.
type guess struct {
	name, folded string
	best         string
	distance     int // of the folded names; one more than allowed at the start
	strangeness  int // decides between equals, see strangeness
}

// newGuess allows one edit for every three bytes, up to three: less would miss typing errors, more finds strangers.
func newGuess(name string) guess {
	if len(name) > longestGuessBytes {
		return guess{}
	}
	return guess{name: name, folded: strings.ToLower(name), distance: min(len(name)/3, 3) + 1, strangeness: 2 * longestGuessBytes}
}

func (g *guess) exact() bool { return g.best != "" && g.distance == 0 }

func (g *guess) offerAll(props []Prop) {
	for i := range props {
		g.offer(props[i].Name)
	}
}

func (g *guess) offer(name string) {
	if max(len(name)-len(g.name), len(g.name)-len(name)) > g.distance || len(name) > longestGuessBytes {
		return
	}
	distance := editDistance(g.folded, strings.ToLower(name))
	if distance > g.distance || g.best == "" && distance == g.distance {
		return
	}
	if strange := strangeness(g.name, name); distance < g.distance || strange < g.strangeness {
		g.best, g.distance, g.strangeness = name, distance, strange
	}
}

// strangeness orders names at equal distance: case counts, so that tabel is table and Tabel is Table, and then the
// first byte, which is rarely mistyped, so that neither is label.
func strangeness(meant, name string) int {
	strange := 2 * editDistance(meant, name)
	if meant == "" || meant[0] != name[0] {
		strange++
	}
	return strange
}

// editDistance counts the bytes to insert, delete, replace or swap with a neighbour. Both are at most
// longestGuessBytes long.
func editDistance(a, b string) int {
	var before, last, row [longestGuessBytes + 1]int
	for j := range row {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}
