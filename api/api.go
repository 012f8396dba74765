// Package api is the management side: workspaces and their keys, and what agents publish with them.
//
//	request ─route▶ endpoint ─key▶ workspace ─rate▶ body ─check▶ bytes into Blobs ─▶ record into Meta ─▶ Changed ─▶ answer
//
// Everything is decided in one place: a path's methods in routes.go, a refusal's status and words in refusal.go, what
// may be published in format.go.
//
// Decisions that a caller meets:
//   - An item of the free plan lives 24 hours from its creation. Updating it does not prolong that; publish anew.
//   - The bytes are in UTF-8. Another charset is refused, not converted: a wrong guess would be published.
//   - What POST answers is 201, also when an Idempotency-Key makes it a repetition.
//
// Cost: a request with a key that was seen within the last seconds reads nothing before its own work.
package api

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"net"
	"strings"
	"time"

	"github.com/valyala/fasthttp"

	"placard/catalog"
	"placard/storage"
)

// Config says what the API works on. Meta, Blobs, Catalog, the checks, Changed, Live, URL and BaseURL are required.
type Config struct {
	Meta storage.Meta
	// Blobs belongs to Meta: it has what came with a record.
	Blobs storage.Blobs
	// Catalog is what specs may use, for prompts and schemas.
	Catalog *catalog.Catalog
	// The checks say what is wrong with content, before it is stored. What they do not refuse must render; what CheckData
	// does not refuse is JSON.
	CheckSpec, CheckMarkdown, CheckApp, CheckData func(text []byte) Checked
	// Changed is called with an item after each write of it that was committed, before the caller is answered. content is
	// the item's bytes, valid during the call; nil with an item that was deleted, which comes as it was, and when they are
	// not at hand.
	Changed func(item storage.Item, content []byte)
	// Live is where items are while they are written.
	Live Live
	// Body is the body of a request as a stream, which ends with io.EOF only when all of it has come; nil is fasthttp's own.
	Body func(*fasthttp.RequestCtx) io.Reader
	// StreamIdle is how long a stream may be silent; 0 means DefaultStreamIdle.
	StreamIdle time.Duration
	// URL is the public address of an item.
	URL func(storage.Item) string
	// BaseURL is the public address of this server, without a slash at the end.
	BaseURL string
	Limits  Limits
	// TrustProxy: the server is only reached through a proxy that adds the visitor's address to X-Forwarded-For. Without
	// it that header is not looked at, because every visitor can send one.
	TrustProxy bool
	// Log gets failures that are not the caller's; nil is slog.Default().
	Log *slog.Logger
	// Now is the clock; nil is time.Now.
	Now func() time.Time
	// Rand is where keys and IDs come from; nil is crypto/rand.
	Rand io.Reader
}

// API answers requests. Create it with New; its methods may be called from any goroutine.
type API struct {
	cfg         Config
	collections []collection
	keys        *keyCache
	// perKey counts the requests of each workspace, perAddress the workspaces that each address creates.
	perKey, perAddress *rates
	pins               *pins
	documents          documents
	streams            streams
}

// DefaultStreamIdle is how long a stream may be silent when Config does not say.
const DefaultStreamIdle = 30 * time.Second

// New makes an API.
func New(cfg Config) (*API, error) {
	if cfg.Meta == nil || cfg.Blobs == nil || cfg.Catalog == nil || cfg.CheckSpec == nil || cfg.CheckMarkdown == nil ||
		cfg.CheckApp == nil || cfg.CheckData == nil || cfg.Changed == nil || cfg.Live.Write == nil ||
		cfg.Live.End == nil || cfg.URL == nil || cfg.BaseURL == "" {
		return nil, errors.New("api: Config needs Meta, Blobs, Catalog, CheckSpec, CheckMarkdown, CheckApp, CheckData, Changed, Live, URL and BaseURL")
	}
	cfg.BaseURL = strings.TrimSuffix(cfg.BaseURL, "/")
	cfg.Limits = cfg.Limits.withDefaults()
	if cfg.Log == nil {
		cfg.Log = slog.Default()
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	orDefault(&cfg.StreamIdle, DefaultStreamIdle)
	if cfg.Rand == nil {
		cfg.Rand = rand.Reader
	}
	return &API{
		cfg:         cfg,
		collections: newCollections(cfg),
		keys:        newKeyCache(),
		perKey:      newRates(cfg.Limits.RequestsPerMinute, time.Minute),
		perAddress:  newRates(cfg.Limits.WorkspacesPerHour, time.Hour),
		pins:        newPins(),
		documents:   newDocuments(cfg.Catalog),
		streams:     streams{idle: cfg.StreamIdle, conns: map[net.Conn]struct{}{}},
	}, nil
}

// Handle answers one request. It is a fasthttp.RequestHandler, for all paths that are not pages.
func (a *API) Handle(ctx *fasthttp.RequestCtx) {
	// The request's own context does not do: fasthttp uses it again for the next request.
	life, cancel := context.WithTimeout(context.Background(), maxRequestTime)
	defer cancel()
	c := &call{http: ctx, ctx: life, now: a.cfg.Now()}
	writeCommonHeaders(&ctx.Response.Header)
	if ctx.IsOptions() {
		a.preflight(c)
		return
	}
	ans, err := a.serve(c)
	if err != nil {
		a.refuse(c, err)
		return
	}
	writeAnswer(ctx, ans)
}

// maxRequestTime bounds what a request does, not how long its body takes to arrive.
const maxRequestTime = 30 * time.Second

// call is one request on its way. It lives as long as the handler, as do all bytes that fasthttp gives out: what is
// kept longer is copied.
type call struct {
	http *fasthttp.RequestCtx
	ctx  context.Context
	now  time.Time
	// workspace is whose key came with the request; empty at open endpoints.
	workspace storage.Workspace
	// of is the collection that the path is of, nil at other paths, and key the last part of the path of its items.
	of  *collection
	key string
}

// serve finds the endpoint and lets through who may use it.
func (a *API) serve(c *call) (answer, error) {
	at := a.route(c.http.Path())
	if at.methods == nil {
		return answer{}, &refusal{code: noEndpoint}
	}
	e, ok := at.methods.find(c.http.Method())
	if !ok {
		return answer{}, &refusal{code: wrongMethod, allow: at.methods.allow()}
	}
	c.of, c.key = at.of, at.key
	if !e.open {
		if err := a.admit(c); err != nil {
			return answer{}, err
		}
	}
	return e.run(a, c)
}
