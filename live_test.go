package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// written is an item that is being written, with a connection that its lines go over.
type written struct {
	p         *process
	kind, key string
	id        string
	body      *io.PipeWriter
	answer    chan lines
}

// lines is the answer to a stream.
type lines struct {
	status   int
	Error    string
	ID, URL  string
	Complete bool
	Lines    struct {
		Applied, Passed int
		Mended, Refused []struct{ Line int }
	}
	Issues []struct{ Path, Message string }
}

// ask sends a request of the API.
func (p *process) ask(method, path, key, contentType string, body io.Reader) (a lines, err error) {
	req, err := http.NewRequest(method, p.base+path, body)
	if err != nil {
		return a, err
	}
	req.Header.Set("Authorization", "Bearer "+key)
	req.Header.Set("Content-Type", contentType)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return a, err
	}
	defer res.Body.Close()
	a.status = res.StatusCode
	return a, json.NewDecoder(res.Body).Decode(&a)
}

// begin makes an item and sends the head of a PATCH whose lines come later.
func begin(t *testing.T, p *process, kind, key string) *written {
	t.Helper()
	a, err := p.ask("POST", "/v1/"+kind+"?stream=1", key, "application/jsonl", http.NoBody)
	if err != nil || a.status != 201 || a.Complete {
		t.Fatalf("POST: %+v %v", a, err)
	}
	return resume(p, kind, key, a.ID)
}

func resume(p *process, kind, key, id string) *written {
	r, w := io.Pipe()
	l := &written{p: p, kind: kind, key: key, id: id, body: w, answer: make(chan lines, 1)}
	go func() {
		a, err := p.ask("PATCH", "/v1/"+kind+"/"+id, key, "application/jsonl", r)
		if err != nil {
			a.Error = err.Error()
		}
		_ = r.Close() // What is written from now on has nobody to read it.
		l.answer <- a
	}()
	return l
}

// say sends lines.
func (l *written) say(text ...string) { _, _ = io.WriteString(l.body, strings.Join(text, "\n")+"\n") }

// end ends the stream and returns its answer.
func (l *written) end() lines { _ = l.body.Close(); return <-l.answer }

func (l *written) page(t *testing.T) string {
	t.Helper()
	address := "/a/"
	if l.kind == "apps" {
		address = "/app/"
	}
	res, err := http.Get(l.p.base + address + l.id)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != 200 {
		t.Fatal(res.StatusCode, err)
	}
	return string(text)
}

// waitFor waits until the page has a text.
func (l *written) waitFor(t *testing.T, text string) string {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		page := l.page(t)
		if strings.Contains(page, text) {
			return page
		}
		if time.Now().After(end) {
			t.Fatalf("the page has no %q: %s", text, page)
		}
	}
}

const (
	addRoot = `{"op":"add","path":"/root","value":"r"}`
	addList = `{"op":"add","path":"/elements/r","value":{"type":"ul","props":{},"children":["a","b"]}}`
	addA    = `{"op":"add","path":"/elements/a","value":{"type":"li","text":"one"}}`
	addB    = `{"op":"add","path":"/elements/b","value":{"type":"li","text":"two"}}`
	whole   = `{"root":"r","elements":{"r":{"type":"ul","props":{},"children":["a","b"]},"a":{"type":"li","text":"one"},"b":{"type":"li","text":"two"}}}`
)

