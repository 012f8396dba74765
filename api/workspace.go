package api

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/valyala/fasthttp"

	"placard/storage"
)

// WorkspaceOptions say what workspace to create. Only BaseURL is required.
type WorkspaceOptions struct {
	Name string
	Plan storage.Plan // "" is free
	// Claimed: it belongs to somebody from the start, and never ends.
	Claimed bool
	// Life is how long it lives if nobody claims it; 0 means DefaultUnclaimedLife.
	Life time.Duration
	// BaseURL is the public address of the server, for the claim URL.
	BaseURL string
	// Now and Rand are the time and where the secrets come from; zero values mean the present and crypto/rand.
	Now  time.Time
	Rand io.Reader
}

// CreatedWorkspace is what its creator is told. The key and the claim URL are in it for the only time.
type CreatedWorkspace struct {
	ID       string       `json:"id"`
	APIKey   string       `json:"apiKey"`
	ClaimURL *string      `json:"claimUrl"` // nil if it is claimed
	Plan     storage.Plan `json:"plan"`
	// ExpiresAt is in milliseconds since 1970, nil for never.
	ExpiresAt *int64 `json:"expiresAt"`
}

// WorkspaceCreator is what CreateWorkspace needs of storage.Meta.
type WorkspaceCreator interface {
	CreateWorkspace(ctx context.Context, w storage.Workspace, key, claim storage.Hash) error
}

// CreateWorkspace creates a workspace with a new key. It serves POST /v1/workspaces and the command line.
func CreateWorkspace(ctx context.Context, meta WorkspaceCreator, o WorkspaceOptions) (CreatedWorkspace, error) {
	o = o.withDefaults()
	w, s, err := o.make()
	if err != nil {
		return CreatedWorkspace{}, fmt.Errorf("create workspace: %w", err)
	}
	if err := meta.CreateWorkspace(ctx, w, s.keyHash, s.claimHash); err != nil {
		return CreatedWorkspace{}, fmt.Errorf("create workspace: %w", err)
	}
	created := CreatedWorkspace{ID: w.ID, APIKey: s.key, Plan: w.Plan}
	if !w.Claimed {
		claim := claimURL(strings.TrimSuffix(o.BaseURL, "/"), s.claim)
		created.ClaimURL = &claim
	}
	if !w.ExpiresAt.IsZero() {
		expires := w.ExpiresAt.UnixMilli()
		created.ExpiresAt = &expires
	}
	return created, nil
}

func (o WorkspaceOptions) withDefaults() WorkspaceOptions {
	orDefault(&o.Plan, storage.PlanFree)
	orDefault(&o.Life, DefaultUnclaimedLife)
	if o.Now.IsZero() {
		o.Now = time.Now()
	}
	if o.Rand == nil {
		o.Rand = rand.Reader
	}
	return o
}

// secrets are a workspace's. Only the hashes are stored.
type secrets struct {
	key, claim         string
	keyHash, claimHash storage.Hash
}

func (o WorkspaceOptions) make() (w storage.Workspace, s secrets, err error) {
	id, err := newID(o.Rand)
	if err != nil {
		return w, s, err
	}
	if s.key, s.keyHash, err = newSecret(o.Rand, keyPrefix); err != nil {
		return w, s, err
	}
	s.claim, s.claimHash = claimToken(s.key)
	w = storage.Workspace{ID: "ws_" + id, Name: o.Name, Plan: o.Plan, Claimed: o.Claimed, CreatedAt: o.Now}
	if !o.Claimed {
		w.ExpiresAt = o.Now.Add(o.Life)
	}
	return w, s, nil
}

func (a *API) createWorkspace(c *call) (answer, error) {
	name, err := workspaceName(c)
	if err != nil {
		return answer{}, err
	}
	if err := a.perAddress.refuse(a.visitor(c.http), c.now); err != nil {
		return answer{}, err
	}
	created, err := CreateWorkspace(c.ctx, a.cfg.Meta, WorkspaceOptions{
		Name: name, Life: a.cfg.Limits.UnclaimedLife, BaseURL: a.cfg.BaseURL, Now: c.now, Rand: a.cfg.Rand,
	})
	return answer{status: fasthttp.StatusCreated, body: created}, err
}

// workspaceName reads the body, which may be missing.
func workspaceName(c *call) (string, error) {
	body := c.http.Request.Body()
	if len(body) == 0 {
		return "", nil
	}
	if len(body) > maxSmallBody {
		return "", &refusal{code: tooLarge, hint: "The body is only a name."}
	}
	var in struct {
		Name string `json:"name"`
	}
	if err := json.Unmarshal(body, &in); err != nil {
		return "", bad(`The body must be empty or JSON such as {"name":"My workspace"}.`)
	}
	name := visible(in.Name)
	if utf8.RuneCountInString(name) > maxNameLetters {
		return "", bad("name has at most ", fmt.Sprint(maxNameLetters), " letters.")
	}
	return name, nil
}
