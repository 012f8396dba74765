package api

import (
	"strings"
	"testing"
	"time"

	"placard/storage"
)

func TestPathsAndMethods(t *testing.T) {
	runScenarios(t, []scenario{
		{name: "unknown path", request: "GET /v1/nothing", status: 404, want: []string{`"error":"Not Found"`}},
		{name: "root", request: "GET /", status: 404},
		{name: "below an artifact", request: "GET /v1/artifacts/$ID/x", headers: []string{asKey}, status: 404},
		{name: "empty ID", request: "GET /v1/artifacts/", headers: []string{asKey}, status: 404},
		{name: "long ID", request: "GET /v1/artifacts/" + strings.Repeat("a", 65), headers: []string{asKey}, status: 404},
		{name: "method before key", request: "DELETE /v1/artifacts", status: 405, want: []string{`"error":"Method Not Allowed"`},
			header: []string{"Allow: GET, HEAD, POST, OPTIONS"}},
		{name: "POST to an artifact", request: "POST /v1/artifacts/$ID", headers: []string{asKey, isHTML}, body: "x", status: 405,
			header: []string{"Allow: GET, HEAD, PUT, DELETE, PATCH, OPTIONS"}},
		{name: "GET workspaces", request: "GET /v1/workspaces", status: 405, header: []string{"Allow: POST, OPTIONS"}},
		{name: "preflight", request: "OPTIONS /v1/artifacts", headers: []string{"Origin: https://agent.example", "Access-Control-Request-Method: POST"},
			status: 204, header: []string{"Access-Control-Allow-Methods: GET, HEAD, POST, OPTIONS", "Access-Control-Allow-Headers: " + corsHeaders,
				"!Access-Control-Allow-Credentials"}},
		{name: "preflight of nothing", request: "OPTIONS /v1/nothing", status: 404},
	})
}

func TestKeys(t *testing.T) {
	unauthorized := []string{`{"error":"Unauthorized"`}
	challenge := []string{"Www-Authenticate: Bearer"}
	runScenarios(t, []scenario{
		{name: "none", request: "GET /v1/whoami", status: 401, want: unauthorized, header: challenge},
		{name: "none for POST", request: "POST /v1/artifacts", headers: []string{isHTML}, body: "x", status: 401, want: unauthorized},
		{name: "not Bearer", request: "GET /v1/whoami", headers: []string{"Authorization: Basic $KEY"}, status: 401, header: challenge},
		{name: "only the key", request: "GET /v1/whoami", headers: []string{"Authorization: $KEY"}, status: 401},
		{name: "Bearer alone", request: "GET /v1/whoami", headers: []string{"Authorization: Bearer "}, status: 401},
		{name: "too short", request: "GET /v1/whoami", headers: []string{"Authorization: Bearer artifact_abc"}, status: 401},
		{name: "unknown", request: "GET /v1/whoami", headers: []string{"Authorization: Bearer artifact_" + strings.Repeat("0", 64)}, status: 401, want: unauthorized},
		{name: "too long", request: "GET /v1/whoami", headers: []string{asKey + "0"}, status: 401},
		{name: "workspace has expired", request: "GET /v1/whoami", headers: []string{asKey}, status: 401,
			prepare: func(f *fixture) { f.wait(DefaultUnclaimedLife) }},
	})
}

// The cache must not keep a key alive beyond its workspace, even if it was just used.
func TestKeyEndsWithItsWorkspace(t *testing.T) {
	f := newFixture(t)
	f.workspace("KEY", func(o *WorkspaceOptions) { o.Life = time.Minute })
	f.wait(time.Minute - time.Millisecond)
	if r := f.ask("GET /v1/whoami", "", asKey); r.status != 200 {
		t.Fatalf("status %d", r.status)
	}
	f.wait(time.Millisecond)
	if r := f.ask("GET /v1/whoami", "", asKey); r.status != 401 {
		t.Errorf("status %d", r.status)
	}
}

func TestKeyCacheIsShortAndBounded(t *testing.T) {
	k := newKeyCache()
	now := time.UnixMilli(1_800_000_000_000)
	for i := range maxKnownKeys + 1 {
		k.put([32]byte{byte(i), byte(i >> 8)}, storage.Workspace{ID: "ws_a"}, now)
	}
	if len(k.known) > maxKnownKeys {
		t.Errorf("%d keys", len(k.known))
	}
	last := [32]byte{byte(maxKnownKeys % 256), byte(maxKnownKeys >> 8)}
	if _, ok := k.get(last, now.Add(keyLife-1)); !ok {
		t.Error("forgotten too early")
	}
	if _, ok := k.get(last, now.Add(keyLife)); ok {
		t.Error("remembered too long")
	}
}

func TestRequestsPerKeyAreLimited(t *testing.T) {
	f := newFixture(t, func(c *Config) { c.Limits.RequestsPerMinute = 3 })
	f.workspace("KEY")
	f.workspace("OTHER")
	for range 3 {
		if r := f.ask("GET /v1/whoami", "", asKey); r.status != 200 {
			t.Fatalf("status %d", r.status)
		}
	}
	refused := scenario{status: 429, want: []string{`{"error":"Too Many Requests"`, `"retryAfter":20}`}, header: []string{"Retry-After: 20"}}
	refused.check(f, f.ask("GET /v1/whoami", "", asKey))
	refused.check(f, f.ask("GET /v1/artifacts", "", asKey)) // being refused does not prolong it
	if r := f.ask("GET /v1/whoami", "", asOther); r.status != 200 {
		t.Errorf("another key: status %d", r.status)
	}
	f.wait(20 * time.Second)
	if r := f.ask("GET /v1/whoami", "", asKey); r.status != 200 {
		t.Errorf("after waiting: status %d", r.status)
	}
	refused.check(f, f.ask("GET /v1/whoami", "", asKey))
}

func TestNegativeLimitsAllowEverything(t *testing.T) {
	r := newRates(-1, time.Minute)
	for range 1000 {
		if err := r.refuse("x", time.Time{}); err != nil {
			t.Fatal(err)
		}
	}
}

func TestRatesAreBounded(t *testing.T) {
	r := newRates(2, time.Minute)
	now := time.UnixMilli(1_800_000_000_000)
	for i := range maxBuckets + 100 {
		_ = r.refuse(time.Duration(i).String(), now)
	}
	if len(r.buckets) > maxBuckets {
		t.Errorf("%d buckets", len(r.buckets))
	}
}
