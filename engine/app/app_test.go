package app_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"placard/engine/app"
	"placard/engine/value"
)

// div is a spec of a div with elements in it, which are the members of an object, and a state.
func div(state, elements string) string {
	var all map[string]json.RawMessage
	if err := json.Unmarshal([]byte("{"+elements+"}"), &all); err != nil {
		panic(err)
	}
	used := map[string]bool{}
	for _, e := range all {
		var one struct{ Children []string }
		json.Unmarshal(e, &one)
		for _, kid := range one.Children {
			used[kid] = true
		}
	}
	var kids []string
	for id := range all {
		if !used[id] {
			kids = append(kids, id)
		}
	}
	slices.Sort(kids)
	list, _ := json.Marshal(kids)
	return `{"root":"root","elements":{"root":{"type":"div","children":` + string(list) + `},` + elements + `},"state":` + state + `}`
}

func TestPages(t *testing.T) {
	const layout = `{"root":"l","elements":{"l":{"type":"main","children":["n","s"]},"n":{"type":"a","props":{"href":"/about"}},"s":{"type":"Slot"}}}`
	in := func(layout, page string) string {
		return `{"layouts":{"l":` + layout + `},"routes":{"/":{"layout":"l","page":` + page + `}}}`
	}
	route := func(pattern, page string) string {
		return `{"state":{"a":"app","b":"app"},"routes":{"` + pattern + `":{"page":` + page + `}}}`
	}
	const abcd = `{"$template":"${/a} ${/b} ${/c} ${/d}"}`
	for _, c := range []struct{ name, app, path, want string }{
		{"a page", route("/", page(`"x"`)), "/", "<p>x</p>"},
		{"a page in its layout", in(layout, page(`"x"`)), "/", `<main><a href="/app/x1/about"></a><p>x</p></main>`},
		{"a Slot as the layout", in(`{"root":"s","elements":{"s":{"type":"Slot"}}}`, page(`"x"`)), "/", "<p>x</p>"},
		{"a Slot in a page", route("/", `{"root":"s","elements":{"s":{"type":"Slot","children":["p"]},"p":{"type":"p"}}}`), "/", "<p></p>"},
		{"a page with a Slot in a layout", in(layout, `{"root":"s","elements":{"s":{"type":"Slot","children":["p"]},"p":{"type":"p"}}}`), "/",
			`<main><a href="/app/x1/about"></a><p></p></main>`},
		{"a page of Slots", in(layout, `{"root":"s","elements":{"s":{"type":"Slot","children":["r"]},"r":{"type":"Slot"}}}`), "/", `<main><a href="/app/x1/about"></a></main>`},
		{"a condition in the layout", in(div(`{"on":true}`, `"s":{"type":"Slot","visible":{"$state":"/on"}}`), page(`"x"`)), "/", "<div><p>x</p></div>"},
		{"a condition that the page decides", in(div(`{"on":true}`, `"s":{"type":"Slot","visible":{"$state":"/on"}}`), div(`{"on":false}`, `"p":{"type":"p"}`)), "/", "<div></div>"},
		{"elements of the same id and name", in(div(`{}`, `"i":{"type":"Switch","props":{"label":"a","name":"n"}},"s":{"type":"Slot"}`), div(`{}`, `"i":{"type":"Switch","props":{"label":"b","name":"n"}}`)), "/", ""},
		{"the page's state wins over the layout's, that over the app's", `{"state":{"a":"app","b":"app","c":"app"},"layouts":{"l":` + div(`{"b":"layout","c":"layout"}`, `"s":{"type":"Slot"}`) +
			`},"routes":{"/":{"layout":"l","page":` + div(`{"c":"page","d":"page"}`, `"p":{"type":"p","text":`+abcd+`}`) + `}}}`, "/", "<div><div><p>app layout page page</p></div></div>"},
		{"layers are merged by top-level key only", `{"state":{"a":{"x":1,"y":2}},"routes":{"/":{"page":` + div(`{"a":{"x":3}}`, `"p":{"type":"p","text":{"$template":"${/a/x} ${/a/y}"}}`) + `}}}`, "/",
			"<div><p>3 </p></div>"},
		{"params", route("/blog/[slug]", page(`{"$state":"/params/slug"}`)), "/blog/a%3Cb", "<p>a&lt;b</p>"},
		{"a catch-all is a list", route("/[...x]", page(`{"$join":{"$state":"/params/x"},"separator":"+"}`)), "/a/b%20c/", "<p>a+b c</p>"},
		{"an optional one of nothing too", route("/[[...x]]", page(`{"$count":{"$state":"/params/x"}}`)), "/", "<p>0</p>"},
		{"the query", route("/", page(`{"$template":"${/query/q} ${/query/no}"}`)), "/?q=a+b&q=c", "<p>a b </p>"},
		{"the pathname", route("/a/[x]", page(`{"$state":"/pathname"}`)), "/a/b%20c/", "<p>/a/b%20c</p>"},
		{"of the request nothing can be overridden", `{"state":{"params":{"x":"app"}},"routes":{"/[x]":{"page":` + div(`{"params":{"x":"page"},"query":5}`, `"p":{"type":"p","text":{"$template":"${/params/x} ${/query/q}"}}`) + `}}}`, "/a?q=1",
			"<div><p>a 1</p></div>"},
		{"the whole state", route("/[x]", page(`{"$count":{"$state":"/"}}`)), "/a", "<p>0</p>"},
		{"links", route("/", div(`{"to":"/a?b#c","away":"//host/x"}`, `"a":{"type":"a","props":{"href":"/"}},"b":{"type":"a","props":{"href":"/app/x1/b"}},"c":{"type":"a","props":{"href":"/app/x11"}},"d":{"type":"a","props":{"href":"#x"}},`+
			`"e":{"type":"a","props":{"href":"//host/x"}},"f":{"type":"a","props":{"href":{"$state":"/to"}}},"g":{"type":"a","props":{"href":{"$state":"/away"}}},"h":{"type":"img","props":{"src":"/i.png","alt":""}},"i":{"type":"Link","props":{"label":"x","href":"/y"}},`+
			`"j":{"type":"a","props":{"href":"/app/x1"}},"k":{"type":"a","props":{"href":"https://h/x"}}`)), "/",
			`<div><a href="/app/x1/"></a><a href="/app/x1/b"></a><a href="/app/x1/app/x11"></a><a href="#x"></a><a href="//host/x"></a><a href="/app/x1/a?b#c"></a><a href="//host/x"></a>` +
				`<img src="/i.png" alt=""><a href="/app/x1/y" class="ui-link">x</a><a href="/app/x1"></a><a href="https://h/x"></a></div>`},
	} {
		html, p := show(t, compile(t, c.app, options), c.path, `[]`)
		if got := body(t, html); c.want != "" && got != c.want || p.Status() != 200 {
			t.Errorf("%s: %d\ngot  %s\nwant %s", c.name, p.Status(), got, c.want)
		}
		if id := twice(html); id != "" {
			t.Errorf("%s: the id %q is there twice", c.name, id)
		}
	}
}

