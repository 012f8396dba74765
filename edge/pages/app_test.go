package pages

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"placard/edge"
	"placard/storage"
)

// testApp has a route of each kind; %s is in every page.
const testApp = `{"metadata":{"title":"Shop"},"state":{"mark":"%s"},
"layouts":{"main":{"root":"m","elements":{"m":{"type":"div","children":["top","s"]},"top":{"type":"p","text":{"$template":"mark-top:${/mark}"}},"s":{"type":"Slot"}}}},
"routes":{
"/":{"layout":"main","page":{"root":"h","elements":{"h":{"type":"h1","text":"Home"}}}},
"/about":{"layout":"main","page":{"root":"h","elements":{"h":{"type":"p","text":{"$template":"about:${/mark}"}}}}},
"/search":{"page":{"root":"h","elements":{"h":{"type":"p","text":{"$template":"found ${/query/q}"}}}}},
"/docs/[[...path]]":{"layout":"main","page":{"root":"h","elements":{"h":{"type":"p","text":{"$template":"at ${/pathname} ${/params/path/0} mark-end:${/mark}"}}}}},
"/posts":{"page":{"root":"u","elements":{"u":{"type":"ul","repeat":{"statePath":"/posts"},"children":["i"]},"i":{"type":"li","text":{"$item":"title"}}}},"loader":{"dataset":"posts"}},
"/posts/[slug]":{"page":{"root":"h","elements":{"h":{"type":"h1","text":{"$template":"post ${/post/title}"}}}},
 "loader":{"dataset":"posts","where":{"slug":{"$param":"slug"}},"as":"post","one":true},
 "notFound":{"root":"n","elements":{"n":{"type":"p","text":"no such post"}}},"staticParams":[{"slug":"a"}]},
"/broken":{"page":{"root":"h","elements":{"h":{"type":"p","text":"never"}}},"loader":{"dataset":"missing"},
 "error":{"root":"n","elements":{"n":{"type":"p","text":"sorry"}}}}}}`

const posts = `{"rows":[{"slug":"a","title":"First"},{"slug":"x/y","title":"Slash"},{"slug":"é","title":"Accent"}]}`

func (f *fixture) putApp(id, mark string) storage.Item {
	item := f.meta.write(storage.Item{ID: id, Kind: storage.KindApp, Workspace: "ws_1", ContentType: "application/json"}, fmt.Sprintf(testApp, mark))
	f.Changed(item, nil)
	return item
}

func (f *fixture) putDataset(id, name, data string) {
	item := f.meta.write(storage.Item{ID: id, Kind: storage.KindDataset, Workspace: "ws_1", Name: name, ContentType: "application/json"}, data)
	f.Changed(item, nil)
}

func newAppFixture(t testing.TB, change ...func(*Config)) *fixture {
	f := newFixture(t, append([]func(*Config){func(c *Config) { c.Log = slog.New(slog.NewTextHandler(io.Discard, nil)) }}, change...)...)
	f.putApp("shop", "one")
	f.putDataset("dat1", "posts", posts)
	return f
}

// visit finds and loads an address.
func (f *fixture) visit(t testing.TB, address string) (edge.Ref, *edge.Page) {
	t.Helper()
	host, path, _ := strings.Cut(address, "/")
	r := request(host, "/"+path)
	ref, err := f.Find(t.Context(), r)
	if err != nil || ref.Location != "" {
		t.Fatalf("%s: %+v, %v", address, ref, err)
	}
	page, err := f.Load(t.Context(), ref, r)
	if err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	return ref, page
}

func (f *fixture) wantPage(t testing.TB, address string, status int, want string) edge.Ref {
	t.Helper()
	ref, page := f.visit(t, address)
	if page.Status != status && (page.Status != 0 || status != 200) || !strings.Contains(string(page.Body), want) {
		t.Errorf("%s: status %d, want %d; the page lacks %q: %s", address, page.Status, status, want, tail(page.Body))
	}
	return ref
}

