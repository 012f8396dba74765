package app

import (
	"sync"

	"placard/catalog"
	"placard/engine/check"
	"placard/engine/diag"
	"placard/engine/program"
	"placard/engine/spec"
	"placard/engine/value"
)

// MaxAppBytes is the length of an app's text.
const MaxAppBytes = spec.MaxSpecBytes

// Options say where an app is published.
type Options struct {
	Base   string // before root-relative links: "/app/<id>", or "" on a host of its own
	Origin string // scheme and host of canonical addresses: "https://placard.example"
	Title  string // the title when the app has none
}

// Compiler compiles apps with one catalog and one set of components. It may be used by many goroutines.
type Compiler struct {
	pool sync.Pool // of *workspace
}

// workspace is what one compilation uses and the next one can use again.
type workspace struct {
	checker  *check.Checker
	compiler *program.Compiler
}

// maxKeptBytes is what a workspace in the pool may hold.
const maxKeptBytes = 4 << 20

// NewCompiler makes a compiler of apps.
func NewCompiler(cat *catalog.Catalog, set *program.Set) *Compiler {
	c := new(Compiler)
	c.pool.New = func() any {
		return &workspace{check.New(cat), program.NewCompiler(set)}
	}
	return c
}

// Compile reads, checks and compiles an app (semantics §7). It is nil when the app is refused. All issues come at once, with
// pointers from the app's root (/routes/~1blog~1[slug]/page/elements/h/props/text). The App keeps what it needs of the text
// in memory of its own.
func (c *Compiler) Compile(text []byte, o Options) (*App, diag.List) {
	w := c.pool.Get().(*workspace)
	k := compilation{workspace: w, text: text, options: o, issues: new(diag.List)}
	a := k.compile()
	if w.compiler.Size() <= maxKeptBytes {
		c.pool.Put(w)
	}
	k.issues.Sort()
	return a, *k.issues
}

// compilation is the work on one app.
type compilation struct {
	*workspace
	contents
	text    []byte
	options Options
	source  *spec.Source
	issues  *diag.List
	// cut tells that not all of the text was read, so that nothing can be said about what is not there.
	cut bool

	tree      *Tree
	layoutsBy map[string]*layout
	checked   []*checkedRoute // by index of pattern
}

// layout is a layout that was checked.
type layout struct {
	spec *spec.Spec
	// slotLevel is the level of its Slot, from 1; 0 when the layout is refused.
	slotLevel int
}

// checkedRoute is a route that was checked. Specs that are not given are nil.
type checkedRoute struct {
	*routeText
	page, loading, failure, notFound *spec.Spec
	segments                         []segment
	layout                           *layout
	loader                           *Loader
	static                           [][]byte // paths of staticParams, or of a pattern without params
}

func (k *compilation) compile() *App {
	if len(k.text) > MaxAppBytes {
		k.issues.Add(diag.Issue{Severity: diag.Error, Code: "app_too_large", Message: "the app has more than 512 KB", Hint: "move data into a dataset, and load it"})
		return nil
	}
	k.source = spec.NewSource(k.text)
	if !k.read() {
		return nil
	}
	CheckApp(&k.doc, k.metadata, k.reportAt)
	k.patterns()
	k.checkLayouts()
	for i := range k.routes {
		k.checked = append(k.checked, k.checkRoute(i))
	}
	if k.issues.Refused() {
		return nil
	}
	return k.build()
}

// report adds an issue about the place with this offset in the text.
func (k *compilation) report(sev diag.Severity, code string, offset int, message, hint string, path ...string) {
	k.reportAtOffset(offset, diag.Issue{Path: spec.Pointer(path...), Severity: sev, Code: code, Message: message, Hint: hint})
}

// reportAt adds an issue about a value. It is a Report.
func (k *compilation) reportAt(at value.Ref, issue diag.Issue) {
	k.reportAtOffset(k.doc.Offset(at), issue)
}

func (k *compilation) reportAtOffset(offset int, issue diag.Issue) {
	issue.Line, issue.Column = k.source.Position(offset)
	k.issues.Add(issue)
}

// patterns makes the tree of the routes.
func (k *compilation) patterns() {
	patterns := make([]string, len(k.routes))
	for i := range k.routes {
		patterns[i] = k.routes[i].pattern
	}
	tree, issues := Compile(patterns)
	for _, issue := range issues {
		t := &k.routes[issue.Pattern]
		k.reportAtOffset(t.at, issue.Diag(t.key))
	}
	k.tree = tree
}

