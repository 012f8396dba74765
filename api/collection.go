package api

import (
	"cmp"
	"encoding/json"

	"placard/engine/diag"
	"placard/storage"
)

// collection is a kind of item as the API shows it: what its endpoints, which are the same for all kinds, do differently.
type collection struct {
	kind storage.Kind
	path string
	// noun is what one of it is called, with its article.
	noun    string
	formats []format
	// claimed: only a workspace that belongs to somebody may create one.
	claimed bool
	// lines: one may be written as lines of patches, and patched.
	lines bool
	// named: the last part of an item's path is its name, not its ID.
	named bool
	// counted are the kinds that share room with this one, and room is for how many active items a plan has it, 0 for no
	// bound; full says what to do when there is none left.
	counted []storage.Kind
	room    func(Limits, storage.Plan) int
	full    func(limit int, p storage.Plan) string
	// read makes content of the body of a request that has one of the formats.
	read func(a *API, c *call, f *format) (content, error)
	// The bodies of answers: to POST and PUT, DELETE, GET of the list and of one.
	created, updated     func(a *API, item storage.Item, in *content) any
	deleted              func(item storage.Item) any
	listed, describedOne func(a *API, item storage.Item) any
}

func newCollections(cfg Config) []collection {
	artifacts := collection{
		kind: storage.KindArtifact, path: "/v1/artifacts", noun: "an artifact", lines: true,
		formats: []format{
			{"text/html", cfg.Limits.BodyBytes, checkHTML},
			{"application/json", cfg.Limits.SpecBytes, cfg.CheckSpec},
			{"text/markdown", cfg.Limits.BodyBytes, cfg.CheckMarkdown},
		},
		counted: itemKinds, room: Limits.maxActive, full: itemsFull, read: (*API).readItem,
		created: (*API).publishedItem, updated: (*API).updatedItem, deleted: deletedItem,
		listed: (*API).listedItem, describedOne: (*API).describedItem,
	}
	apps := artifacts
	apps.kind, apps.path, apps.noun, apps.claimed = storage.KindApp, "/v1/apps", "an app", true
	apps.formats = []format{{"application/json", cfg.Limits.SpecBytes, cfg.CheckApp}}
	apps.created, apps.listed, apps.describedOne = (*API).publishedApp, (*API).listedApp, (*API).describedApp
	datasets := collection{
		kind: storage.KindDataset, path: "/v1/datasets", noun: "a dataset", named: true,
		formats: []format{{"application/json", cfg.Limits.BodyBytes + maxSmallBody, cfg.CheckData}},
		counted: []storage.Kind{storage.KindDataset}, room: Limits.maxDatasets, full: datasetsFull, read: (*API).readDataset,
		created: (*API).createdDataset, updated: (*API).updatedDataset, deleted: deletedDataset,
		listed: (*API).listedDataset, describedOne: (*API).describedDataset,
	}
	return []collection{artifacts, apps, datasets}
}

// itemKinds are what a plan's number of active items counts.
var itemKinds = []storage.Kind{storage.KindArtifact, storage.KindApp}

// Checked is what a check finds in content.
type Checked struct {
	Issues diag.List
	// Title is the one that the content gives itself, "" for none.
	Title string
	// Routes are the patterns of an app, in order.
	Routes []string
}

// info is what lists say of an item's content: storage.Item.Info as JSON.
type info struct {
	Title  string   `json:"title,omitempty"`
	Routes []string `json:"routes,omitempty"`
	// MoreRoutes counts those that had no room.
	MoreRoutes int `json:"moreRoutes,omitempty"`
}

// newInfo bounds what was found to the room that there is for it.
func newInfo(found Checked) string {
	const overhead = 100
	i := info{Title: firstLetters(visible(found.Title), maxTitleLetters), Routes: found.Routes}
	left := storage.MaxInfoBytes - overhead - len(quoted(i.Title))
	for n, route := range i.Routes {
		if left -= len(quoted(route)) + 1; left < 0 {
			i.Routes, i.MoreRoutes = i.Routes[:n], len(i.Routes)-n
			break
		}
	}
	if i.Title == "" && i.Routes == nil {
		return ""
	}
	return string(quoted(i))
}

// quoted is JSON of what can always be written.
func quoted(v any) []byte {
	text, _ := json.Marshal(v)
	return text
}

// readInfo reads what newInfo wrote; what is not there, or was written by another program, says nothing.
func readInfo(item storage.Item) (i info) {
	_ = json.Unmarshal([]byte(item.Info), &i)
	return i
}

// shownTitle is the title that the publisher gave, else that of the content.
func (i info) shownTitle(item storage.Item) string { return cmp.Or(item.Title, i.Title) }
