package app

import (
	"strings"

	"placard/engine/diag"
	"placard/engine/spec"
	"placard/engine/value"
)

// MaxLayouts is the number of layouts of an app.
const MaxLayouts = 100

// contents are the parts of an app's text. Refs are into doc, NoRef for what is not given; specs are read later, from their
// place in the text.
type contents struct {
	doc             value.Doc
	metadata, state value.Ref
	routes          []routeText
	layouts         []layoutText
}

// extent is the place of a spec in the text. The zero extent is none.
type extent struct{ from, to int }

func (e extent) given() bool { return e.to > 0 }

type layoutText struct {
	name string
	spec extent
}

type routeText struct {
	key     string // as it is written, for pointers
	pattern string // with the slash that it needs
	at      int    // where the key is
	whole   extent
	// parts are the specs of the route.
	page, loading, failure, notFound       extent
	metadata, layout, loader, staticParams value.Ref
}

// routeFields are the members of a route.
var routeFields = []string{"page", "metadata", "layout", "loading", "error", "notFound", "loader", "staticParams"}

const (
	routeHint = `write {"page": {"root": "page", "elements": {}}}`
	appHint   = "an app has routes, layouts, metadata and state"
	pageHint  = `a page goes into routes: {"/": {"page": {"root": "page", "elements": {}}}}`
)

// reader takes an app's text apart.
type reader struct {
	value.Reader
	*compilation
	sawRoutes bool
	// stopped tells that a limit was reached, which is reported.
	stopped bool
}

// read reads the text, and tells whether it is an app as far as it could be read.
func (k *compilation) read() bool {
	k.doc.Load(k.text)
	r := reader{compilation: k}
	r.Reset(&k.doc)
	if r.Peek() != value.Object {
		at := r.Pos()
		if r.Value(value.Span{}); r.Err() == nil {
			k.report(diag.Error, "not_an_object", at, "an app is a JSON object", `it looks like {"routes": {"/": {"page": {"root": "page", "elements": {}}}}}`)
			return false
		}
	}
	r.app()
	r.End()
	if err := r.Err(); err != nil && !r.stopped {
		k.report(diag.Error, "syntax", err.Offset, err.Message, "send one JSON object")
		return false
	}
	k.cut = r.stopped
	if !k.cut && (!r.sawRoutes || len(k.routes) == 0 && !k.issues.Refused()) {
		k.report(diag.Error, "missing_routes", 0, "the app has no routes", `put pages into "routes" by their path: {"/": {"page": {"root": "page", "elements": {}}}}`, "routes")
	}
	return true
}

func (r *reader) app() {
	first := true
	for r.Enter('{'); r.More('}', first); first = false {
		key, ok := r.Key()
		if !ok {
			return
		}
		switch name := string(r.doc.Bytes(key)); name {
		case "metadata":
			r.metadata = r.Value(key)
		case "state":
			r.state = r.object(key, "state")
		case "routes":
			r.sawRoutes, r.routes = true, r.routes[:0]
			r.members(key, "routes", "routes must be an object: pages by their path", r.route)
		case "layouts":
			r.layouts = r.layouts[:0]
			r.members(key, "layouts", "layouts must be an object: specs by their name", r.layout)
		case "root", "elements":
			r.unknown(key, pageHint, name)
		default:
			r.unknown(key, appHint, name)
		}
	}
}

// unknown warns about a member that is ignored.
func (r *reader) unknown(key value.Span, hint string, path ...string) {
	if r.Value(key); r.Err() == nil {
		r.report(diag.Warning, "unknown_field", r.doc.SpanOffset(key), `"`+path[len(path)-1]+`" is ignored here`, hint, path...)
	}
}

// object reads a value that must be an object or null.
func (r *reader) object(key value.Span, path ...string) value.Ref {
	r.Peek()
	at := r.Pos()
	ref := r.Value(key)
	switch r.doc.Kind(ref) {
	case value.Object:
		return ref
	case value.Missing, value.Null:
	default:
		r.report(diag.Error, "not_an_object", at, path[len(path)-1]+" must be an object", "", path...)
	}
	return value.NoRef
}

// members reads an object and each of its members with read. Null is as if it were not given.
func (r *reader) members(key value.Span, name, should string, read func(key value.Span)) {
	if kind := r.Peek(); kind != value.Object {
		at := r.Pos()
		if r.Value(key); r.Err() == nil && kind != value.Null {
			r.report(diag.Error, "not_an_object", at, should, "", name)
		}
		return
	}
	first := true
	for r.Enter('{'); r.More('}', first); first = false {
		member, ok := r.Key()
		if !ok {
			return
		}
		read(member)
	}
}