func TestAppPages(t *testing.T) {
	main, own := newAppFixture(t), newAppFixture(t, withDomain)
	for _, c := range []struct {
		path   string
		status int
		want   string
	}{
		{"", 200, "<h1>Home</h1>"},
		{"/", 200, "<h1>Home</h1>"},
		{"/about", 200, "about:one"},
		{"/about/", 200, "about:one"},
		{"/%61bout", 200, "about:one"},
		{"/search?q=a%20b+c", 200, "found a b c<"},
		{"/search?q=%3Cb%3E", 200, "found &lt;b&gt;"},
		{"/docs", 200, "at /docs "},
		{"/docs/a%2Fb/c", 200, " a/b mark-end:one"},
		{"/docs/caf%C3%A9", 200, " café mark-end:one"},
		{"/posts", 200, "<li>First</li><li>Slash</li><li>Accent</li>"},
		{"/posts/a", 200, "post First"},
		{"/posts/x%2Fy", 200, "post Slash"},
		{"/posts/%C3%A9", 200, "post Accent"},
		{"/posts/x/y", 404, "Page not found"},
		{"/posts/b", 404, "no such post"},
		{"/broken", 500, "sorry"},
		{"/nothing", 404, "Page not found"},
		{"//about", 404, "Page not found"},
		{"/docs//a", 404, "Page not found"},
		{"/docs/../about", 404, "Page not found"},
		{"/docs/.", 404, "Page not found"},
		{"/docs/%2e%2E", 404, "Page not found"},
		{"/docs/%2", 404, "Page not found"},
		{"/docs/%ff", 404, "Page not found"},
		{"/docs/...", 200, " ... mark-end:one"},
		{"/sitemap.xml", 200, "<urlset"},
		{"/robots.txt", 200, "Sitemap: "},
		{"/-/loading.json", 200, "["},
	} {
		main.wantPage(t, "placard.test/app/shop"+c.path, c.status, c.want)
		if c.path != "" {
			own.wantPage(t, "shop.pages.test"+c.path, c.status, c.want)
		}
	}
}

// What the cleaned path and the raw one say of the item must agree, and each kind of item has its own prefix.
func TestAddressesOfOtherKindsAreNothing(t *testing.T) {
	f := newAppFixture(t)
	f.meta.put("p", "text/html", "x")
	for _, address := range []string{"/a/shop", "/app/p", "/app/dat1", "/a/dat1", "/app/", "/app//shop", "/app/none", "/d/ws_1/posts", "/d/ws_1/.json",
		"/d/ws_1/none.json", "/d/ws_2/posts.json", "/d/ws_1/a/posts.json", "/d/posts.json", "/d/ws_1/shop.json", "/app/%73hop", "/app/shopper"} {
		f.wantFound(t, address, 0)
	}
	for _, r := range []edge.Request{
		{Path: []byte("/app/shop/about"), RawPath: []byte("/app/x/../shop/about")},
		{Path: []byte("/app/shop"), RawPath: []byte("/x/../app/shop")},
	} {
		if ref, err := f.Find(t.Context(), r); !errors.Is(err, edge.ErrNoPage) {
			t.Errorf("%s: %+v, %v", r.RawPath, ref, err)
		}
	}
}

func TestAppMovesToItsHost(t *testing.T) {
	f := newAppFixture(t, withDomain)
	for path, want := range map[string]string{
		"":                   "https://shop.pages.test:8443/",
		"/docs/a%2Fb?q=1&r=": "https://shop.pages.test:8443/docs/a%2Fb?q=1&r=",
		"//evil.test/":       "https://shop.pages.test:8443//evil.test/",
	} {
		ref, err := f.Find(t.Context(), request("placard.test", "/app/shop"+path))
		if err != nil || ref.Location != want {
			t.Errorf("%s: %+v, %v; want %s", path, ref, err, want)
		}
	}
	f.meta.put("p", "text/html", "x")
	f.wantFound(t, "p.pages.test/about", 0)
	f.wantFound(t, "dat1.pages.test/", 0)
	app, dataset := storage.Item{ID: "shop", Kind: storage.KindApp}, storage.Item{Kind: storage.KindDataset, Workspace: "ws_1", Name: "posts"}
	if got := f.URL(app); got != "https://shop.pages.test:8443/" {
		t.Error(got)
	}
	if got := f.URL(dataset); got != base+"/d/ws_1/posts.json" {
		t.Error(got)
	}
	if got := newFixture(t).URL(app); got != base+"/app/shop" {
		t.Error(got)
	}
}

