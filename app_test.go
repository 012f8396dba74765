package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// shop is an app in which the mark %[1]s is in the layout and in each page.
const shop = `{"metadata":{"title":"Shop"},
"layouts":{"main":{"root":"m","elements":{"m":{"type":"div","children":["top","s","end"]},"top":{"type":"p","text":"top-%[1]s;"},"s":{"type":"Slot"},"end":{"type":"p","text":"end-%[1]s;"}}}},
"routes":{
"/":{"layout":"main","page":{"root":"h","elements":{"h":{"type":"h1","text":"page-%[1]s;"}}}},
"/about":{"layout":"main","page":{"root":"h","elements":{"h":{"type":"h1","text":"page-%[1]s;"}}}},
"/docs/[[...path]]":{"layout":"main","page":{"root":"h","elements":{"h":{"type":"h1","text":{"$template":"page-%[1]s; at ${/pathname}"}}}}},
"/posts/[slug]":{"layout":"main","page":{"root":"h","elements":{"h":{"type":"h1","text":{"$template":"page-%[1]s; ${/post/title}."}}}},
 "loader":{"dataset":"posts","where":{"slug":{"$param":"slug"}},"as":"post","one":true},"staticParams":[{"slug":"a"}]}}}`

// get reads a page; host is "" for the main host.
func (p *process) get(t testing.TB, method, host, path string, headers ...string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequest(method, p.base+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Host = host
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	res, err := http.DefaultTransport.RoundTrip(req) // redirects are not followed
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res, string(body)
}

// publish publishes the app, or its next version when there is an ID.
func (p *process) publishApp(t testing.TB, key, id, mark string) string {
	t.Helper()
	method, path, want := "POST", "/v1/apps", http.StatusCreated
	if id != "" {
		method, path, want = "PUT", path+"/"+id, http.StatusOK
	}
	status, a, err := p.send(method, path, key, "application/json", fmt.Sprintf(shop, mark))
	if err != nil || status != want {
		t.Fatalf("%s: %d %+v %v", method, status, a, err)
	}
	return a.ID
}

func (p *process) putPosts(t testing.TB, key, method, title string) {
	t.Helper()
	path := map[string]string{"POST": "/v1/datasets", "PUT": "/v1/datasets/posts"}[method]
	status, a, err := p.send(method, path, key, "application/json", fmt.Sprintf(`{"name":"posts","data":[{"slug":"a","title":%q}]}`, title))
	if err != nil || status/100 != 2 {
		t.Fatalf("%s: %d %+v %v", path, status, a, err)
	}
}

func TestAppIsPublishedReadUpdatedAndDeleted(t *testing.T) {
	data := t.TempDir()
	p := start(t, data)
	key := workspace(t, data, "--claimed")
	id := p.publishApp(t, key, "", "one")
	p.putPosts(t, key, "POST", "First")
	base := "/app/" + id
	for path, want := range map[string]string{
		"": "page-one;", "/": "page-one;", "/about": "page-one;", "/docs/a%2Fb": "at /docs/a%2Fb", "/posts/a": "First.",
		"/sitemap.xml": base + "/posts/a</loc>", "/robots.txt": "Sitemap: " + p.base + base + "/sitemap.xml", "/-/loading.json": "[",
	} {
		res, body := p.get(t, "GET", "", base+path)
		if res.StatusCode != 200 || !strings.Contains(body, want) {
			t.Errorf("%s: %d %s", path, res.StatusCode, body)
		}
		tag := res.Header.Get("Etag")
		if res, body = p.get(t, "GET", "", base+path, "If-None-Match", tag); res.StatusCode != 304 || body != "" {
			t.Errorf("%s with its tag: %d", path, res.StatusCode)
		}
		if res, body = p.get(t, "HEAD", "", base+path); res.StatusCode != 200 || body != "" || res.Header.Get("Etag") == "" {
			t.Errorf("HEAD %s: %d", path, res.StatusCode)
		}
	}
	for path, want := range map[string]int{"/none": 404, "/posts/b": 404, "/docs/../about": 404, "//": 404} {
		if res, _ := p.get(t, "GET", "", base+path, "If-None-Match", "*"); res.StatusCode != want || res.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d %v", path, res.StatusCode, res.Header)
		}
	}
	for i := range 20 { // a write is seen by the very next reader, on every route
		mark, title := fmt.Sprint("v", i), fmt.Sprint("T", i)
		p.publishApp(t, key, id, mark)
		p.putPosts(t, key, "PUT", title)
		for _, path := range []string{"", "/about", "/docs/x", "/posts/a"} {
			if _, body := p.get(t, "GET", "", base+path); !strings.Contains(body, "page-"+mark+";") || path == "/posts/a" && !strings.Contains(body, title+".") {
				t.Fatalf("after PUT %s %s is still %s", mark, path, body)
			}
		}
	}
	if status, _, _ := p.send("DELETE", "/v1/apps/"+id, key, "", ""); status != 200 {
		t.Fatalf("DELETE: %d", status)
	}
	for _, path := range []string{"", "/about", "/docs/x", "/none", "/sitemap.xml"} {
		if res, _ := p.get(t, "GET", "", base+path); res.StatusCode != 404 {
			t.Errorf("%s after DELETE: %d", path, res.StatusCode)
		}
	}
}

