package pages

import (
	"bytes"
	"context"
	"errors"
	"strconv"
	"sync"
	"time"

	"placard/edge"
	"placard/engine/app"
	"placard/engine/value"
)

const (
	// maxPaths and maxPathBytes bound the addresses of an app whose pages are cached under their own name; what comes
	// beyond is made for each request until the table is begun anew.
	maxPaths     = 1024
	maxPathBytes = 512 << 10
	pathsLife    = time.Minute
)

// visits are the IDs that were given out for an app's pages. Requests that get the same page share an ID:
//
//   - A page that depends on nothing of the request has one.
//   - A page that depends on the path, the query or a dataset has one for each of these, as long as the table has room.
//   - A page that was not found has none of its own: unknown paths must not fill the cache.
//
// An ID says all that its page depends on, so the same ID and version always mean the same page, also after the app was
// compiled again: the app, a dataset's version, and a path that leads to the page.
type visits struct {
	now    func() time.Time
	mu     sync.RWMutex
	shared map[app.Page]string
	known  map[address]known
	bytes  int
	began  time.Time
	// failed has the pages whose loader's failure was logged.
	failed map[app.Page]bool
}

// address is a request as far as its page depends on it.
type address struct {
	page        app.Page
	path, query string
}

// known is a page that was found at an address.
type known struct {
	id string
	// dataset is what the page was loaded from; while it is current the page is.
	dataset dataset
}

func (t *visits) init(now func() time.Time) {
	t.now, t.began = now, now()
	t.shared, t.known, t.failed = map[app.Page]string{}, map[address]known{}, map[app.Page]bool{}
}

// share returns the ID of a page that is the same for all requests; the first one's is taken.
func (t *visits) share(page app.Page, id func() string) string {
	t.mu.RLock()
	found, ok := t.shared[page]
	t.mu.RUnlock()
	if ok {
		return found
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if found, ok = t.shared[page]; !ok {
		found = id()
		t.shared[page] = found
	}
	return found
}

// look allocates nothing: Go does not copy the bytes for a look-up.
func (t *visits) look(page app.Page, path, query []byte) (known, bool) {
	t.mu.RLock()
	defer t.mu.RUnlock()
	k, ok := t.known[address{page, string(path), string(query)}]
	return k, ok
}

// keep remembers a page, if there is room for it, and tells by how many bytes the table has grown. An address that is
// known already keeps its place.
func (t *visits) keep(at address, k known) (ok bool, grown int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	before := t.bytes
	old, there := t.known[at]
	if there {
		t.bytes -= at.bytes(old)
	} else if t.full(at, k) && !t.beginAnew() {
		return false, 0
	}
	t.known[at] = k
	t.bytes += at.bytes(k)
	return true, t.bytes - before
}

func (t *visits) full(at address, k known) bool {
	return len(t.known) >= maxPaths || t.bytes+at.bytes(k) > maxPathBytes
}

// beginAnew empties the table when its time has come.
func (t *visits) beginAnew() bool {
	now := t.now()
	if now.Sub(t.began) < pathsLife {
		return false
	}
	clear(t.known)
	t.bytes, t.began = 0, now
	return true
}

// addressBytes is about what an address takes in the table beside its texts.
const addressBytes = 160

func (a address) bytes(k known) int { return addressBytes + len(a.path) + len(a.query) + len(k.id) }

// firstFailure tells that a page's loader has not failed before.
func (t *visits) firstFailure(page app.Page) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	first := !t.failed[page]
	t.failed[page] = true
	return first
}

// visit is one request of an app on its way to a page. It is taken from a pool.
type visit struct {
	source      *Source
	site        *site
	path, query []byte
	params      app.Params
	page        app.Page
	loader      *app.Loader
	// name is the loader's dataset as the index has it.
	name []byte
	doc  value.Doc
	data value.Value
}

var visitPool = sync.Pool{New: func() any { return new(visit) }}

// newVisit finds the page that a route has for the request.
func newVisit(s *Source, t *site, path, query []byte) *visit {
	v := visitPool.Get().(*visit)
	v.source, v.site, v.path, v.query = s, t, clean(path), query
	v.page = t.Find(v.path, &v.params)
	v.loader = t.Loader(v.page)
	if v.loader != nil {
		v.name = append(append(append(v.name[:0], t.workspace...), '/'), v.loader.Dataset()...)
	}
	return v
}

// maxKeptVisit bounds the memory that a visit takes back to the pool.
const maxKeptVisit = 1 << 20

func (v *visit) end() {
	if v.doc.Size() > maxKeptVisit {
		return
	}
	v.params.Reset()
	v.doc.Clear() // It may point into a dataset.
	v.source, v.site, v.path, v.query, v.loader, v.data = nil, nil, nil, nil, nil, value.Value{}
	visitPool.Put(v)
}