func TestDatasetPage(t *testing.T) {
	f := newAppFixture(t)
	ref, page := f.visit(t, "placard.test/d/ws_1/posts.json")
	if ref.ID != "dat1" || ref.Version != 1 || string(page.Body) != posts || !page.CORS || page.ContentType != "application/json; charset=utf-8" {
		t.Errorf("%+v, %+v", ref, page)
	}
	f.putDataset("dat1", "posts", "[]")
	if ref, page = f.visit(t, "/d/ws_1/posts.json"); ref.Version != 2 || string(page.Body) != "[]" {
		t.Errorf("%+v, %s", ref, page.Body)
	}
}

// A file is the app's own when it has a route for it.
func TestRouteTakesThePlaceOfAFile(t *testing.T) {
	f := newFixture(t)
	f.meta.put("own", "application/json", `{"routes":{"/robots.txt":{"page":{"root":"h","elements":{"h":{"type":"p","text":"my own"}}}},
		"/[x]":{"page":{"root":"h","elements":{"h":{"type":"p","text":"any"}}}}}}`)
	f.meta.change("own", func(i *storage.Item) { i.Kind = storage.KindApp })
	f.wantPage(t, "/app/own/robots.txt", 200, "my own")
	f.wantPage(t, "/app/own/sitemap.xml", 200, "<urlset")
}

// cached lists the IDs under which the pages of addresses would be cached.
func (f *fixture) cached(t testing.TB, n int, address func(i int) string) map[string]bool {
	t.Helper()
	ids := map[string]bool{}
	for i := range n {
		if ref := f.wantFound(t, address(i), 1); !ref.Uncached {
			ids[ref.ID] = true
		}
	}
	return ids
}

func TestUnknownPathsHaveNoPlaceInTheCache(t *testing.T) {
	f := newAppFixture(t)
	for _, pattern := range []string{"/app/shop/unknown-%d", "/app/shop/posts/none-%d", "/app/shop/about?q=%d", "/app/shop/docs//%d"} {
		if ids := f.cached(t, 2000, func(i int) string { return fmt.Sprintf(pattern, i) }); len(ids) > 1 {
			t.Errorf("%s: %d pages", pattern, len(ids))
		}
	}
}

func TestPathsOfDynamicRoutesAreBounded(t *testing.T) {
	for _, pattern := range []string{"/app/shop/docs/page-%d", "/app/shop/search?q=%d", "/app/shop/docs/%d" + strings.Repeat("x", 2000)} {
		f := newAppFixture(t)
		address := func(i int) string { return fmt.Sprintf(pattern, i) }
		ids := f.cached(t, 1500, address)
		if len(ids) > maxPaths || len(ids) < 50 {
			t.Errorf("%s: %d pages", pattern, len(ids))
		}
		site := f.apps.values["shop"].value
		if grown := f.apps.bytes - site.Size(); grown != site.visits.bytes || grown > maxPathBytes || grown < 100*len(ids) {
			t.Errorf("%s: %d bytes are counted for %d", pattern, grown, site.visits.bytes)
		}
		again := f.cached(t, 1500, address)
		if len(again) != len(ids) {
			t.Errorf("%s: %d pages, then %d", pattern, len(ids), len(again))
		}
		f.now = f.now.Add(pathsLife)
		if ref := f.wantFound(t, address(1499), 1); ref.Uncached {
			t.Errorf("%s: the table was not begun anew", pattern)
		}
	}
}

// IDs are the same when the app was compiled again, and different for different pages.
func TestIDsNamePages(t *testing.T) {
	paths := []string{"/", "/about", "/search?q=1", "/search?q=2", "/docs", "/docs/a%2Fb", "/docs/a/b", "/posts", "/posts/a", "/posts/b", "/nothing", "/sitemap.xml", "/robots.txt"}
	f, again := newAppFixture(t), newAppFixture(t)
	ids := map[string]string{}
	for _, path := range paths {
		ref := f.wantFound(t, "/app/shop"+path, 1)
		if other := again.wantFound(t, "/app/shop"+path, 1); other != ref {
			t.Errorf("%s: %+v and %+v", path, ref, other)
		}
		if first, ok := ids[ref.ID]; ok {
			t.Errorf("%s and %s share the ID %s", first, path, ref.ID)
		}
		ids[ref.ID] = path
	}
}

