package api

import (
	"errors"
	"fmt"
	"time"

	"github.com/valyala/fasthttp"

	"placard/storage"
)

// maxIDTries is how many IDs are tried: a second one is needed once in many million years.
const maxIDTries = 3

func (a *API) createItem(c *call) (answer, error) {
	if c.of.claimed && !c.workspace.Claimed {
		return answer{}, a.unclaimed(c)
	}
	key, err := idempotencyKey(c)
	if err != nil {
		return answer{}, err
	}
	if key == "" { // Else it may be a repetition, which needs no room.
		if err := a.checkRoom(c); err != nil {
			return answer{}, err
		}
	}
	if c.streamsLines() {
		return a.createLines(c, key)
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
		status: fasthttp.StatusCreated, tag: versionTag(item.Version), location: c.of.path + "/" + c.of.key(item),
		replayed: replayed, body: c.of.created(a, item, &in),
	}, nil
}

// key is the last part of an item's path.
func (o *collection) key(item storage.Item) string {
	if o.named {
		return item.Name
	}
	return item.ID
}

// unclaimed says how the workspace comes to belong to somebody. Who has its key may know its claim URL.
func (a *API) unclaimed(c *call) error {
	key, _ := bearer(c.http.Request.Header.Peek(fasthttp.HeaderAuthorization)) // It is there: admit has read it.
	token, _ := claimToken(string(key))
	claim := claimURL(a.cfg.BaseURL, token)
	return &refusal{code: notClaimed, claimURL: claim, hint: "Publishing " + c.of.noun +
		" needs a claimed workspace. Open " + claim + " and sign in, then send the request again."}
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
	limit := c.of.room(a.cfg.Limits, c.workspace.Plan)
	if limit == 0 {
		return nil
	}
	n, err := a.cfg.Meta.CountActive(c.ctx, c.workspace.ID, c.of.counted, c.now)
	if err != nil {
		return fmt.Errorf("count items: %w", err)
	}
	if n >= limit {
		return a.quotaReached(c)
	}
	return nil
}

func (a *API) quotaReached(c *call) error {
	return &refusal{code: quotaReached, hint: c.of.full(c.of.room(a.cfg.Limits, c.workspace.Plan), c.workspace.Plan)}
}

func itemsFull(limit int, p storage.Plan) string {
	return fmt.Sprintf("The %s plan has room for %d active items. Delete one with DELETE /v1/artifacts/<id> or "+
		"DELETE /v1/apps/<id>, wait until one expires, or upgrade the workspace to Pro.", p, limit)
}

func (a *API) create(c *call, in *content, key string) (item storage.Item, replayed bool, err error) {
	n := storage.NewItem{
		Item:      a.newItem(c, in),
		MaxActive: c.of.room(a.cfg.Limits, c.workspace.Plan),
		Counted:   c.of.counted,
	}
	if key != "" {
		n.IdempotencyKey, n.Request = key, in.request(c.of.kind)
	}
	err = a.keep(c, in, func(content storage.Content) (storage.Item, error) {
		n.Content = content
		item, replayed, err = a.insert(c, n)
		return item, err
	})
	switch {
	case errors.Is(err, storage.ErrQuota):
		err = a.quotaReached(c)
	case errors.Is(err, storage.ErrNameTaken):
		err = &refusal{code: nameTaken, hint: fmt.Sprintf("There is %s called %s already: PUT %s/%s replaces it.", c.of.noun, in.name, c.of.path, in.name)}
	case errors.Is(err, storage.ErrNotFound) && key != "":
		err = &refusal{code: gone}
	case errors.Is(err, storage.ErrNotFound): // The workspace has ended since its key was looked up.
		err = &refusal{code: unauthorized}
	case err == nil:
		a.cfg.Changed(item, nil) // Nobody has asked for it yet.
	}
	return item, replayed, err
}

func (a *API) newItem(c *call, in *content) storage.Item {
	item := storage.Item{
		Workspace: c.workspace.ID, Kind: c.of.kind, Name: in.name, ContentType: in.mediaType, Info: newInfo(in.found),
		Blob: in.body.Hash(), Size: int64(in.body.Len()), CreatedAt: c.now, UpdatedAt: c.now,
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
