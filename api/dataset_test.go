package api

import (
	"fmt"
	"strings"
	"testing"

	"placard/edge"
)

const dataset = `{"name":"inventory","title":"Inventory","data":{"rows":[{"sku":"starter","stock":12}]}}`

func TestDatasets(t *testing.T) {
	scenarios := []scenario{
		{name: "create", request: "POST /v1/datasets", body: strings.Replace(dataset, "inventory", "a_b-9", 1), headers: []string{asKey, isJSON}, status: 201,
			want: []string{`"name":"a_b-9","url":"https://placard.test/d/$WS/a_b-9.json","created":true}`}, header: []string{`Etag: "1"`, "Location: /v1/datasets/a_b-9"}},
		{name: "create a list", request: "POST /v1/datasets", body: `{"name":"x","data":[1]}`, headers: []string{asKey, isJSON}, status: 201},
		{name: "create a name that is there", request: "POST /v1/datasets", body: dataset, headers: []string{asKey, isJSON}, status: 409,
			want: []string{"There is a dataset called inventory already: PUT /v1/datasets/inventory replaces it."}},
		{name: "create the name in another workspace", request: "POST /v1/datasets", body: dataset, headers: []string{asOther, isJSON}, status: 201},
		{name: "create tells every issue", request: "POST /v1/datasets", body: `{"name":"No Name","data":7}`, headers: []string{asKey, isJSON}, status: 400,
			want: []string{`"path":"/name"`, "lower-case letters, digits, _ and -", `"path":"/data"`, "an object or a list"}},
		{name: "create without anything", request: "POST /v1/datasets", body: `{}`, headers: []string{asKey, isJSON}, status: 400,
			want: []string{`"path":"/name"`, `"path":"/data"`}},
		{name: "create with a long name", request: "POST /v1/datasets", body: `{"name":"` + strings.Repeat("x", 65) + `","data":[]}`, headers: []string{asKey, isJSON}, status: 400},
		{name: "create with broken JSON", request: "POST /v1/datasets", body: `{"name":"x","data":[`, headers: []string{asKey, isJSON}, status: 400, want: []string{"invalid_json"}},
		{name: "create with a list around", request: "POST /v1/datasets", body: `[]`, headers: []string{asKey, isJSON}, status: 400, want: []string{"The body must be JSON such as"}},
		{name: "create text", request: "POST /v1/datasets", body: `x`, headers: []string{asKey, isMD}, status: 415, want: []string{"A dataset cannot be text/markdown"}},
		{name: "create without a key", request: "POST /v1/datasets", body: dataset, headers: []string{isJSON}, status: 401},
		{name: "create too large", request: "POST /v1/datasets", body: `{"name":"x","data":["` + strings.Repeat("x", DefaultBodyBytes) + `"]}`, headers: []string{asKey, isJSON}, status: 413},
		{name: "create as large as may be", request: "POST /v1/datasets", body: `{"name":"x","data":["` + strings.Repeat("x", DefaultBodyBytes-4) + `"]}`, headers: []string{asKey, isJSON}, status: 201},
		{name: "list", request: "GET /v1/datasets", headers: []string{asKey}, status: 200,
			want: []string{`[{"id":"$ID","name":"inventory","title":"Inventory","url":"https://placard.test/d/$WS/inventory.json","size":39,"createdAt":1800000000000,"updatedAt":1800000000000}]`}},
		{name: "list of another workspace", request: "GET /v1/datasets", headers: []string{asOther}, status: 200, want: []string{"[]"}},
		{name: "one", request: "GET /v1/datasets/inventory", headers: []string{asKey}, status: 200,
			want: []string{`"name":"inventory"`, `"version":1`, `"expiresAt":1800086400000`}, header: []string{`Etag: "1"`}},
		{name: "one by its ID", request: "GET /v1/datasets/$ID", headers: []string{asKey}, status: 404, want: []string{"GET /v1/datasets lists"}},
		{name: "update", request: "PUT /v1/datasets/inventory", body: `{"data":[1,2]}`, headers: []string{asKey, isJSON}, status: 200,
			want: []string{`{"id":"$ID","name":"inventory","url":"https://placard.test/d/$WS/inventory.json","updated":true}`}, header: []string{`Etag: "2"`}},
		{name: "update with its name", request: "PUT /v1/datasets/inventory", body: dataset, headers: []string{asKey, isJSON}, status: 200},
		{name: "update to another name", request: "PUT /v1/datasets/inventory", body: `{"name":"other","data":[]}`, headers: []string{asKey, isJSON}, status: 400, want: []string{"cannot be changed"}},
		{name: "update with another version", request: "PUT /v1/datasets/inventory", body: dataset, headers: []string{asKey, isJSON, `If-Match: "9"`}, status: 412},
		{name: "update of another workspace", request: "PUT /v1/datasets/inventory", body: dataset, headers: []string{asOther, isJSON}, status: 404},
		{name: "delete", request: "DELETE /v1/datasets/inventory", headers: []string{asKey}, status: 200, want: []string{`{"name":"inventory","deleted":true}`}},
		{name: "delete of another workspace", request: "DELETE /v1/datasets/inventory", headers: []string{asOther}, status: 404},
		{name: "another method", request: "DELETE /v1/datasets", headers: []string{asKey}, status: 405},
	}
	for i := range scenarios {
		scenarios[i].prepare = func(f *fixture) {
			f.vars["WS"] = f.workspace("KEY").ID
			r := f.ask("POST /v1/datasets", dataset, asKey, isJSON)
			f.vars["ID"] = r.field(f.t, "id")
		}
	}
	runScenarios(t, scenarios)
}