func TestPageIsSeenWhileItIsWritten(t *testing.T) {
	data := t.TempDir()
	p := start(t, data)
	key := workspace(t, data, "--plan", "pro", "--claimed")
	l := begin(t, p, "artifacts", key)
	l.say("Here you are:", "```json", addRoot, addList, addA+"}")
	page := l.waitFor(t, "<li>one</li>")
	if !strings.Contains(page, `<span class="ui-pending"`) || !strings.Contains(page, "data-live") {
		t.Errorf("no placeholder, or no events: %s", page)
	}
	res, err := http.Get(p.base + "/a/" + l.id + "/-/events")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	events := bufio.NewScanner(res.Body)
	events.Buffer(nil, 1<<20)
	for events.Scan() && !strings.Contains(events.Text(), "<li>one</li>") {
	}
	l.say(addB, `{"op":"remove","path":"/nowhere"}`, "```")
	for events.Scan() && !strings.Contains(events.Text(), "<li>two</li>") {
	}
	a := l.end()
	if a.status != 200 || !a.Complete || a.Lines.Applied != 4 || a.Lines.Passed != 3 || len(a.Lines.Mended) != 1 ||
		a.Lines.Mended[0].Line != 5 || len(a.Lines.Refused) != 1 || a.Lines.Refused[0].Line != 7 {
		t.Errorf("%+v", a)
	}
	ended := false
	for events.Scan() {
		ended = ended || events.Text() == "event: end"
	}
	if !ended {
		t.Error("no end event")
	}
	posted, err := p.ask("POST", "/v1/artifacts", key, "application/json", strings.NewReader(whole))
	if err != nil || posted.status != 201 {
		t.Fatal(posted, err)
	}
	if _, want := p.page(t, posted.ID); l.page(t) != want {
		t.Errorf("%s\nis not what the spec gives when it is posted whole:\n%s", l.page(t), want)
	}
}

func TestSecondWriterIsTold(t *testing.T) {
	data := t.TempDir()
	p := start(t, data)
	key := workspace(t, data, "--plan", "pro", "--claimed")
	l := begin(t, p, "artifacts", key)
	l.say(addRoot, addList, addA)
	l.waitFor(t, "<li>one</li>")
	if a, err := p.ask("PATCH", "/v1/artifacts/"+l.id, key, "application/jsonl", strings.NewReader(addB)); err != nil || a.status != 409 {
		t.Errorf("a second writer: %+v %v", a, err)
	}
	if a, err := p.ask("PUT", "/v1/artifacts/"+l.id, key, "application/json", strings.NewReader(whole)); err != nil || a.status != 200 {
		t.Errorf("PUT: %+v %v", a, err)
	}
	l.say(addB)
	if a := l.end(); a.status != 409 {
		t.Errorf("the stream after a PUT: %+v", a)
	}
	if !strings.Contains(l.page(t), "<li>two</li>") {
		t.Error("what was PUT is not there")
	}
}

// What was acknowledged is there after kill -9, and what had come about a second before.
func TestKillKeepsWhatCameOfAStream(t *testing.T) {
	data := t.TempDir()
	p := start(t, data)
	key := workspace(t, data, "--plan", "pro", "--claimed")
	first := begin(t, p, "artifacts", key)
	first.say(addRoot, addList, addA)
	acknowledged := first.end()
	if acknowledged.status != 200 || acknowledged.Complete || len(acknowledged.Issues) == 0 {
		t.Fatalf("%+v", acknowledged)
	}
	second := begin(t, p, "artifacts", key)
	second.say(addRoot, addList, addA)
	second.waitFor(t, "<li>one</li>")
	time.Sleep(1500 * time.Millisecond)
	p.kill()
	second.end()
	p = start(t, data)
	for _, l := range []*written{first, second} {
		l.p = p
		page := l.page(t)
		if !strings.Contains(page, "<li>one</li>") || !strings.Contains(page, `<span class="ui-pending"`) {
			t.Errorf("after the kill: %s", page)
		}
		next := resume(p, "artifacts", key, l.id)
		next.say(addB)
		if a := next.end(); !a.Complete || !strings.Contains(l.page(t), "<li>two</li>") {
			t.Errorf("going on: %+v", a)
		}
	}
}

func TestShutdownBreaksStreamsOffAndKeepsThem(t *testing.T) {
	data := t.TempDir()
	p := start(t, data)
	key := workspace(t, data, "--plan", "pro", "--claimed")
	l := begin(t, p, "artifacts", key)
	l.say(addRoot, addList, addA)
	l.waitFor(t, "<li>one</li>")
	res, err := http.Get(p.base + "/a/" + l.id + "/-/events")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	p.cmd.Process.Signal(syscall.SIGTERM)
	if err := p.cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	if a := l.end(); a.status != 408 {
		t.Errorf("%+v", a)
	}
	l.p = start(t, data)
	if page := l.page(t); !strings.Contains(page, "<li>one</li>") {
		t.Errorf("%s", page)
	}
}

