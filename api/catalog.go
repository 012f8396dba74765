package api

import (
	"crypto/sha256"
	"encoding/base64"
	"sync"

	"github.com/valyala/fasthttp"

	"placard/catalog"
	"placard/catalog/describe"
	"placard/catalog/schema"
)

// catalogCache lets everybody keep what is said of the catalog: it is the same for every key, and changes only with the
// program. An hour later it is asked whether it is still the same.
const catalogCache = "public, max-age=3600"

// document is a text that is the same for everybody as long as the program runs.
type document struct {
	contentType string
	text        []byte
	tag         string
}

func newDocument(contentType string, text []byte) document {
	sum := sha256.Sum256(text)
	return document{contentType, text, `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`}
}

// documents make one set of the catalog's documents each, when it is asked for first.
type documents struct {
	page, app func() documentSet
}

// documentSet is what is said of pages, or of apps.
type documentSet struct {
	prompt, schema, strictSchema, components document
}

func newDocuments(c *catalog.Catalog) documents {
	return documents{
		page: sync.OnceValue(func() documentSet {
			return newDocumentSet(describe.PagePrompt(c), schema.Page(c, false), schema.Page(c, true), describe.PageComponents(c))
		}),
		app: sync.OnceValue(func() documentSet {
			return newDocumentSet(describe.AppPrompt(c), schema.App(c, false), schema.App(c, true), describe.AppComponents(c))
		}),
	}
}

func newDocumentSet(prompt, schema, strict, components []byte) documentSet {
	const isJSON = "application/json"
	return documentSet{
		prompt:       newDocument("text/plain; charset=utf-8", prompt),
		schema:       newDocument(isJSON, schema),
		strictSchema: newDocument(isJSON, strict),
		components:   newDocument(isJSON, components),
	}
}

func (a *API) pagePrompt(c *call) (answer, error)     { return c.give(a.documents.page().prompt) }
func (a *API) pageSchema(c *call) (answer, error)     { return c.giveSchema(a.documents.page()) }
func (a *API) pageComponents(c *call) (answer, error) { return c.give(a.documents.page().components) }
func (a *API) appPrompt(c *call) (answer, error)      { return c.give(a.documents.app().prompt) }
func (a *API) appSchema(c *call) (answer, error)      { return c.giveSchema(a.documents.app()) }
func (a *API) appComponents(c *call) (answer, error)  { return c.give(a.documents.app().components) }

// giveSchema reads ?strict=.
func (c *call) giveSchema(s documentSet) (answer, error) {
	switch string(c.http.QueryArgs().Peek("strict")) {
	case "true", "1":
		return c.give(s.strictSchema)
	case "", "false", "0":
		return c.give(s.schema)
	}
	return answer{}, bad("strict must be true or false.")
}

// give answers with a document, or says that the caller has it already.
func (c *call) give(d document) (answer, error) {
	ans := answer{status: fasthttp.StatusOK, tag: d.tag, cacheControl: catalogCache, document: &d}
	if noneMatch(c, d.tag) {
		ans.status, ans.document = fasthttp.StatusNotModified, nil
	}
	return ans, nil
}
