package pages

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"placard/catalog"
	"placard/components"
	"placard/edge"
	"placard/engine"
	"placard/engine/app"
	"placard/engine/markdown"
	"placard/storage"
)

const base = "https://placard.test:8443"

// fixture is a source on a fake Meta and Blobs.
type fixture struct {
	*Source
	meta *fakeMeta
	now  time.Time
}

func newFixture(t testing.TB, change ...func(*Config)) *fixture {
	t.Helper()
	f := &fixture{meta: newFakeMeta(), now: time.UnixMilli(1_800_000_000_000).UTC()}
	cat := catalog.New()
	set := components.New(cat)
	cfg := Config{
		Meta: f.meta, Blobs: f.meta, Engine: engine.New(cat, set), Markdown: markdown.New(cat, set), BaseURL: base,
		Apps: app.NewCompiler(cat, set), Set: set, Catalog: cat, Now: func() time.Time { return f.now },
	}
	for _, c := range change {
		c(&cfg)
	}
	var err error
	if f.Source, err = New(cfg); err != nil {
		t.Fatal(err)
	}
	return f
}

func withDomain(c *Config) { c.ContentDomain = "pages.test" }

func (f *fixture) find(address string) (edge.Ref, error) {
	host, path, _ := strings.Cut(address, "/")
	return f.Find(context.Background(), request(host, "/"+path))
}

func (f *fixture) load(t testing.TB, address string) (*edge.Page, error) {
	host, path, _ := strings.Cut(address, "/")
	r := request(host, "/"+path)
	ref, err := f.Find(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	return f.Load(t.Context(), ref, r)
}

// request is what the edge makes of an address without dots and doubled slashes.
func request(host, address string) edge.Request {
	raw, query, _ := strings.Cut(address, "?")
	path, err := url.PathUnescape(raw)
	if err != nil {
		path = raw
	}
	return edge.Request{Host: []byte(host), Path: []byte(path), RawPath: []byte(raw), Query: []byte(query)}
}

// wantFound checks that address leads to a version, or with version 0 to nothing.
func (f *fixture) wantFound(t testing.TB, address string, version int64) edge.Ref {
	t.Helper()
	ref, err := f.find(address)
	if version == 0 && !errors.Is(err, edge.ErrNoPage) {
		t.Errorf("%s: %+v, %v; want no page", address, ref, err)
	}
	if version != 0 && (err != nil || ref.Version != version) {
		t.Errorf("%s: %+v, %v; want version %d", address, ref, err, version)
	}
	return ref
}

func TestAddresses(t *testing.T) {
	for _, c := range []struct {
		name     string
		config   []func(*Config)
		address  string
		version  int64
		location string
	}{
		{"path", nil, "placard.test/a/p", 1, ""},
		{"no host", nil, "/a/p", 1, ""},
		{"trailing slash", nil, "placard.test/a/p/", 1, ""},
		{"two slashes", nil, "placard.test/a/p//", 0, ""},
		{"below a page", nil, "placard.test/a/p/x", 0, ""},
		{"prefix alone", nil, "placard.test/a/", 0, ""},
		{"upper case", nil, "placard.test/a/P", 0, ""},
		{"another prefix", nil, "placard.test/b/p", 0, ""},
		{"own host without a domain", nil, "p.pages.test/", 0, ""},
		{"moved to its host", []func(*Config){withDomain}, "placard.test/a/p", 1, "https://p.pages.test:8443/"},
		{"own host", []func(*Config){withDomain}, "p.pages.test/", 1, ""},
		{"own host, other path", []func(*Config){withDomain}, "p.pages.test/a/p", 0, ""},
		{"unknown host", []func(*Config){withDomain}, "q.pages.test/", 0, ""},
		{"unknown on the main host", []func(*Config){withDomain}, "placard.test/a/q", 0, ""},
		{"below a host", []func(*Config){withDomain}, "x.p.pages.test/", 0, ""},
		{"the domain itself", []func(*Config){withDomain}, "pages.test/", 0, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFixture(t, c.config...)
			f.meta.put("p", "text/html", "x")
			if ref := f.wantFound(t, c.address, c.version); ref.Location != c.location {
				t.Errorf("location %q, want %q", ref.Location, c.location)
			}
		})
	}
}

