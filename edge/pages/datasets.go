package pages

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"placard/edge"
	"placard/engine/value"
	"placard/storage"
)

// datasetPolicy is for JSON, in which nothing is to run or to be shown.
const datasetPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox"

// datasets know the versions of datasets by workspace and name, and their values.
type datasets struct {
	index *index
	docs  *kept[value.Value]
}

// dataset is one at a version.
type dataset struct {
	id      string
	version int64
}

// current says which version of a dataset is current; name is workspace and name with a slash between. It allocates
// nothing when the index knows it.
func (d *datasets) current(ctx context.Context, name []byte) (dataset, error) {
	rec, err := d.index.get(ctx, name)
	if err != nil {
		return dataset{}, err
	}
	return dataset{rec.ref.ID, rec.ref.Version}, nil
}

// value is what a dataset says: of the version that was asked for, or of a newer one.
func (d *datasets) value(ctx context.Context, of dataset) (value.Value, error) {
	b, err := d.docs.get(ctx, of.id, of.version)
	return b.value, err
}

// readDataset asks Meta for what the index does not know.
func (s *Source) readDataset(ctx context.Context, id string) (*record, error) {
	workspace, name, _ := strings.Cut(id, "/")
	return s.known(s.cfg.Meta.NamedItem(ctx, workspace, storage.KindDataset, name, s.cfg.Now()))
}

// parseDataset makes a value of the dataset's current version.
func (s *Source) parseDataset(ctx context.Context, id string) (b built[value.Value], err error) {
	item, content, err := s.content(ctx, id)
	if err != nil {
		return b, err
	}
	var doc value.Doc
	root, syntax := doc.Parse(content)
	if syntax != nil {
		return b, fmt.Errorf("pages: dataset %s, version %d: %w", id, item.Version, syntax)
	}
	return built[value.Value]{doc.At(root), item.Version, doc.Size()}, nil
}

// loadDataset is the page of /d/<workspace>/<name>.json.
func (s *Source) loadDataset(ctx context.Context, id string) (*edge.Page, error) {
	item, content, err := s.content(ctx, id)
	if err != nil {
		return nil, err
	}
	return &edge.Page{Body: content, ContentType: "application/json; charset=utf-8", Policy: datasetPolicy, CORS: true,
		Modified: item.UpdatedAt}, nil
}

// content is an item as it is now, with its bytes.
func (s *Source) content(ctx context.Context, id string) (item storage.Item, content []byte, err error) {
	item, err = s.cfg.Meta.Item(ctx, id, s.cfg.Now())
	if errors.Is(err, storage.ErrNotFound) {
		return item, nil, edge.ErrNoPage
	}
	if err == nil {
		content, err = s.cfg.Blobs.Get(ctx, nil, item.Blob)
	}
	if err != nil {
		return item, nil, fmt.Errorf("pages: read %s: %w", id, err)
	}
	return item, content, nil
}

// contentOf is an item at that version, if it waits in found and its bytes are there; else it is as content.
func (s *Source) contentOf(ctx context.Context, id string, version int64) (storage.Item, []byte, error) {
	if w, ok := s.found.take(id, version); ok {
		if w.content != nil {
			return w.item, w.content, nil
		}
		if content, err := s.cfg.Blobs.Get(ctx, nil, w.item.Blob); err == nil {
			return w.item, content, nil
		}
	}
	return s.content(ctx, id)
}
