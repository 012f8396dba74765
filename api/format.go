package api

import (
	"bytes"
	"fmt"
	"mime"
	"strings"
	"unicode/utf8"

	"github.com/valyala/fasthttp"

	"placard/engine/diag"
)

// format is a media type that may be published.
type format struct {
	mediaType string
	maxBytes  int
	check     func(text []byte) diag.List
}

func newFormats(cfg Config) []format {
	return []format{
		{"text/html", cfg.Limits.BodyBytes, anything},
		{"application/json", cfg.Limits.SpecBytes, cfg.CheckSpec},
		{"text/markdown", cfg.Limits.BodyBytes, cfg.CheckMarkdown},
	}
}

// anything finds nothing wrong: HTML is published as it is, in a sandbox.
func anything([]byte) diag.List { return diag.List{} }

// format says what the request's body is.
func (a *API) format(h *fasthttp.RequestHeader) (*format, error) {
	if coding := h.ContentEncoding(); len(coding) > 0 && !bytes.EqualFold(coding, []byte("identity")) {
		return nil, a.wrongType("Send the body without Content-Encoding.")
	}
	given := string(h.ContentType())
	if given == "" {
		return nil, a.wrongType("The request has no Content-Type.")
	}
	mediaType, parameters, err := mime.ParseMediaType(given)
	if err != nil {
		return nil, a.wrongType("The Content-Type is not a valid one.")
	}
	for i := range a.formats {
		if a.formats[i].mediaType == mediaType {
			return &a.formats[i], a.checkCharset(parameters["charset"])
		}
	}
	return nil, a.wrongType("An artifact cannot be " + mediaType + ".")
}

func (a *API) checkCharset(charset string) error {
	switch strings.ToLower(charset) {
	case "", "utf-8", "utf8", "us-ascii":
		return nil
	}
	return a.wrongType("The charset must be UTF-8.")
}

func (a *API) wrongType(why string) error {
	names := make([]string, len(a.formats))
	for i, f := range a.formats {
		names[i] = f.mediaType
	}
	accept := strings.Join(names, ", ")
	return &refusal{code: wrongType, accept: accept, hint: why + " Send one of " + accept + ", in UTF-8."}
}

// accept holds a body against the format. What it returns without an error are warnings.
func (f *format) accept(body []byte) (diag.List, error) {
	switch {
	case len(body) == 0:
		return diag.List{}, bad("The body is empty. Send the content as it is, with curl --data-binary @file.")
	case len(body) > f.maxBytes:
		return diag.List{}, &refusal{code: tooLarge, hint: fmt.Sprintf("%s may have %d bytes; this has %d.",
			f.mediaType, f.maxBytes, len(body))}
	case !utf8.Valid(body):
		return diag.List{}, notUTF8(body)
	}
	issues := f.check(body)
	if issues.Refused() {
		return issues, &refusal{code: invalidContent, issues: issues}
	}
	return issues, nil
}

// notUTF8 says where.
func notUTF8(body []byte) error {
	at := 0
	for at < len(body) {
		r, size := utf8.DecodeRune(body[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	var issues diag.List
	issues.Add(diag.Issue{
		Severity: diag.Error, Code: "not_utf8", Message: "the text is not valid UTF-8 here", Hint: "send it in UTF-8",
		Line: 1 + bytes.Count(body[:at], newline), Column: at - bytes.LastIndexByte(body[:at], '\n'),
	})
	return &refusal{code: invalidContent, issues: issues}
}

var newline = []byte("\n")