var idAttribute = regexp.MustCompile(` id="([^"]*)"`)

// twice is an id that a page has twice, "" for none.
func twice(html string) string {
	seen := map[string]bool{}
	for _, m := range idAttribute.FindAllStringSubmatch(html, -1) {
		if seen[m[1]] {
			return m[1]
		}
		seen[m[1]] = true
	}
	return ""
}

// Pages of one layout in all orders: what is made of a number, or remembered, must not reach from page to page.
func TestPagesOfALayoutDoNotDisturbEachOther(t *testing.T) {
	layout := div(`{"tab":"a"}`, `"i":{"type":"Input","props":{"label":"a","name":"n"}},"t":{"type":"Tabs","props":{"tabs":[{"label":"A","value":"a"}],"value":{"$bindState":"/tab"}}},"s":{"type":"Slot"}`)
	pages := []string{page(`"x"`), div(`{}`, `"i":{"type":"Input","props":{"label":"b","name":"n","value":{"$bindState":"/x"}}}`),
		div(`{}`, `"i":{"type":"Accordion","props":{"items":[{"title":"a","content":"b"}]}}`), page(`{"$state":"/params/x"}`)}
	alone := map[string]string{}
	for _, p := range pages {
		html, _ := show(t, compile(t, `{"layouts":{"l":`+layout+`},"routes":{"/[x]":{"layout":"l","page":`+p+`},"/":{"page":`+page(`""`)+`}}}`, options), "/0", `[]`)
		alone[p] = body(t, html)
	}
	for _, order := range [][]int{{0, 1, 2, 3}, {3, 2, 1, 0}, {1, 0, 3, 2}} {
		text := `{"layouts":{"l":` + layout + `},"routes":{`
		for n, i := range order {
			if n > 0 {
				text += ","
			}
			text += `"/` + string(rune('a'+i)) + `/[x]":{"layout":"l","page":` + pages[i] + `}`
		}
		a := compile(t, text+"}}", options)
		for _, i := range order {
			html, _ := show(t, a, "/"+string(rune('a'+i))+"/0", `[]`)
			if got := body(t, html); got != alone[pages[i]] {
				t.Errorf("order %v, page %d:\ngot  %s\nwant %s", order, i, got, alone[pages[i]])
			}
		}
	}
}

const posts = `{"rows":[{"slug":"a","title":"A","n":2},{"slug":"b","title":"<B>","n":10},{"slug":"10","title":"Ten","n":1}]}`

