// Package pages gives the edge its pages: it implements edge.PageSource on storage and the engine.
//
//	request ─Find▶ ID and version (from the index, else Meta) ─Load▶ Blobs, engine ─▶ edge.Page
//
// An artifact has two addresses: /a/<id> on the main host, and, with a content domain, <id>.<domain>, an origin of its own.
// With a content domain the first only points to the second, so that what people publish never runs on the origin that
// has the API. An app has /app/<id> and all that is below, or its whole host. A dataset is /d/<workspace>/<name>.json.
//
// An app is compiled once for each version (kept), and all its pages come from that one value: nobody sees a page that is
// half of one version and half of another. Which of an app's requests get the same page, and so the same Ref, says
// visit.go.
//
// Cost: Find of an item that is in the index is one look-up, less than 100 ns, of an app's page another two and the
// matching of its route; neither allocates. Of an item that is not there, one point read. Load reads an item, unless Find
// has just done so, and its blob and renders it, once for each Ref while the edge caches it. The first page after a write
// reads nothing when the page was being read before: see found.
package pages

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"time"

	"placard/catalog"
	"placard/edge"
	"placard/edge/live"
	"placard/engine/app"
	"placard/engine/diag"
	"placard/engine/program"
	"placard/engine/value"
	"placard/storage"
)

// Items is what this package needs of storage.Meta.
type Items interface {
	Item(ctx context.Context, id string, now time.Time) (storage.Item, error)
	NamedItem(ctx context.Context, workspace string, kind storage.Kind, name string, now time.Time) (storage.Item, error)
}

// Bytes is what this package needs of storage.Blobs.
type Bytes interface {
	Get(ctx context.Context, dst []byte, h storage.Hash) ([]byte, error)
}

// Renderer makes a page of content: engine.Engine of a spec, markdown.Renderer of Markdown. What it refuses is in issues.
type Renderer interface {
	Render(dst, text []byte, o program.Options) (out []byte, issues diag.List)
}

// What Config's zero values stand for. A full index takes about 100 MB.
const (
	DefaultMaxIndexed   = 1 << 18
	DefaultAppBytes     = 64 << 20
	DefaultDatasetBytes = 64 << 20
)

// Config says where pages come from and where they live. All but ContentDomain, Assets, Log, Now and the bounds are
// required.
type Config struct {
	Meta     Items
	Blobs    Bytes
	Engine   Renderer
	Markdown Renderer
	Apps     *app.Compiler
	// Set is what the pages of Engine and Apps are made with, of Catalog: it knows which of them need scripts.
	Set     *program.Set
	Catalog *catalog.Catalog
	// LiveScript is the path of the asset that pages need while they are written.
	LiveScript string
	// BaseURL is the public address of the main host, such as https://placard.example: scheme, host and port.
	BaseURL string
	// ContentDomain, "" for none, is the domain whose subdomains are pages, as in edge.Config.
	ContentDomain string
	// Assets are files that pages ask for: the browser runtime.
	Assets []Asset
	// MaxIndexed bounds the items that the index knows, AppBytes the memory of compiled apps, DatasetBytes that of parsed
	// datasets; 0 means the default.
	MaxIndexed, AppBytes, DatasetBytes int
	// Log gets what makes an app show its error page; nil is slog.Default().
	Log *slog.Logger
	// Now is the clock that expiry is checked against; nil is time.Now.
	Now func() time.Time
}

// Source implements edge.PageSource. Create it with New.
type Source struct {
	cfg      Config
	sites    sites
	index    *index
	found    *found
	apps     *kept[*site]
	datasets datasets
	live     *live.Hub
}

var _ edge.PageSource = (*Source)(nil)

// New makes a source.
func New(cfg Config) (*Source, error) {
	if cfg.Meta == nil || cfg.Blobs == nil || cfg.Engine == nil || cfg.Markdown == nil || cfg.Apps == nil || cfg.Set == nil || cfg.Catalog == nil {
		return nil, errors.New("pages: Config needs Meta, Blobs, Engine, Markdown, Apps, Set and Catalog")
	}
	base, err := url.Parse(cfg.BaseURL)
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" {
		return nil, fmt.Errorf("pages: Config.BaseURL %q: want an address such as https://placard.example", cfg.BaseURL)
	}
	cfg = cfg.withDefaults()
	s := &Source{cfg: cfg, sites: newSites(base, cfg.ContentDomain), found: newFound()}
	s.index = newIndex(cfg.MaxIndexed, cfg.Now, s.read)
	s.apps = newKept(cfg.AppBytes, s.compile)
	s.live = live.New(live.Config{Load: s.loadDocument})
	s.datasets.index = newIndex(cfg.MaxIndexed, cfg.Now, s.readDataset)
	s.datasets.docs = newKept[value.Value](cfg.DatasetBytes, s.parseDataset)
	return s, nil
}

