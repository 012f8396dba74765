package api

import (
	"bytes"
	"encoding/json"
	"strconv"
	"time"

	"github.com/valyala/fasthttp"
)

// answer is what an endpoint says when it has done what was asked.
type answer struct {
	status int
	body   any // as JSON; nil for none
	// document, if there is one, is the body as it is.
	document *document
	// tag, cacheControl, location, link and replayed are headers; empty ones are left out, but nothing is cached unless
	// cacheControl says so.
	tag, cacheControl, location, link string
	replayed                          bool
}

func writeCommonHeaders(h *fasthttp.ResponseHeader) {
	h.Set(fasthttp.HeaderAccessControlAllowOrigin, "*")
	h.Set(fasthttp.HeaderAccessControlExposeHeaders, corsExposed)
	h.Set(fasthttp.HeaderCacheControl, "no-store")
	h.Set(fasthttp.HeaderXContentTypeOptions, "nosniff")
}

func writeAnswer(ctx *fasthttp.RequestCtx, ans answer) {
	h := &ctx.Response.Header
	setIfAny(h, fasthttp.HeaderETag, ans.tag)
	setIfAny(h, fasthttp.HeaderCacheControl, ans.cacheControl)
	setIfAny(h, fasthttp.HeaderLocation, ans.location)
	setIfAny(h, fasthttp.HeaderLink, ans.link)
	if ans.replayed {
		h.Set("Idempotency-Replayed", "true")
	}
	if d := ans.document; d != nil {
		ctx.SetStatusCode(ans.status)
		ctx.SetContentType(d.contentType)
		ctx.Response.SetBodyRaw(d.text)
		return
	}
	writeJSON(ctx, ans.status, ans.body)
}

func setIfAny(h *fasthttp.ResponseHeader, name, value string) {
	if value != "" {
		h.Set(name, value)
	}
}

// writeJSON writes URLs as they are: the answer is no part of an HTML document.
func writeJSON(ctx *fasthttp.RequestCtx, status int, body any) {
	ctx.SetStatusCode(status)
	if body == nil {
		return
	}
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	// Our answers are structs of strings and numbers: there is nothing in them that cannot be written.
	_ = e.Encode(body)
	ctx.SetContentType("application/json")
	ctx.SetBody(text.Bytes())
}

// moment is a time in milliseconds since 1970, null if there is none: JavaScript's Date takes it as it is.
type moment time.Time

// MarshalJSON implements json.Marshaler.
func (m moment) MarshalJSON() ([]byte, error) {
	t := time.Time(m)
	if t.IsZero() {
		return []byte("null"), nil
	}
	return strconv.AppendInt(nil, t.UnixMilli(), 10), nil
}
