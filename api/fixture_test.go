package api

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/valyala/fasthttp"
	"github.com/valyala/fasthttp/fasthttputil"

	"placard/catalog"
	"placard/components"
	"placard/edge/pages"
	"placard/engine"
	"placard/engine/app"
	"placard/engine/diag"
	"placard/engine/markdown"
	"placard/engine/value"
	"placard/storage"
	"placard/storage/disk"
	"placard/storage/sqlite"
)

const baseURL = "https://placard.test"

// fixture is an API on real storage, with a clock that stands still, and a client.
type fixture struct {
	*API
	t     testing.TB
	meta  *sqlite.DB
	blobs *sqlite.Blobs
	pages *pages.Source
	http  *http.Client
	log   *lockedBuffer

	mu  sync.Mutex
	now time.Time
	// vars are what scenarios write as $NAME.
	vars map[string]string
}

func newFixture(t testing.TB, change ...func(*Config)) *fixture {
	t.Helper()
	f := &fixture{t: t, now: time.UnixMilli(1_800_000_000_000).UTC(), vars: map[string]string{}, log: &lockedBuffer{}}
	dir := t.TempDir()
	var err error
	if f.meta, err = sqlite.Open(t.Context(), filepath.Join(dir, "placard.db")); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.meta.Close() })
	f.vars["DATA"] = dir
	files, err := disk.Open(filepath.Join(dir, "blobs"))
	if err != nil {
		t.Fatal(err)
	}
	f.blobs = f.meta.Blobs(files)
	f.setUp(change)
	f.serve()
	return f
}

// setUp wires the parts as main does.
func (f *fixture) setUp(change []func(*Config)) {
	f.t.Helper()
	cat := catalog.New()
	set := components.New(cat)
	eng, md := engine.New(cat, set), markdown.New(cat, set)
	apps := app.NewCompiler(cat, set)
	var err error
	f.pages, err = pages.New(pages.Config{
		Meta: f.meta, Blobs: f.blobs, Engine: eng, Markdown: md, Apps: apps, Set: set, Catalog: cat, BaseURL: baseURL, Now: f.clock,
	})
	if err != nil {
		f.t.Fatal(err)
	}
	cfg := Config{
		Meta: f.meta, Blobs: f.blobs, Catalog: cat, CheckSpec: checkSpec(eng), CheckMarkdown: checkMarkdown(md),
		CheckApp: checkApp(apps), CheckData: checkData, Changed: f.pages.Changed, Live: live(f.pages),
		URL: f.pages.URL, BaseURL: baseURL, Now: f.clock, Log: slog.New(slog.NewTextHandler(f.log, nil)),
	}
	for _, c := range change {
		c(&cfg)
	}
	if f.API, err = New(cfg); err != nil {
		f.t.Fatal(err)
	}
}

// The checks, as main wires them.

func checkSpec(e *engine.Engine) func([]byte) Checked {
	return func(text []byte) Checked { return Checked{Issues: e.Check(text), Title: "Title of the spec"} }
}

func checkMarkdown(r *markdown.Renderer) func([]byte) Checked {
	return func(text []byte) (found Checked) {
		found.Title, found.Issues = r.CheckTitle(text)
		return found
	}
}

func checkApp(c *app.Compiler) func([]byte) Checked {
	return func(text []byte) Checked {
		a, issues := c.Compile(text, app.Options{Origin: baseURL})
		if a == nil {
			return Checked{Issues: issues}
		}
		return Checked{Issues: issues, Title: a.Title(), Routes: a.Patterns()}
	}
}

func checkData(text []byte) (found Checked) {
	var doc value.Doc
	if _, err := doc.Parse(text); err != nil {
		found.Issues.Add(diag.Issue{Severity: diag.Error, Code: "invalid_json", Message: err.Message})
	}
	return found
}

// live lets the API write what pages shows, as main does.
func live(source *pages.Source) Live {
	write := func(ctx context.Context, id string) (Writer, error) {
		w, err := source.Write(ctx, id)
		if err != nil {
			return nil, ErrBusy
		}
		return w, nil
	}
	return Live{Write: write, End: source.Live().End}
}

// serve starts a server in memory with a client.
func (f *fixture) serve() {
	ln := fasthttputil.NewInmemoryListener()
	server := &fasthttp.Server{Handler: f.Handle, NoDefaultContentType: true, NoDefaultServerHeader: true, MaxRequestBodySize: 8 << 20}
	done := make(chan struct{})
	go func() { defer close(done); _ = server.Serve(ln) }()
	f.http = &http.Client{Transport: &http.Transport{
		DialContext: func(context.Context, string, string) (net.Conn, error) { return ln.Dial() },
	}}
	f.t.Cleanup(func() {
		f.http.CloseIdleConnections()
		_ = server.Shutdown()
		_ = ln.Close() // Shutdown does not, if Serve has not got as far as listening.
		<-done
	})
}

func (f *fixture) clock() time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.now
}

func (f *fixture) wait(d time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.now = f.now.Add(d)
}

// reply is a response that has been read.
type reply struct {
	status int
	header http.Header
	body   string
}

