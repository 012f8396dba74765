package api

import (
	"fmt"

	"github.com/valyala/fasthttp"

	"placard/storage"
)

// whoamiBody is the workspace of the key that asks.
type whoamiBody struct {
	ID          string       `json:"id"`
	Name        string       `json:"name"`
	Plan        storage.Plan `json:"plan"`
	Claimed     bool         `json:"claimed"`
	CreatedAt   moment       `json:"createdAt"`
	ExpiresAt   moment       `json:"expiresAt"`
	ActiveItems int          `json:"activeItems"`
	Limits      limitsBody   `json:"limits"`
}

// limitsBody has null for what is not limited.
type limitsBody struct {
	ActiveItems       *int   `json:"activeItems"`
	ItemLifeSeconds   *int64 `json:"itemLifeSeconds"`
	RequestsPerMinute *int   `json:"requestsPerMinute"`
	BodyBytes         int    `json:"bodyBytes"`
	SpecBytes         int    `json:"specBytes"`
}

func (a *API) whoami(c *call) (answer, error) {
	w := c.workspace
	active, err := a.cfg.Meta.CountActive(c.ctx, w.ID, itemKinds, c.now)
	if err != nil {
		return answer{}, fmt.Errorf("count items: %w", err)
	}
	return answer{status: fasthttp.StatusOK, body: whoamiBody{
		ID: w.ID, Name: w.Name, Plan: w.Plan, Claimed: w.Claimed,
		CreatedAt: moment(w.CreatedAt), ExpiresAt: moment(w.ExpiresAt),
		ActiveItems: active, Limits: a.cfg.Limits.body(w.Plan),
	}}, nil
}

func (l Limits) body(p storage.Plan) limitsBody {
	b := limitsBody{BodyBytes: l.BodyBytes, SpecBytes: l.SpecBytes}
	if n := l.maxActive(p); n > 0 {
		b.ActiveItems = &n
	}
	if p != storage.PlanPro {
		seconds := int64(l.FreeItemLife.Seconds())
		b.ItemLifeSeconds = &seconds
	}
	if n := l.RequestsPerMinute; n > 0 {
		b.RequestsPerMinute = &n
	}
	return b
}
