package pages

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"slices"
	"time"

	"placard/edge"
	"placard/engine/app"
	"placard/storage"
)

// site is an app at a version, compiled, and what is known of its addresses.
type site struct {
	*app.App
	id, workspace string
	version       int64
	updated       time.Time
	// files are the paths that are answered beside the app's routes, with the IDs of their pages.
	files []file
	visits
}

// file is a path below an app's base that is there without a route, and how its content is written.
type file struct {
	path, id, contentType string
	write                 func(a *app.App, dst []byte) []byte
}

// appFiles are all files that an app may have.
var appFiles = []file{
	{path: "/sitemap.xml", contentType: "application/xml; charset=utf-8", write: (*app.App).AppendSitemap},
	{path: "/robots.txt", contentType: "text/plain; charset=utf-8", write: (*app.App).AppendRobots},
	{path: "/-/loading.json", contentType: "application/json; charset=utf-8", write: (*app.App).AppendLoading},
}

// compile makes the site of an app's current version. It was checked before it was stored, so a refusal is a failure of
// ours.
func (s *Source) compile(ctx context.Context, id string) (b built[*site], err error) {
	item, content, err := s.content(ctx, id)
	if err != nil {
		return b, err
	}
	a, issues := s.cfg.Apps.Compile(content, s.AppOptions(id, item.Title))
	if a == nil {
		return b, fmt.Errorf("pages: app %s, version %d: the stored content is refused: %v", id, item.Version, issues.Issues)
	}
	return built[*site]{newSite(a, item, s.cfg.Now), item.Version, a.Size()}, nil
}

// AppOptions are what an app is compiled with.
func (s *Source) AppOptions(id, title string) app.Options {
	return app.Options{Base: s.sites.appBase(id), Origin: s.sites.origin(id), Title: title}
}

func newSite(a *app.App, item storage.Item, now func() time.Time) *site {
	t := &site{App: a, id: item.ID, workspace: item.Workspace, version: item.Version, updated: item.UpdatedAt}
	t.visits.init(now)
	patterns := a.Patterns()
	for _, f := range appFiles {
		if !slices.Contains(patterns, f.path) {
			f.id = item.ID + f.path
			t.files = append(t.files, f)
		}
	}
	return t
}

// file is the file at a path, nil if there is none.
func (t *site) file(path []byte) *file {
	for i := range t.files {
		if string(path) == t.files[i].path {
			return &t.files[i]
		}
	}
	return nil
}

// findApp is Find for what an app shows.
func (s *Source) findApp(ctx context.Context, rec *record, p place, r edge.Request) (edge.Ref, error) {
	if !p.own && s.sites.suffix != "" {
		return edge.Ref{ID: rec.ref.ID, ExpiresAt: rec.ref.ExpiresAt, Location: s.moved(rec.ref.ID, p.path, r.Query)}, nil
	}
	if rec.ref.Live {
		return rec.ref, nil
	}
	b, err := s.apps.get(ctx, rec.ref.ID, rec.ref.Version)
	if err != nil {
		return edge.Ref{}, err
	}
	ref := edge.Ref{Version: b.version, ExpiresAt: rec.ref.ExpiresAt}
	if f := b.value.file(p.path); f != nil {
		ref.ID = f.id
		return ref, nil
	}
	v := newVisit(s, b.value, p.path, r.Query)
	defer v.end()
	ref.ID, ref.Uncached, err = v.find(ctx)
	return ref, err
}

// moved is where a path of an app is on its own host.
func (s *Source) moved(id string, path, query []byte) string {
	location := append([]byte(s.sites.origin(id)), path...)
	if len(query) > 0 {
		location = append(append(location, '?'), query...)
	}
	return string(location)
}

// loadApp builds what a request gets of an app: that of the current version, or of a newer one.
func (s *Source) loadApp(ctx context.Context, rec *record, p place, r edge.Request) (*edge.Page, error) {
	b, err := s.apps.get(ctx, rec.ref.ID, rec.ref.Version)
	if err != nil {
		return nil, err
	}
	if f := b.value.file(p.path); f != nil {
		return &edge.Page{Body: f.write(b.value.App, nil), ContentType: f.contentType, Policy: datasetPolicy, Modified: b.value.updated}, nil
	}
	v := newVisit(s, b.value, p.path, r.Query)
	defer v.end()
	return v.load(ctx)
}

// Ahead lists the pages of an app that can be loaded before anybody asks for them, and ends when the app has another
// version than when it began. Other items have none: nil.
func (s *Source) Ahead(item storage.Item) iter.Seq[edge.Address] {
	if item.Kind != storage.KindApp {
		return nil
	}
	return func(yield func(edge.Address) bool) {
		ctx, id := context.Background(), []byte(item.ID)
		rec, err := s.index.get(ctx, id)
		if err != nil || rec.ref.Live {
			return
		}
		b, err := s.apps.get(ctx, item.ID, rec.ref.Version)
		if err != nil {
			return // Whoever asks for a page gets to hear of it.
		}
		for _, path := range b.value.StaticPaths() {
			if rec, err = s.index.get(ctx, id); err != nil || rec.ref.Version > b.version {
				return
			}
			if !yield(edge.Address{Host: s.sites.host(item.ID), Path: s.sites.appBase(item.ID) + path}) {
				return
			}
		}
	}
}

// policy is the one for pages that need scripts, live, or the one for those that do not.
func (s *Source) policy(body []byte, live string) string {
	if s.cfg.Set.HasScript(body) {
		return live
	}
	return renderedPolicy
}

// nowhere is a path that no route matches.
var nowhere = []byte("//")

// clean is a path that the app may be asked for. Browsers resolve dot segments, encoded or not, before they ask (WHATWG
// URL); what has them nevertheless leads nowhere, so that no param is "..".
func clean(path []byte) []byte {
	for rest := path[1:]; ; {
		var segment []byte
		end := bytes.IndexByte(rest, '/')
		if end < 0 {
			segment = rest
		} else {
			segment = rest[:end]
		}
		if isDots(segment) {
			return nowhere
		}
		if end < 0 {
			return path
		}
		rest = rest[end+1:]
	}
}

// isDots tells that a segment is "." or "..", with its dots encoded or not.
func isDots(segment []byte) bool {
	dots := 0
	for len(segment) > 0 {
		switch {
		case segment[0] == '.':
			segment = segment[1:]
		case len(segment) >= 3 && segment[0] == '%' && segment[1] == '2' && segment[2]|0x20 == 'e':
			segment = segment[3:]
		default:
			return false
		}
		dots++
	}
	return dots == 1 || dots == 2
}
