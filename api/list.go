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

// listArtifacts answers with the newest first. When there are more than one answer holds, the header Link has the
// address of what comes next.
func (a *API) listArtifacts(c *call) (answer, error) {
	page, err := listPage(c)
	if err != nil {
		return answer{}, err
	}
	limit := page.Limit
	page.Limit++ // One more tells whether there are more.
	items, err := a.cfg.Meta.Items(c.ctx, c.workspace.ID, storage.KindArtifact, page, c.now)
	if errors.Is(err, storage.ErrNotFound) {
		return answer{}, bad("after must be the id of one of your artifacts.")
	}
	if err != nil {
		return answer{}, fmt.Errorf("list artifacts: %w", err)
	}
	ans := answer{status: fasthttp.StatusOK}
	if len(items) > limit {
		items = items[:limit]
		ans.link = a.nextLink(items[limit-1].ID, limit)
	}
	ans.body = a.listed(items)
	return ans, nil
}

func (a *API) listed(items []storage.Item) []listedBody {
	list := make([]listedBody, len(items)) // never nil: an empty list is []
	for i, item := range items {
		list[i] = listedBody{item.ID, item.Title, a.cfg.URL(item), moment(item.CreatedAt), moment(item.UpdatedAt)}
	}
	return list
}

func (a *API) nextLink(after string, limit int) string {
	return fmt.Sprintf(`<%s%s?limit=%d&after=%s>; rel="next"`, a.cfg.BaseURL, artifactsPath, limit, url.QueryEscape(after))
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
