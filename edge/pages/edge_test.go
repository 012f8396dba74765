package pages

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/valyala/fasthttp/fasthttputil"

	"placard/edge"
	"placard/storage"
)

// served is a source behind a real edge server.
type served struct {
	*fixture
	edge *edge.Server
	http *http.Client
}

func serve(t *testing.T) *served {
	f := newAppFixture(t)
	srv, err := edge.New(edge.Config{Pages: f.Source, Now: func() time.Time { return f.now }})
	if err != nil {
		t.Fatal(err)
	}
	ln := fasthttputil.NewInmemoryListener()
	done := make(chan error, 1)
	go func() { done <- srv.Serve(ln) }()
	s := &served{f, srv, &http.Client{Transport: &http.Transport{
		DialContext: func(context.Context, string, string) (net.Conn, error) { return ln.Dial() },
	}}}
	t.Cleanup(func() {
		s.http.CloseIdleConnections()
		if err := srv.Shutdown(context.Background()); err != nil {
			t.Error(err)
		}
		<-done
	})
	return s
}

func (s *served) get(t *testing.T, path string) (status int, body string) {
	t.Helper()
	res, err := s.http.Get("http://placard.test" + path)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(text)
}

func TestUnknownPathsDoNotFillTheEdgesCache(t *testing.T) {
	s := serve(t)
	ask := func(from, to int) {
		for i := from; i < to; i++ {
			for _, pattern := range []string{"/app/shop/none-%d", "/app/shop/posts/none-%d", "/app/shop/about?%d"} {
				s.get(t, fmt.Sprintf(pattern, i))
			}
		}
	}
	ask(0, 2)
	before := s.edge.Stats()
	ask(2, 300)
	if after := s.edge.Stats(); after.Misses != before.Misses || after.Bytes != before.Bytes {
		t.Errorf("the cache went from %+v to %+v", before, after)
	}
}

func TestStaticPathsAreThereBeforeTheirVisitors(t *testing.T) {
	s := serve(t)
	s.edge.Warm(s.Ahead(storage.Item{ID: "shop", Kind: storage.KindApp}))
	done := make(chan struct{})
	s.edge.Warm(func(func(edge.Address) bool) { close(done) }) // Its turn comes when the app's pages are loaded.
	<-done
	paths := []string{"/app/shop/", "/app/shop/about", "/app/shop/posts", "/app/shop/posts/a"}
	for _, path := range paths {
		if status, body := s.get(t, path); status != 200 {
			t.Errorf("%s: %d %s", path, status, body)
		}
	}
	if stats := s.edge.Stats(); stats.Misses != 0 || stats.Hits != uint64(len(paths)) {
		t.Errorf("%+v", stats)
	}
}
