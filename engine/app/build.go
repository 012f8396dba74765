package app

import (
	"slices"
	"unsafe"

	"placard/engine/check"
	"placard/engine/diag"
	"placard/engine/program"
	"placard/engine/spec"
	"placard/engine/value"
)

// Limits of the pages of an app together. A layout is in each of them, so that a text of 512 KB could ask for gigabytes.
const (
	// MaxProgramBytes is the memory of all programs.
	MaxProgramBytes = 64 << 20
	// maxWork is the work of computing what is known of all pages and of running each once, in the units of expr: a second or
	// so.
	maxWork = 1 << 27
)

// build compiles the pages of an app that was not refused; nil when they are too large.
func (k *compilation) build() *App {
	a := &App{tree: k.tree, address: []byte(k.options.Origin + k.options.Base)}
	b := builder{compilation: k, app: a, kept: map[*spec.Spec]bool{}}
	b.state()
	a.title = b.title()
	b.compileLoading()
	b.plainPages()
	for _, r := range k.checked {
		a.patterns = append(a.patterns, r.key)
		a.routes = append(a.routes, b.route(r))
	}
	b.wireNotFound()
	if k.issues.Refused() {
		return nil
	}
	b.paths()
	b.finish()
	return a
}

// builder makes an App out of what was checked.
type builder struct {
	*compilation
	app *App
	// shared is what all pages take from the app.
	shared program.App
	// kept are the specs whose values programs read.
	kept map[*spec.Spec]bool
	// plainNotFound and plainFailure are for apps that have no such pages of their own.
	plainNotFound, plainFailure *page
	work                        int
	out                         []byte // of pages that are tried
}

// state copies the state of the app into memory of its own.
func (b *builder) state() {
	b.shared = program.App{Base: []byte(b.options.Base), Navigates: len(b.routes) > 1}
	if b.contents.state == value.NoRef {
		return
	}
	d := &b.app.state
	list := d.Begin(value.Array, nil)
	d.Put(b.doc.At(b.contents.state), nil)
	b.shared.State = d.Finish(list).Item(0)
	b.shared.Follows = b.writtenKeys()
}

func (b *builder) title() string {
	m := Metadata{Doc: &b.doc, App: b.metadata}
	if title := m.AppendTitle(nil); len(title) > 0 {
		return string(title)
	}
	return b.options.Title
}

// route compiles the pages of a route. Its own 404 is wired later, when all are there.
func (b *builder) route(r *checkedRoute) *page {
	m := Metadata{Doc: &b.doc, App: b.metadata, Route: r.metadata}
	status, dynamic := 200, false
	switch {
	case r.pattern == notFoundPattern: // which has no address of its own
		status = 404
	case r.isStatic():
		m.Path = r.static[0]
	default:
		dynamic = true
	}
	m.Title = metaTitle(r.page)
	p := b.page(r, r.page, "page", b.tags(m, dynamic))
	p.status, p.loader = status, r.loader
	if l := r.loader; l != nil {
		p.usesPath = p.usesPath || l.uses(fromParam)
		p.usesQuery = p.usesQuery || l.UsesQuery()
	}
	p.failure = b.plainFailure
	if r.failure != nil {
		p.failure = b.page(r, r.failure, "error", b.tags(b.unlisted(r.failure, "Something went wrong"), false))
		p.failure.status = 500
		p.failure.failure = p.failure
	}
	if r.notFound != nil {
		p.notFound = b.page(r, r.notFound, "notFound", b.tags(b.unlisted(r.notFound, "Page not found"), false))
		p.notFound.status = 404
		p.notFound.notFound, p.notFound.failure = p.notFound, p.failure
	}
	return p
}

// notFoundPattern is the route that is shown for paths that no route matches.
const notFoundPattern = "/404"

// isStatic tells that the pattern has no params.
func (r *checkedRoute) isStatic() bool {
	return !slices.ContainsFunc(r.segments, func(s segment) bool { return s.name != "" })
}

// wireNotFound says where paths lead that are not matched, and routes without a row.
func (b *builder) wireNotFound() {
	a := b.app
	a.failure, a.notFound = b.plainFailure, b.plainNotFound
	own := false
	for i, r := range b.checked {
		switch p := a.routes[i]; {
		case r.pattern == notFoundPattern:
			a.notFound, own = p, true
		case r.pattern == "/" && p.notFound != nil && !own:
			a.notFound = p.notFound
		}
	}
	for _, p := range a.routes {
		switch {
		case p.notFound != nil:
		case p == a.notFound:
			p.notFound = b.plainNotFound // when its own loader has no row
		default:
			p.notFound = a.notFound
		}
		if p.failure.notFound == nil {
			p.failure.notFound = p.notFound
		}
	}
}

// tags are those of the head of a page, and what the program has to know of them. dynamic tells that the page's own address
// is not known yet.
func (b *builder) tags(m Metadata, dynamic bool) program.App {
	o := b.shared
	m.Origin, m.Base = []byte(b.options.Origin), []byte(b.options.Base)
	title := m.title()
	o.Head = m.AppendHead(nil)
	o.HasTitle, o.HasDescription, o.HasIcon = !title.empty(), m.text(m.field("description")) != nil, m.HasIcon()
	if dynamic && m.ownCanonical() == nil {
		o.Canonical = b.app.address
	}
	if len(b.app.loading) > len(noLoading) {
		o.Head = append(o.Head, b.loadingLink()...)
	}
	return o
}