func TestWhatIsShownForAPath(t *testing.T) {
	text := func(s string) string { return page(`"` + s + `"`) }
	one := func(extra string) string {
		return `{"loader":{"dataset":"posts","where":{"slug":{"$param":"slug"}},"as":"post","one":true},"page":` + page(`{"$state":"/post/title"}`) + extra + `}`
	}
	own := `,"notFound":` + page(`{"$template":"none ${/params/slug}"}`)
	plain := `Page not found`
	for _, c := range []struct {
		name, routes, path string
		status             int
		want               string
	}{
		{"a row", `"/[slug]":` + one(own), "/b", 200, "<p>&lt;B&gt;</p>"},
		{"no row", `"/[slug]":` + one(own), "/c", 404, "<p>none c</p>"},
		{"no row, no notFound", `"/[slug]":` + one(""), "/c", 404, plain},
		{"no row, but a 404 route", `"/[slug]":` + one("") + `,"/404":{"page":` + text("404") + `}`, "/c", 404, "<p>404</p>"},
		{"no row and notFound of the root", `"/p/[slug]":` + one("") + `,"/":{"page":` + text("home") + `,"notFound":` + text("root") + `}`, "/p/c", 404, "<p>root</p>"},
		{"not matched", `"/a":{"page":` + text("a") + `,"notFound":` + text("not this") + `}`, "/b", 404, plain},
		{"not matched, a 404 route", `"/404":{"page":` + page(`{"$template":"no ${/pathname} ${/query/q}"}`) + `},"/":{"page":` + text("a") + `,"notFound":` + text("not this") + `}`, "/b%20c?q=1", 404, "<p>no /b%20c 1</p>"},
		{"not matched, notFound of the root", `"/":{"page":` + text("a") + `,"notFound":` + page(`{"$state":"/pathname"}`) + `}`, "/b", 404, "<p>/b</p>"},
		{"the 404 route by its name", `"/404":{"page":` + text("404") + `}`, "/404", 404, "<p>404</p>"},
		{"a 404 route without a row", `"/404":{"page":` + text("404") + `,"loader":{"dataset":"posts","where":{"slug":"zz"},"one":true}}`, "/x", 404, plain},
		{"a broken path", `"/[slug]":` + one(own), "/%zz", 404, plain},
		{"an empty segment", `"/[...slug]":{"page":` + text("a") + `}`, "//a", 404, plain},
	} {
		html, p := show(t, compile(t, `{"routes":{`+c.routes+`}}`, options), c.path, posts)
		if got := body(t, html); p.Status() != c.status || !strings.Contains(got, c.want) || c.want != plain && got != c.want {
			t.Errorf("%s: %d %s", c.name, p.Status(), got)
		}
	}
}

func TestErrorPages(t *testing.T) {
	a := compile(t, `{"routes":{"/":{"page":`+page(`"x"`)+`,"error":`+page(`{"$template":"broken ${/pathname}"}`)+`},"/b":{"page":`+page(`"b"`)+`}}}`, options)
	for path, want := range map[string]string{"/": "<p>broken /</p>", "/b": "Something went wrong", "/c": "Something went wrong"} {
		_, p := show(t, a, path, "[]")
		e := a.ErrorPage(p)
		out, _ := a.Append(nil, e, app.Request{Path: []byte(path)})
		if got := body(t, string(out)); e.Status() != 500 || !strings.Contains(got, want) {
			t.Errorf("%s: %d %s", path, e.Status(), got)
		}
		if again := a.ErrorPage(e); again.Status() != 500 || a.NotFound(e).Status() != 404 || a.Loader(e) != nil {
			t.Errorf("%s: an error page leads to %d", path, again.Status())
		}
	}
}

