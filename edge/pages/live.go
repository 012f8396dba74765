package pages

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"placard/edge"
	"placard/edge/live"
	"placard/engine/patch"
	"placard/engine/stream"
	"placard/storage"
)

// typeLines is the ContentType of an item that is being written: its content is the spec as it stands.
const typeLines = "application/jsonl"

// eventsPath is where the events of an item's pages are, below its address.
const eventsPath = "/-/events"

// Live has the pages that are being written, for edge.Config and whoever ends them.
func (s *Source) Live() *live.Hub { return s.live }

// document is an item that is being written. The errors of its methods are *patch.Error; it is as it was then.
type document interface {
	live.Document
	// lines makes a reader of lines whose operations are to be applied before it is asked for another line.
	lines() *patch.Lines
	// apply is for what models write, applyAll for patches: all or nothing.
	apply(ops []patch.Op) error
	applyAll(ops []patch.Op) error
	merge(text []byte) error
	load(text []byte) error
	appendSpec(dst []byte) []byte
}

// Writer writes the spec of an item. It must be closed. Besides *patch.Error, its methods fail with live.ErrEnded when the
// item was replaced or deleted meanwhile. What they change is seen at once; it is not stored.
type Writer struct{ w *live.Writer }

// Write begins to write an item, which must be a spec or an app.
func (s *Source) Write(ctx context.Context, id string) (*Writer, error) {
	w, err := s.live.Write(ctx, id)
	if err != nil {
		return nil, err
	}
	return &Writer{w}, nil
}

// Close lets others write.
func (w *Writer) Close() { w.w.Close() }

// Lines makes a reader of lines for this item, one at a time. Whoever waits for more of them holds nobody up: the reader
// touches the item only in ApplyNext, which takes the place of its Next.
func (w *Writer) Lines() (lines *patch.Lines, err error) {
	err = w.w.Update(func(d live.Document) (changed bool) { lines = d.(document).lines(); return false })
	return lines, err
}

// ApplyNext takes the next line, if all of it is there, and applies its operations as models write them; those before one
// that is refused count. They are read where the page keeps the elements that it knows, and so only once.
func (w *Writer) ApplyNext(lines *patch.Lines) (line patch.Line, ok bool, err error) {
	ended := w.w.Update(func(d live.Document) (changed bool) {
		if line, ok = lines.Next(); ok {
			err = d.(document).apply(line.Ops)
		}
		return len(line.Ops) > 0
	})
	if ended != nil {
		return line, false, ended
	}
	return line, ok, err
}

// ApplyAll applies a patch as RFC 6902 says, or nothing of it.
func (w *Writer) ApplyAll(ops []patch.Op) error {
	return w.do(func(d document) error { return d.applyAll(ops) })
}

// Merge applies a merge patch (RFC 7396), or nothing of it.
func (w *Writer) Merge(text []byte) error {
	return w.do(func(d document) error { return d.merge(text) })
}

// Load replaces the spec.
func (w *Writer) Load(text []byte) error {
	return w.do(func(d document) error { return d.load(text) })
}

// AppendSpec appends the spec as it stands, as compact JSON.
func (w *Writer) AppendSpec(dst []byte) ([]byte, error) {
	err := w.w.Update(func(d live.Document) (changed bool) { dst = d.(document).appendSpec(dst); return false })
	return dst, err
}

func (w *Writer) do(f func(document) error) (err error) {
	if ended := w.w.Update(func(d live.Document) (changed bool) { err = f(d.(document)); return true }); ended != nil {
		return ended
	}
	return err
}

// loadDocument is live.Config.Load.
func (s *Source) loadDocument(ctx context.Context, id string, watch bool) (live.Document, error) {
	item, content, err := s.content(ctx, id)
	switch {
	case watch && (errors.Is(err, edge.ErrNoPage) || err == nil && item.ContentType != typeLines):
		return nil, live.ErrEnded
	case err != nil:
		return nil, err
	}
	d := s.newDocument(item)
	if err := d.load(content); err != nil {
		return nil, fmt.Errorf("pages: load %s to write it: %w", id, err)
	}
	return d, nil
}

