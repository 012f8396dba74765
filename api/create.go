package api

import (
	"errors"
	"fmt"
	"time"

	"github.com/valyala/fasthttp"

	"placard/storage"
)

// itemKinds are what a plan's number of active items counts.
var itemKinds = []storage.Kind{storage.KindArtifact, storage.KindApp}

// maxIDTries is how many IDs are tried: a second one is needed once in many million years.
const maxIDTries = 3

func (a *API) createArtifact(c *call) (answer, error) {
	key, err := idempotencyKey(c)
	if err != nil {
		return answer{}, err
	}
	if key == "" { // Else it may be a repetition, which needs no room.
		if err := a.checkRoom(c); err != nil {
			return answer{}, err
		}
	}
	in, err := a.content(c)
	if err != nil {
		return answer{}, err
	}
	item, replayed, err := a.create(c, &in, key)
	if err != nil {
		return answer{}, err
	}
	return answer{
		status: fasthttp.StatusCreated, tag: versionTag(item.Version), location: artifactsPath + "/" + item.ID,
		replayed: replayed, body: a.published(item, in.warnings),
	}, nil
}

// idempotencyKey is the request's key, "" for none.
func idempotencyKey(c *call) (string, error) {
	key := string(c.http.Request.Header.Peek("Idempotency-Key"))
	if len(key) > maxKeyBytes {
		return "", bad("An Idempotency-Key has at most ", fmt.Sprint(maxKeyBytes), " bytes, such as a UUID.")
	}
	return key, nil
}

// checkRoom refuses early what the quota will not let in, before anything is checked and stored. CreateItem decides.
func (a *API) checkRoom(c *call) error {
	limit := a.cfg.Limits.maxActive(c.workspace.Plan)
	if limit == 0 {
		return nil
	}
	n, err := a.cfg.Meta.CountActive(c.ctx, c.workspace.ID, itemKinds, c.now)
	if err != nil {
		return fmt.Errorf("count items: %w", err)
	}
	if n >= limit {
		return a.quotaReached(c)
	}
	return nil
}

func (a *API) quotaReached(c *call) error {
	return &refusal{code: quotaReached, hint: fmt.Sprintf("The %s plan has room for %d active items. Delete one with "+
		"DELETE /v1/artifacts/<id>, wait until one expires, or upgrade the workspace to Pro.",
		c.workspace.Plan, a.cfg.Limits.maxActive(c.workspace.Plan))}
}

func (a *API) create(c *call, in *content, key string) (item storage.Item, replayed bool, err error) {
	n := storage.NewItem{
		Item:      a.newItem(c, in),
		MaxActive: a.cfg.Limits.maxActive(c.workspace.Plan),
		Counted:   itemKinds,
	}
	if key != "" {
		n.IdempotencyKey, n.Request = key, in.request(storage.KindArtifact)
	}
	err = a.keep(c, in, func() (storage.Item, error) {
		item, replayed, err = a.insert(c, n)
		return item, err
	})
	switch {
	case errors.Is(err, storage.ErrQuota):
		err = a.quotaReached(c)
	case errors.Is(err, storage.ErrNotFound) && key != "":
		err = &refusal{code: gone}
	case errors.Is(err, storage.ErrNotFound): // The workspace has ended since its key was looked up.
		err = &refusal{code: unauthorized}
	case err == nil:
		a.cfg.Changed(item.ID)
	}
	return item, replayed, err
}

func (a *API) newItem(c *call, in *content) storage.Item {
	item := storage.Item{
		Workspace: c.workspace.ID, Kind: storage.KindArtifact, ContentType: in.mediaType,
		Blob: in.hash, Size: int64(len(in.body)), CreatedAt: c.now, UpdatedAt: c.now,
		ExpiresAt: a.cfg.Limits.expiry(c.workspace, c.now), Client: in.client,
	}
	if in.title != nil {
		item.Title = *in.title
	}
	return item
}

// insert finds a free ID.
func (a *API) insert(c *call, n storage.NewItem) (item storage.Item, replayed bool, err error) {
	for range maxIDTries {
		if n.ID, err = newID(a.cfg.Rand); err != nil {
			return item, false, err
		}
		item, replayed, err = a.cfg.Meta.CreateItem(c.ctx, n)
		if !errors.Is(err, storage.ErrConflict) {
			return item, replayed, err
		}
	}
	return item, false, fmt.Errorf("no free ID in %d tries: %v", maxIDTries, err)
}

// maxActive is how many active items a plan allows, 0 for no bound.
func (l Limits) maxActive(p storage.Plan) int {
	if p == storage.PlanPro {
		return l.ProItems
	}
	return l.FreeItems
}

// expiry is when an item ends that is created now: never later than its workspace, so that whoever knows the item knows
// when to stop showing it.
func (l Limits) expiry(w storage.Workspace, now time.Time) time.Time {
	if w.Plan == storage.PlanPro {
		return w.ExpiresAt
	}
	end := now.Add(l.FreeItemLife)
	if !w.ExpiresAt.IsZero() && w.ExpiresAt.Before(end) {
		return w.ExpiresAt
	}
	return end
}