// metaTitle is the title that a spec has itself.
func metaTitle(s *spec.Spec) []byte {
	return s.Doc.At(s.Doc.Field(s.Meta, "title")).Bytes()
}

// unlisted is the metadata of a page that is shown in the place of another: the app's, with a title of its own, and nothing
// for search engines.
func (b *builder) unlisted(s *spec.Spec, title string) Metadata {
	d := &b.doc
	object := d.Begin(value.Object, nil)
	robots := d.Begin(value.Object, []byte("robots"))
	d.Put(value.OfBool(false), []byte("index"))
	d.Finish(robots)
	d.Finish(d.Begin(value.Object, []byte("alternates"))) // instead of the app's
	d.Finish(object)
	m := Metadata{Doc: d, App: b.metadata, Route: object, Title: metaTitle(s)}
	if len(m.Title) == 0 {
		m.Title = []byte(title)
	}
	return m
}

// page compiles one page of a route.
func (b *builder) page(r *checkedRoute, s *spec.Spec, field string, tags program.App) *page {
	o := program.Options{Title: b.app.title, App: &tags}
	if r.layout != nil {
		o.Layout = r.layout.spec
	}
	p := &page{program: b.compileSpec(s, o, r.part(extent{}, field).Path)}
	b.keep(p.program, s, o.Layout)
	b.grow(p.program.Size()+int(unsafe.Sizeof(page{})), r.part(extent{}, field).Path)
	p.program.Reads(func(key []byte) { p.keys |= keyOf(key) })
	p.usesPath, p.usesQuery = p.keys&(ParamsKey|PathnameKey) != 0, p.keys&QueryKey != 0
	return p
}

// compileSpec makes a program and runs it once, without what only a request has: a page whose own state is too much for it is
// refused.
func (b *builder) compileSpec(s *spec.Spec, o program.Options, path string) *program.Program {
	if b.issues.Refused() {
		return &program.Program{} // no more work for what will not be shown
	}
	var issues diag.List
	b.compiler.Compile(s, o, &issues)
	for _, issue := range issues.Issues {
		issue.Path = path
		b.issues.Add(issue)
	}
	b.work += b.compiler.Work()
	p := b.compiler.Take()
	var work int
	var complete bool
	b.out, work, complete = p.Try(b.out[:0])
	b.work += work
	if !complete {
		b.issues.Add(diag.Issue{Path: path, Severity: diag.Error, Code: "page_too_large",
			Message: "the repeats of this page make it too large", Hint: "show fewer items, or nest fewer repeats"})
	}
	return p
}

// keep notes that a program reads values of these specs.
func (b *builder) keep(p *program.Program, s, layout *spec.Spec) {
	if p.Static() {
		return
	}
	if b.kept[s] = true; layout != nil {
		b.kept[layout] = true
	}
}

// grow counts memory that the app takes, and refuses it when that, or the work so far, is too much.
func (b *builder) grow(bytes int, path string) {
	b.app.size += bytes
	if b.app.size > MaxProgramBytes || b.work > maxWork {
		b.issues.Add(diag.Issue{Path: path, Severity: diag.Error, Code: "app_too_large", Message: "the pages of this app are too large together",
			Hint: "a layout is in each of them: make it smaller, or use params instead of many routes"})
	}
}

// plainPages are what is shown when the app says nothing itself.
func (b *builder) plainPages() {
	b.plainNotFound = b.plain(404, "Page not found", "There is nothing at this address.")
	b.plainFailure = b.plain(500, "Something went wrong", "This page cannot be shown now. Please try again later.")
	for _, p := range []*page{b.plainNotFound, b.plainFailure} {
		p.notFound, p.failure = b.plainNotFound, b.plainFailure
	}
}

func (b *builder) plain(status int, title, text string) *page {
	s := new(spec.Spec)
	s.Parse([]byte(`{"root":"page","elements":{"page":{"type":"Stack","props":{"gap":"md"},"children":["title","text","home"]},`+
		`"title":{"type":"Heading","props":{"text":"`+title+`","level":"h1"}},"text":{"type":"Text","props":{"text":"`+text+`","variant":"lead"}},`+
		`"home":{"type":"Link","props":{"label":"Go to the start page","href":"/"}}}}`), b.issues)
	b.checker.CheckIn(s, check.InApp)
	p := b.page(&checkedRoute{routeText: &routeText{}}, s, "page", b.tags(b.unlisted(s, title), false))
	p.status = status
	return p
}

// paths lists what is known of the app's paths.
func (b *builder) paths() {
	for _, r := range b.checked {
		m := Metadata{Doc: &b.doc, App: b.metadata, Route: r.metadata}
		hidden := r.pattern == notFoundPattern || m.noIndex()
		for _, path := range r.static {
			text := string(path)
			b.app.static = append(b.app.static, text)
			if !hidden {
				b.app.indexed = append(b.app.indexed, text)
			}
			b.app.size += len(text) + 2*int(unsafe.Sizeof(text))
		}
	}
}

// finish lets go of the text.
func (b *builder) finish() {
	for s := range b.kept {
		s.KeepValues()
		b.app.size += s.Size()
	}
	b.app.size += b.app.state.Size() + b.tree.size()
}
