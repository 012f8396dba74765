// Package live shows pages to their visitors while they are being written.
//
//	writer ─Update▶ Document ─flush▶ message ─▶ ring ─wake─▶ viewers, a goroutine each ─▶ Server-Sent Events
//
// The Hub has a stream for each item that is being written: its Document, one writer at a time, and a view for each of
// its pages that somebody watches. A view numbers its messages and keeps the last ones, encoded once for all. A viewer
// is a connection and the number of the message that it had last: it waits for nobody, and nobody waits for it. Who is
// behind gets what is between, joined; who has fallen out of the ring gets the page anew.
//
// Cost: a message is one append for the writer, whoever watches, and one system call for each viewer. A viewer takes one
// goroutine and no buffer: 8 KB of memory, 2,000 viewers 16 MB (BenchmarkFanOut).
package live

import (
	"context"
	"errors"
	"time"
)

// Document is what is being written. Its methods are called by one goroutine at a time.
type Document interface {
	// View is the page at a path below the item's address, as it came; "" for items that are one page. Nil: no such page.
	View(path string) View
	// Interval is how long to wait at least between two messages of a view.
	Interval() time.Duration
}

// View is one page of a Document. A message is a JSON object on one line.
type View interface {
	// AppendChanges appends the message of what has changed since it was called last, or returns dst as it is when nothing
	// has. whole tells that the message replaces the whole page, whatever a viewer has.
	AppendChanges(dst []byte) (out []byte, whole bool)
	// AppendRefresh appends the message that replaces the whole page by how it stands.
	AppendRefresh(dst []byte) []byte
	// AppendPage appends the HTML page as it stands. version is what its data-v says: from there on a viewer needs messages.
	AppendPage(dst []byte, version string) []byte
}

var (
	// ErrBusy: somebody else is writing the item.
	ErrBusy = errors.New("live: the item is being written")
	// ErrFull: the hub has as many streams, views or viewers as it may.
	ErrFull = errors.New("live: too many pages are being written or watched")
	// ErrEnded: the item was replaced, deleted or finished meanwhile.
	ErrEnded = errors.New("live: the stream has ended")
	// ErrClosed: the server is shutting down.
	ErrClosed = errors.New("live: the hub is closed")
	// ErrNoView: the document has no page at that path.
	ErrNoView = errors.New("live: no such page")
)

// Config says what a Hub works on. Only Load is required; a zero value means the default.
type Config struct {
	// Load makes the document of an item as it is stored. Its error is given to whoever asked. watch tells that somebody
	// wants to see the item and not to write it: one that is finished, or not there, is ErrEnded then.
	Load func(ctx context.Context, id string, watch bool) (Document, error)
	// MaxStreams bounds the documents in memory, MaxViews the pages of one document that are watched, MaxViewers the
	// connections of all.
	MaxStreams, MaxViews, MaxViewers int
	// Heartbeat is how often a connection hears something. WriteTimeout is how long one may take nothing.
	Heartbeat, WriteTimeout time.Duration
	// Linger is how long a document is kept that nobody writes or watches.
	Linger time.Duration
}

// What Config's zero values stand for.
const (
	DefaultMaxStreams   = 500
	DefaultMaxViews     = 100
	DefaultMaxViewers   = 10_000
	DefaultHeartbeat    = 15 * time.Second
	DefaultWriteTimeout = 20 * time.Second
	DefaultLinger       = 30 * time.Second
)

func (cfg Config) withDefaults() Config {
	orDefault(&cfg.MaxStreams, DefaultMaxStreams)
	orDefault(&cfg.MaxViews, DefaultMaxViews)
	orDefault(&cfg.MaxViewers, DefaultMaxViewers)
	orDefault(&cfg.Heartbeat, DefaultHeartbeat)
	orDefault(&cfg.WriteTimeout, DefaultWriteTimeout)
	orDefault(&cfg.Linger, DefaultLinger)
	return cfg
}

func orDefault[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}