// find returns the ID of the request's page, or that it is made for this request alone.
func (v *visit) find(ctx context.Context) (id string, uncached bool, err error) {
	found, fixed := v.page.Status() == statusOK, v.fixed()
	switch {
	case fixed && found:
		return v.site.share(v.page, func() string { return v.site.id + string(v.path) }), false, nil
	case fixed:
		return v.site.share(v.page, func() string { return v.site.id + string(nowhere) }), false, nil
	case !found:
		return v.site.id, true, nil
	}
	path, query := v.path, v.query
	if !v.site.UsesPath(v.page) {
		path = nil
	}
	if !v.site.UsesQuery(v.page) {
		query = nil
	}
	var of dataset
	if v.loader != nil {
		if of, err = v.source.datasets.current(ctx, v.name); err != nil {
			return v.failed(err)
		}
	}
	if k, ok := v.site.look(v.page, path, query); ok && k.dataset == of {
		return k.id, false, nil
	}
	return v.enter(ctx, address{v.page, string(path), string(query)}, of)
}

// fixed tells that the page is the same for all requests.
func (v *visit) fixed() bool {
	return v.loader == nil && !v.site.UsesPath(v.page) && !v.site.UsesQuery(v.page)
}

// enter finds out what is at an address that is not known, and remembers it.
func (v *visit) enter(ctx context.Context, at address, of dataset) (id string, uncached bool, err error) {
	found, err := v.selectRows(ctx, of)
	switch {
	case err != nil:
		return v.failed(err)
	case !found:
		return v.notFound()
	}
	k := known{v.pageID(at, of), of}
	kept, grown := v.site.keep(at, k)
	if !kept {
		return v.site.id, true, nil
	}
	v.source.apps.grow(v.site.id, v.site.version, grown)
	return k.id, false, nil
}

// pageID names what the request shows. A page that does not depend on the path is named by the first one that led to it.
// IDs of items have neither "@" nor "/", and a path has no "?".
func (v *visit) pageID(at address, of dataset) string {
	id := v.site.id
	if of.id != "" {
		id += "@" + of.id + "." + strconv.FormatInt(of.version, 10)
	}
	id += string(v.path)
	if at.query != "" {
		id += "?" + at.query
	}
	return id
}

// selectRows fills data, if the page has a loader. found is false when there is no row and one was asked for.
func (v *visit) selectRows(ctx context.Context, of dataset) (found bool, err error) {
	if v.loader == nil {
		return true, nil
	}
	rows, err := v.source.datasets.value(ctx, of)
	if err != nil {
		return false, err
	}
	v.doc.Clear()
	v.data, found = v.loader.Select(rows, &v.params, v.query, &v.doc)
	return found, nil
}

// notFound goes on to what the route shows when its loader finds nothing.
func (v *visit) notFound() (id string, uncached bool, err error) {
	v.giveWayTo(v.site.NotFound(v.page))
	if !v.fixed() {
		return v.site.id, true, nil
	}
	return v.site.share(v.page, func() string { return v.site.id + "!" + string(v.path) }), false, nil
}

// failed goes on to what the route shows when its loader fails. The visitor gets no detail; the log gets it once.
func (v *visit) failed(err error) (id string, uncached bool, none error) {
	if errors.Is(err, edge.ErrNoPage) {
		err = errors.New("there is no such dataset")
	}
	if v.site.firstFailure(v.page) {
		v.source.cfg.Log.Error("pages: loading data for an app failed", "app", v.site.id, "version", v.site.version,
			"dataset", v.loader.Dataset(), "path", string(v.path), "error", err)
	}
	v.giveWayTo(v.site.ErrorPage(v.page))
	return v.site.id, true, nil
}

// giveWayTo is for pages that have no loader of their own.
func (v *visit) giveWayTo(page app.Page) {
	v.page, v.loader, v.data = page, nil, value.Value{}
}

// load builds the request's page.
func (v *visit) load(ctx context.Context) (*edge.Page, error) {
	if v.loader != nil {
		v.loadData(ctx)
	}
	page := &edge.Page{Status: v.page.Status(), ContentType: pageType}
	// When repeats over a large dataset have reached the bound of a page, it has what was reached until then.
	body, _ := v.site.Append(nil, v.page, app.Request{Path: v.path, Query: v.query, Data: v.data})
	page.Body = bytes.Clone(body) // of just its size: the page may be cached for long
	page.Policy = v.source.policy(page.Body, appPolicy)
	if v.loader == nil {
		page.Modified = v.site.updated
	}
	return page, nil
}

// loadData fills data, or goes on to another page.
func (v *visit) loadData(ctx context.Context) {
	of, err := v.source.datasets.current(ctx, v.name)
	found := false
	if err == nil {
		found, err = v.selectRows(ctx, of)
	}
	switch {
	case err != nil:
		_, _, _ = v.failed(err)
	case !found:
		_, _, _ = v.notFound()
	}
}
