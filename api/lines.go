package api

import (
	"bytes"
	"io"
	"mime"

	"github.com/valyala/fasthttp"

	"placard/engine/diag"
	"placard/engine/patch"
)

// The media types of requests that change a spec, and typeLines is also that of an item that is not finished.
const (
	typeSpec       = "application/json"
	typeLines      = "application/jsonl"
	typeLinesToo   = "application/x-ndjson"
	typePatch      = "application/json-patch+json"
	typeMergePatch = "application/merge-patch+json"
)

// isLines tells of the types of bodies that are read while they come.
func isLines(mediaType string) bool { return mediaType == typeLines || mediaType == typeLinesToo }

// mediaType is that of a request's body, "" for none that is valid.
func mediaType(h *fasthttp.RequestHeader) string {
	name, _, err := mime.ParseMediaType(string(h.ContentType()))
	if err != nil {
		return ""
	}
	return name
}

// StreamsBody tells whether a request's body is read while it comes: see edge.Config.
func (a *API) StreamsBody(ctx *fasthttp.RequestCtx) bool {
	at := a.route(ctx.Path())
	return at.of != nil && at.of.lines && (ctx.IsPost() || ctx.IsPatch()) && isLines(mediaType(&ctx.Request.Header))
}

// flag reads a parameter of the query that is "1" or "true".
func (c *call) flag(name string) bool {
	value := string(c.http.QueryArgs().Peek(name))
	return value == "1" || value == "true"
}

// report is what an answer says of the lines of a stream.
type report struct {
	// Applied counts the lines with operations, Passed those that are none: blank ones, code fences and prose.
	Applied int `json:"applied"`
	Passed  int `json:"passed"`
	// Mended and Refused are the lines that were, with what was wrong; the others of them are only counted.
	Mended      []lineNote `json:"mended,omitempty"`
	MoreMended  int        `json:"moreMended,omitempty"`
	Refused     []lineNote `json:"refused,omitempty"`
	MoreRefused int        `json:"moreRefused,omitempty"`
}

// lineNote says something of a line, which is counted from 1.
type lineNote struct {
	Line    int    `json:"line"`
	Path    string `json:"path,omitempty"`
	Code    string `json:"code,omitempty"`
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
}

// maxNotes bounds the notes of one kind in an answer.
const maxNotes = 100

func (r *report) refuse(line int, e *patch.Error) {
	if len(r.Refused) == maxNotes {
		r.MoreRefused++
		return
	}
	r.Refused = append(r.Refused, lineNote{line, e.Path, string(e.Code), e.Message, e.Hint})
}

func (r *report) mend(line int, what string) {
	if len(r.Mended) == maxNotes {
		r.MoreMended++
		return
	}
	r.Mended = append(r.Mended, lineNote{Line: line, Message: what})
}

// issue is an operation's fault as one of the request's content.
func issue(e *patch.Error, line int) diag.Issue {
	return diag.Issue{Severity: diag.Error, Path: e.Path, Code: string(e.Code), Message: e.Message, Hint: e.Hint, Line: line}
}

func refused(e *patch.Error, line int) *refusal {
	var issues diag.List
	issues.Add(issue(e, line))
	return &refusal{code: invalidContent, issues: issues}
}

// take counts a line, of whose operations the first that failed did with this error, nil for none. Only what is no
// *patch.Error is returned.
func (r *report) take(line patch.Line, failed error) error {
	switch line.Kind {
	case patch.Patch:
	case patch.Refused:
		r.refuse(line.Number, line.Err)
		return nil
	default:
		r.Passed++
		return nil
	}
	if line.Mended != "" {
		r.mend(line.Number, line.Mended)
	}
	switch err := failed.(type) {
	case nil:
		r.Applied++
	case *patch.Error:
		r.refuse(line.Number, err)
	default:
		return err
	}
	return nil
}

// maxStreamBytes bounds a stream: many times what the largest spec needs.
const maxStreamBytes = 16 << 20

// body is the request's body as a stream.
func (a *API) body(c *call) io.Reader {
	switch {
	case c.http.RequestBodyStream() == nil:
		return bytes.NewReader(c.http.Request.Body())
	case a.cfg.Body == nil:
		return c.http.RequestBodyStream()
	}
	return a.cfg.Body(c.http)
}

// strictLines is what the lines of the request make of a spec, all of them or, when one is refused, nothing.
func (a *API) strictLines(c *call, spec []byte) ([]byte, report, error) {
	var r report
	text, err := io.ReadAll(io.LimitReader(a.streams.reader(c.http.Conn(), a.body(c)), maxStreamBytes+1))
	switch {
	case err != nil:
		return nil, r, &refusal{code: brokenOff}
	case len(text) > maxStreamBytes:
		return nil, r, &refusal{code: tooLarge}
	}
	doc := patch.New(a.cfg.Limits.SpecBytes)
	if err := doc.Load(spec); err != nil {
		return nil, r, err
	}
	lines := patch.NewLines(nil)
	lines.Write(text)
	lines.End()
	for line, ok := lines.Next(); ok; line, ok = lines.Next() {
		_ = r.take(line, applyTo(doc, line.Ops))
		if len(r.Refused) > 0 {
			n := r.Refused[0]
			return nil, r, refused(&patch.Error{Code: patch.Code(n.Code), Path: n.Path, Message: n.Message, Hint: n.Hint}, n.Line)
		}
	}
	return doc.AppendJSON(nil), r, nil
}

func applyTo(doc *patch.Document, ops []patch.Op) error {
	for i := range ops {
		if err := doc.Do(&ops[i], true); err != nil {
			doc.Rollback()
			return err
		}
		doc.Commit()
	}
	return nil
}
