package edge

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/valyala/fasthttp"

	"placard/edge/live"
)

// What Config's zero values stand for.
const (
	DefaultCacheBytes   = 256 << 20
	DefaultMaxBodyBytes = 5<<20 + 64<<10
	DefaultReadTimeout  = 30 * time.Second
	DefaultWriteTimeout = 30 * time.Second
	DefaultIdleTimeout  = 60 * time.Second
	DefaultLoadTimeout  = 10 * time.Second
)

// Config says what a Server serves and within which limits. Only Pages is required; a zero value means the default.
type Config struct {
	// Pages answers what is below /a/, /app/, /d/ and /-/ and, with a ContentDomain, every path of every host below it.
	Pages PageSource
	// API gets every other path except /healthz; nil means that they are 404. It decides itself about HEAD.
	API fasthttp.RequestHandler
	// Live answers for the events of pages that are being written; nil means that there are none.
	Live *live.Hub
	// StreamedBody tells of a request to API whose body its handler reads while it comes: MaxBodyBytes and ReadTimeout then
	// do not hold for it as a whole. Nil: none.
	StreamedBody func(*fasthttp.RequestCtx) bool
	// ContentDomain, "" for none, is the domain whose subdomains are pages: <id>.<ContentDomain>. All hosts below it
	// belong to pages, so the API is never reached under a name that runs published content.
	ContentDomain string
	// CacheBytes bounds the cached pages, with their compressed copies.
	CacheBytes int64
	// MaxBodyBytes bounds a request's body; a larger one is answered 413. The default is the 5 MB that the API promises
	// and some slack, so that the API can refuse what is just too large in its own words.
	MaxBodyBytes int
	// ReadTimeout is for a whole request with its body, WriteTimeout for a whole response. A handler that streams for
	// longer moves the connection's write deadline itself.
	ReadTimeout, WriteTimeout time.Duration
	// IdleTimeout is how long a connection may wait for its next request.
	IdleTimeout time.Duration
	// LoadTimeout bounds one PageSource.Load.
	LoadTimeout time.Duration
	// Log gets failures of the PageSource and panics; nil is slog.Default().
	Log *slog.Logger
	// Now is the clock that expiry and Last-Modified are checked against; nil is time.Now.
	Now func() time.Time
}

// withDefaults checks cfg and fills in what it leaves open.
func (cfg Config) withDefaults() (Config, error) {
	if err := cfg.check(); err != nil {
		return cfg, err
	}
	orDefault(&cfg.CacheBytes, DefaultCacheBytes)
	orDefault(&cfg.MaxBodyBytes, DefaultMaxBodyBytes)
	orDefault(&cfg.ReadTimeout, DefaultReadTimeout)
	orDefault(&cfg.WriteTimeout, DefaultWriteTimeout)
	orDefault(&cfg.IdleTimeout, DefaultIdleTimeout)
	orDefault(&cfg.LoadTimeout, DefaultLoadTimeout)
	if cfg.Log == nil {
		cfg.Log = slog.Default()
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	return cfg, nil
}

func (cfg Config) check() error {
	if cfg.Pages == nil {
		return errors.New("edge: Config.Pages is required")
	}
	limits := min(cfg.CacheBytes, int64(cfg.MaxBodyBytes), int64(cfg.ReadTimeout), int64(cfg.WriteTimeout),
		int64(cfg.IdleTimeout), int64(cfg.LoadTimeout))
	if limits < 0 {
		return errors.New("edge: Config has a negative limit")
	}
	d := cfg.ContentDomain
	if d != strings.ToLower(d) || strings.ContainsAny(d, ":/@ ") || strings.Trim(d, ".") != d {
		return fmt.Errorf("edge: Config.ContentDomain %q: want a bare host name in lower case, such as pages.example", d)
	}
	return nil
}

func orDefault[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}