func TestWhatOfARequestMatters(t *testing.T) {
	const canonical = `"metadata":{"alternates":{"canonical":"/x"}},`
	for _, c := range []struct {
		name, pattern, route string
		path, query          bool
	}{
		{"a static page", "/", `"page":` + page(`"x"`), false, false},
		{"a static page with state", "/", `"page":` + div(`{"x":1}`, `"p":{"type":"p","text":{"$state":"/x"}}`), false, false},
		{"its own address", "/[x]", `"page":` + page(`"x"`), true, false},
		{"an address that is given", "/[x]", canonical + `"page":` + page(`"x"`), false, false},
		{"params", "/[x]", canonical + `"page":` + page(`{"$state":"/params/x"}`), true, false},
		{"params in a template", "/[x]", canonical + `"page":` + page(`{"$template":"${params}"}`), true, false},
		{"the pathname", "/", `"page":` + page(`{"$state":"pathname"}`), true, false},
		{"the query", "/", `"page":` + page(`{"$cond":{"$state":"/query/a"},"$then":1,"$else":2}`), false, true},
		{"the whole state", "/", `"page":` + page(`{"$count":{"$state":""}}`), true, true},
		{"a list", "/[...x]", canonical + `"page":{"root":"r","elements":{"r":{"type":"ul","repeat":{"statePath":"/params/x"},"children":["i"]},"i":{"type":"li","text":{"$item":""}}}}`, true, false},
		{"what is shown in the browser only", "/", `"page":` + div(`{}`, `"b":{"type":"Button","props":{"label":"x"},"on":{"press":{"action":"setState","params":{"statePath":"/y","value":{"$state":"/query/z"}}}}}`), false, true},
		{"what an action names", "/", `"page":` + div(`{}`, `"b":{"type":"Button","props":{"label":"x"},"on":{"press":{"action":"pushState","params":{"statePath":"/query/z","value":1}}}}`), false, true},
		{"a loader with a param", "/[x]", canonical + `"loader":{"dataset":"d","where":{"a":{"$param":"x"}}},"page":` + page(`"x"`), true, false},
		{"a loader with the query", "/", `"loader":{"dataset":"d","where":{"a":{"$query":"x"}}},"page":` + page(`"x"`), false, true},
	} {
		a := compile(t, `{"routes":{"`+c.pattern+`":{`+c.route+`}}}`, options)
		var params app.Params
		p := a.Find([]byte(strings.NewReplacer("[x]", "a", "[...x]", "a").Replace(c.pattern)), &params)
		if p.Status() != 200 {
			t.Fatalf("%s: %d", c.name, p.Status())
		}
		if a.UsesPath(p) != c.path || a.UsesQuery(p) != c.query {
			t.Errorf("%s: path %v, query %v", c.name, a.UsesPath(p), a.UsesQuery(p))
		}
	}
}

// A page that happens in the browser has the merged state in its data, with nothing that ends the element.
func TestLivePagesHaveTheMergedState(t *testing.T) {
	a := compile(t, `{"state":{"a":1,"b":"</script>"},"layouts":{"l":`+div(`{"b":2,"c":"<!--"}`, `"s":{"type":"Slot"}`)+`},"routes":{"/[slug]":{"layout":"l",`+
		`"metadata":{"alternates":{"canonical":"/x"}},"loader":{"dataset":"posts","where":{"slug":{"$param":"slug"}},"as":"post","one":true},"page":`+
		div(`{"d":"x"}`, `"t":{"type":"Input","props":{"label":"x","name":"x","value":{"$bindState":"/post/title"}}},"q":{"type":"p","text":{"$state":"/query/q"}}`)+`},"/":{"page":`+page(`""`)+`}}}`, options)
	html, p := show(t, a, "/b?q=%3C/script%3E&r=\"", posts)
	if p.Status() != 200 {
		t.Fatal(p.Status())
	}
	_, rest, _ := strings.Cut(html, `<script type="application/json" id="ui-data">`)
	data, rest, _ := strings.Cut(rest, "</script>")
	if rest != `<script type="module" src="/-/runtime.js"></script><script type="module" src="/-/navigate.js"></script></body></html>` {
		t.Errorf("behind the data: %s", rest)
	}
	var page struct {
		U string
		S map[string]any
	}
	if err := json.Unmarshal([]byte(data), &page); err != nil {
		t.Fatalf("%v: %s", err, data)
	}
	got, _ := json.Marshal(page.S)
	want := `{"a":1,"b":2,"c":"\u003c!--","d":"x","post":{"n":10,"slug":"b","title":"\u003cB\u003e"},"query":{"q":"\u003c/script\u003e","r":"\""}}`
	if string(got) != want || page.U != "/app/x1" {
		t.Errorf("got  %s %s\nwant %s", page.U, got, want)
	}
	if alone, _ := show(t, compile(t, `{"routes":{"/":{"page":`+div(`{}`, `"t":{"type":"Input","props":{"label":"x","name":"x","value":{"$bindState":"/x"}}}`)+`}}}`, app.Options{}), "/", "[]"); !strings.Contains(alone, `"s":{}}</script>`) || strings.Contains(alone, `"u":`) || strings.Contains(alone, "navigate") {
		t.Errorf("without base, state and other routes: %s", alone)
	}
}

