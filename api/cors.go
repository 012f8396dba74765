package api

import (
	"github.com/valyala/fasthttp"
)

// Every origin may use this API from a browser, so that agents that run in a page can publish. That gives nothing away:
// a request is only worth what its Authorization header says, browsers never add that one by themselves, and cookies are
// neither read nor, with "*", sent. Endpoints that go by cookies must not answer so.
const (
	corsHeaders = "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key, X-Artifact-Title, " +
		"X-Client-Name, X-Client-Version, X-Run-Id"
	corsExposed = "ETag, Idempotency-Replayed, Link, Location, Retry-After"
	corsSeconds = "86400"
)

// preflight answers OPTIONS, which comes without a key.
func (a *API) preflight(c *call) {
	methods := a.route(c.http.Path()).methods
	if methods == nil {
		a.refuse(c, &refusal{code: noEndpoint})
		return
	}
	h := &c.http.Response.Header
	h.Set(fasthttp.HeaderAllow, methods.allow())
	h.Set(fasthttp.HeaderAccessControlAllowMethods, methods.allow())
	h.Set(fasthttp.HeaderAccessControlAllowHeaders, corsHeaders)
	h.Set(fasthttp.HeaderAccessControlMaxAge, corsSeconds)
	c.http.SetStatusCode(fasthttp.StatusNoContent)
}
