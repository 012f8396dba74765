package edge

import (
	"context"
	"errors"
	"time"
)

// ErrNoPage: there is nothing at that place for the public.
var ErrNoPage = errors.New("edge: no such page")

// Request is what a visitor asks for. Its bytes are only valid during the call that they are given to.
type Request struct {
	// Host is in lower case without port and trailing dot, and may be empty.
	Host []byte
	// Path begins with a slash and is what is left after percent-decoding, with dot segments resolved, doubled slashes
	// merged and without the query; it has no control characters, but may otherwise be anything that a client thought of.
	Path []byte
	// RawPath is the path as it came, percent-encoded, and Query what came after its "?". They may be anything.
	RawPath, Query []byte
}

// Ref names one immutable page: an item at a version. It is the cache key's material, so everything that can change
// what a visitor gets must be in these two: equal ID and Version promise an equal Page.
type Ref struct {
	// ID is kept by the cache, so it must not point into the bytes that Find was given.
	ID      string
	Version int64
	// ExpiresAt, Unix milliseconds, 0 for never: from then on nobody may be given the page. The edge checks it on every
	// request, also when the page is cached.
	ExpiresAt int64
	// Uncached says that the page is made for this one request: it is neither kept nor shared, and ID is only for logs.
	Uncached bool
	// Live says that the page is being written; it must be Uncached. Events says that the address is not that of the page
	// but of its events (package live), for the item with this ID and the page at this View below the item's address.
	Live, Events bool
	View         string
	// Memo is where the server notes which page it has cached for the ID, nil for nowhere: a source that keeps what it knows
	// of an ID keeps one beside it.
	Memo *Memo
	// Location, if not empty, says that the page lives at another address: the visitor is sent there (308).
	Location string
}

// Page is what a Ref's address answers. It is immutable and shared by all requests once it is built.
type Page struct {
	Body []byte
	// ContentType is the whole header value, with its charset.
	ContentType string
	// Status is that of the answer; 0 means 200. Pages of any other are not kept by browsers.
	Status int
	// Policy is the Content-Security-Policy that goes with the page, "" for none.
	Policy string
	// Immutable tells that the address never answers with anything else, so that browsers need not ask again.
	Immutable bool
	// CORS tells that scripts of every origin may read it.
	CORS bool
	// Modified is the time of the last write, for Last-Modified; zero if it is not known.
	Modified time.Time
}

// PageSource gives the edge its pages. It is all the edge knows of specs, storage or tenants. Its methods are called
// from many goroutines at once. A panic in them becomes a 500.
type PageSource interface {
	// Find says which page is current for a request. It is called for every one, so the usual case must not allocate or
	// block. Unknown, deleted or expired: ErrNoPage.
	Find(ctx context.Context, r Request) (Ref, error)
	// Load builds the page; r is a request for which Find gave ref. The edge calls it once per Ref at a time, and caches
	// what it returns, unless it is Uncached. ctx ends after Config.LoadTimeout or with the server, not with the visitor
	// who happened to ask first. ErrNoPage: gone since Find.
	Load(ctx context.Context, ref Ref, r Request) (*Page, error)
}
