package pages

import (
	"bytes"
	"net/url"
	"strings"
	"time"

	"placard/edge/live"
	"placard/engine/app"
	"placard/engine/patch"
	"placard/engine/spec"
	"placard/engine/stream"
)

// appDocument is an app that is being written. Its parts are whole specs, which come in any order, so a page is shown as far
// as it is there, and anew when anything has changed. What only a finished app has, such as loaders, comes with that.
type appDocument struct {
	source  *Source
	base    string // of the app's pages
	options stream.Options
	doc     *patch.Document
	// version counts the changes.
	version int
	// tree leads to the routes with these keys, as they were in version treeOf.
	tree   *app.Tree
	keys   []string
	treeOf int
	// What a page is made of, as it was read last.
	page, layout part
}

func newAppDocument(s *Source, base string, o stream.Options) *appDocument {
	return &appDocument{source: s, base: base, options: o, doc: patch.New(spec.MaxSpecBytes), treeOf: -1}
}

// appInterval bounds what an app costs that is written while it is watched.
const appInterval = 100 * time.Millisecond

func (d *appDocument) Interval() time.Duration { return appInterval }

func (d *appDocument) View(path string) live.View {
	o := d.options
	o.Events += "?path=" + url.QueryEscape(path)
	return &appView{doc: d, path: []byte(path), page: stream.New(d.source.cfg.Catalog, d.source.cfg.Set, o), version: -1}
}

func (d *appDocument) lines() *patch.Lines { return patch.NewLines(nil) }

func (d *appDocument) apply(ops []patch.Op) error {
	for i := range ops {
		if err := d.doc.Do(&ops[i], true); err != nil {
			return err
		}
		d.doc.Commit()
		d.version++
	}
	return nil
}

func (d *appDocument) applyAll(ops []patch.Op) error { d.version++; return d.doc.Apply(ops) }
func (d *appDocument) merge(text []byte) error       { d.version++; return d.doc.Merge(text) }
func (d *appDocument) load(text []byte) error        { d.version++; return d.doc.Load(text) }
func (d *appDocument) appendSpec(dst []byte) []byte  { return d.doc.AppendJSON(dst) }

// route is the route that a path leads to, 0 for none.
func (d *appDocument) route(path []byte) patch.Ref {
	routes := d.doc.Member(d.doc.Root(), []byte("routes"))
	if d.treeOf != d.version {
		d.treeOf, d.keys = d.version, d.keys[:0]
		var patterns []string
		for m := d.doc.First(routes); m != 0; m = d.doc.Next(m) {
			key := string(d.doc.Key(m))
			d.keys, patterns = append(d.keys, key), append(patterns, "/"+strings.TrimPrefix(key, "/"))
		}
		d.tree, _ = app.Compile(patterns)
	}
	var params app.Params
	index, ok := d.tree.Match(path, &params)
	if !ok {
		return 0
	}
	return d.doc.Member(routes, []byte(d.keys[index]))
}

// appView is a page of an app that is being written.
type appView struct {
	doc     *appDocument
	path    []byte
	page    *stream.Page
	version int // of the document that page has
	text    []byte
	// sent is the message that the viewers had last.
	sent []byte
}

// update brings the page up to date.
func (v *appView) update() {
	if v.version == v.doc.version {
		return
	}
	v.version = v.doc.version
	v.text = v.doc.appendPage(v.text[:0], v.doc.route(v.path))
	var all stream.Change
	if v.page.Load(v.text, &all) != nil {
		_ = v.page.Load([]byte("{}"), &all) // It has too many elements: the app will be refused.
	}
}

// AppendChanges implements live.View.
func (v *appView) AppendChanges(dst []byte) (out []byte, whole bool) {
	if v.version == v.doc.version {
		return dst, true
	}
	v.update()
	out = appendWhole(dst, v.page)
	if bytes.Equal(out[len(dst):], v.sent) {
		return dst, true
	}
	v.sent = append(v.sent[:0], out[len(dst):]...)
	return out, true
}

// AppendRefresh implements live.View.
func (v *appView) AppendRefresh(dst []byte) []byte {
	v.update()
	return appendWhole(dst, v.page)
}

// AppendPage implements live.View.
func (v *appView) AppendPage(dst []byte, version string) []byte {
	v.update()
	return v.page.AppendVersion(dst, version)
}
