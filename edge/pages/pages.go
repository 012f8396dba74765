// Package pages gives the edge its pages: it implements edge.PageSource on storage and the engine.
//
//	host and path ─Find▶ ID and version (from the index, else Meta) ─Load▶ Blobs, engine ─▶ edge.Page
//
// A page has two addresses: /a/<id> on the main host, and, with a content domain, <id>.<domain>, an origin of its own.
// With a content domain the first only points to the second, so that what people publish never runs on the origin that
// has the API.
//
// Cost: Find of a page that is in the index is one look-up, less than 100 ns, and allocates nothing; of one that is
// not, one point read. Load reads an item and its blob and renders it, once for each version while the edge caches it.
package pages

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"placard/edge"
	"placard/engine/diag"
	"placard/engine/program"
	"placard/storage"
)

// Items is what this package needs of storage.Meta.
type Items interface {
	Item(ctx context.Context, id string, now time.Time) (storage.Item, error)
}

// Bytes is what this package needs of storage.Blobs.
type Bytes interface {
	Get(ctx context.Context, dst []byte, h storage.Hash) ([]byte, error)
}

// Renderer makes a page of content: engine.Engine of a spec, markdown.Renderer of Markdown. What it refuses is in issues.
type Renderer interface {
	Render(dst, text []byte, o program.Options) (out []byte, issues diag.List)
}

// DefaultMaxIndexed is how many pages the index holds when Config does not say: about 100 MB when it is full.
const DefaultMaxIndexed = 1 << 18

// Config says where pages come from and where they live. All but ContentDomain, MaxIndexed and Now are required.
type Config struct {
	Meta     Items
	Blobs    Bytes
	Engine   Renderer
	Markdown Renderer
	// BaseURL is the public address of the main host, such as https://placard.example: scheme, host and port.
	BaseURL string
	// ContentDomain, "" for none, is the domain whose subdomains are pages, as in edge.Config.
	ContentDomain string
	// Script is the browser runtime; without a path there is none.
	Script Asset
	// MaxIndexed bounds the index; 0 means DefaultMaxIndexed.
	MaxIndexed int
	// Now is the clock that expiry is checked against; nil is time.Now.
	Now func() time.Time
}

// Source implements edge.PageSource. Create it with New.
type Source struct {
	cfg   Config
	sites sites
	index *index
}

var _ edge.PageSource = (*Source)(nil)

// New makes a source.
func New(cfg Config) (*Source, error) {
	if cfg.Meta == nil || cfg.Blobs == nil || cfg.Engine == nil || cfg.Markdown == nil {
		return nil, errors.New("pages: Config needs Meta, Blobs, Engine and Markdown")
	}
	base, err := url.Parse(cfg.BaseURL)
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" {
		return nil, fmt.Errorf("pages: Config.BaseURL %q: want an address such as https://placard.example", cfg.BaseURL)
	}
	if cfg.MaxIndexed == 0 {
		cfg.MaxIndexed = DefaultMaxIndexed
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	s := &Source{cfg: cfg, sites: newSites(base, cfg.ContentDomain)}
	s.index = newIndex(cfg.MaxIndexed, cfg.Now, s.read)
	return s, nil
}

// Find implements edge.PageSource.
func (s *Source) Find(ctx context.Context, host, path []byte) (edge.Ref, error) {
	if s.cfg.Script.Path != "" && string(path) == s.cfg.Script.Path {
		return edge.Ref{ID: s.cfg.Script.Path, Version: 1}, nil
	}
	id, own := s.sites.locate(host, path)
	if !validID(id) {
		return edge.Ref{}, edge.ErrNoPage
	}
	ref, err := s.index.get(ctx, id)
	if err != nil {
		return edge.Ref{}, err
	}
	if own {
		ref.Location = ""
	}
	return ref, nil
}

// Changed tells that an item was created, updated or deleted, after that was committed. Once it has returned, Find
// says what is true now.
func (s *Source) Changed(id string) { s.index.drop(id) }

// URL is the absolute address of an item's page.
func (s *Source) URL(item storage.Item) string { return s.sites.url(item.ID) }

// read asks Meta for what the index does not know.
func (s *Source) read(ctx context.Context, id string) (edge.Ref, error) {
	item, err := s.cfg.Meta.Item(ctx, id, s.cfg.Now())
	if errors.Is(err, storage.ErrNotFound) {
		return edge.Ref{}, edge.ErrNoPage
	}
	if err != nil {
		return edge.Ref{}, fmt.Errorf("pages: find %s: %w", id, err)
	}
	return s.ref(item), nil
}

// ref is how the edge knows an item that was asked for on the main host.
func (s *Source) ref(item storage.Item) edge.Ref {
	ref := edge.Ref{ID: item.ID, Version: item.Version}
	if !item.ExpiresAt.IsZero() {
		ref.ExpiresAt = item.ExpiresAt.UnixMilli()
	}
	if s.sites.suffix != "" {
		ref.Location = s.sites.url(item.ID)
	}
	return ref
}
