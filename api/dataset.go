package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"placard/engine/diag"
	"placard/storage"
)

const (
	maxDatasets       = 100
	maxDatasetName    = maxIDBytes
	datasetNameHint   = "a name has lower-case letters, digits, _ and -"
	datasetNameLetter = "abcdefghijklmnopqrstuvwxyz0123456789_-"
)

// maxDatasets is how many datasets a workspace may have, whatever its plan.
func (Limits) maxDatasets(storage.Plan) int { return maxDatasets }

func datasetsFull(limit int, _ storage.Plan) string {
	return fmt.Sprintf("A workspace has room for %d datasets. Delete one with DELETE /v1/datasets/<name>.", limit)
}

// datasetRequest is what is sent to create or replace a dataset.
type datasetRequest struct {
	Name  string          `json:"name"`
	Title *string         `json:"title"`
	Data  json.RawMessage `json:"data"`
}

// createdDatasetBody and the others are what the API says of datasets.
type createdDatasetBody struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	URL     string `json:"url"`
	Created bool   `json:"created,omitempty"`
	Updated bool   `json:"updated,omitempty"`
}

type listedDatasetBody struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Title     string `json:"title"`
	URL       string `json:"url"`
	Size      int64  `json:"size"`
	CreatedAt moment `json:"createdAt"`
	UpdatedAt moment `json:"updatedAt"`
}

type datasetBody struct {
	listedDatasetBody
	Version   int64  `json:"version"`
	ExpiresAt moment `json:"expiresAt"`
}

func (a *API) createdDataset(item storage.Item, _ *content) any {
	return createdDatasetBody{ID: item.ID, Name: item.Name, URL: a.cfg.URL(item), Created: true}
}

func (a *API) updatedDataset(item storage.Item, _ *content) any {
	return createdDatasetBody{ID: item.ID, Name: item.Name, URL: a.cfg.URL(item), Updated: true}
}

func deletedDataset(item storage.Item) any {
	return struct {
		Name    string `json:"name"`
		Deleted bool   `json:"deleted"`
	}{item.Name, true}
}

func (a *API) listedDataset(item storage.Item) any { return a.dataset(item) }

func (a *API) dataset(item storage.Item) listedDatasetBody {
	return listedDatasetBody{item.ID, item.Name, item.Title, a.cfg.URL(item), item.Size, moment(item.CreatedAt), moment(item.UpdatedAt)}
}

func (a *API) describedDataset(item storage.Item) any {
	return datasetBody{a.dataset(item), item.Version, moment(item.ExpiresAt)}
}

// readDataset takes the data out of a request: what is stored and served is that, as it came.
func (a *API) readDataset(c *call, f *format) (content, error) {
	body := c.http.Request.Body()
	found, err := f.accept(body)
	if err != nil {
		return content{}, err
	}
	var in datasetRequest
	if err := json.Unmarshal(body, &in); err != nil {
		return content{}, bad(`The body must be JSON such as {"name":"inventory","title":"Inventory","data":{"rows":[]}}.`)
	}
	issues := in.check(c.key)
	if issues.Refused() {
		return content{}, &refusal{code: invalidContent, issues: issues}
	}
	if len(in.Data) > a.cfg.Limits.BodyBytes {
		return content{}, &refusal{code: tooLarge, hint: fmt.Sprintf("The data may have %d bytes; this has %d.", a.cfg.Limits.BodyBytes, len(in.Data))}
	}
	out := content{mediaType: f.mediaType, body: storage.NewContent(in.Data), name: in.Name, found: found}
	if in.Title != nil {
		title := firstLetters(visible(*in.Title), maxTitleLetters)
		out.title = &title
	}
	return out, nil
}

// check looks at what is around the data; name is that of the dataset that the path names, "" when one is created.
func (in *datasetRequest) check(name string) (issues diag.List) {
	switch {
	case name != "" && in.Name != "" && in.Name != name:
		issues.Add(diag.Issue{Path: "/name", Severity: diag.Error, Code: "name_is_fixed",
			Message: "the name of a dataset cannot be changed", Hint: "leave it out, or create another dataset"})
	case name == "" && !validDatasetName(in.Name):
		issues.Add(diag.Issue{Path: "/name", Severity: diag.Error, Code: "bad_name",
			Message: "this cannot be the name of a dataset", Hint: fmt.Sprintf("%s, at most %d of them", datasetNameHint, maxDatasetName)})
	}
	if data := bytes.TrimSpace(in.Data); len(data) == 0 || data[0] != '{' && data[0] != '[' {
		issues.Add(diag.Issue{Path: "/data", Severity: diag.Error, Code: "wrong_type",
			Message: "the data must be an object or a list", Hint: `such as {"rows":[{"sku":"starter","stock":12}]}`})
	}
	return issues
}

func validDatasetName(name string) bool {
	return name != "" && len(name) <= maxDatasetName && strings.Trim(name, datasetNameLetter) == ""
}
