package edge

import (
	"strings"
	"testing"

	"github.com/valyala/fasthttp"
)

func TestDispatch(t *testing.T) {
	source := newSource()
	source.write("/a/p", "page")
	source.write("/a/p/about", "about")
	source.write("x.pages.test/", "root of x")
	source.write("x.pages.test/v1/keys", "no api here")
	source.write("x.pages.test/healthz", "no health here")
	api := func(ctx *fasthttp.RequestCtx) {
		if string(ctx.Path()) == "/v1/panic" {
			panic("api")
		}
		ctx.SetBodyString("api " + string(ctx.Path()))
	}
	_, addr := listen(t, Config{Pages: source, API: api, ContentDomain: "pages.test"})
	for request, want := range map[string]struct {
		status int
		body   string
	}{
		"GET /a/p":                               {200, "page"},
		"GET /a/p/about":                         {200, "about"},
		"GET /a/%70":                             {200, "page"},
		"GET /a/./p":                             {200, "page"},
		"GET /a/x/%2e%2e/p":                      {200, "page"},
		"GET /a/%2e%2e/v1/keys":                  {200, "api /v1/keys"},
		"GET /a/p%00":                            {400, "not valid HTTP"},
		"GET /a/p%00/../q":                       {404, "nothing at this address"},
		"GET /a/p%0d%0aX:y":                      {400, "not valid HTTP"},
		"GET /a/P":                               {404, "nothing at this address"},
		"GET /a/p/":                              {404, "nothing at this address"},
		"GET /a/":                                {404, "nothing at this address"},
		"GET /a/%zz":                             {404, "nothing at this address"},
		"GET /a":                                 {200, "api /a"},
		"GET /":                                  {200, "api /"},
		"GET /v1/keys":                           {200, "api /v1/keys"},
		"POST /v1/keys":                          {200, "api /v1/keys"},
		"GET /v1/panic":                          {500, `{"error":"Something went wrong`},
		"GET /healthz":                           {200, "ok\n"},
		"POST /healthz":                          {405, "GET or HEAD"},
		"POST /a/p":                              {405, "GET or HEAD"},
		"DELETE /a/none":                         {405, "GET or HEAD"},
		"OPTIONS /a/p":                           {405, "GET or HEAD"},
		"GET //x.pages.test/":                    {200, "root of x"},
		"GET //X.Pages.Test:8080/":               {200, "root of x"},
		"GET //x.pages.test./":                   {200, "root of x"},
		"GET //x.pages.test/v1/keys":             {200, "no api here"},
		"GET //x.pages.test/healthz":             {200, "no health here"},
		"GET //y.pages.test/v1/keys":             {404, "nothing at this address"},
		"GET //pages.test/v1/keys":               {200, "api /v1/keys"},
		"GET //xpages.test/v1/keys":              {200, "api /v1/keys"},
		"GET //[::1]:80/healthz":                 {200, "ok\n"},
		"GET //a b/a/p":                          {400, "not valid HTTP"},
		"GET /a/" + strings.Repeat("long", 1000): {404, "nothing at this address"},
		"GET /a/" + strings.Repeat("long", 5000): {431, "longer than this server takes"},
	} {
		r := ask(t, addr, request, "Content-Length: 0")
		if r.status != want.status || !strings.Contains(r.body, want.body) {
			t.Errorf("%.60s: status %d, body %.150q; want %d, %q", request, r.status, r.body, want.status, want.body)
		}
		if allow := r.header.Get("Allow"); (r.status == 405) != (allow == "GET, HEAD") {
			t.Errorf("%s: Allow %q", request, allow)
		}
		if r.status >= 400 && (r.header.Get("Cache-Control") != "no-store" || r.header.Get("X-Content-Type-Options") != "nosniff") {
			t.Errorf("%.60s: headers %v", request, r.header)
		}
	}
}

func TestWithoutAPIOtherPathsAreNotFound(t *testing.T) {
	_, addr := listen(t, Config{Pages: newSource()})
	for request, kind := range map[string]string{"GET /": "text/html; charset=utf-8", "POST /v1/keys": "application/json"} {
		r := ask(t, addr, request, "Content-Length: 0")
		if r.status != 404 || r.header.Get("Content-Type") != kind {
			t.Errorf("%s: status %d, type %s", request, r.status, r.header.Get("Content-Type"))
		}
	}
}

func TestConfigIsChecked(t *testing.T) {
	pages := newSource()
	for name, cfg := range map[string]Config{
		"no pages":          {},
		"negative cache":    {Pages: pages, CacheBytes: -1},
		"negative timeout":  {Pages: pages, ReadTimeout: -1},
		"domain with port":  {Pages: pages, ContentDomain: "pages.test:80"},
		"domain upper case": {Pages: pages, ContentDomain: "Pages.test"},
		"domain with dot":   {Pages: pages, ContentDomain: ".pages.test"},
	} {
		if _, err := New(cfg); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
