package pages

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"placard/edge"
	"placard/edge/live"
	"placard/engine/program"
	"placard/storage"
)

// What an item's content may be: the ContentType of storage.Item.
const (
	typeHTML     = "text/html"
	typeSpec     = "application/json"
	typeMarkdown = "text/markdown"
)

const (
	pageType = "text/html; charset=utf-8"

	// renderedPolicy is for pages that the engine wrote. They need no scripts, so nothing that slipped through the
	// sanitizers would run.
	renderedPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src https: http: data: 'self'; " +
		"media-src https: http: 'self'; font-src https: http: data:; form-action 'self' https:; base-uri 'none'; " +
		"frame-ancestors 'self'"

	// livePolicy is for those of them that need the browser runtime.
	livePolicy = renderedPolicy + "; script-src 'self'"

	// appPolicy is for pages of apps that need scripts: these fetch the other pages of the app.
	appPolicy = livePolicy + "; connect-src 'self'"

	// rawPolicy is for HTML that is sent as it was published. Its scripts run, but without allow-same-origin: in an
	// origin that nobody shares, so they reach no cookie, storage or page of this host, with a content domain or without.
	rawPolicy = "sandbox allow-scripts allow-forms allow-popups allow-modals allow-downloads"
)

// statusOK is the status of a page as the visitor hoped for.
const statusOK = 200

// Load implements edge.PageSource. It builds the item's current version: when the item was written again since Find,
// the visitor gets what is newer than what they found, and what Find says from then on has another version.
func (s *Source) Load(ctx context.Context, ref edge.Ref, r edge.Request) (*edge.Page, error) {
	if a := s.asset(r.Path); a != nil {
		return &edge.Page{Body: a.Body, ContentType: a.ContentType, Immutable: true}, nil
	}
	p, ok := s.sites.locate(r)
	if !ok {
		return nil, edge.ErrNoPage
	}
	if p.kind == storage.KindDataset {
		return s.loadDataset(ctx, ref.ID)
	}
	rec, err := s.index.get(ctx, p.id)
	if err != nil {
		return nil, err
	}
	if rec.ref.Live {
		page, err := s.livePage(ctx, rec.ref.ID, p.view(rec.kind))
		if !errors.Is(err, live.ErrEnded) {
			return page, err
		}
		if rec, err = s.index.get(ctx, p.id); err != nil { // It is an ordinary page by now.
			return nil, err
		}
	}
	if rec.kind == storage.KindApp {
		return s.loadApp(ctx, rec, p, r)
	}
	return s.loadArtifact(ctx, rec.ref.ID, rec.ref.Version)
}

// loadArtifact makes the page of an artifact's version, or of a newer one.
func (s *Source) loadArtifact(ctx context.Context, id string, version int64) (*edge.Page, error) {
	item, content, err := s.contentOf(ctx, id, version)
	if err != nil {
		return nil, err
	}
	page, err := s.build(item, content)
	if err != nil {
		return nil, fmt.Errorf("pages: load %s, version %d: %w", id, item.Version, err)
	}
	return page, nil
}

func (s *Source) build(item storage.Item, content []byte) (page *edge.Page, err error) {
	page = &edge.Page{Body: content, ContentType: pageType, Policy: rawPolicy, Modified: item.UpdatedAt}
	if item.ContentType != typeHTML {
		page.Body, err = s.render(item, content)
		page.Policy = s.policy(page.Body, livePolicy)
	}
	return page, err
}

// render makes HTML of what is not. It was checked before it was stored, so a refusal is a failure of ours.
func (s *Source) render(item storage.Item, content []byte) ([]byte, error) {
	var r Renderer
	switch item.ContentType {
	case typeSpec:
		r = s.cfg.Engine
	case typeMarkdown:
		r = s.cfg.Markdown
	default:
		return nil, fmt.Errorf("no page can be made of %s", item.ContentType)
	}
	out, issues := r.Render(nil, content, program.Options{Title: item.Title})
	if issues.Refused() {
		return nil, fmt.Errorf("the stored content is refused: %v", issues.Issues)
	}
	return bytes.Clone(out), nil // of just its size: the page is cached for long
}

// assetPrefix begins the paths of our own files, which are no items.
const assetPrefix = "/-/"

// Asset is a file that pages ask for. Its path begins with "/-/" and changes with its content.
type Asset struct {
	Path, ContentType string
	Body              []byte
}

// asset is the asset at a path, nil if there is none.
func (s *Source) asset(path []byte) *Asset {
	if _, ok := after(path, assetPrefix); !ok {
		return nil
	}
	for i := range s.cfg.Assets {
		if string(path) == s.cfg.Assets[i].Path {
			return &s.cfg.Assets[i]
		}
	}
	return nil
}
