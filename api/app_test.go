package api

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"placard/edge"
	"placard/storage"
)

const appSpec = `{"metadata":{"title":"My App"},"routes":{"/":{"page":{"root":"h","elements":{"h":{"type":"Heading","props":{"level":"h1","text":"Hello"}}}}},` +
	`"/about":{"page":{"root":"p","elements":{"p":{"type":"Text","props":{"text":"About page","variant":"body"}}}}}}}`

func claimed(o *WorkspaceOptions) { o.Claimed = true }

// publishApp creates an app of $KEY and keeps its ID as $NAME.
func (f *fixture) publishApp(name string) string {
	f.t.Helper()
	r := f.ask("POST /v1/apps", appSpec, asKey, isJSON)
	if r.status != 201 {
		f.t.Fatalf("POST: %d %s", r.status, r.body)
	}
	f.vars[name] = r.field(f.t, "id")
	return f.vars[name]
}

// runAppScenarios runs each with the claimed free workspaces KEY and OTHER, and the app ID of KEY.
func runAppScenarios(t *testing.T, scenarios []scenario) {
	for i := range scenarios {
		prepare := scenarios[i].prepare
		scenarios[i].prepare = func(f *fixture) {
			f.workspace("KEY", claimed)
			f.workspace("OTHER", claimed)
			f.publishApp("ID")
			if prepare != nil {
				prepare(f)
			}
		}
	}
	runScenarios(t, scenarios)
}

func TestApps(t *testing.T) {
	const ifOld = `If-Match: "1"`
	put := func(f *fixture) { f.ask("PUT /v1/apps/$ID", appSpec, asKey, isJSON) }
	slug := strings.Replace(appSpec, `"/about"`, `"/blog/[slug]"`, 1)
	broken := strings.NewReplacer(`"type":"Text"`, `"type":"Txet"`, `"level":"h1"`, `"level":7`).Replace(slug)
	runAppScenarios(t, []scenario{
		{name: "create", request: "POST /v1/apps", body: appSpec, headers: []string{asKey, isJSON}, status: 201,
			want: []string{`"url":"https://placard.test/app/`, `"routes":["/","/about"]}`}, header: []string{`Etag: "1"`}},
		{name: "create tells every issue with its route", request: "POST /v1/apps", body: broken, headers: []string{asKey, isJSON}, status: 400,
			want: []string{`"path":"/routes/~1/page/elements/h/props/level"`, `"path":"/routes/~1blog~1[slug]/page/elements/p/type"`}},
		{name: "create with nothing", request: "POST /v1/apps", headers: []string{asKey, isJSON}, status: 400, want: []string{"empty"}},
		{name: "create with a list", request: "POST /v1/apps", body: "[]", headers: []string{asKey, isJSON}, status: 400, want: []string{`"issues":[`}},
		{name: "create with half of it", request: "POST /v1/apps", body: appSpec[:50], headers: []string{asKey, isJSON}, status: 400, want: []string{`"issues":[`}},
		{name: "create with HTML", request: "POST /v1/apps", body: "x", headers: []string{asKey, isHTML}, status: 415,
			want: []string{"An app cannot be text/html. Send one of application/json, application/jsonl, application/x-ndjson, in UTF-8."}, header: []string{"Accept-Post: application/json, application/jsonl, application/x-ndjson"}},
		{name: "create without a key", request: "POST /v1/apps", body: appSpec, headers: []string{isJSON}, status: 401},
		{name: "create too large", request: "POST /v1/apps", body: appSpec + strings.Repeat(" ", DefaultSpecBytes), headers: []string{asKey, isJSON}, status: 413},
		{name: "create as large as may be", request: "POST /v1/apps", body: appSpec + strings.Repeat(" ", DefaultSpecBytes-len(appSpec)),
			headers: []string{asKey, isJSON}, status: 201},
		{name: "list", request: "GET /v1/apps", headers: []string{asKey}, status: 200,
			want: []string{`[{"id":"$ID","title":"My App","url":"https://placard.test/app/$ID","routes":["/","/about"],"createdAt":1800000000000,"updatedAt":1800000000000}]`}},
		{name: "list of another workspace", request: "GET /v1/apps", headers: []string{asOther}, status: 200, want: []string{"[]"}},
		{name: "artifacts are not apps", request: "GET /v1/artifacts", headers: []string{asKey}, status: 200, not: []string{"$ID"}},
		{name: "one", request: "GET /v1/apps/$ID", headers: []string{asKey}, status: 200,
			want: []string{`"routes":["/","/about"]`, `"title":"My App"`, `"version":1`, `"expiresAt":1800086400000`}, header: []string{`Etag: "1"`}},
		{name: "one of another workspace", request: "GET /v1/apps/$ID", headers: []string{asOther}, status: 404, want: []string{"GET /v1/apps lists"}},
		{name: "one as an artifact", request: "GET /v1/artifacts/$ID", headers: []string{asKey}, status: 404},
		{name: "update", request: "PUT /v1/apps/$ID", body: slug, headers: []string{asKey, isJSON}, status: 200,
			want: []string{`{"id":"$ID","url":"https://placard.test/app/$ID","updated":true}`}, header: []string{`Etag: "2"`}},
		{name: "update what is refused", request: "PUT /v1/apps/$ID", body: broken, headers: []string{asKey, isJSON}, status: 400},
		{name: "update with a version that is gone", prepare: put, request: "PUT /v1/apps/$ID", body: appSpec, headers: []string{asKey, isJSON, ifOld}, status: 412},
		{name: "update as an artifact", request: "PUT /v1/artifacts/$ID", body: "x", headers: []string{asKey, isHTML}, status: 404},
		{name: "delete", request: "DELETE /v1/apps/$ID", headers: []string{asKey}, status: 200, want: []string{`{"id":"$ID","deleted":true}`}},
		{name: "delete of another workspace", request: "DELETE /v1/apps/$ID", headers: []string{asOther}, status: 404},
		{name: "another method", request: "POST /v1/apps/$ID", headers: []string{asKey}, status: 405, header: []string{"Allow: GET, HEAD, PUT, DELETE, PATCH, OPTIONS"}},
		{name: "below an app", request: "GET /v1/apps/$ID/x", headers: []string{asKey}, status: 404, want: []string{"no such path"}},
	})
}

