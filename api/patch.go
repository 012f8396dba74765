package api

import (
	"unicode/utf8"

	"github.com/valyala/fasthttp"

	"placard/engine/patch"
	"placard/storage"
)

// acceptPatch is what PATCH takes (RFC 5789 section 3.1).
const acceptPatch = typeLines + ", " + typeLinesToo + ", " + typePatch + ", " + typeMergePatch

// patchItem is PATCH of a spec or an app.
func (a *API) patchItem(c *call) (answer, error) {
	item, err := a.patchable(c)
	if err != nil {
		return answer{}, err
	}
	change, err := a.patchOf(c)
	if err != nil {
		return answer{}, err
	}
	s, err := a.begin(c, item)
	if err != nil {
		return answer{}, err
	}
	defer s.w.Close()
	if s.item, err = a.patchable(c); err != nil { // Whoever wrote it until now may have stored more.
		return answer{}, err
	}
	body, err := change(s)
	if err != nil {
		return answer{}, err
	}
	body.Updated = true
	return answer{status: fasthttp.StatusOK, tag: versionTag(s.item.Version), body: body}, nil
}

// patchable is the item that the path names, if it is a spec at the version that the request asks for.
func (a *API) patchable(c *call) (storage.Item, error) {
	item, err := a.owned(c)
	if err != nil {
		return item, err
	}
	if _, err := ifMatch(c, item); err != nil {
		return item, err
	}
	if item.ContentType != typeSpec && item.ContentType != typeLines {
		return item, &refusal{code: notPatchable, hint: "Only JSON specs can be patched; this is " + item.ContentType + ". PUT replaces it."}
	}
	return item, nil
}

// patchOf is what the request's body does to a spec.
func (a *API) patchOf(c *call) (func(*session) (writtenBody, error), error) {
	if err := c.of.checkCoding(&c.http.Request.Header); err != nil {
		return nil, err
	}
	switch kind := mediaType(&c.http.Request.Header); {
	case isLines(kind) && c.flag("strict"):
		return (*session).strict, nil
	case isLines(kind):
		return (*session).open, nil
	case kind == typePatch || kind == typeMergePatch:
		if !utf8.Valid(c.http.Request.Body()) {
			return nil, notUTF8(c.http.Request.Body())
		}
		if kind == typePatch {
			return (*session).patch, nil
		}
		return (*session).merge, nil
	}
	return nil, &refusal{code: wrongType, accept: acceptPatch, hint: "PATCH takes one of " + acceptPatch + "."}
}

// open writes lines to an item that is not finished from now on, so that its readers see it change.
func (s *session) open() (writtenBody, error) {
	if s.item.ContentType != typeLines {
		s.mu.Lock()
		_, err := s.save(typeLines)
		s.mu.Unlock()
		if err != nil {
			return writtenBody{}, err
		}
	}
	return s.stream(s.c.flag("stream"))
}

func (s *session) strict() (writtenBody, error) {
	before, err := s.w.AppendSpec(nil)
	if err != nil {
		return writtenBody{}, &refusal{code: replaced}
	}
	after, r, err := s.a.strictLines(s.c, before)
	if err != nil {
		return writtenBody{}, err
	}
	body, err := s.all(func() error { return s.w.Load(after) })
	body.Lines = &r
	return body, err
}

func (s *session) patch() (writtenBody, error) {
	ops, err := patch.NewParser(nil).Parse(s.c.http.Request.Body())
	if e, ok := err.(*patch.Error); ok {
		return writtenBody{}, refused(e, 0)
	}
	return s.all(func() error { return s.w.ApplyAll(ops) })
}

func (s *session) merge() (writtenBody, error) {
	return s.all(func() error { return s.w.Merge(s.c.http.Request.Body()) })
}

// all makes a change of which nothing stays when it is refused, or when it takes from a finished item what it needs.
func (s *session) all(change func() error) (writtenBody, error) {
	before, err := s.w.AppendSpec(nil)
	if err == nil {
		err = change()
	}
	switch e := err.(type) {
	case nil:
	case *patch.Error:
		return writtenBody{}, refused(e, 0)
	default:
		return writtenBody{}, &refusal{code: replaced}
	}
	if s.item.ContentType == typeSpec {
		if err := s.check(); err != nil {
			return writtenBody{}, s.restore(before, err)
		}
	}
	body, err := s.finish(s.c.flag("stream") && s.item.ContentType == typeLines)
	if err != nil {
		return body, s.restore(before, err)
	}
	return body, nil
}

// check refuses what could not be published as it is.
func (s *session) check() error {
	spec, err := s.w.AppendSpec(nil)
	if err != nil {
		return &refusal{code: replaced}
	}
	if found := s.c.of.check(spec); found.Issues.Refused() {
		return &refusal{code: invalidContent, issues: found.Issues}
	}
	return nil
}

// restore takes a change back and returns why.
func (s *session) restore(before []byte, why error) error {
	_ = s.w.Load(before) // It was a spec; should the item be gone, there is nothing to take back.
	return why
}

// streamsLines tells whether a POST is written while it comes. With strict it is read first, as what it makes is published
// like any other.
func (c *call) streamsLines() bool {
	return c.of.lines && isLines(mediaType(&c.http.Request.Header)) && !c.flag("strict")
}

// contentOfLines is what the lines of a strict POST, or of a PUT, make.
func (a *API) contentOfLines(c *call) (content, error) {
	if err := c.of.checkCoding(&c.http.Request.Header); err != nil {
		return content{}, err
	}
	spec, _, err := a.strictLines(c, []byte("{}"))
	if err != nil {
		return content{}, err
	}
	f := c.of.spec()
	in := content{mediaType: f.mediaType, body: storage.NewContent(spec), title: title(&c.http.Request.Header)}
	in.found, err = f.accept(spec)
	return in, err
}

// spec is the format of JSON.
func (o *collection) spec() *format {
	for i := range o.formats {
		if o.formats[i].mediaType == typeSpec {
			return &o.formats[i]
		}
	}
	return nil
}

// check is that of a spec or an app.
func (o *collection) check(spec []byte) Checked { return o.spec().check(spec) }