// A stream that breaks off may lack what its spec does not: it is finished by whoever ends one.
func TestStreamThatBreaksOffStaysOpen(t *testing.T) {
	data := t.TempDir()
	p := start(t, data)
	key := workspace(t, data, "--plan", "pro", "--claimed")
	l := begin(t, p, "artifacts", key)
	l.say(addRoot, addList, addA, addB)
	l.waitFor(t, "<li>two</li>")
	_ = l.body.CloseWithError(io.ErrUnexpectedEOF)
	<-l.answer
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		a, err := p.ask("PATCH", "/v1/artifacts/"+l.id+"?stream=1", key, "application/jsonl", strings.NewReader("\n"))
		if err == nil && a.status == 200 {
			break
		}
		if time.Now().After(end) {
			t.Fatal("the item is still being written: ", a, err)
		}
	}
	if page := l.page(t); !strings.Contains(page, "data-live") || !strings.Contains(page, "two") {
		t.Errorf("%s", page)
	}
	if a, err := p.ask("PATCH", "/v1/artifacts/"+l.id, key, "application/jsonl", strings.NewReader("\n")); err != nil || !a.Complete {
		t.Errorf("%+v %v", a, err)
	}
	if page := l.page(t); strings.Contains(page, "data-live") || !strings.Contains(page, "two") {
		t.Errorf("%s", page)
	}
}

func TestLimitsHoldDuringAStream(t *testing.T) {
	data := t.TempDir()
	p := start(t, data)
	key := workspace(t, data, "--plan", "pro", "--claimed")
	l := begin(t, p, "artifacts", key)
	ids := make([]string, 500)
	for i := range ids {
		ids[i] = fmt.Sprint("e", i)
	}
	children, _ := json.Marshal(ids[:499])
	l.say(addRoot, fmt.Sprintf(`{"op":"add","path":"/elements/r","value":{"type":"div","children":%s}}`, children))
	for _, id := range ids {
		l.say(fmt.Sprintf(`{"op":"add","path":"/elements/%s","value":{"type":"p","text":"%s"}}`, id, id))
	}
	a := l.end()
	if len(a.Lines.Refused) != 1 || a.Lines.Refused[0].Line != 502 || a.Lines.Applied != 501 || !a.Complete {
		t.Errorf("%+v", a)
	}
	if !strings.Contains(l.page(t), "<p>e498</p>") {
		t.Error("the page is not there")
	}
}

func TestPatchesAreAllOrNothing(t *testing.T) {
	data := t.TempDir()
	p := start(t, data)
	key := workspace(t, data, "--plan", "pro", "--claimed")
	made, err := p.ask("POST", "/v1/artifacts?strict=true", key, "application/x-ndjson", strings.NewReader(strings.Join([]string{addRoot, addList, addA, addB}, "\n")))
	if err != nil || made.status != 201 {
		t.Fatal(made, err)
	}
	const linesType, patchType, mergeType = "application/jsonl", "application/json-patch+json", "application/merge-patch+json"
	for _, c := range []struct {
		query, contentType, body string
		status                   int
		item                     string // the text of a, if it has changed
	}{
		{"", patchType, `[{"op":"replace","path":"/elements/a/text","value":"new"},{"op":"test","path":"/root","value":"x"}]`, 400, "one"},
		{"", patchType, `[{"op":"remove","path":"/elements/a"}]`, 400, "one"},
		{"", patchType, `{"op"`, 400, "one"},
		{"", patchType, `[{"op":"replace","path":"/elements/a/text","value":"two"}]`, 200, "two"},
		{"", mergeType, `{"elements":{"a":{"text":"three"}}}`, 200, "three"},
		{"", mergeType, `{"elements":{"a":{"type":"script"}}}`, 400, "three"},
		{"?strict=true", linesType, addA + "\n" + `{"op":"remove","path":"/nowhere"}`, 400, "three"},
		{"?strict=true", linesType, addA, 200, "one"},
		{"", "text/html", "x", 415, "one"},
		{"", linesType, `{"op":"replace","path":"/elements/a/text","value":"four"}`, 200, "four"},
	} {
		a, err := p.ask("PATCH", "/v1/artifacts/"+made.ID+c.query, key, c.contentType, strings.NewReader(c.body))
		if err != nil || a.status != c.status {
			t.Errorf("%s %s: %+v %v", c.contentType, c.body, a, err)
		}
		if _, page := p.page(t, made.ID); !strings.Contains(page, "<li>"+c.item+"</li>") || strings.Contains(page, "data-live") {
			t.Errorf("after %s: %s", c.body, page)
		}
	}
	html, err := p.ask("POST", "/v1/artifacts", key, "text/html", strings.NewReader("<p>x"))
	if err != nil {
		t.Fatal(err)
	}
	if a, err := p.ask("PATCH", "/v1/artifacts/"+html.ID, key, patchType, strings.NewReader("[]")); err != nil || a.status != 409 {
		t.Errorf("a patch of HTML: %+v %v", a, err)
	}
}

