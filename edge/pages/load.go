package pages

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"

	"placard/edge"
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

	// rawPolicy is for HTML that is sent as it was published. Its scripts run, but without allow-same-origin: in an
	// origin that nobody shares, so they reach no cookie, storage or page of this host, with a content domain or without.
	rawPolicy = "sandbox allow-scripts allow-forms allow-popups allow-modals allow-downloads"
)

// Load implements edge.PageSource. It builds the item's current version: when the item was written again since Find,
// the visitor gets what is newer than what they found, and what Find says from then on has another version.
func (s *Source) Load(ctx context.Context, ref edge.Ref) (*edge.Page, error) {
	if strings.HasPrefix(ref.ID, assetPrefix) {
		return s.asset(ref.ID)
	}
	item, err := s.cfg.Meta.Item(ctx, ref.ID, s.cfg.Now())
	if errors.Is(err, storage.ErrNotFound) {
		return nil, edge.ErrNoPage
	}
	if err != nil {
		return nil, fmt.Errorf("pages: load %s: %w", ref.ID, err)
	}
	page, err := s.build(ctx, item)
	if err != nil {
		return nil, fmt.Errorf("pages: load %s, version %d: %w", ref.ID, item.Version, err)
	}
	return page, nil
}

func (s *Source) build(ctx context.Context, item storage.Item) (*edge.Page, error) {
	content, err := s.cfg.Blobs.Get(ctx, nil, item.Blob)
	if err != nil {
		return nil, err
	}
	page := &edge.Page{Body: content, ContentType: pageType, Policy: rawPolicy, Modified: item.UpdatedAt}
	if item.ContentType != typeHTML {
		page.Policy = renderedPolicy
		page.Body, err = s.render(item, content)
		if s.cfg.Script.Path != "" && bytes.Contains(page.Body, []byte(`<script type="module" src="`+s.cfg.Script.Path)) {
			page.Policy = livePolicy
		}
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

func (s *Source) asset(path string) (*edge.Page, error) {
	if path != s.cfg.Script.Path {
		return nil, edge.ErrNoPage
	}
	return &edge.Page{Body: s.cfg.Script.Body, ContentType: s.cfg.Script.ContentType, Immutable: true}, nil
}
