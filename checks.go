package main

import (
	"bytes"

	"placard/api"
	"placard/engine"
	"placard/engine/app"
	"placard/engine/diag"
	"placard/engine/markdown"
	"placard/engine/value"
)

// checks are the engine's as the API wants them.
type checks struct {
	engine   *engine.Engine
	markdown *markdown.Renderer
	apps     *app.Compiler
	// options are those of an app with an ID.
	options func(id, title string) app.Options
}

// spec checks a page. Its title is read in a second pass over the text, which costs less than a tenth of the check.
func (c checks) spec(text []byte) api.Checked {
	found := api.Checked{Issues: c.engine.Check(text)}
	var doc value.Doc
	if root, err := doc.Parse(text); err == nil && !found.Issues.Refused() {
		found.Title = string(doc.At(root).Field("meta").Field("title").Bytes())
	}
	return found
}

func (c checks) text(text []byte) api.Checked {
	title, issues := c.markdown.CheckTitle(text)
	return api.Checked{Issues: issues, Title: title}
}

// app compiles with an ID as long as that which the app will have: it is part of what its pages take.
func (c checks) app(text []byte) api.Checked {
	a, issues := c.apps.Compile(text, c.options("000000000000", ""))
	if a == nil {
		return api.Checked{Issues: issues}
	}
	return api.Checked{Issues: issues, Title: a.Title(), Routes: a.Patterns()}
}

// data checks JSON.
func checkData(text []byte) (found api.Checked) {
	var doc value.Doc
	if _, err := doc.Parse(text); err != nil {
		before := text[:err.Offset]
		found.Issues.Add(diag.Issue{Severity: diag.Error, Code: "invalid_json", Message: err.Message,
			Line: 1 + bytes.Count(before, []byte("\n")), Column: err.Offset - bytes.LastIndexByte(before, '\n')})
	}
	return found
}