// What is served is the data as it came; the title stays when it is not given.
func TestDatasetIsServedAsItCame(t *testing.T) {
	f := newFixture(t)
	ws := f.workspace("KEY")
	served := func() string {
		p := []byte("/d/" + ws.ID + "/n.json")
		r := edge.Request{Path: p, RawPath: p}
		ref, err := f.pages.Find(t.Context(), r)
		if err != nil {
			return err.Error()
		}
		page, err := f.pages.Load(t.Context(), ref, r)
		if err != nil {
			return err.Error()
		}
		return string(page.Body)
	}
	f.ask("POST /v1/datasets", `{"name":"n", "title":"T", "data": {"a" : 1.50,"b":"</script>"} }`, asKey, isJSON)
	if got := served(); got != `{"a" : 1.50,"b":"</script>"}` {
		t.Error(got)
	}
	f.ask("PUT /v1/datasets/n", `{"data":[2]}`, asKey, isJSON)
	if got := served(); got != "[2]" {
		t.Error(got)
	}
	scenario{status: 200, want: []string{`"title":"T"`, `"size":3`}}.check(f, f.ask("GET /v1/datasets", "", asKey))
	f.ask("DELETE /v1/datasets/n", "", asKey)
	if got := served(); got != edge.ErrNoPage.Error() {
		t.Error(got)
	}
	f.ask("POST /v1/datasets", `{"name":"n","data":[3]}`, asKey, isJSON)
	if got := served(); got != "[3]" {
		t.Error(got)
	}
	f.wait(DefaultFreeItemLife)
	if got := served(); got != edge.ErrNoPage.Error() {
		t.Error(got)
	}
	if r := f.ask("POST /v1/datasets", `{"name":"n","data":[4]}`, asKey, isJSON); r.status != 201 {
		t.Errorf("the name of an expired dataset: %s", r.body)
	}
}

func TestDatasetsAreBounded(t *testing.T) {
	f := newFixture(t, func(c *Config) { c.Limits.RequestsPerMinute = -1 })
	f.workspace("KEY")
	for i := range maxDatasets {
		if r := f.ask("POST /v1/datasets", fmt.Sprintf(`{"name":"d%d","data":[]}`, i), asKey, isJSON); r.status != 201 {
			t.Fatal(r.body)
		}
	}
	full := scenario{status: 402, want: []string{"room for 100 datasets"}}
	full.check(f, f.ask("POST /v1/datasets", `{"name":"one-more","data":[]}`, asKey, isJSON))
	f.publish("ID", "x")
}