// spec reads and checks one spec, and tells whether it may be compiled.
func (k *compilation) spec(p spec.Part, place check.Place) (s *spec.Spec, ok bool) {
	before := k.issues.Errors()
	s = new(spec.Spec)
	s.ParsePart(k.source, p, k.issues)
	k.checker.CheckIn(s, place)
	return s, k.issues.Errors() == before
}

func (k *compilation) checkLayouts() {
	k.layoutsBy = make(map[string]*layout, len(k.layouts))
	for _, t := range k.layouts {
		s, ok := k.spec(spec.Part{From: t.spec.from, To: t.spec.to, Path: spec.Pointer("layouts", t.name)}, check.Layout)
		l := &layout{spec: s}
		if ok {
			l.slotLevel = levelOfSlot(s, s.RootElement)
		}
		k.layoutsBy[t.name] = l
	}
}

func (k *compilation) checkRoute(i int) *checkedRoute {
	t := &k.routes[i]
	CheckRoute(&k.doc, t.metadata, t.key, k.reportAt)
	r := &checkedRoute{routeText: t, layout: k.layoutOf(t)}
	r.page = k.routeSpec(r, t.page, "page")
	r.loading = k.routeSpec(r, t.loading, "loading")
	r.failure = k.routeSpec(r, t.failure, "error")
	r.notFound = k.routeSpec(r, t.notFound, "notFound")
	var fault *fault
	if r.segments, fault = parsePattern(t.pattern); fault == nil { // else it is reported
		r.loader = k.checkLoader(t, r.segments)
		r.static = k.staticPaths(i, t, r.segments)
	}
	return r
}

// routeSpec reads a spec of a route, nil when it is not given.
func (k *compilation) routeSpec(r *checkedRoute, e extent, field string) *spec.Spec {
	if !e.given() {
		return nil
	}
	s, ok := k.spec(r.part(e, field), check.InApp)
	if !ok || r.layout == nil || r.layout.slotLevel == 0 {
		return s // what is refused may be no tree
	}
	if r.layout.slotLevel-1+levels(s, s.RootElement) > spec.MaxLevels {
		k.report(diag.Error, "too_deep", e.from, "with its layout the page is nested more than 50 levels deep", "flatten one of them", "routes", r.key, field)
	}
	return s
}

// layoutOf is the layout that a route names, nil for none.
func (k *compilation) layoutOf(t *routeText) *layout {
	switch k.doc.Kind(t.layout) {
	case value.Missing, value.Null:
		return nil
	case value.String:
		name := string(k.doc.Content(t.layout))
		l, ok := k.layoutsBy[name]
		if !ok && !k.cut {
			k.unknownLayout(t, name)
		}
		return l
	case value.Object:
		k.report(diag.Error, "wrong_type", k.doc.Offset(t.layout), "layout must be the name of a layout, is an object",
			`put it into "layouts" of the app under a name, and write the name here`, "routes", t.key, "layout")
	default:
		k.report(diag.Error, "wrong_type", k.doc.Offset(t.layout), "layout must be the name of a layout, is "+k.doc.Kind(t.layout).String(), "", "routes", t.key, "layout")
	}
	return nil
}

func (k *compilation) unknownLayout(t *routeText, name string) {
	names := make([]string, len(k.layouts))
	for i := range k.layouts {
		names[i] = k.layouts[i].name
	}
	hint := `add it to "layouts" of the app`
	if near := k.nearest(name, names); near != "" {
		hint = `did you mean "` + near + `"?`
	}
	k.report(diag.Error, "unknown_layout", k.doc.Offset(t.layout), `there is no layout "`+name+`"`, hint, "routes", t.key, "layout")
}

// nearest is the name that was meant, "" when there is none or when further errors are only counted.
func (k *compilation) nearest(name string, names []string) string {
	if k.issues.Full(diag.Error) {
		return ""
	}
	return catalog.NearestOf(name, names)
}

// levels is how many levels the tree below an element has, itself counted. The elements are a tree.
func levels(s *spec.Spec, element int32) int {
	deepest := 0
	for _, kid := range s.Children(&s.Elements[element]) {
		deepest = max(deepest, levels(s, kid.Target))
	}
	return deepest + 1
}

// levelOfSlot is the level of the Slot below an element, that of the element itself being 1; 0 when there is none.
func levelOfSlot(s *spec.Spec, element int32) int {
	e := &s.Elements[element]
	if e.Type == spec.SlotType {
		return 1
	}
	for _, kid := range s.Children(e) {
		if n := levelOfSlot(s, kid.Target); n > 0 {
			return n + 1
		}
	}
	return 0
}
