package api

import (
	"errors"
	"fmt"
	"net/url"
	"strconv"

	"github.com/valyala/fasthttp"

	"placard/storage"
)

// listedBody is an artifact in the list.
type listedBody struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	URL       string `json:"url"`
	CreatedAt moment `json:"createdAt"`
	UpdatedAt moment `json:"updatedAt"`
}

// listedAppBody is an app in the list. MoreRoutes counts those that lists have no room for.
type listedAppBody struct {
	ID         string   `json:"id"`
	Title      string   `json:"title"`
	URL        string   `json:"url"`
	Routes     []string `json:"routes"`
	MoreRoutes int      `json:"moreRoutes,omitempty"`
	CreatedAt  moment   `json:"createdAt"`
	UpdatedAt  moment   `json:"updatedAt"`
}

func (a *API) listedItem(item storage.Item) any {
	return listedBody{item.ID, readInfo(item).shownTitle(item), a.cfg.URL(item), moment(item.CreatedAt), moment(item.UpdatedAt)}
}

func (a *API) listedApp(item storage.Item) any {
	i := readInfo(item)
	return listedAppBody{item.ID, i.shownTitle(item), a.cfg.URL(item), i.Routes, i.MoreRoutes, moment(item.CreatedAt), moment(item.UpdatedAt)}
}

// listItems answers with the newest first. When there are more than one answer holds, the header Link has the
// address of what comes next.
func (a *API) listItems(c *call) (answer, error) {
	page, err := listPage(c)
	if err != nil {
		return answer{}, err
	}
	limit := page.Limit
	page.Limit++ // One more tells whether there are more.
	items, err := a.cfg.Meta.Items(c.ctx, c.workspace.ID, c.of.kind, page, c.now)
	if errors.Is(err, storage.ErrNotFound) {
		return answer{}, bad("after must be the id of ", c.of.noun, " of yours.")
	}
	if err != nil {
		return answer{}, fmt.Errorf("list %s: %w", c.of.path, err)
	}
	ans := answer{status: fasthttp.StatusOK}
	if len(items) > limit {
		items = items[:limit]
		ans.link = a.nextLink(c.of.path, items[limit-1].ID, limit)
	}
	list := make([]any, len(items)) // never nil: an empty list is []
	for i, item := range items {
		list[i] = c.of.listed(a, item)
	}
	ans.body = list
	return ans, nil
}

func (a *API) nextLink(path, after string, limit int) string {
	return fmt.Sprintf(`<%s%s?limit=%d&after=%s>; rel="next"`, a.cfg.BaseURL, path, limit, url.QueryEscape(after))
}

// listPage reads ?limit= and ?after=.
func listPage(c *call) (storage.Page, error) {
	query := c.http.QueryArgs()
	page := storage.Page{After: string(query.Peek("after")), Limit: maxListed}
	if !query.Has("limit") {
		return page, nil
	}
	n, err := strconv.Atoi(string(query.Peek("limit")))
	if err != nil || n < 1 || n > maxListed {
		return page, bad("limit must be a number from 1 to ", strconv.Itoa(maxListed), ".")
	}
	page.Limit = n
	return page, nil
}