func TestAppHitAllocatesNothing(t *testing.T) {
	for _, f := range []*fixture{newAppFixture(t), newAppFixture(t, withDomain)} {
		address := "placard.test/app/shop"
		if f.sites.suffix != "" {
			address = "shop.pages.test"
		}
		for _, path := range []string{"/", "/about", "/search?q=1", "/docs/a%2Fb", "/posts", "/posts/a", "/posts/b", "/nothing", "/sitemap.xml"} {
			host, rest, _ := strings.Cut(address+path, "/")
			r := request(host, "/"+rest)
			f.wantFound(t, address+path, 1)
			if path == "/posts/b" {
				continue // Whether there is a row is looked up each time.
			}
			if n := testing.AllocsPerRun(200, func() { _, _ = f.Find(context.Background(), r) }); n != 0 && !raceEnabled {
				t.Errorf("%s%s: %v allocations", address, path, n)
			}
		}
	}
}

func TestChangedDatasetIsVisibleAtOnce(t *testing.T) {
	f := newAppFixture(t)
	first := f.wantPage(t, "/app/shop/posts", 200, "First")
	f.wantPage(t, "/app/shop/posts/new", 404, "no such post")
	f.wantPage(t, "/app/shop/posts/a", 200, "post First")
	f.putDataset("dat1", "posts", `[{"slug":"new","title":"Second"}]`)
	second := f.wantPage(t, "/app/shop/posts", 200, "<ul><li>Second</li></ul>")
	if first == second {
		t.Error("the Ref stays the same")
	}
	f.wantPage(t, "/app/shop/posts/new", 200, "post Second")
	f.wantPage(t, "/app/shop/posts/a", 404, "no such post")
	f.meta.delete("dat1")
	f.Changed(storage.Item{ID: "dat1", Kind: storage.KindDataset, Workspace: "ws_1", Name: "posts"}, nil)
	f.wantPage(t, "/app/shop/posts", 500, "")
	f.putDataset("dat2", "posts", `[{"slug":"a","title":"Third"}]`) // version 1 again
	if third := f.wantPage(t, "/app/shop/posts", 200, "<ul><li>Third</li></ul>"); third == first {
		t.Error("another dataset with the same version has the same Ref")
	}
	f.wantPage(t, "/app/shop/missing", 404, "")
}

func TestLoaderFailureIsLoggedOnceAndNotTold(t *testing.T) {
	var log strings.Builder
	f := newAppFixture(t, func(c *Config) { c.Log = slog.New(slog.NewTextHandler(&log, nil)) })
	for range 3 {
		if ref := f.wantPage(t, "/app/shop/broken?secret", 500, "sorry"); !ref.Uncached {
			t.Error("the error page is kept")
		}
	}
	f.meta.err = errors.New("disk on fire")
	f.now = f.now.Add(time.Hour)
	_, page := f.visit(t, "/app/shop/broken")
	if n := strings.Count(log.String(), "loading data for an app failed"); n != 1 || strings.Contains(string(page.Body), "fire") {
		t.Errorf("logged %d times: %s", n, log.String())
	}
}

func TestPutChangesAllRoutesAtOnce(t *testing.T) {
	f := newAppFixture(t)
	paths := []string{"/about", "/docs/a", "/posts", "/nothing"}
	for _, path := range paths {
		f.wantFound(t, "/app/shop"+path, 1)
	}
	f.putApp("shop", "two")
	for _, path := range paths {
		f.wantFound(t, "/app/shop"+path, 2)
	}
	f.wantPage(t, "/app/shop/about", 200, "about:two")
}

func TestExpiryEndsAllPagesOfAnApp(t *testing.T) {
	f := newAppFixture(t)
	end := f.now.Add(time.Minute)
	f.meta.change("shop", func(i *storage.Item) { i.ExpiresAt = end })
	f.Changed(storage.Item{ID: "shop", Kind: storage.KindApp}, nil)
	paths := []string{"", "/about", "/docs/a", "/posts/a", "/nothing", "/sitemap.xml", "/search?q=1"}
	for _, path := range paths {
		if ref := f.wantFound(t, "/app/shop"+path, 1); ref.ExpiresAt != end.UnixMilli() {
			t.Errorf("%s: %+v", path, ref)
		}
	}
	f.now = end
	for _, path := range paths {
		f.wantFound(t, "/app/shop"+path, 0)
	}
}