func (s *Source) newDocument(item storage.Item) document {
	o := stream.Options{Title: item.Title, Script: s.cfg.LiveScript, Events: s.sites.path(item) + eventsPath}
	if item.Kind == storage.KindApp {
		return newAppDocument(s, s.sites.appBase(item.ID), o)
	}
	return &artifactDocument{page: stream.New(s.cfg.Catalog, s.cfg.Set, o)}
}

// findEvents is Find for the address of the events of an item's pages: at an app, the query says of which one.
func (s *Source) findEvents(rec *record, p place, r edge.Request) (edge.Ref, error) {
	if rec.kind == storage.KindDataset || !p.own && s.sites.suffix != "" {
		return edge.Ref{}, edge.ErrNoPage
	}
	ref := edge.Ref{ID: rec.ref.ID, ExpiresAt: rec.ref.ExpiresAt, Live: rec.ref.Live, Uncached: true, Events: true}
	if rec.kind == storage.KindApp {
		query, err := url.ParseQuery(string(r.Query))
		if err != nil || query.Get("path") == "" {
			return edge.Ref{}, edge.ErrNoPage
		}
		ref.View = query.Get("path")
	}
	return ref, nil
}

// view is the page of an item that a place is, for live.Hub.
func (p place) view(kind storage.Kind) string {
	if kind == storage.KindApp {
		return string(clean(p.path))
	}
	return ""
}

// statusUnavailable is that of a page which is being written when there is no room for one more.
const statusUnavailable = 503

// livePage is a page of an item that is being written.
func (s *Source) livePage(ctx context.Context, id, view string) (*edge.Page, error) {
	body, err := s.live.Page(ctx, id, view)
	switch {
	case errors.Is(err, live.ErrNoView):
		return nil, edge.ErrNoPage
	case errors.Is(err, live.ErrFull), errors.Is(err, live.ErrClosed):
		return &edge.Page{Status: statusUnavailable, ContentType: "text/plain; charset=utf-8",
			Body: []byte("Too many pages are being written or watched at the moment; load this one again later.\n")}, nil
	case err != nil:
		return nil, err
	}
	return &edge.Page{Body: body, ContentType: pageType, Policy: appPolicy}, nil
}

// artifactDocument is an artifact that is being written.
type artifactDocument struct {
	page *stream.Page
	// change is what the viewers have not been told.
	change stream.Change
}

// artifactInterval makes one message of what a writer sends at once; a reader sees no difference.
const artifactInterval = 4 * time.Millisecond

func (d *artifactDocument) Interval() time.Duration { return artifactInterval }

func (d *artifactDocument) View(path string) live.View {
	if path != "" {
		return nil
	}
	return d
}

func (d *artifactDocument) lines() *patch.Lines { return d.page.Lines() }

func (d *artifactDocument) apply(ops []patch.Op) error {
	for i := range ops {
		if err := d.page.Apply(&ops[i], &d.change); err != nil {
			return err
		}
	}
	return nil
}

func (d *artifactDocument) applyAll(ops []patch.Op) error { return d.page.ApplyAll(ops, &d.change) }
func (d *artifactDocument) merge(text []byte) error       { return d.page.Merge(text, &d.change) }
func (d *artifactDocument) load(text []byte) error        { return d.page.Load(text, &d.change) }
func (d *artifactDocument) appendSpec(dst []byte) []byte  { return d.page.AppendSpec(dst) }

// AppendChanges implements live.View.
func (d *artifactDocument) AppendChanges(dst []byte) (out []byte, whole bool) {
	out, _ = d.page.AppendChange(dst, &d.change)
	d.change.Reset()
	return out, false
}

// AppendRefresh implements live.View.
func (d *artifactDocument) AppendRefresh(dst []byte) []byte { return appendWhole(dst, d.page) }

// AppendPage implements live.View.
func (d *artifactDocument) AppendPage(dst []byte, version string) []byte {
	return d.page.AppendVersion(dst, version)
}

// appendWhole writes the message that replaces all of a page.
func appendWhole(dst []byte, p *stream.Page) []byte {
	var all stream.Change
	all.Whole()
	dst, _ = p.AppendChange(dst, &all)
	return dst
}
