package api

import (
	"strings"
	"testing"
	"time"
)

const (
	spec       = `{"root":"r","meta":{"title":"Hello"},"elements":{"r":{"type":"h1","text":"Hello from JSON!"}}}`
	brokenSpec = `{"root":"r","elements":{"r":{"type":"div","children":["a","b"]},"a":{"type":"script"}}}`
)

func TestArtifacts(t *testing.T) {
	runScenarios(t, []scenario{
		{name: "create HTML", request: "POST /v1/artifacts", headers: []string{asKey, isHTML}, body: "<p>x</p>", status: 201,
			want: []string{`{"id":"`, `","url":"` + baseURL + `/a/`}, not: []string{"warnings", "updated"},
			header: []string{`Etag: "1"`, "!Idempotency-Replayed"}},
		{name: "create Markdown", request: "POST /v1/artifacts", headers: []string{asKey, isMD}, body: "# x", status: 201},
		{name: "create spec", request: "POST /v1/artifacts", headers: []string{asKey, isJSON}, body: spec, status: 201},
		{name: "charset UTF-8", request: "POST /v1/artifacts", headers: []string{asKey, "Content-Type: Text/HTML; Charset=\"UTF-8\""}, body: "x", status: 201},
		{name: "scheme in lower case", request: "POST /v1/artifacts", headers: []string{"Authorization: bearer $KEY", isHTML}, body: "x", status: 201},
		{name: "warnings", request: "POST /v1/artifacts", headers: []string{asKey, isJSON},
			body:   `{"root":"r","elements":{"r":{"type":"h1","text":"x","extra":1}}}`,
			status: 201, want: []string{`"warnings":[{"path":"/elements/r/extra","severity":"warning"`}},

		{name: "get", request: "GET /v1/artifacts/$ID", headers: []string{asKey}, status: 200, header: []string{`Etag: "1"`},
			want: []string{`{"id":"$ID","title":"","url":"` + baseURL + `/a/$ID","contentType":"text/html","size":14,"version":1,` +
				`"createdAt":1800000000000,"updatedAt":1800000000000,"expiresAt":1800086400000}`}},
		{name: "get what is known", request: "GET /v1/artifacts/$ID", headers: []string{asKey, `If-None-Match: "7", W/"1"`}, status: 304,
			header: []string{`Etag: "1"`}},
		{name: "head", request: "HEAD /v1/artifacts/$ID", headers: []string{asKey}, status: 200, header: []string{`Etag: "1"`}},
		{name: "update", request: "PUT /v1/artifacts/$ID", headers: []string{asKey, isHTML}, body: "y", status: 200,
			want: []string{`{"id":"$ID","url":"` + baseURL + `/a/$ID","updated":true}`}, header: []string{`Etag: "2"`}},
		{name: "update if it is as known", request: "PUT /v1/artifacts/$ID", headers: []string{asKey, isHTML, `If-Match: "0", "1"`},
			body: "y", status: 200},
		{name: "update if it is there", request: "PUT /v1/artifacts/$ID", headers: []string{asKey, isHTML, "If-Match: *"}, body: "y", status: 200},
		{name: "update what has changed", request: "PUT /v1/artifacts/$ID", headers: []string{asKey, isHTML, `If-Match: "2"`}, body: "y",
			status: 412, want: []string{`"error":"Precondition Failed"`, "If-Match"}},
		{name: "weak tags do not match", request: "PUT /v1/artifacts/$ID", headers: []string{asKey, isHTML, `If-Match: W/"1"`}, body: "y", status: 412},
		{name: "delete", request: "DELETE /v1/artifacts/$ID", headers: []string{asKey}, status: 200, want: []string{`{"id":"$ID","deleted":true}`}},
		{name: "delete what has changed", request: "DELETE /v1/artifacts/$ID", headers: []string{asKey, `If-Match: "2"`}, status: 412},
		{name: "delete twice", request: "DELETE /v1/artifacts/$ID", headers: []string{asKey}, status: 404, want: []string{`"error":"Not Found"`},
			prepare: func(f *fixture) { f.ask("DELETE /v1/artifacts/$ID", "", asKey) }},
		{name: "get what is deleted", request: "GET /v1/artifacts/$ID", headers: []string{asKey}, status: 404,
			prepare: func(f *fixture) { f.ask("DELETE /v1/artifacts/$ID", "", asKey) }},
		{name: "list without what is deleted", request: "GET /v1/artifacts", headers: []string{asKey}, status: 200, want: []string{"[]"},
			prepare: func(f *fixture) { f.ask("DELETE /v1/artifacts/$ID", "", asKey) }},
		{name: "get what has expired", request: "GET /v1/artifacts/$ID", headers: []string{asKey}, status: 404,
			prepare: func(f *fixture) { f.wait(DefaultFreeItemLife) }},
	})
}

