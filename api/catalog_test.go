package api

import (
	"encoding/json"
	"strings"
	"testing"
)

// catalogPaths are the catalog's endpoints with their content types and something that they say.
var catalogPaths = []struct{ path, contentType, want string }{
	{"/v1/catalog/prompt", "text/plain; charset=utf-8", "You are a UI generator that outputs JSON."},
	{"/v1/catalog/schema", "application/json", `"$ref":"#/$defs/element"`},
	{"/v1/catalog/schema?strict=false", "application/json", `"$ref":"#/$defs/element"`},
	{"/v1/catalog/schema?strict=true", "application/json", `"required":["root","elements","state","meta"],"additionalProperties":false}`},
	{"/v1/catalog/components", "application/json", `{"type":"img","isVoid":true}`},
	{"/v1/apps/catalog/prompt", "text/plain; charset=utf-8", "You are a Next.js application generator."},
	{"/v1/apps/catalog/schema", "application/json", `"required":["routes"],"additionalProperties":false`},
	{"/v1/apps/catalog/schema?strict=true", "application/json", `"required":["metadata","layouts","routes","state"],"additionalProperties":false}`},
	{"/v1/apps/catalog/components", "application/json", `{"type":"Slot","isBuiltIn":true}],"count":37}`},
}

func TestCatalog(t *testing.T) {
	f := newFixture(t)
	f.workspace("KEY")
	for _, c := range catalogPaths {
		t.Run(c.path, func(t *testing.T) {
			f.within(t, func() {
				r := f.ask("GET "+c.path, "", asKey)
				if r.status != 200 || !strings.Contains(r.body, c.want) || r.header.Get("Content-Type") != c.contentType {
					t.Errorf("%d %s %.300s\nlacks %s", r.status, r.header.Get("Content-Type"), r.body, c.want)
				}
				if c.contentType == "application/json" && !json.Valid([]byte(r.body)) {
					t.Error("no JSON")
				}
				wantHeader(f, r, "Cache-Control: public, max-age=3600")
				wantHeader(f, r, "Access-Control-Allow-Origin: *")
				f.wantUnchanged(c.path, r.header.Get("Etag"))
			})
		})
	}
}

// wantUnchanged asks again with the tag that came before, and with another one.
func (f *fixture) wantUnchanged(path, tag string) {
	f.t.Helper()
	for given, status := range map[string]int{tag: 304, "W/" + tag: 304, "*": 304, `"other"`: 200, `"other", ` + tag: 304} {
		r := f.ask("GET "+path, "", asKey, "If-None-Match: "+given)
		if r.status != status || status == 304 && r.body != "" {
			f.t.Errorf("If-None-Match: %s: status %d, want %d; body %.100s", given, r.status, status, r.body)
		}
		wantHeader(f, r, "Etag: "+tag)
		wantHeader(f, r, "Cache-Control: public, max-age=3600")
	}
}

func TestCatalogTagsDiffer(t *testing.T) {
	f := newFixture(t)
	f.workspace("KEY")
	seen := map[string]string{}
	for _, c := range catalogPaths {
		if strings.HasSuffix(c.path, "strict=false") {
			continue
		}
		tag := f.ask("GET "+c.path, "", asKey).header.Get("Etag")
		if seen[tag] != "" || !strings.HasPrefix(tag, `"`) {
			t.Errorf("%s and %s have the tag %s", c.path, seen[tag], tag)
		}
		seen[tag] = c.path
	}
}

func TestCatalogRefusals(t *testing.T) {
	runScenarios(t, []scenario{
		{name: "no key", request: "GET /v1/catalog/prompt", status: 401, header: []string{"Www-Authenticate: Bearer"}},
		{name: "no key for apps", request: "GET /v1/apps/catalog/schema", status: 401},
		{name: "POST", request: "POST /v1/catalog/prompt", headers: []string{asKey}, status: 405, header: []string{"Allow: GET, HEAD, OPTIONS"}},
		{name: "DELETE for apps", request: "DELETE /v1/apps/catalog/components", headers: []string{asKey}, status: 405},
		{name: "unknown strict", request: "GET /v1/catalog/schema?strict=very", headers: []string{asKey}, status: 400, want: []string{"strict must be"}},
		{name: "unknown document", request: "GET /v1/catalog/elements", headers: []string{asKey}, status: 404},
		{name: "slash at the end", request: "GET /v1/catalog/prompt/", headers: []string{asKey}, status: 404},
		{name: "preflight", request: "OPTIONS /v1/catalog/prompt", status: 204, header: []string{"Access-Control-Allow-Methods: GET, HEAD, OPTIONS"}},
	})
}

func TestCatalogHasNoBodyForHEAD(t *testing.T) {
	f := newFixture(t)
	f.workspace("KEY")
	r := f.ask("HEAD /v1/catalog/components", "", asKey)
	if r.status != 200 || r.body != "" || r.header.Get("Etag") == "" {
		t.Errorf("%d %q %v", r.status, r.body, r.header)
	}
}