// ask sends "METHOD path" with headers as "Name: value".
func (f *fixture) ask(request, body string, headers ...string) reply {
	f.t.Helper()
	method, path, _ := strings.Cut(f.expand(request), " ")
	r, err := http.NewRequestWithContext(f.t.Context(), method, "http://placard.test"+path, strings.NewReader(f.expand(body)))
	if err != nil {
		f.t.Fatal(err)
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(f.expand(h), ": ")
		r.Header.Add(name, value)
	}
	resp, err := f.http.Do(r)
	if err != nil {
		f.t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		f.t.Fatal(err)
	}
	return reply{resp.StatusCode, resp.Header, string(text)}
}

func (f *fixture) expand(s string) string {
	for name, value := range f.vars {
		s = strings.ReplaceAll(s, "$"+name, value)
	}
	return s
}

// field reads one field of a reply's JSON.
func (r reply) field(t testing.TB, name string) string {
	t.Helper()
	var m map[string]any
	if err := json.Unmarshal([]byte(r.body), &m); err != nil {
		t.Fatalf("%v: %s", err, r.body)
	}
	s, _ := m[name].(string)
	return s
}

// within reports to a subtest while run runs.
func (f *fixture) within(t testing.TB, run func()) {
	outer := f.t
	f.t = t
	defer func() { f.t = outer }()
	run()
}

// workspace creates a workspace and keeps its key as $NAME.
func (f *fixture) workspace(name string, change ...func(*WorkspaceOptions)) CreatedWorkspace {
	f.t.Helper()
	o := WorkspaceOptions{Name: name, BaseURL: baseURL, Now: f.clock()}
	for _, c := range change {
		c(&o)
	}
	w, err := CreateWorkspace(f.t.Context(), f.meta, o)
	if err != nil {
		f.t.Fatal(err)
	}
	f.vars[name] = w.APIKey
	return w
}

func pro(o *WorkspaceOptions) { o.Plan, o.Claimed = storage.PlanPro, true }

const (
	asKey   = "Authorization: Bearer $KEY"
	asOther = "Authorization: Bearer $OTHER"
	isHTML  = "Content-Type: text/html"
	isJSON  = "Content-Type: application/json"
	isMD    = "Content-Type: text/markdown"
)

// publish creates an HTML artifact of $KEY and keeps its ID as $NAME.
func (f *fixture) publish(name, html string) string {
	f.t.Helper()
	r := f.ask("POST /v1/artifacts", html, asKey, isHTML)
	if r.status != 201 {
		f.t.Fatalf("POST: %d %s", r.status, r.body)
	}
	f.vars[name] = r.field(f.t, "id")
	return f.vars[name]
}

// scenario is one request and what must come of it.
type scenario struct {
	name string
	// prepare runs after the workspaces KEY and OTHER, both free, and the artifact ID of KEY were made.
	prepare func(f *fixture)
	request string
	headers []string
	body    string
	status  int
	// want must be in the body, not must not; a header that begins with "!" must not be there, others must be as given.
	want, not, header []string
}

// runScenarios runs each with workspaces of its own, at the same time, on one storage: making that takes longest.
func runScenarios(t *testing.T, scenarios []scenario) {
	f := newFixture(t)
	begin := f.now
	for _, s := range scenarios {
		t.Run(s.name, func(t *testing.T) {
			f.within(t, func() {
				f.now = begin
				f.workspace("KEY")
				f.workspace("OTHER")
				f.publish("ID", "<h1>first</h1>")
				if s.prepare != nil {
					s.prepare(f)
				}
				s.check(f, f.ask(s.request, s.body, s.headers...))
			})
		})
	}
}

func (s scenario) check(f *fixture, r reply) {
	f.t.Helper()
	if r.status != s.status {
		f.t.Errorf("status %d, want %d; body %s", r.status, s.status, r.body)
	}
	for _, want := range s.want {
		if !strings.Contains(r.body, f.expand(want)) {
			f.t.Errorf("body %s\nlacks %s", r.body, f.expand(want))
		}
	}
	for _, not := range s.not {
		if strings.Contains(r.body, f.expand(not)) {
			f.t.Errorf("body %s\nhas %s", r.body, not)
		}
	}
	for _, h := range s.header {
		wantHeader(f, r, f.expand(h))
	}
	if len(r.body) > 0 && (r.header.Get("Content-Type") != "application/json" || !json.Valid([]byte(r.body))) {
		f.t.Errorf("no JSON: %s %s", r.header.Get("Content-Type"), r.body)
	}
	if r.header.Get("Access-Control-Allow-Origin") != "*" || r.header.Get("Cache-Control") != "no-store" {
		f.t.Errorf("headers %v", r.header)
	}
}

func wantHeader(f *fixture, r reply, want string) {
	f.t.Helper()
	if name, absent := strings.CutPrefix(want, "!"); absent {
		if got, ok := r.header[name]; ok {
			f.t.Errorf("header %s: %v", name, got)
		}
		return
	}
	name, value, _ := strings.Cut(want, ": ")
	if got := r.header.Get(name); got != value {
		f.t.Errorf("header %s: %q, want %q", name, got, value)
	}
}

// lockedBuffer takes the log.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}