func TestPagesFollowStateThatOthersWrite(t *testing.T) {
	const count = `{"$template":"${/count}"}`
	const writer = `{"root":"b","elements":{"b":{"type":"Button","props":{"label":"More"},"on":{"press":{"action":"setState","params":{"statePath":"/count","value":1}}}}}}`
	for _, c := range []struct {
		name, other, page string
		follows           bool
	}{
		{"shows what another page writes", writer, page(count), true},
		{"nobody writes", page(`"x"`), page(count), false},
		{"another page writes something else", strings.ReplaceAll(writer, "/count", "/other"), page(count), false},
		{"an action sets it afterwards", `{"root":"b","elements":{"b":{"type":"Button","props":{"label":"Go"},"on":{"press":{"action":"validateForm","onSuccess":{"set":{"/count":2}}}}}}}`, page(count), true},
		{"a bound item of a list", div(`{}`, `"r":{"type":"div","repeat":{"statePath":"/list"},"children":["i"]},"i":{"type":"Input","props":{"label":"a","value":{"$bindItem":"a"}}}`), div(`{}`, `"r":{"type":"div","repeat":{"statePath":"/list"},"children":["i"]},"i":{"type":"p","text":{"$item":"a"}}`), true},
		{"a bound text", `{"root":"t","elements":{"t":{"type":"textarea","text":{"$bindState":"/count"}}}}`, page(count), true},
		{"what a form is told", `{"root":"b","elements":{"b":{"type":"Button","props":{"label":"Go"},"on":{"press":{"action":"validateForm"}}}}}`, page(`{"$template":"${/formValidation/valid}"}`), true},
		{"shows no state", writer, page(`"x"`), false},
		{"shows state of its own", writer, div(`{"mine":1}`, `"p":{"type":"p","text":{"$state":"/mine"}}`), false},
		{"another has a bound control", `{"root":"i","elements":{"i":{"type":"Input","props":{"label":"a","value":{"$bindState":"/count"}}}}}`, page(count), true},
	} {
		a := compile(t, `{"state":{"count":0,"other":0,"list":[],"formValidation":{}},"routes":{"/":{"page":`+c.page+`},"/other":{"page":`+c.other+`}}}`, options)
		if html, _ := show(t, a, "/", ""); strings.Contains(html, `id="ui-data"`) != c.follows {
			t.Errorf("%s: %s", c.name, html)
		}
	}
}

func TestHeads(t *testing.T) {
	head := func(text, path string) string {
		html, _ := show(t, compile(t, text, options), path, "[]")
		_, head, _ := strings.Cut(html, `initial-scale=1">`)
		head, _, _ = strings.Cut(head, "<style>")
		return head
	}
	const icon = `<link rel="icon" href="data:,">`
	const site = `"metadata":{"title":{"default":"Site","template":"%s | Site"},"description":"D","icons":"/i.png"},`
	p := page(`"x"`)
	titled := `{"root":"a","elements":{"a":{"type":"p"}},"meta":{"title":"Own","description":"E"}}`
	for _, c := range []struct{ name, app, path, want string }{
		{"nothing given", `{"routes":{"/":{"page":` + p + `}}}`, "/", `<link rel="canonical" href="https://h.example/app/x1/">` + icon},
		{"a static path", `{"routes":{"/a b/é":{"page":` + p + `}}}`, "/a%20b/%C3%A9", `<link rel="canonical" href="https://h.example/app/x1/a%20b/%C3%A9">` + icon},
		{"a param", `{"routes":{"/[x]":{"page":` + p + `}}}`, "/a&b/", icon + `<link rel="canonical" href="https://h.example/app/x1/a&amp;b">`},
		{"a canonical that is given", `{"routes":{"/[x]":{"metadata":{"alternates":{"canonical":"/all"}},"page":` + p + `}}}`, "/a", `<link rel="canonical" href="https://h.example/app/x1/all">` + icon},
		{"one elsewhere", `{"routes":{"/[x]":{"metadata":{"alternates":{"canonical":"https://o.example/all"}},"page":` + p + `}}}`, "/a", `<link rel="canonical" href="https://o.example/all">` + icon},
		{"what others read is absolute", `{"routes":{"/":{"metadata":{"openGraph":{"url":"/a","images":["/i.png",{"url":"/j.png","alt":"/k"}]}},"page":` + p + `}}}`, "/",
			`<link rel="canonical" href="https://h.example/app/x1/"><meta property="og:url" content="https://h.example/app/x1/a"><meta property="og:image" content="https://h.example/i.png">` +
				`<meta property="og:image" content="https://h.example/j.png"><meta property="og:image:alt" content="/k"><meta name="twitter:card" content="summary_large_image">` +
				`<meta name="twitter:image" content="https://h.example/i.png"><meta name="twitter:image" content="https://h.example/j.png"><meta name="twitter:image:alt" content="/k">` + icon},
		{"the app's", `{` + site + `"routes":{"/":{"metadata":{"title":"Home"},"page":` + p + `}}}`, "/", `<title>Home | Site</title><meta name="description" content="D">` +
			`<link rel="canonical" href="https://h.example/app/x1/"><link rel="icon" href="/i.png">`},
		{"the page's own meta", `{` + site + `"routes":{"/":{"page":` + titled + `}}}`, "/", `<title>Own | Site</title><meta name="description" content="D">` +
			`<link rel="canonical" href="https://h.example/app/x1/"><link rel="icon" href="/i.png">`},
		{"only the page's own meta", `{"routes":{"/":{"page":` + titled + `}}}`, "/", `<meta name="description" content="E"><title>Own</title><link rel="canonical" href="https://h.example/app/x1/">` + icon},
		{"not matched", `{` + site + `"routes":{"/":{"page":` + p + `}}}`, "/x", `<title>Page not found | Site</title><meta name="description" content="D"><meta name="robots" content="noindex"><link rel="icon" href="/i.png">`},
		{"notFound with a title", `{"routes":{"/":{"page":` + p + `,"notFound":` + titled + `}}}`, "/x", `<meta name="description" content="E"><title>Own</title><meta name="robots" content="noindex">` + icon},
		{"a 404 route", `{"routes":{"/404":{"page":` + p + `}}}`, "/x", icon},
		{"loading", `{"routes":{"/404":{"page":` + p + `,"loading":` + p + `}}}`, "/x", `<link rel="ui-loading" href="/app/x1/-/loading.json">` + icon},
	} {
		want := c.want
		if !strings.Contains(want, "<title>") {
			want = "<title>Untitled</title>" + want
		}
		if got := head(c.app, c.path); got != want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, want)
		}
	}
}

