package api

import (
	"github.com/valyala/fasthttp"

	"placard/engine/diag"
	"placard/storage"
)

// artifactBody is what GET says of one artifact.
type artifactBody struct {
	ID          string `json:"id"`
	Title       string `json:"title"`
	URL         string `json:"url"`
	ContentType string `json:"contentType"`
	Size        int64  `json:"size"`
	Version     int64  `json:"version"`
	CreatedAt   moment `json:"createdAt"`
	UpdatedAt   moment `json:"updatedAt"`
	ExpiresAt   moment `json:"expiresAt"`
}

// publishedBody is what POST and PUT say.
type publishedBody struct {
	ID           string       `json:"id"`
	URL          string       `json:"url"`
	Updated      bool         `json:"updated,omitempty"`
	Warnings     []diag.Issue `json:"warnings,omitempty"`
	MoreWarnings int          `json:"moreWarnings,omitempty"`
}

type deletedBody struct {
	ID      string `json:"id"`
	Deleted bool   `json:"deleted"`
}

func (a *API) published(item storage.Item, warnings diag.List) publishedBody {
	return publishedBody{ID: item.ID, URL: a.cfg.URL(item), Warnings: warnings.Issues, MoreWarnings: warnings.More}
}

func (a *API) getArtifact(c *call) (answer, error) {
	item, err := a.owned(c)
	if err != nil {
		return answer{}, err
	}
	tag := versionTag(item.Version)
	if noneMatch(c, tag) {
		return answer{status: fasthttp.StatusNotModified, tag: tag}, nil
	}
	return answer{status: fasthttp.StatusOK, tag: tag, body: artifactBody{
		ID: item.ID, Title: item.Title, URL: a.cfg.URL(item), ContentType: item.ContentType, Size: item.Size,
		Version: item.Version, CreatedAt: moment(item.CreatedAt), UpdatedAt: moment(item.UpdatedAt),
		ExpiresAt: moment(item.ExpiresAt),
	}}, nil
}

func (a *API) updateArtifact(c *call) (answer, error) {
	old, err := a.owned(c) // Nothing is stored for an item that is not there.
	if err != nil {
		return answer{}, err
	}
	version, err := ifMatch(c, old)
	if err != nil {
		return answer{}, err
	}
	in, err := a.content(c)
	if err != nil {
		return answer{}, err
	}
	item, err := a.update(c, &in, version)
	if err != nil {
		return answer{}, err
	}
	body := a.published(item, in.warnings)
	body.Updated = true
	return answer{status: fasthttp.StatusOK, tag: versionTag(item.Version), body: body}, nil
}

// update writes the new content. A title that the request does not give stays, and so does the expiry.
func (a *API) update(c *call, in *content, version int64) (item storage.Item, err error) {
	u := storage.ItemUpdate{
		ContentType: in.mediaType, Blob: in.hash, Size: int64(len(in.body)), Title: in.title, UpdatedAt: c.now,
		Client: in.client, IfVersion: version,
	}
	err = a.keep(c, in, func() (storage.Item, error) {
		item, err = a.cfg.Meta.UpdateItem(c.ctx, c.workspace.ID, storage.KindArtifact, c.id, u)
		return item, err
	})
	if err == nil {
		a.cfg.Changed(c.id)
	}
	return item, err
}

func (a *API) deleteArtifact(c *call) (answer, error) {
	item, err := a.owned(c)
	if err != nil {
		return answer{}, err
	}
	if _, err := ifMatch(c, item); err != nil {
		return answer{}, err
	}
	if err := a.cfg.Meta.DeleteItem(c.ctx, c.workspace.ID, storage.KindArtifact, c.id, c.now); err != nil {
		return answer{}, err
	}
	a.cfg.Changed(c.id)
	return answer{status: fasthttp.StatusOK, body: deletedBody{ID: c.id, Deleted: true}}, nil
}

// owned is the workspace's artifact that the path names. Another workspace's is as if it were not there.
func (a *API) owned(c *call) (storage.Item, error) {
	return a.cfg.Meta.OwnedItem(c.ctx, c.workspace.ID, storage.KindArtifact, c.id, c.now)
}