func TestUpdatedAppIsListedAsItIs(t *testing.T) {
	f := newFixture(t)
	f.workspace("KEY", claimed)
	f.publishApp("ID")
	f.wait(time.Second)
	f.ask("PUT /v1/apps/$ID", `{"metadata":{"title":"Other"},"routes":{"/x":{"page":{"root":"h","elements":{"h":{"type":"p","text":"x"}}}}}}`, asKey, isJSON)
	scenario{status: 200, want: []string{`"title":"Other"`, `"routes":["/x"]`, `"updatedAt":1800000001000`}}.check(f, f.ask("GET /v1/apps", "", asKey))
	f.ask("PUT /v1/apps/$ID", appSpec, asKey, isJSON, "X-Artifact-Title: Given")
	scenario{status: 200, want: []string{`"title":"Given"`}}.check(f, f.ask("GET /v1/apps", "", asKey))
}

func TestAppNeedsAClaimedWorkspace(t *testing.T) {
	f := newFixture(t)
	r := f.ask("POST /v1/workspaces", "")
	claim := r.field(t, "claimUrl")
	f.vars["KEY"] = r.field(t, "apiKey")
	refused := scenario{status: 403, want: []string{`"error":"Forbidden`, `"claimUrl":"` + claim + `"`, "Open " + claim}}
	refused.check(f, f.ask("POST /v1/apps", appSpec, asKey, isJSON))
	f.publish("ID", "<h1>x</h1>") // Artifacts do not.
	if f.ask("GET /v1/apps", "", asKey).status != 200 {
		t.Error("the list needs a claimed workspace")
	}
}

func TestAppsAndArtifactsShareTheQuota(t *testing.T) {
	f := newFixture(t)
	f.workspace("KEY", claimed)
	f.publish("A", "x")
	f.publishApp("B")
	for i := range 4 {
		if r := f.ask("POST /v1/datasets", fmt.Sprintf(`{"name":"d%d","data":[]}`, i), asKey, isJSON); r.status != 201 {
			t.Fatalf("a dataset counts as an item: %s", r.body)
		}
	}
	f.publish("C", "x")
	full := scenario{status: 402, want: []string{"room for 3 active items", "DELETE /v1/apps/<id>"}}
	full.check(f, f.ask("POST /v1/apps", appSpec, asKey, isJSON))
	full.check(f, f.ask("POST /v1/artifacts", "x", asKey, isHTML))
	f.ask("DELETE /v1/artifacts/$A", "", asKey)
	f.publishApp("D")
	full.check(f, f.ask("POST /v1/artifacts", "x", asKey, isHTML))
	f.wait(DefaultFreeItemLife)
	f.publish("E", "x")
	scenario{status: 200, want: []string{`"activeItems":1`}}.check(f, f.ask("GET /v1/whoami", "", asKey))
}

