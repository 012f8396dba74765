package api

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"time"

	"placard/storage"
)

func newWorkspaceRow() storage.Workspace {
	return storage.Workspace{ID: "ws_a", Plan: storage.PlanFree}
}

var createdPattern = regexp.MustCompile(`^\{"id":"ws_[a-z][a-z0-9]{11}","apiKey":"artifact_[0-9a-f]{64}",` +
	`"claimUrl":"https://placard\.test/claim/[0-9a-f]{64}","plan":"free","expiresAt":1800604800000\}\n$`)

func TestCreateWorkspace(t *testing.T) {
	f := newFixture(t)
	for _, c := range []struct {
		name, body string
		status     int
		want       string // in the body of the answer, or the workspace's name
	}{
		{"without a body", "", 201, ""},
		{"with a name", `{"name":" My workspace\n","other":1}`, 201, "My workspace"},
		{"with an empty object", `{}`, 201, ""},
		{"no JSON", `name=x`, 400, "must be empty or JSON"},
		{"name of another type", `{"name":1}`, 400, "must be empty or JSON"},
		{"long name", `{"name":"` + strings.Repeat("ä", maxNameLetters+1) + `"}`, 400, "at most 100"},
		{"long body", `{"name":"` + strings.Repeat(" ", maxSmallBody) + `"}`, 413, "only a name"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := f.ask("POST /v1/workspaces", c.body)
			if r.status != c.status {
				t.Fatalf("status %d: %s", r.status, r.body)
			}
			if c.status != 201 {
				if !strings.Contains(r.body, c.want) {
					t.Errorf("body %s", r.body)
				}
				return
			}
			if !createdPattern.MatchString(r.body) {
				t.Errorf("body %s", r.body)
			}
			f.vars["KEY"] = r.field(t, "apiKey")
			want := `{"id":"` + r.field(t, "id") + `","name":"` + c.want + `","plan":"free","claimed":false,"createdAt":1800000000000,` +
				`"expiresAt":1800604800000,"activeItems":0,"limits":{"activeItems":3,"itemLifeSeconds":86400,"requestsPerMinute":120,` +
				`"bodyBytes":5242880,"specBytes":524288}}` + "\n"
			if who := f.ask("GET /v1/whoami", "", asKey); who.body != want {
				t.Errorf("whoami %s\nwant   %s", who.body, want)
			}
		})
	}
}

func TestClaimedWorkspaceNeverEnds(t *testing.T) {
	f := newFixture(t)
	w := f.workspace("KEY", pro)
	text, err := json.Marshal(w)
	if want := `{"id":"` + w.ID + `","apiKey":"` + w.APIKey + `","claimUrl":null,"plan":"pro","expiresAt":null}`; err != nil || string(text) != want {
		t.Errorf("%s, %v; want %s", text, err, want)
	}
	f.publish("ID", "x")
	f.wait(10 * 365 * 24 * time.Hour)
	want := `"plan":"pro","claimed":true,"createdAt":1800000000000,"expiresAt":null,"activeItems":1,"limits":{"activeItems":null,"itemLifeSeconds":null,`
	if r := f.ask("GET /v1/whoami", "", asKey); !strings.Contains(r.body, want) {
		t.Errorf("whoami %s\nlacks %s", r.body, want)
	}
}

// Whoever reads the database learns no key.
func TestSecretsAreNotStored(t *testing.T) {
	m := &creator{}
	w, err := CreateWorkspace(t.Context(), m, WorkspaceOptions{BaseURL: baseURL + "/"})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(*w.ClaimURL, baseURL+"/claim/") {
		t.Errorf("claim URL %s", *w.ClaimURL)
	}
	claim := strings.TrimPrefix(*w.ClaimURL, baseURL+"/claim/")
	row, err := json.Marshal(m)
	if err != nil || bytes.Contains(row, []byte(w.APIKey)) || bytes.Contains(row, []byte(claim)) {
		t.Errorf("%s, %v", row, err)
	}
	if m.Key == m.Claim || m.Key == (storage.Hash{}) {
		t.Errorf("hashes %x and %x", m.Key, m.Claim)
	}
}

func TestWithoutRandomnessNothingIsCreated(t *testing.T) {
	m := &creator{}
	if _, err := CreateWorkspace(t.Context(), m, WorkspaceOptions{Rand: strings.NewReader("too little")}); err == nil || m.Workspace.ID != "" {
		t.Errorf("%v, %+v", err, m)
	}
}

type creator struct {
	Workspace  storage.Workspace
	Key, Claim storage.Hash
}

func (c *creator) CreateWorkspace(_ context.Context, w storage.Workspace, key, claim storage.Hash) error {
	c.Workspace, c.Key, c.Claim = w, key, claim
	return nil
}

func TestWorkspacesPerAddressAreLimited(t *testing.T) {
	create := func(f *fixture, forwarded string) int {
		return f.ask("POST /v1/workspaces", "", "X-Forwarded-For: "+forwarded).status
	}
	limited := func(trust bool) *fixture {
		return newFixture(t, func(c *Config) { c.TrustProxy, c.Limits.WorkspacesPerHour = trust, 2 })
	}
	f := limited(true)
	for i, c := range []struct {
		forwarded string
		want      int
	}{
		{"203.0.113.1", 201}, {"evil, 203.0.113.1", 201}, {"198.51.100.7, 203.0.113.1", 429}, {"::ffff:203.0.113.1", 429}, {"203.0.113.2", 201},
		{"2001:db8:1:2::1", 201}, {"2001:db8:1:2:ffff::2", 201}, {"2001:db8:1:2::3", 429}, {"2001:db8:1:3::1", 201},
		{"not an address", 201},
	} {
		if got := create(f, c.forwarded); got != c.want {
			t.Errorf("%d, %s: status %d, want %d", i, c.forwarded, got, c.want)
		}
	}
	f.wait(30 * time.Minute)
	if got := create(f, "203.0.113.1"); got != 201 {
		t.Errorf("half an hour later: status %d", got)
	}

	f = limited(false) // All come from one address, whatever they say.
	for i, want := range []int{201, 201, 429} {
		if got := create(f, "203.0.113."+string(rune('1'+i))); got != want {
			t.Errorf("untrusted proxy, %d: status %d, want %d", i, got, want)
		}
	}
}

func TestIDs(t *testing.T) {
	pattern := regexp.MustCompile(`^[a-z][a-z0-9]{11}$`)
	seen := map[string]bool{}
	for range 1000 {
		id, err := newID(rand.Reader)
		if err != nil || !pattern.MatchString(id) || seen[id] {
			t.Fatalf("%q, %v", id, err)
		}
		seen[id] = true
	}
}
