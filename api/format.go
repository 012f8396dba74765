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
	check     func(text []byte) Checked
}

// checkHTML finds nothing wrong: HTML is published as it is, in a sandbox.
func checkHTML(text []byte) Checked { return Checked{Title: htmlTitle(text)} }

// format says what the request's body is.
func (o *collection) format(h *fasthttp.RequestHeader) (*format, error) {
	if err := o.checkCoding(h); err != nil {
		return nil, err
	}
	given := string(h.ContentType())
	if given == "" {
		return nil, o.wrongType("The request has no Content-Type.")
	}
	mediaType, parameters, err := mime.ParseMediaType(given)
	if err != nil {
		return nil, o.wrongType("The Content-Type is not a valid one.")
	}
	for i := range o.formats {
		if o.formats[i].mediaType == mediaType {
			return &o.formats[i], o.checkCharset(parameters["charset"])
		}
	}
	return nil, o.wrongType(sentence(o.noun) + " cannot be " + mediaType + ".")
}

func (o *collection) checkCoding(h *fasthttp.RequestHeader) error {
	if coding := h.ContentEncoding(); len(coding) > 0 && !bytes.EqualFold(coding, []byte("identity")) {
		return o.wrongType("Send the body without Content-Encoding.")
	}
	return nil
}

// sentence begins one with a noun.
func sentence(noun string) string { return strings.ToUpper(noun[:1]) + noun[1:] }

func (o *collection) checkCharset(charset string) error {
	switch strings.ToLower(charset) {
	case "", "utf-8", "utf8", "us-ascii":
		return nil
	}
	return o.wrongType("The charset must be UTF-8.")
}

func (o *collection) wrongType(why string) error {
	var names []string
	for _, f := range o.formats {
		names = append(names, f.mediaType)
	}
	if o.lines {
		names = append(names, typeLines, typeLinesToo)
	}
	accept := strings.Join(names, ", ")
	send := " Send "
	if len(names) > 1 {
		send = " Send one of "
	}
	return &refusal{code: wrongType, accept: accept, hint: why + send + accept + ", in UTF-8."}
}

// accept holds a body against the format. The issues that it returns without an error are warnings.
func (f *format) accept(body []byte) (Checked, error) {
	switch {
	case len(body) == 0:
		return Checked{}, bad("The body is empty. Send the content as it is, with curl --data-binary @file.")
	case len(body) > f.maxBytes:
		return Checked{}, &refusal{code: tooLarge, hint: fmt.Sprintf("%s may have %d bytes; this has %d.",
			f.mediaType, f.maxBytes, len(body))}
	case !utf8.Valid(body):
		return Checked{}, notUTF8(body)
	}
	found := f.check(body)
	if found.Issues.Refused() {
		return found, &refusal{code: invalidContent, issues: found.Issues}
	}
	return found, nil
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