func TestTitlesForLists(t *testing.T) {
	for metadata, want := range map[string]string{
		`null`: "Untitled", `{"title":"Site"}`: "Site", `{"title":{"default":"Site","template":"%s"}}`: "Site", `{"title":{"template":"%s"}}`: "Untitled",
	} {
		a := compile(t, `{"metadata":`+metadata+`,"routes":{"/b":{"page":`+page(`"x"`)+`},"a":{"page":`+page(`"x"`)+`}}}`, options)
		if a.Title() != want || !slices.Equal(a.Patterns(), []string{"/b", "a"}) {
			t.Errorf("%s: %q, %q", metadata, a.Title(), a.Patterns())
		}
	}
}

func TestStaticPathsAndSitemap(t *testing.T) {
	p := page(`"x"`)
	a := compile(t, `{"routes":{"/":{"page":`+p+`},"/a&b/'é":{"page":`+p+`},"/404":{"page":`+p+`},"/hidden":{"metadata":{"robots":{"index":false}},"page":`+p+`},`+
		`"/secret":{"metadata":{"robots":"noindex, nofollow"},"page":`+p+`},"/b/[x]":{"page":`+p+`,"staticParams":[{"x":"1/2?"},{"x":3}]},"/c/[y]/[[...z]]":{"page":`+p+`,"staticParams":[{"y":"q"},{"y":"q","z":["r","s t"]}]},"/n/[x]":{"page":`+p+`}}}`, options)
	want := []string{"/", "/a&b/'%C3%A9", "/404", "/hidden", "/secret", "/b/1%2F2%3F", "/b/3", "/c/q", "/c/q/r/s%20t"}
	if got := a.StaticPaths(); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	const sitemap = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://h.example/app/x1/</loc></url>
<url><loc>https://h.example/app/x1/a&amp;b/&#39;%C3%A9</loc></url>
<url><loc>https://h.example/app/x1/b/1%2F2%3F</loc></url>
<url><loc>https://h.example/app/x1/b/3</loc></url>
<url><loc>https://h.example/app/x1/c/q</loc></url>
<url><loc>https://h.example/app/x1/c/q/r/s%20t</loc></url>
</urlset>
`
	if got := string(a.AppendSitemap(nil)); got != sitemap {
		t.Errorf("got %s", got)
	}
	const robots = "User-agent: *\nAllow: /\n\nSitemap: https://h.example/app/x1/sitemap.xml\n"
	if got := string(a.AppendRobots(nil)); got != robots {
		t.Errorf("got %s", got)
	}
	var params app.Params
	for _, path := range a.StaticPaths() {
		if status := a.Find([]byte(path), &params).Status(); status != 200 && path != "/404" {
			t.Errorf("%s: %d", path, status)
		}
	}
}

func TestLoading(t *testing.T) {
	p, load := page(`"x"`), func(s string) string { return `,"loading":` + page(`{"$template":"`+s+` ${/site}"}`) }
	a := compile(t, `{"state":{"site":"S"},"layouts":{"l":`+div(`{}`, `"a":{"type":"a","props":{"href":"/x"}},"s":{"type":"Slot"}`)+`},"routes":{"/[[...all]]":{"page":`+p+load("all")+`},"/blog/[slug]":{"layout":"l","page":`+p+load("post")+`},`+
		`"/blog/new":{"page":`+p+`},"/blog/top.10":{"page":`+p+load("top")+`},"/docs/[...path]":{"page":`+p+load("docs")+`},"/about":{"page":`+p+`}}}`, options)
	var list [][2]string
	if err := json.Unmarshal(a.AppendLoading(nil), &list); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"/": "<p>all S</p>", "/x/y": "<p>all S</p>", "/blog/a": `<div><a href="/app/x1/x"></a><p>post S</p></div>`, "/blog/a/": `<div><a href="/app/x1/x"></a><p>post S</p></div>`,
		"/blog/new": "", "/blog/new/": "", "/blog/news": `<div><a href="/app/x1/x"></a><p>post S</p></div>`, "/blog/top.10": "<p>top S</p>", "/blog/top-10": `<div><a href="/app/x1/x"></a><p>post S</p></div>`,
		"/docs/a/b": "<p>docs S</p>", "/docs": "<p>all S</p>", "/about": "",
	} {
		got := ""
		for _, one := range list {
			if matches(t, one[0], path) {
				style, rest, _ := strings.Cut(one[1], "</style>")
				if got = rest; !strings.HasPrefix(style, "<style>@layer ") {
					t.Errorf("%s: styles %.20s", path, style)
				}
				break
			}
		}
		if got != want {
			t.Errorf("%s: got %s", path, got)
		}
	}
	if none := compile(t, `{"routes":{"/":{"page":`+p+`}}}`, options); string(none.AppendLoading(nil)) != "[]" {
		t.Errorf("without: %s", none.AppendLoading(nil))
	}
}

// matches tells whether an expression that begins with what must not follow, which Go's do not have, matches.
func matches(t *testing.T, source, path string) bool {
	t.Helper()
	for {
		rest, negative := strings.CutPrefix(source, "^(?!")
		if !negative {
			return regexp.MustCompile(source).MatchString(path)
		}
		end := strings.Index(rest, "$)")
		if regexp.MustCompile("^" + rest[:end+1]).MatchString(path) {
			return false
		}
		source = "^" + rest[end+2:]
	}
}

func TestPagesAreComparable(t *testing.T) {
	text := `{"routes":{"/[x]":{"page":` + page(`"x"`) + `}}}`
	a, b := compile(t, text, options), compile(t, text, options)
	var params app.Params
	one, two := a.Find([]byte("/1"), &params), a.Find([]byte("/2"), &params)
	if one != two || one == b.Find([]byte("/1"), &params) || one == a.NotFound(one) {
		t.Error("pages are not equal as they should be")
	}
	if i, ok := params.Find([]byte("x")); !ok || string(params.Segment(i, 0)) != "1" {
		t.Error("params are not those of the last path")
	}
}

func TestAppsKeepNothingOfTheText(t *testing.T) {
	text := []byte(`{"state":{"a":"one"},"metadata":{"title":"two"},"routes":{"/[x]":{"loader":{"dataset":"three","where":{"four":{"$param":"x"},"five":"six"},"order":"-seven","as":"eight"},` +
		`"page":` + div(`{"nine":"ten"}`, `"p":{"type":"p","props":{"data-eleven":{"$state":"/nine"}},"text":{"$template":"${/a} ${/eight/0/twelve}"}}`) + `}}}`)
	a, issues := newCompiler().Compile(text, options)
	if a == nil {
		t.Fatal(lines(issues))
	}
	const rows = `[{"four":"1","five":"six","twelve":"T"}]`
	before, _ := show(t, a, "/1", rows)
	clear(text)
	if after, _ := show(t, a, "/1", rows); after != before || !strings.Contains(after, "one T") || !strings.Contains(after, `data-eleven="ten"`) {
		t.Errorf("got %s", after)
	}
	if a.Patterns()[0] != "/[x]" || a.Title() != "two" {
		t.Errorf("%q %q", a.Patterns(), a.Title())
	}
}

func TestSelect(t *testing.T) {
	const rows = `[{"n":2,"s":"b","d":{"e":1},"ok":true},{"n":10,"s":"a","d":{"e":2},"ok":false},{"n":1,"s":"c","x":null},{"n":"2","s":"d"},{"s":"é"}]`
	for _, c := range []struct{ name, loader, path, rows, want string }{
		{"all", `"d"`, "/1", rows, "b a c d é"},
		{"as an object", `{"dataset":"d"}`, "/1", rows, "b a c d é"},
		{"a text", `{"dataset":"d","where":{"s":"a"}}`, "/1", rows, "a"},
		{"a number, strictly, and the text that is one", `{"dataset":"d","where":{"n":2}}`, "/1", rows, "b d"},
		{"a text and the number that prints like it", `{"dataset":"d","where":{"n":"10"}}`, "/1", rows, "a"},
		{"true", `{"dataset":"d","where":{"ok":true}}`, "/1", rows, "b"},
		{"the word true", `{"dataset":"d","where":{"ok":"true"}}`, "/1", rows, "b"},
		{"null is not missing", `{"dataset":"d","where":{"x":null}}`, "/1", rows, "c"},
		{"a pointer", `{"dataset":"d","where":{"/d/e":2}}`, "/1", rows, "a"},
		{"several", `{"dataset":"d","where":{"n":2,"ok":true}}`, "/1", rows, "b"},
		{"a param", `{"dataset":"d","where":{"n":{"$param":"p"}}}`, "/10", rows, "a"},
		{"a catch-all", `{"dataset":"d","where":{"s":{"$param":"rest"}}}`, "/1/x/y%20z", `[{"s":"x/y z"},{"s":"x"}]`, "x/y z"},
		{"the query", `{"dataset":"d","where":{"s":{"$query":"q"}}}`, "/1?a=&q=%61&q=b", rows, "a"},
		{"an empty query", `{"dataset":"d","where":{"s":{"$query":"q"}}}`, "/1?q", rows, ""},
		{"no query is no condition", `{"dataset":"d","where":{"s":{"$query":"q"}}}`, "/1?r=1", rows, "b a c d é"},
		{"but no row where one is asked for", `{"dataset":"d","where":{"s":{"$query":"q"}},"one":true}`, "/1", rows, "none"},
		{"by number, other kinds behind", `{"dataset":"d","order":"n"}`, "/1", rows, "c b a d é"},
		{"descending", `{"dataset":"d","order":"-n"}`, "/1", rows, "a b c d é"},
		{"by text", `{"dataset":"d","order":["s"]}`, "/1", rows, "a b c d é"},
		{"stable, then by another", `{"dataset":"d","order":["-k","s"]}`, "/1", `[{"s":"c","k":1},{"s":"a","k":2},{"s":"b","k":1}]`, "a b c"},
		{"booleans", `{"dataset":"d","order":"-ok"}`, "/1", rows, "b a c d é"},
		{"a pointer orders too", `{"dataset":"d","order":"-/d/e"}`, "/1", rows, "a b c d é"},
		{"a limit", `{"dataset":"d","order":"s","limit":2}`, "/1", rows, "a b"},
		{"one", `{"dataset":"d","order":"s","one":true}`, "/1", rows, "one a"},
		{"rows of an object", `"d"`, "/1", `{"a":[{"s":"x"}],"rows":[{"s":"y"}]}`, "y"},
		{"the only list", `"d"`, "/1", `{"total":1,"items":[{"s":"x"}]}`, "x"},
		{"two lists", `"d"`, "/1", `{"a":[{"s":"x"}],"b":[]}`, ""},
		{"no list", `"d"`, "/1", `5`, ""},
		{"rows that are none", `{"dataset":"d","where":{"s":"x"}}`, "/1", `[1,"x",null,[{"s":"x"}],{"s":"x"}]`, "x"},
	} {
		as := strings.Replace(c.loader, `"dataset":"d"`, `"dataset":"d","as":"d"`, 1)
		a := compile(t, `{"routes":{"/[p]/[[...rest]]":{"loader":`+as+`,"page":`+page(`"x"`)+`}}}`, options)
		if got := selected(t, a, c.path, c.rows); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
	long := "[" + strings.Repeat(`{"s":"x"},`, app.MaxRows) + `{"s":"x"}]`
	for loader, want := range map[string]int{`"d"`: app.DefaultRows, `{"dataset":"d","limit":1000}`: app.MaxRows} {
		a := compile(t, `{"routes":{"/[p]":{"loader":`+loader+`,"page":`+page(`"x"`)+`}}}`, options)
		if got := strings.Count(selected(t, a, "/1", long), "x"); got != want {
			t.Errorf("%s: %d rows", loader, got)
		}
	}
}

// selected are the "s" of the rows that the loader of a path gives.
func selected(t *testing.T, a *app.App, path, dataset string) string {
	t.Helper()
	var rows, out value.Doc
	ref, err := rows.Parse([]byte(dataset))
	if err != nil {
		t.Fatal(err)
	}
	path, query, _ := strings.Cut(path, "?")
	var params app.Params
	data, found := a.Loader(a.Find([]byte(path), &params)).Select(rows.At(ref), &params, []byte(query), &out)
	if !found {
		return "none"
	}
	list := data.Field("d")
	if list.Kind() == value.Object {
		return "one " + string(list.Field("s").Bytes())
	}
	var all []string
	for i := range list.Len() {
		all = append(all, string(list.Item(i).Field("s").Bytes()))
	}
	return strings.Join(all, " ")
}

// One compiler and one app for many: start together, give the same.
func TestManyGoroutinesShareCompilerAndApp(t *testing.T) {
	c, site, posts := newCompiler(), []byte(read(t, "site.json")), read(t, "posts.json")
	shared, _ := c.Compile(site, options)
	paths := []string{"/", "/blog?tag=cold", "/blog/beans", "/docs/x/y", "/none"}
	want := map[string]string{}
	for _, path := range paths {
		want[path], _ = show(t, shared, path, posts)
	}
	var all sync.WaitGroup
	start := make(chan struct{})
	for range 8 {
		all.Go(func() {
			<-start
			own, _ := c.Compile(site, options)
			for _, path := range paths {
				for _, a := range []*app.App{shared, own} {
					if html, _ := show(t, a, path, posts); html != want[path] {
						t.Errorf("%s: got %s", path, html)
					}
				}
			}
		})
	}
	close(start)
	all.Wait()
}