func TestURL(t *testing.T) {
	item := storage.Item{ID: "abc", Kind: storage.KindArtifact}
	if got := newFixture(t).URL(item); got != base+"/a/abc" {
		t.Error(got)
	}
	if got := newFixture(t, withDomain).URL(item); got != "https://abc.pages.test:8443/" {
		t.Error(got)
	}
}

func TestConfigIsChecked(t *testing.T) {
	for _, bad := range []string{"", "placard.test", "ftp://placard.test", "http://", "://"} {
		m := newFakeMeta()
		set := components.New(catalog.New())
		e := engine.New(catalog.New(), set)
		if _, err := New(Config{Meta: m, Blobs: m, Engine: e, Markdown: e, Apps: app.NewCompiler(catalog.New(), set), Set: set, Catalog: catalog.New(), BaseURL: bad}); err == nil {
			t.Errorf("BaseURL %q is accepted", bad)
		}
	}
	if _, err := New(Config{BaseURL: base}); err == nil {
		t.Error("a Config without storage is accepted")
	}
}

func TestLoad(t *testing.T) {
	const spec = `{"root":"r","elements":{"r":{"type":"h1","text":"Hello from JSON!"}}}`
	for _, c := range []struct{ contentType, content, policy, want string }{
		{"text/html", "<script>1</script>", "sandbox allow-scripts", "<script>1</script>"},
		{"text/markdown", "# Hello\n<script>1</script>", "default-src 'none'", `<h1 id="hello">Hello</h1>`},
		{"application/json", spec, "default-src 'none'", ">Hello from JSON!</h1>"},
	} {
		f := newFixture(t)
		item := f.meta.put("p", c.contentType, c.content)
		page, err := f.load(t, "/a/p")
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(page.Body), c.want) || !strings.HasPrefix(page.Policy, c.policy) {
			t.Errorf("%s: policy %s, body %s", c.contentType, page.Policy, page.Body)
		}
		if page.ContentType != "text/html; charset=utf-8" || !page.Modified.Equal(item.UpdatedAt) {
			t.Errorf("%s: %s, %v", c.contentType, page.ContentType, page.Modified)
		}
		if strings.Contains(page.Policy, "allow-same-origin") {
			t.Errorf("published HTML gets our origin: %s", page.Policy)
		}
	}
}

func TestTitleOfTheItemIsThePages(t *testing.T) {
	f := newFixture(t)
	f.meta.put("p", "text/markdown", "# Hello")
	f.meta.change("p", func(i *storage.Item) { i.Title = "Given <title>" })
	page, err := f.load(t, "/a/p")
	if err != nil || !strings.Contains(string(page.Body), "<title>Given &lt;title&gt;</title>") {
		t.Errorf("%v, %s", err, page.Body)
	}
}

func TestLoadFailures(t *testing.T) {
	f := newFixture(t)
	f.meta.put("refused", "application/json", `{"root":"r"}`)
	f.meta.put("unknown", "image/png", "x")
	f.meta.put("lost", "text/html", "x")
	f.meta.lose("lost")
	for id, want := range map[string]string{
		"refused": "the stored content is refused", "unknown": "no page can be made of image/png", "lost": "storage: not found",
	} {
		_, err := f.load(t, "/a/"+id)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), id) || errors.Is(err, edge.ErrNoPage) {
			t.Errorf("%s: %v", id, err)
		}
	}
	if _, err := f.Load(t.Context(), edge.Ref{ID: "gone", Version: 1}, request("", "/a/gone")); !errors.Is(err, edge.ErrNoPage) {
		t.Error(err)
	}
}