// Hammer: readers on all routes while the app is written. No page has two versions in it, and none is older than the last
// write that had been answered before it was asked for.
func TestAppUnderWritesNeverShowsTwoVersions(t *testing.T) {
	data := t.TempDir()
	p := start(t, data)
	key := workspace(t, data, "--claimed", "--plan", "pro")
	id := p.publishApp(t, key, "", "0")
	p.putPosts(t, key, "POST", "First")
	var answered atomic.Int64
	var reads atomic.Int64
	stop := make(chan struct{})
	var wg sync.WaitGroup
	for r := range 4 {
		wg.Go(func() {
			paths := []string{"", "/about", "/docs/x", "/docs/" + fmt.Sprint(r), "/posts/a"}
			for i := 0; ; i++ {
				select {
				case <-stop:
					return
				default:
				}
				at := answered.Load()
				_, body := p.get(t, "GET", "", "/app/"+id+paths[i%len(paths)])
				top, page, end := number(body, "top-"), number(body, "page-"), number(body, "end-")
				if top != page || page != end || int64(top) < at {
					t.Errorf("%s shows %d, %d and %d after %d was published", paths[i%len(paths)], top, page, end, at)
					return
				}
				reads.Add(1)
			}
		})
	}
	for n := 1; n <= 60; n++ {
		p.publishApp(t, key, id, fmt.Sprint(n))
		answered.Store(int64(n))
	}
	close(stop)
	wg.Wait()
	t.Logf("%d pages read during 60 writes", reads.Load())
	if reads.Load() < 100 {
		t.Error("too few reads to tell anything")
	}
}

// number is what follows a label in a page, up to ";", -1 without it.
func number(body, label string) (n int) {
	_, rest, ok := strings.Cut(body, label)
	if _, err := fmt.Sscanf(rest, "%d;", &n); err != nil || !ok {
		return -1
	}
	return n
}

func TestAppHasItsOwnHost(t *testing.T) {
	data := t.TempDir()
	p := start(t, data, "--content-domain", "pages.test", "--base-url", "http://placard.test:8080")
	key := workspace(t, data, "--claimed")
	id := p.publishApp(t, key, "", "one")
	own := id + ".pages.test"
	for path, want := range map[string]string{"/": "page-one;", "/docs/a%2Fb?x": "at /docs/a%2Fb", "/robots.txt": "Sitemap: http://" + own + ":8080/sitemap.xml"} {
		if res, body := p.get(t, "GET", own, path); res.StatusCode != 200 || !strings.Contains(body, want) {
			t.Errorf("%s: %d %s", path, res.StatusCode, body)
		}
		if res, _ := p.get(t, "GET", "", "/app/"+id+path); res.StatusCode != 308 || res.Header.Get("Location") != "http://"+own+":8080"+path {
			t.Errorf("%s on the main host: %d %v", path, res.StatusCode, res.Header)
		}
	}
	if res, _ := p.get(t, "GET", own, "/none"); res.StatusCode != 404 {
		t.Errorf("%d", res.StatusCode)
	}
	if res, _ := p.get(t, "GET", own, "/v1/whoami"); res.StatusCode != 404 {
		t.Errorf("the API on a content host: %d", res.StatusCode)
	}
}

func TestAppEndsWithAllItsPages(t *testing.T) {
	data := t.TempDir()
	p := start(t, data, "--free-item-life", "2s")
	key := workspace(t, data, "--claimed")
	id := p.publishApp(t, key, "", "one")
	paths := []string{"", "/about", "/docs/x", "/none", "/sitemap.xml"}
	for _, path := range paths {
		p.get(t, "GET", "", "/app/"+id+path)
	}
	time.Sleep(2 * time.Second)
	for _, path := range paths {
		if res, body := p.get(t, "GET", "", "/app/"+id+path); res.StatusCode != 404 || strings.Contains(body, "one") || strings.Contains(body, "Shop") {
			t.Errorf("%s after the end: %d %s", path, res.StatusCode, body)
		}
	}
}

func TestDatasetIsReadByEveryOrigin(t *testing.T) {
	data := t.TempDir()
	p := start(t, data)
	key := workspace(t, data)
	p.putPosts(t, key, "POST", "First")
	res, body := p.get(t, "GET", "", "/v1/datasets", "Authorization", "Bearer "+key)
	var list []struct{ URL string }
	if err := json.Unmarshal([]byte(body), &list); err != nil || len(list) != 1 || res.StatusCode != 200 {
		t.Fatalf("%d %s", res.StatusCode, body)
	}
	path := strings.TrimPrefix(list[0].URL, p.base)
	res, body = p.get(t, "GET", "", path, "Origin", "null")
	if res.StatusCode != 200 || body != `[{"slug":"a","title":"First"}]` || res.Header.Get("Access-Control-Allow-Origin") != "*" ||
		res.Header.Get("Content-Type") != "application/json; charset=utf-8" {
		t.Fatalf("%d %s %v", res.StatusCode, body, res.Header)
	}
	if res, _ = p.get(t, "GET", "", path, "If-None-Match", res.Header.Get("Etag")); res.StatusCode != 304 {
		t.Errorf("with its tag: %d", res.StatusCode)
	}
	p.putPosts(t, key, "PUT", "Second")
	if _, body = p.get(t, "GET", "", path); !strings.Contains(body, "Second") {
		t.Errorf("after PUT: %s", body)
	}
	if status, _, _ := p.send("DELETE", "/v1/datasets/posts", key, "", ""); status != 200 {
		t.Errorf("DELETE: %d", status)
	}
	if res, _ = p.get(t, "GET", "", path); res.StatusCode != 404 {
		t.Errorf("after DELETE: %d", res.StatusCode)
	}
}

func TestAppNeedsAClaimedWorkspace(t *testing.T) {
	data := t.TempDir()
	p := start(t, data)
	key := workspace(t, data)
	status, a, err := p.send("POST", "/v1/apps", key, "application/json", fmt.Sprintf(shop, "one"))
	if err != nil || status != 403 || !strings.HasPrefix(a.ClaimURL, p.base+"/claim/") {
		t.Errorf("%d %+v %v", status, a, err)
	}
}
