package edge

import (
	"time"

	"github.com/valyala/fasthttp"
)

// Header names and values that are always the same, in canonical form.
var (
	headETag           = []byte(fasthttp.HeaderETag)
	headVary           = []byte(fasthttp.HeaderVary)
	headCacheControl   = []byte(fasthttp.HeaderCacheControl)
	headPolicy         = []byte(fasthttp.HeaderContentSecurityPolicy)
	headTypeOptions    = []byte(fasthttp.HeaderXContentTypeOptions)
	headReferrerPolicy = []byte(fasthttp.HeaderReferrerPolicy)
	headLastModified   = []byte(fasthttp.HeaderLastModified)
	headAllow          = []byte(fasthttp.HeaderAllow)
	headLocation       = []byte(fasthttp.HeaderLocation)
	headAllowOrigin    = []byte(fasthttp.HeaderAccessControlAllowOrigin)

	acceptEncoding = []byte("Accept-Encoding")
	// revalidate lets everyone keep a page but ask each time whether it is current: a write is visible at once, and a
	// 304 costs less than 300 bytes.
	revalidate = []byte("public, no-cache")
	// immutable is for addresses that change with what is there.
	immutable = []byte("public, max-age=31536000, immutable")
	noStore   = []byte("no-store")
	anyOrigin = []byte("*")
	noSniff   = []byte("nosniff")
	// sameOrigin keeps the address of a page, which may be its only protection, from the sites it links to, and leaves
	// forms on the page their Origin header, which no-referrer would take.
	sameOrigin   = []byte("same-origin")
	readMethods  = []byte("GET, HEAD")
	textType     = []byte("text/plain; charset=utf-8")
	htmlType     = []byte("text/html; charset=utf-8")
	jsonType     = []byte("application/json")
	strictPolicy = []byte("default-src 'none'; frame-ancestors 'none'")
)

// answer sends the page, or that the visitor has it already.
func (s *Server) answer(ctx *fasthttp.RequestCtx, e *entry, now time.Time) {
	request := &ctx.Request.Header
	w := parseWishes(request.PeekAll(fasthttp.HeaderAcceptEncoding))
	if e.cors {
		ctx.Response.Header.SetCanonical(headAllowOrigin, anyOrigin)
	}
	if !e.ok() {
		s.answerFailure(ctx, e, w)
		return
	}
	known := request.PeekAll(fasthttp.HeaderIfNoneMatch)
	if c, ok := e.match(known, w); ok {
		writeNotModified(ctx, e.tags[c])
		return
	}
	rep := s.pick(e, w)
	switch {
	case rep == nil:
		refuse(ctx, fasthttp.StatusNotAcceptable)
	case len(known) == 0 && e.unchangedSince(request.Peek(fasthttp.HeaderIfModifiedSince), now):
		writeNotModified(ctx, rep.tag)
	default:
		writePage(ctx, e, rep, now)
	}
}

// answerFailure sends a page that says what is not there. A 304 means what a 200 would have said (RFC 9110 section
// 15.4.5), so it has no validators and conditions are not looked at (section 13.2.1).
func (s *Server) answerFailure(ctx *fasthttp.RequestCtx, e *entry, w wishes) {
	rep := s.pick(e, w)
	if rep == nil {
		refuse(ctx, fasthttp.StatusNotAcceptable)
		return
	}
	h := &ctx.Response.Header
	ctx.Response.SetStatusCode(e.status)
	h.SetCanonical(headVary, acceptEncoding)
	h.SetCanonical(headCacheControl, noStore)
	writeBody(ctx, e, rep)
}

// writePage makes the 200.
func writePage(ctx *fasthttp.RequestCtx, e *entry, rep *representation, now time.Time) {
	h := &ctx.Response.Header
	writeValidators(h, rep.tag)
	if e.immutable {
		h.SetCanonical(headCacheControl, immutable)
	}
	if e.datable(now) {
		h.SetCanonical(headLastModified, e.lastModified)
	}
	writeBody(ctx, e, rep)
}

// writeBody adds the page and what describes it. For HEAD fasthttp leaves the body out and its length in.
func writeBody(ctx *fasthttp.RequestCtx, e *entry, rep *representation) {
	h := &ctx.Response.Header
	h.SetContentTypeBytes(e.contentType)
	if rep.coding != identity {
		h.SetContentEncodingBytes(codings[rep.coding].name)
	}
	if len(e.policy) > 0 {
		h.SetCanonical(headPolicy, e.policy)
	}
	writeGuards(h)
	ctx.Response.SetBodyRaw(rep.body)
}

// writeNotModified makes the 304, with the headers of RFC 9110 section 15.4.5. The others are the same as those that
// came with the tag.
func writeNotModified(ctx *fasthttp.RequestCtx, tag []byte) {
	ctx.Response.SetStatusCode(fasthttp.StatusNotModified)
	writeValidators(&ctx.Response.Header, tag)
}

func writeValidators(h *fasthttp.ResponseHeader, tag []byte) {
	h.SetCanonical(headETag, tag)
	h.SetCanonical(headVary, acceptEncoding)
	h.SetCanonical(headCacheControl, revalidate)
}

// writeGuards sets what every body of ours is sent with.
func writeGuards(h *fasthttp.ResponseHeader) {
	h.SetCanonical(headTypeOptions, noSniff)
	h.SetCanonical(headReferrerPolicy, sameOrigin)
}

// redirect sends the visitor to where the page lives now. Browsers would keep a 308 for good, but an address may be
// given away again, so they are told to ask.
func redirect(ctx *fasthttp.RequestCtx, location string) {
	writeText(ctx, fasthttp.StatusPermanentRedirect, "This page has moved.\n")
	h := &ctx.Response.Header
	h.SetCanonical(headLocation, []byte(location))
	h.SetCanonical(headCacheControl, revalidate)
}

func writeText(ctx *fasthttp.RequestCtx, status int, text string) {
	h := &ctx.Response.Header
	ctx.Response.SetStatusCode(status)
	h.SetContentTypeBytes(textType)
	h.SetCanonical(headCacheControl, noStore)
	writeGuards(h)
	ctx.Response.SetBodyString(text)
}