func TestAppIsCreatedOncePerKey(t *testing.T) {
	f := newFixture(t)
	f.workspace("KEY", claimed)
	const key = "Idempotency-Key: k"
	first := f.ask("POST /v1/apps", appSpec, asKey, isJSON, key)
	again := f.ask("POST /v1/apps", appSpec, asKey, isJSON, key)
	if first.status != 201 || again.status != 201 || first.body != again.body || again.header.Get("Idempotency-Replayed") != "true" {
		t.Errorf("%+v, then %+v", first, again)
	}
	if r := f.ask("POST /v1/artifacts", "<p>x", asKey, isHTML, key); r.status != 422 {
		t.Errorf("the key for an artifact: %d", r.status)
	}
}

// An app whose routes are more than a list has room for is listed with the first of them.
func TestListIsBoundedByRoutes(t *testing.T) {
	long := make([]string, 1000)
	for i := range long {
		long[i] = fmt.Sprintf("/%d/%s", i, strings.Repeat("<", 100))
	}
	text := newInfo(Checked{Title: "T", Routes: long})
	i := readInfo(storage.Item{Info: text})
	if len(text) > storage.MaxInfoBytes || len(text) < storage.MaxInfoBytes/2 || i.Title != "T" || len(i.Routes)+i.MoreRoutes != 1000 {
		t.Errorf("%d bytes, %d routes and %d more", len(text), len(i.Routes), i.MoreRoutes)
	}
	if newInfo(Checked{}) != "" {
		t.Error("nothing takes room")
	}
}

// The visitor sees each write on all routes as soon as it was answered.
func TestAppPagesAreSeenAtOnce(t *testing.T) {
	f := newFixture(t)
	f.workspace("KEY", claimed)
	id := f.publishApp("ID")
	find := func(path string) error {
		p := []byte("/app/" + id + path)
		_, err := f.pages.Find(t.Context(), edge.Request{Path: p, RawPath: p})
		return err
	}
	if err := find("/about"); err != nil {
		t.Fatal(err)
	}
	f.ask("DELETE /v1/apps/$ID", "", asKey)
	for _, path := range []string{"", "/about", "/sitemap.xml"} {
		if find(path) == nil {
			t.Errorf("%s is there after the app was deleted", path)
		}
	}
}

func TestTitlesComeFromTheContent(t *testing.T) {
	f := newFixture(t)
	f.workspace("KEY", pro)
	for _, c := range []struct{ header, body, want string }{
		{isHTML, "<!doctype html><TITLE class=x>\n A &amp; B\n</title><h1>no</h1>", "A & B"},
		{isHTML, "<h1>no title</h1>", ""},
		{isHTML, "<title>open", ""},
		{isHTML, "</title><title>", ""},
		{isHTML, strings.Repeat(" ", maxTitleSearch) + "<title>late</title>", ""},
		{isMD, "text\n\n## First *heading*\n", "First heading"},
		{isJSON, spec, "Title of the spec"},
	} {
		if r := f.ask("POST /v1/artifacts", c.body, asKey, c.header); r.status != 201 {
			t.Fatal(r.body)
		} else {
			f.vars["ID"] = r.field(t, "id")
		}
		if got := f.ask("GET /v1/artifacts/$ID", "", asKey).field(t, "title"); got != c.want {
			t.Errorf("%q: title %q, want %q", c.body[:min(len(c.body), 60)], got, c.want)
		}
	}
	f.ask("PUT /v1/artifacts/$ID", "# Second", asKey, isMD)
	scenario{status: 200, want: []string{`"title":"Second"`}}.check(f, f.ask("GET /v1/artifacts/$ID", "", asKey))
	f.ask("PUT /v1/artifacts/$ID", "# Second", asKey, isMD, "X-Artifact-Title: Given")
	scenario{status: 200, want: []string{`"title":"Given"`}}.check(f, f.ask("GET /v1/artifacts/$ID", "", asKey))
}