func TestPolicyOfAppPages(t *testing.T) {
	f := newAppFixture(t)
	if _, page := f.visit(t, "/app/shop/about"); page.Policy != renderedPolicy {
		t.Errorf("without scripts: %s", page.Policy)
	}
	f.cfg.Set.Script, f.cfg.Set.Navigate = "/-/runtime.js", "/-/navigate.js"
	f.putApp("shop", "two")
	if _, page := f.visit(t, "/app/shop/about"); page.Policy != appPolicy {
		t.Errorf("with navigate.js: %s", page.Policy)
	}
}

func TestAheadListsStaticPathsOfTheLatestVersion(t *testing.T) {
	f := newAppFixture(t, withDomain)
	var got []string
	for at := range f.Ahead(storage.Item{ID: "shop", Kind: storage.KindApp}) {
		got = append(got, at.Host+at.Path)
		if len(got) == 3 {
			f.putApp("shop", "two")
		}
	}
	if len(got) != 3 || got[0] != "shop.pages.test/" || got[1] != "shop.pages.test/about" {
		t.Errorf("%q", got)
	}
	g := newAppFixture(t)
	got = nil
	for at := range g.Ahead(storage.Item{ID: "shop", Kind: storage.KindApp}) {
		got = append(got, at.Host+at.Path)
		g.wantFound(t, at.Host+at.Path, 1)
	}
	if all := strings.Join(got, " "); !strings.Contains(all, "/app/shop/posts/a") {
		t.Error(all)
	}
	if g.Ahead(storage.Item{ID: "p", Kind: storage.KindArtifact}) != nil {
		t.Error("an artifact has pages ahead")
	}
	for range g.Ahead(storage.Item{ID: "gone", Kind: storage.KindApp}) {
		t.Error("an app that is gone has pages ahead")
	}
}

// Hammer: while the app and its dataset are written, each page is of one version, and never of one from before a write
// that has returned.
func TestAppHammer(t *testing.T) {
	f := newAppFixture(t, func(c *Config) { c.Now = time.Now; c.AppBytes = 1; c.DatasetBytes = 1 })
	f.putApp("other", "x") // which pushes the first one out
	end, stop := context.WithTimeout(t.Context(), 400*time.Millisecond)
	defer stop()
	var wg sync.WaitGroup
	wg.Go(func() {
		for i := 2; end.Err() == nil; i++ {
			mark := fmt.Sprint("v", i)
			item := f.putApp("shop", mark)
			if ref := f.wantPage(t, "/app/shop/about", 200, "about:"+mark); ref.Version != item.Version {
				t.Errorf("version %d after %d", ref.Version, item.Version)
			}
		}
	})
	wg.Go(func() {
		for i := 2; end.Err() == nil; i++ {
			f.putDataset("dat1", "posts", fmt.Sprintf(`[{"slug":"a","title":"T%d."}]`, i))
			f.wantPage(t, "/app/shop/posts/a", 200, fmt.Sprintf("post T%d.", i))
			f.wantPage(t, "/app/other/posts", 200, fmt.Sprintf("<li>T%d.", i))
		}
	})
	for range 3 {
		wg.Go(func() {
			for end.Err() == nil {
				_, page := f.visit(t, "/app/shop/docs/x")
				top, bottom := mark(page.Body, "mark-top:"), mark(page.Body, "mark-end:")
				if top == "" || top != bottom {
					t.Errorf("one page with %q and %q", top, bottom)
					return
				}
			}
		})
	}
	wg.Wait()
}

// tail is what a page shows, without its styles.
func tail(page []byte) string {
	_, rest, ok := strings.Cut(string(page), "<body")
	if !ok {
		return string(page)
	}
	return rest
}

// mark is the word behind a label in a page.
func mark(page []byte, label string) string {
	_, rest, _ := strings.Cut(string(page), label)
	word, _, _ := strings.Cut(rest, "<")
	return word
}

func BenchmarkFindApp(b *testing.B) {
	f := newAppFixture(b)
	for _, path := range []string{"/about", "/docs/a%2Fb", "/posts/a"} {
		b.Run(path, func(b *testing.B) {
			r := request("placard.test", "/app/shop"+path)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := f.Find(b.Context(), r); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
