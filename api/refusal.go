package api

import (
	"context"
	"errors"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/valyala/fasthttp"

	"placard/engine/diag"
	"placard/storage"
)

// code names a reason why a request is refused.
type code uint8

const (
	internal code = iota
	unavailable
	badRequest
	invalidContent
	unauthorized
	quotaReached
	notClaimed
	nameTaken
	notFound
	noEndpoint
	wrongMethod
	gone
	versionMismatch
	tooLarge
	wrongType
	keyReused
	beingWritten
	replaced
	notPatchable
	brokenOff
	tooMany
)

// refusal is the one error that endpoints return on purpose. Others that they return are from storage, or are failures
// of ours.
type refusal struct {
	code code
	// hint says how to mend it, when the code alone does not.
	hint   string
	issues diag.List
	// allow and accept are what would have been right, for the headers that say so.
	allow, accept string
	retryAfter    time.Duration
	claimURL      string
}

// Error implements error.
func (r *refusal) Error() string { return statuses[r.code].text + ": " + r.hint }

// statuses has what each code is in HTTP, and its hint when the refusal has none of its own. The texts of 401, 402, 413,
// 415 and 429 are those that the API promised when it was published.
var statuses = [...]struct {
	status     int
	text, hint string
}{
	unauthorized: {401, "Unauthorized",
		"Send the header Authorization: Bearer <key>. POST /v1/workspaces gives you a key."},
	quotaReached: {402, "Payment Required", ""},
	tooLarge:     {413, "Payload Too Large", ""},
	wrongType:    {415, "Unsupported Media Type", ""},
	tooMany:      {429, "Too Many Requests", "Wait as long as retryAfter says, in seconds."},

	badRequest:     {400, "Bad Request", ""},
	invalidContent: {400, "Invalid Content", "Mend every issue of severity error and send it again."},
	notClaimed:     {403, "Forbidden: the workspace is not claimed", ""},
	nameTaken:      {409, "Conflict", ""},
	notFound:       {404, "Not Found", "This workspace has no such item. It may have been deleted, or it has expired."},
	noEndpoint: {404, "Not Found",
		"The API has no such path. See POST /v1/workspaces, GET /v1/whoami, /v1/artifacts, /v1/apps, /v1/datasets and /v1/catalog/prompt."},
	wrongMethod: {405, "Method Not Allowed", "The header Allow says which methods this path has."},
	gone: {410, "Gone",
		"The item that was created with this Idempotency-Key was deleted or has expired. Use a new key to create another."},
	versionMismatch: {412, "Precondition Failed",
		"The item has another version than If-Match asks for. GET it, and send the request again with the ETag that it has now."},
	keyReused: {422, "Idempotency-Key Reused",
		"This Idempotency-Key came with another request before. Use a new key for each new request."},
	beingWritten: {409, "Conflict", "Somebody else is writing this item at the moment. Wait until they are done, or PUT the whole of it."},
	replaced:     {409, "Conflict", "The item was replaced or deleted while it was being written."},
	notPatchable: {409, "Conflict", ""},
	brokenOff:    {408, "Request Timeout", "The stream broke off. The lines that had come are kept: PATCH goes on from there."},
	internal:     {500, "Internal Server Error", "Something went wrong here. It has been noted; please try again later."},
	unavailable:  {503, "Service Unavailable", "This takes too long at the moment; please try again later."},
}

// refusalBody is the JSON of every refusal.
type refusalBody struct {
	Error      string       `json:"error"`
	Hint       string       `json:"hint,omitempty"`
	ClaimURL   string       `json:"claimUrl,omitempty"`
	Issues     []diag.Issue `json:"issues,omitempty"`
	MoreIssues int          `json:"moreIssues,omitempty"`
	RetryAfter int64        `json:"retryAfter,omitempty"` // seconds
}

// refuse answers with the status and body of an error; there is no other way to say no.
func (a *API) refuse(c *call, err error) {
	r := asRefusal(err)
	if r.code == internal || r.code == unavailable {
		a.cfg.Log.Error("api: request failed", "method", string(c.http.Method()), "path", string(c.http.Path()), "error", err)
	}
	h := &c.http.Response.Header
	setIfAny(h, fasthttp.HeaderAllow, r.allow)
	if r.code == unauthorized {
		h.Set(fasthttp.HeaderWWWAuthenticate, "Bearer")
	}
	r.writeAccept(c)
	body := r.body(h)
	if r.code == notFound && c.of != nil {
		body.Hint += " GET " + c.of.path + " lists what there is."
	}
	writeJSON(c.http, statuses[r.code].status, body)
}

// writeAccept tells what may be sent: Accept-Post and Accept-Patch are the headers for that, and RFC 9110 names Accept in a
// 415.
func (r *refusal) writeAccept(c *call) {
	name := fasthttp.HeaderAccept
	switch {
	case c.http.IsPost():
		name = "Accept-Post"
	case c.http.IsPatch():
		name = "Accept-Patch"
	}
	setIfAny(&c.http.Response.Header, name, r.accept)
}

func (r *refusal) body(h *fasthttp.ResponseHeader) refusalBody {
	s := statuses[r.code]
	b := refusalBody{Error: s.text, Hint: s.hint, ClaimURL: r.claimURL, Issues: r.issues.Issues, MoreIssues: r.issues.More}
	if r.hint != "" {
		b.Hint = r.hint
	}
	if r.retryAfter > 0 {
		b.RetryAfter = int64(math.Ceil(r.retryAfter.Seconds()))
		h.Set(fasthttp.HeaderRetryAfter, strconv.FormatInt(b.RetryAfter, 10))
	}
	return b
}

// asRefusal says which refusal an error is.
func asRefusal(err error) *refusal {
	var r *refusal
	switch {
	case errors.As(err, &r):
		return r
	case errors.Is(err, storage.ErrNotFound):
		return &refusal{code: notFound}
	case errors.Is(err, storage.ErrConflict):
		return &refusal{code: versionMismatch}
	case errors.Is(err, storage.ErrKeyReused):
		return &refusal{code: keyReused}
	case errors.Is(err, context.DeadlineExceeded):
		return &refusal{code: unavailable}
	}
	return &refusal{code: internal}
}

// bad refuses a request for something in it that is not content.
func bad(hint ...string) *refusal { return &refusal{code: badRequest, hint: strings.Join(hint, "")} }
