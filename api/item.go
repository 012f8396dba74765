package api

import (
	"github.com/valyala/fasthttp"

	"placard/engine/diag"
	"placard/storage"
)

// itemBody is what GET says of one item.
type itemBody struct {
	ID          string   `json:"id"`
	Title       string   `json:"title"`
	URL         string   `json:"url"`
	Routes      []string `json:"routes,omitempty"`
	MoreRoutes  int      `json:"moreRoutes,omitempty"`
	ContentType string   `json:"contentType"`
	Size        int64    `json:"size"`
	Version     int64    `json:"version"`
	CreatedAt   moment   `json:"createdAt"`
	UpdatedAt   moment   `json:"updatedAt"`
	ExpiresAt   moment   `json:"expiresAt"`
}

// publishedBody is what POST and PUT say.
type publishedBody struct {
	ID           string       `json:"id"`
	URL          string       `json:"url"`
	Routes       []string     `json:"routes,omitempty"`
	Updated      bool         `json:"updated,omitempty"`
	Warnings     []diag.Issue `json:"warnings,omitempty"`
	MoreWarnings int          `json:"moreWarnings,omitempty"`
}

type deletedBody struct {
	ID      string `json:"id"`
	Deleted bool   `json:"deleted"`
}

func (a *API) published(item storage.Item, in *content) publishedBody {
	return publishedBody{ID: item.ID, URL: a.cfg.URL(item), Warnings: in.found.Issues.Issues, MoreWarnings: in.found.Issues.More}
}

func (a *API) publishedItem(item storage.Item, in *content) any { return a.published(item, in) }

func (a *API) publishedApp(item storage.Item, in *content) any {
	body := a.published(item, in)
	body.Routes = in.found.Routes
	return body
}

func (a *API) updatedItem(item storage.Item, in *content) any {
	body := a.published(item, in)
	body.Updated = true
	return body
}

func deletedItem(item storage.Item) any { return deletedBody{ID: item.ID, Deleted: true} }

func (a *API) described(item storage.Item) itemBody {
	return itemBody{
		ID: item.ID, Title: readInfo(item).shownTitle(item), URL: a.cfg.URL(item), ContentType: item.ContentType,
		Size: item.Size, Version: item.Version, CreatedAt: moment(item.CreatedAt), UpdatedAt: moment(item.UpdatedAt),
		ExpiresAt: moment(item.ExpiresAt),
	}
}

func (a *API) describedItem(item storage.Item) any { return a.described(item) }

func (a *API) describedApp(item storage.Item) any {
	body, i := a.described(item), readInfo(item)
	body.Routes, body.MoreRoutes = i.Routes, i.MoreRoutes
	return body
}

func (a *API) getItem(c *call) (answer, error) {
	item, err := a.owned(c)
	if err != nil {
		return answer{}, err
	}
	tag := versionTag(item.Version)
	if noneMatch(c, tag) {
		return answer{status: fasthttp.StatusNotModified, tag: tag}, nil
	}
	return answer{status: fasthttp.StatusOK, tag: tag, body: c.of.describedOne(a, item)}, nil
}

func (a *API) updateItem(c *call) (answer, error) {
	in, err := a.content(c)
	if err != nil {
		if _, missing := a.owned(c); missing != nil { // It is not found, whatever comes for it.
			err = missing
		}
		return answer{}, err
	}
	id, version, err := a.toUpdate(c)
	if err != nil {
		return answer{}, err
	}
	item, err := a.update(c, id, &in, version)
	if err != nil {
		return answer{}, err
	}
	a.cfg.Live.End(item.ID)
	return answer{status: fasthttp.StatusOK, tag: versionTag(item.Version), body: c.of.updated(a, item, &in)}, nil
}

// toUpdate says which item is replaced, and, if the caller says which version it must have, that one. Most updates need no look
// at the item for that: UpdateItem tells when it is not there. After each commit SQLite's readers read their pages anew, so the
// look took nearly as long as the write.
func (a *API) toUpdate(c *call) (id string, version int64, err error) {
	if !c.of.named && len(c.http.Request.Header.PeekAll(fasthttp.HeaderIfMatch)) == 0 {
		return c.key, 0, nil
	}
	item, err := a.owned(c)
	if err != nil {
		return "", 0, err
	}
	version, err = ifMatch(c, item)
	return item.ID, version, err
}

// update writes the new content. A title that the request does not give stays, and so does the expiry.
func (a *API) update(c *call, id string, in *content, version int64) (item storage.Item, err error) {
	u := storage.ItemUpdate{
		ContentType: in.mediaType, Blob: in.body.Hash(), Size: int64(in.body.Len()), Title: in.title, Info: newInfo(in.found),
		UpdatedAt: c.now, Client: in.client, IfVersion: version,
	}
	err = a.keep(c, in, func(content storage.Content) (storage.Item, error) {
		u.Content = content
		item, err = a.cfg.Meta.UpdateItem(c.ctx, c.workspace.ID, c.of.kind, id, u)
		return item, err
	})
	if err == nil {
		a.cfg.Changed(item, in.body.Bytes())
	}
	return item, err
}

func (a *API) deleteItem(c *call) (answer, error) {
	item, err := a.owned(c)
	if err != nil {
		return answer{}, err
	}
	if _, err := ifMatch(c, item); err != nil {
		return answer{}, err
	}
	if err := a.cfg.Meta.DeleteItem(c.ctx, c.workspace.ID, c.of.kind, item.ID, c.now); err != nil {
		return answer{}, err
	}
	a.cfg.Changed(item, nil)
	a.cfg.Live.End(item.ID)
	return answer{status: fasthttp.StatusOK, body: c.of.deleted(item)}, nil
}

// owned is the workspace's item that the path names. Another workspace's is as if it were not there.
func (a *API) owned(c *call) (storage.Item, error) {
	if c.of.named {
		return a.cfg.Meta.NamedItem(c.ctx, c.workspace.ID, c.of.kind, c.key, c.now)
	}
	return a.cfg.Meta.OwnedItem(c.ctx, c.workspace.ID, c.of.kind, c.key, c.now)
}