func TestTenantsAreApart(t *testing.T) {
	runScenarios(t, []scenario{
		{name: "read", request: "GET /v1/artifacts/$ID", headers: []string{asOther}, status: 404},
		{name: "update", request: "PUT /v1/artifacts/$ID", headers: []string{asOther, isHTML}, body: "stolen", status: 404},
		{name: "update with a broken body", request: "PUT /v1/artifacts/$ID", headers: []string{asOther, isJSON}, body: "{", status: 404},
		{name: "delete", request: "DELETE /v1/artifacts/$ID", headers: []string{asOther}, status: 404},
		{name: "list", request: "GET /v1/artifacts", headers: []string{asOther}, status: 200, want: []string{"[]"}},
		{name: "list after", request: "GET /v1/artifacts?after=$ID", headers: []string{asOther}, status: 400, want: []string{"after must be"}},
	})
}

func TestContentIsChecked(t *testing.T) {
	runScenarios(t, []scenario{
		{name: "all issues at once", request: "POST /v1/artifacts", headers: []string{asKey, isJSON}, body: brokenSpec, status: 400,
			want: []string{`{"error":"Invalid Content","hint":"`, `"issues":[{`, `"path":"/elements/r/children/1"`, `"path":"/elements/a/type"`,
				`"severity":"error","code":"`, `"line":1,"column":`}},
		{name: "all issues of an update", request: "PUT /v1/artifacts/$ID", headers: []string{asKey, isJSON}, body: brokenSpec, status: 400,
			want: []string{`"issues":[{`}},
		{name: "no JSON", request: "POST /v1/artifacts", headers: []string{asKey, isJSON}, body: "<p>", status: 400, want: []string{`"issues":[{`}},
		{name: "Markdown that is too deep", request: "POST /v1/artifacts", headers: []string{asKey, isMD}, body: strings.Repeat(">", 99), status: 400,
			want: []string{`"code":"too_deep"`, `"hint":"nest less`}},
		{name: "HTML that is not UTF-8", request: "POST /v1/artifacts", headers: []string{asKey, isHTML}, body: "a\nbc\xff", status: 400,
			want: []string{`"code":"not_utf8"`, `"line":2,"column":3`}},
		{name: "Markdown that is not UTF-8", request: "POST /v1/artifacts", headers: []string{asKey, isMD}, body: "\xe9", status: 400,
			want: []string{`"code":"not_utf8"`, `"line":1,"column":1`}},
		{name: "empty", request: "POST /v1/artifacts", headers: []string{asKey, isHTML}, status: 400, want: []string{"empty"}},
		{name: "no type", request: "POST /v1/artifacts", headers: []string{asKey}, body: "x", status: 415,
			want:   []string{`"error":"Unsupported Media Type"`, "no Content-Type", "text/html, application/json, text/markdown"},
			header: []string{"Accept-Post: text/html, application/json, text/markdown, application/jsonl, application/x-ndjson"}},
		{name: "another type", request: "PUT /v1/artifacts/$ID", headers: []string{asKey, "Content-Type: image/png"}, body: "x", status: 415,
			want: []string{"image/png"}, header: []string{"Accept: text/html, application/json, text/markdown, application/jsonl, application/x-ndjson"}},
		{name: "curl without a type", request: "POST /v1/artifacts", headers: []string{asKey, "Content-Type: application/x-www-form-urlencoded"},
			body: "x", status: 415},
		{name: "broken type", request: "POST /v1/artifacts", headers: []string{asKey, "Content-Type: text/html; charset"}, body: "x", status: 415},
		{name: "another charset", request: "POST /v1/artifacts", headers: []string{asKey, "Content-Type: text/html; charset=iso-8859-1"},
			body: "x", status: 415, want: []string{"charset must be UTF-8"}},
		{name: "compressed", request: "POST /v1/artifacts", headers: []string{asKey, isHTML, "Content-Encoding: gzip"}, body: "x", status: 415,
			want: []string{"without Content-Encoding"}},
		{name: "5 MB", request: "POST /v1/artifacts", headers: []string{asKey, isHTML}, body: strings.Repeat("x", DefaultBodyBytes), status: 201},
		{name: "more than 5 MB", request: "POST /v1/artifacts", headers: []string{asKey, isHTML}, body: strings.Repeat("x", DefaultBodyBytes+1),
			status: 413, want: []string{`"error":"Payload Too Large"`, "5242880"}},
		{name: "spec of more than 512 KB", request: "POST /v1/artifacts", headers: []string{asKey, isJSON},
			body: spec + strings.Repeat(" ", DefaultSpecBytes), status: 413, want: []string{"524288"}},
	})
}