// extent moves over the next value and says where it is. Null is none.
func (r *reader) extent(key value.Span) extent {
	kind := r.Peek()
	at := r.Pos()
	if r.Value(key); kind == value.Null || r.Err() != nil {
		return extent{}
	}
	return extent{at, r.Pos()}
}

// stop ends the reading at a limit.
func (r *reader) stop(key value.Span, code, message, hint string, path ...string) {
	r.report(diag.Error, code, r.doc.SpanOffset(key), message, hint, path...)
	r.stopped = true
	r.Abort()
}

func (r *reader) layout(key value.Span) {
	name := string(r.doc.Bytes(key))
	if len(r.layouts) == MaxLayouts {
		r.stop(key, "too_many_layouts", "an app has at most 100 layouts", "share them among routes", "layouts", name)
		return
	}
	if e := r.extent(key); e.given() {
		r.layouts = append(r.layouts, layoutText{name, e})
	}
}

func (r *reader) route(key value.Span) {
	name := string(r.doc.Bytes(key))
	if len(r.routes) == MaxRoutes {
		r.stop(key, "too_many_routes", "an app has at most 1000 routes", "use params: one route /blog/[slug] shows any number of pages", "routes", name)
		return
	}
	if r.Peek() != value.Object {
		at := r.Pos()
		if r.Value(key); r.Err() == nil {
			r.report(diag.Error, "not_an_object", at, "a route is an object with a page", routeHint, "routes", name)
		}
		return
	}
	t := routeText{key: name, pattern: r.withSlash(key, name), at: r.doc.SpanOffset(key), whole: extent{from: r.Pos()}}
	itself, strangers := r.routeMembers(&t)
	if r.Err() != nil {
		return
	}
	t.whole.to = r.Pos()
	r.finishRoute(t, itself, strangers)
}

// withSlash is the pattern of a route, which begins with a slash.
func (r *reader) withSlash(key value.Span, name string) string {
	if strings.HasPrefix(name, "/") {
		return name
	}
	r.report(diag.Warning, "mended_pattern", r.doc.SpanOffset(key), `a pattern begins with "/"; it was read as "/`+name+`"`, "", "routes", name)
	return "/" + name
}

// stranger is a member of a route that it should not have.
type stranger struct {
	name string
	at   int
}

// routeMembers reads the members of a route. itself tells that it has those of a page's spec.
func (r *reader) routeMembers(t *routeText) (itself bool, strangers []stranger) {
	first := true
	for r.Enter('{'); r.More('}', first); first = false {
		key, ok := r.Key()
		if !ok {
			return
		}
		switch name := string(r.doc.Bytes(key)); name {
		case "page":
			t.page = r.extent(key)
		case "loading":
			t.loading = r.extent(key)
		case "error":
			t.failure = r.extent(key)
		case "notFound":
			t.notFound = r.extent(key)
		case "metadata":
			t.metadata = r.Value(key)
		case "layout":
			t.layout = r.Value(key)
		case "loader":
			t.loader = r.Value(key)
		case "staticParams":
			t.staticParams = r.Value(key)
		default:
			itself = itself || name == "elements"
			strangers = append(strangers, stranger{name, r.doc.SpanOffset(key)})
			r.Value(key)
		}
	}
	return itself, strangers
}

// finishRoute keeps a route that was read. One that is a page's spec itself is what models usually make of a route without
// layout and metadata.
func (r *reader) finishRoute(t routeText, itself bool, strangers []stranger) {
	switch {
	case t.page.given():
		r.strange(t, strangers)
	case itself:
		r.report(diag.Warning, "misplaced", t.whole.from, `the route is a page itself; it was read as {"page": …}`, routeHint, "routes", t.key)
		t.page = t.whole
	default:
		r.strange(t, strangers)
		r.report(diag.Error, "missing_page", t.whole.from, "the route has no page", routeHint, "routes", t.key, "page")
	}
	r.routes = append(r.routes, t)
}

func (r *reader) strange(t routeText, strangers []stranger) {
	for _, s := range strangers {
		r.report(diag.Warning, "unknown_field", s.at, `"`+s.name+`" is ignored here`, "a route has "+strings.Join(routeFields, ", "), "routes", t.key, s.name)
	}
}

// part is a spec's place for the parser.
func (t *routeText) part(e extent, field string) spec.Part {
	p := spec.Part{From: e.from, To: e.to, Path: spec.Pointer("routes", t.key, field)}
	if e == t.whole {
		p.Path, p.Others = spec.Pointer("routes", t.key), routeFields
	}
	return p
}

// IsApp tells an app from the spec of a page: an app has routes. What is no JSON object is none.
func IsApp(text []byte) bool {
	var d value.Doc
	ref, err := d.Parse(text)
	return err == nil && d.Field(ref, "routes") != value.NoRef
}
