package suite

type props = map[string]any

func stateOf(path string) props     { return props{"$state": path} }
func itemOf(field string) props     { return props{"$item": field} }
func template(text string) props    { return props{"$template": text} }
func over(statePath, key any) props { return props{"statePath": statePath, "key": key} }
func box(class any, ids ...string) node {
	return node{Type: "div", Props: props{"class": class}, Children: ids}
}
func span(class string, text any) node {
	return node{Type: "span", Props: props{"class": class}, Text: text}
}

// drawn is a box that only the eye needs.
func drawn(class, style any, ids ...string) node {
	return node{Type: "div", Props: props{"class": class, "style": style, "aria-hidden": "true"}, Children: ids}
}

func reportElements() map[string]node {
	elements := map[string]node{
		"page":  {Type: "Stack", Props: props{"gap": "lg", "align": "stretch"}, Children: []string{"title", "machine", "targets", "tables", "remarks"}},
		"title": {Type: "Heading", Props: props{"text": "Placard beside its peers", "level": "h1"}},
		"machine": {Type: "Text", Props: props{"variant": "muted",
			"text": template("${/machine}. Medians of the rounds, with the least and the most; ratios are taken within a round.")}},
		"targets":     {Type: "Card", Props: props{"title": "Targets"}, Children: []string{"targetTable"}},
		"targetTable": {Type: "Table", Props: props{"columns": stateOf("/targets/columns"), "rows": stateOf("/targets/rows")}},
		"tables":      {Type: "Stack", Props: props{"gap": "lg", "align": "stretch"}, Children: []string{"table"}, Repeat: over("/tables", "name")},
		"remarks":     {Type: "Card", Props: props{"title": "Remarks"}, Children: []string{"remarkList"}, Visible: stateOf("/remarks/0")},
		"remarkList":  {Type: "ul", Children: []string{"remark"}, Repeat: over("/remarks", "")},
		"remark":      {Type: "li", Text: itemOf("")},
		"table":       {Type: "Card", Props: props{"title": itemOf("title"), "description": itemOf("note")}, Children: []string{"bars", "plots", "scale", "figures"}},
		"scale":       {Type: "Text", Props: props{"text": itemOf("scale"), "variant": "caption"}, Visible: itemOf("scale")},
		"figures":     {Type: "Collapsible", Props: props{"title": "All figures"}, Children: []string{"figureTable"}},
		"figureTable": {Type: "Table", Props: props{"columns": itemOf("columns"), "rows": itemOf("rows")}},
	}
	addBars(elements)
	addPlots(elements)
	return elements
}

func addBars(elements map[string]node) {
	bars := box("bars", "bar")
	bars.Repeat = over(itemOf("bars"), "name")
	elements["bars"] = bars
	elements["bar"] = box(props{"$cond": itemOf("own"), "$then": "bar own", "$else": "bar"}, "barName", "barTrack", "barValue")
	elements["barName"] = span("name", itemOf("name"))
	elements["barTrack"] = drawn("track", nil, "barFill")
	elements["barFill"] = box("fill")
	elements["barFill"].Props["style"] = template("width:${width}%")
	elements["barValue"] = span("value", itemOf("value"))
}

func addPlots(elements map[string]node) {
	plots := box("plots", "plot")
	plots.Repeat = over(itemOf("plots"), "title")
	elements["plots"] = plots
	elements["plot"] = node{Type: "figure", Props: props{"class": "plot"}, Children: []string{"canvas", "plotTitle"}}
	elements["plotTitle"] = node{Type: "figcaption", Text: itemOf("title")}
	elements["canvas"] = box("canvas", "area", "points")
	elements["area"] = drawn("area", template("clip-path:polygon(${area})"))
	points := box("points", "point")
	points.Repeat = over(itemOf("points"), "at")
	elements["points"] = points
	elements["point"] = box("point", "pointValue", "pointAt")
	elements["point"].Props["style"] = template("left:${x}%;bottom:${y}%")
	elements["pointValue"] = span("value", itemOf("label"))
	elements["pointAt"] = span("at", itemOf("at"))
}

// reportStyle draws with the theme's colours, which are there in light and dark.
const reportStyle = `
.bars { display: grid; gap: .35rem }
.bar { display: grid; grid-template-columns: minmax(9rem, 16rem) 1fr 6rem; gap: .75rem; align-items: center; font-size: .875rem }
.bar.own .name { font-weight: 600 }
.track { background: var(--muted); border-radius: 3px; height: .9rem }
.fill { background: var(--muted-foreground); border-radius: 3px; height: 100%; opacity: .55 }
.own .fill { background: var(--chart-2); opacity: 1 }
.value { text-align: end; font-variant-numeric: tabular-nums }
.plots { display: grid; gap: 1.5rem; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)) }
.plot { margin: 0 }
.plot figcaption { color: var(--muted-foreground); font-size: .875rem; margin-top: 2.25rem; text-align: center }
.canvas { position: relative; height: 12rem; margin: 1.25rem 2.5rem 0; border-bottom: 1px solid var(--border) }
.area { position: absolute; inset: 0; background: var(--chart-2); opacity: .25 }
.point { position: absolute; width: 8px; height: 8px; margin: 0 0 -4px -4px; border-radius: 50%; background: var(--chart-2) }
.point span { position: absolute; left: 50%; transform: translateX(-50%); white-space: nowrap; font-size: .75rem }
.point .value { bottom: 10px }
.point .at { top: 10px; color: var(--muted-foreground) }
`