func TestTitles(t *testing.T) {
	f := newFixture(t)
	title := func(value string) []string { return []string{asKey, isHTML, "X-Artifact-Title: " + value} }
	for _, c := range []struct{ name, given, want string }{
		{"plain", "My Page", `"title":"My Page"`},
		{"UTF-8", "Größe 📐", `"title":"Größe 📐"`},
		{"ISO 8859-1", "Gr\xf6\xdfe", `"title":"Größe"`},
		{"long", strings.Repeat("ä", maxTitleLetters+5), `"title":"` + strings.Repeat("ä", maxTitleLetters) + `"`},
		{"quotes", `a "b" <c>`, `"title":"a \"b\" <c>"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			f.workspace("KEY")
			f.vars["ID"] = f.ask("POST /v1/artifacts", "x", title(c.given)...).field(t, "id")
			if r := f.ask("GET /v1/artifacts/$ID", "", asKey); !strings.Contains(r.body, c.want) {
				t.Errorf("got %s, want %s", r.body, c.want)
			}
			f.ask("PUT /v1/artifacts/$ID", "y", asKey, isHTML) // leaves it
			if r := f.ask("GET /v1/artifacts", "", asKey); !strings.Contains(r.body, c.want) {
				t.Errorf("after PUT: %s, want %s", r.body, c.want)
			}
			f.ask("PUT /v1/artifacts/$ID", "y", title("New")...)
			if r := f.ask("GET /v1/artifacts", "", asKey); !strings.Contains(r.body, `"title":"New"`) {
				t.Errorf("after PUT with a title: %s", r.body)
			}
		})
	}
}

func TestClientHeadersAreKeptAndNeverRefused(t *testing.T) {
	f := newFixture(t)
	f.workspace("KEY")
	r := f.ask("POST /v1/artifacts", "x", asKey, isHTML, "X-Client-Name: codex-cli", "X-Client-Version: 1.2.3", "X-Run-Id: "+strings.Repeat("r", 500))
	item, err := f.meta.Item(t.Context(), r.field(t, "id"), f.clock())
	if err != nil || item.Client.Name != "codex-cli" || item.Client.Version != "1.2.3" || item.Client.Run != strings.Repeat("r", maxClientLetters) {
		t.Errorf("%+v, %v", item.Client, err)
	}
}

func TestUpdateDoesNotProlong(t *testing.T) {
	f := newFixture(t)
	f.workspace("KEY")
	f.publish("ID", "x")
	f.wait(DefaultFreeItemLife - time.Second)
	f.ask("PUT /v1/artifacts/$ID", "y", asKey, isHTML)
	f.wait(time.Second)
	if r := f.ask("GET /v1/artifacts/$ID", "", asKey); r.status != 404 {
		t.Errorf("status %d", r.status)
	}
}

func TestExpiryOfPlans(t *testing.T) {
	f := newFixture(t)
	for _, c := range []struct {
		name   string
		change []func(*WorkspaceOptions)
		want   string
	}{
		{"free", nil, `"expiresAt":1800086400000`},
		{"pro", []func(*WorkspaceOptions){pro}, `"expiresAt":null`},
		{"free, not longer than the workspace", []func(*WorkspaceOptions){func(o *WorkspaceOptions) { o.Life = time.Hour }}, `"expiresAt":1800003600000`},
	} {
		f.workspace("KEY", c.change...)
		f.publish("ID", "x")
		if r := f.ask("GET /v1/artifacts/$ID", "", asKey); !strings.Contains(r.body, c.want) {
			t.Errorf("%s: %s, want %s", c.name, r.body, c.want)
		}
	}
}