func (cfg Config) withDefaults() Config {
	for _, bound := range []struct {
		field *int
		value int
	}{{&cfg.MaxIndexed, DefaultMaxIndexed}, {&cfg.AppBytes, DefaultAppBytes}, {&cfg.DatasetBytes, DefaultDatasetBytes}} {
		if *bound.field == 0 {
			*bound.field = bound.value
		}
	}
	if cfg.Log == nil {
		cfg.Log = slog.Default()
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	return cfg
}

// Find implements edge.PageSource.
func (s *Source) Find(ctx context.Context, r edge.Request) (edge.Ref, error) {
	if a := s.asset(r.Path); a != nil {
		return edge.Ref{ID: a.Path, Version: 1}, nil
	}
	p, ok := s.sites.locate(r)
	if !ok {
		return edge.Ref{}, edge.ErrNoPage
	}
	if p.kind == storage.KindDataset {
		rec, err := s.datasets.index.get(ctx, p.id)
		if err != nil {
			return edge.Ref{}, err
		}
		return rec.ref, nil
	}
	rec, err := s.index.get(ctx, p.id)
	switch {
	case err != nil:
		return edge.Ref{}, err
	case p.kind != "" && p.kind != rec.kind:
		return edge.Ref{}, edge.ErrNoPage
	case p.events:
		return s.findEvents(rec, p, r)
	case rec.kind == storage.KindApp:
		return s.findApp(ctx, rec, p, r)
	case rec.kind == storage.KindArtifact && (!p.own || string(r.Path) == "/"):
		ref := rec.ref
		if p.own {
			ref.Location = ""
		}
		return ref, nil
	}
	return edge.Ref{}, edge.ErrNoPage
}

// Changed tells that an item was created, updated or deleted, after that was committed. Once it has returned, Find
// says what is true now. content is what the item has been updated to, nil if that is not at hand or the item was deleted;
// it is not kept.
func (s *Source) Changed(item storage.Item, content []byte) {
	switch {
	case item.Kind == storage.KindDataset:
		s.datasets.index.drop(item.Workspace + "/" + item.Name)
		s.datasets.docs.drop(item.ID)
	case item.Kind == storage.KindArtifact && item.ContentType != typeLines && canWait(content) && s.index.knows(item.ID):
		// It is being read: its next reader needs nothing of storage.
		s.found.keep(item, bytes.Clone(content))
		s.index.replace(item.ID, s.record(item))
	default:
		s.index.drop(item.ID)
		s.apps.drop(item.ID)
	}
}

// URL is the absolute address of an item.
func (s *Source) URL(item storage.Item) string { return s.sites.url(item) }

// read asks Meta for what the index does not know.
func (s *Source) read(ctx context.Context, id string) (*record, error) {
	item, err := s.cfg.Meta.Item(ctx, id, s.cfg.Now())
	if err == nil && item.Kind == storage.KindArtifact {
		s.found.keep(item, nil)
	}
	return s.known(item, err)
}

// known is what the index keeps of what Meta said.
func (s *Source) known(item storage.Item, err error) (*record, error) {
	if errors.Is(err, storage.ErrNotFound) {
		return nil, edge.ErrNoPage
	}
	if err != nil {
		return nil, fmt.Errorf("pages: find: %w", err)
	}
	return s.record(item), nil
}

// record is what the index keeps of an item.
func (s *Source) record(item storage.Item) *record {
	rec := &record{ref: edge.Ref{ID: item.ID, Version: item.Version}, kind: item.Kind}
	rec.ref.Memo = &rec.memo
	if item.ContentType == typeLines {
		rec.ref.Live, rec.ref.Uncached = true, true
	}
	if !item.ExpiresAt.IsZero() {
		rec.ref.ExpiresAt = item.ExpiresAt.UnixMilli()
	}
	if s.sites.suffix != "" && item.Kind == storage.KindArtifact {
		rec.ref.Location = s.sites.url(item)
	}
	return rec
}