func TestAppIsSeenWhileItIsWritten(t *testing.T) {
	data := t.TempDir()
	p := start(t, data)
	key := workspace(t, data, "--plan", "pro", "--claimed")
	l := begin(t, p, "apps", key)
	l.say(`{"op":"add","path":"/state","value":{"name":"App"}}`, `{"op":"add","path":"/routes/~1/page/root","value":"r"}`,
		`{"op":"add","path":"/routes/~1/page/elements/r","value":{"type":"ul","children":["a"]}}`,
		`{"op":"add","path":"/routes/~1blog~1[slug]/page","value":{"root":"r","elements":{"r":{"type":"h1","text":"Post"}}}}`)
	l.waitFor(t, `<span class="ui-pending"`)
	l.say(`{"op":"add","path":"/routes/~1/page/elements/a","value":{"type":"li","text":{"$template":"in ${/name}"}}}`)
	l.waitFor(t, "<li>in App</li>")
	if res, err := http.Get(p.base + "/app/" + l.id + "/blog/x"); err != nil || res.StatusCode != 200 {
		t.Error(err)
	} else {
		_ = res.Body.Close()
	}
	l.say(`{"op":"add","path":"/routes/~1/layout","value":"main"}`, `{"op":"add","path":"/layouts/main","value":{"root":"r","state":{"by":"layout"},`+
		`"elements":{"r":{"type":"section","children":["a","s","l"]},"l":{"type":"a","props":{"href":"/blog/x"},"text":"Blog"},"a":{"type":"h2","text":{"$template":"${/by} of ${/name}"}},"s":{"type":"Slot"}}}}`)
	page := l.waitFor(t, "<h2>layout of App</h2>")
	inLayout := `<section><h2>layout of App</h2><ul><li>in App</li></ul><a href="/app/` + l.id + `/blog/x">Blog</a></section>`
	if !strings.Contains(marks.ReplaceAllString(page, ""), inLayout) {
		t.Errorf("%s", page)
	}
	if a := l.end(); !a.Complete {
		t.Errorf("%+v", a)
	}
	if page := l.page(t); !strings.Contains(page, inLayout) || strings.Contains(page, "data-live") {
		t.Errorf("%s", page)
	}
}

// marks are the comments around the elements of a page that is being written.
var marks = regexp.MustCompile(`<!--/?p\d+-->`)

// Bodies that are not read while they come are bounded, whether they say their length or not.
func TestBodiesAreBounded(t *testing.T) {
	data := t.TempDir()
	p := start(t, data)
	key := workspace(t, data, "--plan", "pro", "--claimed")
	large := strings.Repeat(" ", 6<<20)
	for _, path := range []string{"/v1/artifacts", "/v1/apps", "/v1/datasets", "/v1/workspaces"} {
		if a, err := p.ask("POST", path, key, "application/json", strings.NewReader(large)); err != nil || a.status != 413 {
			t.Errorf("%s: %+v %v", path, a, err)
		}
		if a, err := p.ask("POST", path, key, "application/json", io.MultiReader(strings.NewReader(large))); err != nil || a.status != 413 {
			t.Errorf("%s in chunks: %+v %v", path, a, err)
		}
	}
	if a, err := p.ask("POST", "/v1/artifacts", "no key", "application/jsonl", strings.NewReader(large)); err != nil || a.status != 401 && a.status != 413 {
		t.Errorf("no key: %+v %v", a, err)
	}
}
