package app

import (
	"sync"

	"placard/engine/html"
	"placard/engine/program"
	"placard/engine/value"
)

// App is a compiled app. It is immutable and may be used by many goroutines at once; nothing but a new text makes it invalid.
//
// It keeps a program for each page: the bytes of a page that is always the same, once, or operations and expressions with the
// values of the specs that they need, which pages of one layout share. Of the text it keeps nothing else.
type App struct {
	tree     *Tree
	title    string
	patterns []string
	routes   []*page // by index of pattern
	// notFound and failure are for what no route says.
	notFound, failure *page
	static, indexed   []string // StaticPaths, and those that the sitemap lists
	address           []byte   // origin and base
	loading           []byte
	size              int
	state             value.Doc
}

// page is one page of an app.
type page struct {
	program *program.Program
	status  int
	keys    Keys // that it reads of a request
	// usesPath and usesQuery say what changes it, what its loader reads included.
	usesPath, usesQuery bool
	loader              *Loader
	notFound, failure   *page
}

// Page is a page of an app: a small value, comparable. Those of two apps are never equal.
type Page struct{ page *page }

// Status is the HTTP status of the page: 200, 404, or 500 for an ErrorPage.
func (p Page) Status() int { return p.page.status }

// Request is what a page is made for: the path below the base and the query, as they came, the latter without "?".
type Request struct {
	Path, Query []byte
	// Data is what Loader.Select gave, the zero Value when there is none.
	Data value.Value
}

// Title is the app's, for lists.
func (a *App) Title() string { return a.title }

// Patterns are those of the routes as written, in order of declaration.
func (a *App) Patterns() []string { return a.patterns }

// Size is the number of bytes of memory that the app holds on to: its programs, and the specs and state that they read.
func (a *App) Size() int { return a.size }

// Find says what a path shows. The path is as it came, percent-encoded, below the base and beginning with "/". What is not
// matched is the app's /404 route, the notFound of its "/", or a plain page. It allocates nothing once params has grown.
func (a *App) Find(path []byte, params *Params) Page {
	if i, ok := a.tree.Match(path, params); ok {
		return Page{a.routes[i]}
	}
	return Page{a.notFound}
}

// NotFound is the notFound of the page's route, or what the app has for any path that is not matched: for a loader without
// a row.
func (a *App) NotFound(p Page) Page { return Page{p.page.notFound} }

// ErrorPage is the error of the page's route, or a plain page. It says nothing of what went wrong.
func (a *App) ErrorPage(p Page) Page { return Page{p.page.failure} }

// UsesPath tells that the page differs from path to path: it reads /params or /pathname, has the path in its canonical
// address, or has a loader that reads params. Without it all requests for the page get the same bytes, apart from UsesQuery.
func (a *App) UsesPath(p Page) bool { return p.page.usesPath }

// UsesQuery tells that the page, or its loader, reads the query.
func (a *App) UsesQuery(p Page) bool { return p.page.usesQuery }

// Loader is what the page loads before it can be shown, nil for nothing.
func (a *App) Loader(p Page) *Loader { return p.page.loader }

// Append appends the page. complete is false when a limit was reached (program.Append). It allocates nothing once its memory
// has grown, which comes from a pool.
func (a *App) Append(dst []byte, p Page, r Request) (out []byte, complete bool) {
	if p.page.keys == 0 {
		return p.page.program.Append(dst, r.Data)
	}
	q := requests.Get().(*request)
	out, complete = p.page.program.Append(dst, r.Data, q.state(a.tree, p.page.keys, r))
	q.doc.Clear()
	requests.Put(q)
	return out, complete
}

// request is the memory for what a page reads of one.
type request struct {
	params  Params
	written State
	doc     value.Doc
}

var requests = sync.Pool{New: func() any { return new(request) }}

// state is the top layer of the state.
func (q *request) state(tree *Tree, keys Keys, r Request) value.Value {
	q.params.Reset()
	if keys&ParamsKey != 0 {
		tree.Match(r.Path, &q.params)
	}
	object := q.doc.Begin(value.Object, nil)
	q.written.Put(&q.doc, keys, &q.params, r.Path, r.Query)
	return q.doc.Finish(object)
}

// StaticPaths are the paths that are known before anybody asks for them, percent-encoded: those of routes without params, and
// those of staticParams.
func (a *App) StaticPaths() []string { return a.static }

// AppendSitemap appends the app's sitemap (sitemaps.org, version 0.9): the absolute addresses of StaticPaths, without /404 and
// what asks not to be indexed.
func (a *App) AppendSitemap(dst []byte) []byte {
	dst = append(dst, `<?xml version="1.0" encoding="UTF-8"?>`+"\n"+`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`+"\n"...)
	for _, path := range a.indexed[:min(len(a.indexed), maxSitemap)] {
		dst = append(dst, "<url><loc>"...)
		dst = html.AppendAttr(html.AppendAttr(dst, a.address), []byte(path))
		dst = append(dst, "</loc></url>\n"...)
	}
	return append(dst, "</urlset>\n"...)
}

// maxSitemap is how many addresses a sitemap may have.
const maxSitemap = 50_000

// AppendRobots appends the app's robots.txt (RFC 9309), which names the sitemap.
func (a *App) AppendRobots(dst []byte) []byte {
	dst = append(dst, "User-agent: *\nAllow: /\n\nSitemap: "...)
	return append(append(dst, a.address...), "/sitemap.xml\n"...)
}

// AppendLoading appends what a browser shows while it waits for another page of the app, as JSON: [[source of a regular
// expression for the path below the base, HTML for the content of the main element], …], of which the first that matches
// counts. It is the empty list when the app has nothing to show.
func (a *App) AppendLoading(dst []byte) []byte { return append(dst, a.loading...) }
